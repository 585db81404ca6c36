import { formatPointer } from '../../../shared/pointer.ts'
import { resolveUri, uriEnding, uriScheme } from '../../../shared/uri.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { type Reference, splitReference } from '../../workspace/references.ts'
import { largestFile } from '../../workspace/workspace.ts'
import { nearest } from '../nearest.ts'
import { defineRule, type Finding } from '../rule.ts'
import { isLostInBrokenText } from './references/broken-text.ts'
import { definesAnchor, isInsideIdentifiedSchema } from './references/identifiers.ts'
import { brokenSites } from './references/sites.ts'

export const rule = defineRule({
  meta: {
    id: 'asyncapi/unresolved-ref',
    severity: 'error',
    title: 'A `$ref` that leads nowhere',
    background:
      'A reader follows every `$ref` before it can use the document; one that leads nowhere makes the part that holds it unusable. The text of ' +
      'a reference is a URI, its fragment a JSON Pointer (AsyncAPI 3.1, Reference Object; RFC 3986; RFC 6901). What lies outside the workspace or ' +
      'on the network is not read unless a setting allows it, and that is said as information only.',
    whenNot: 'When the file that is named is made by a later step of the build.',
  },
  on: 'document',
  examples: [
    {
      title: 'The message has another name',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced:
        $ref: '#/components/messages/OrderPlacd'
             #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
components:
  messages:
    OrderPlaced: { payload: { type: object } }
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced:
        $ref: '#/components/messages/OrderPlaced'
components:
  messages:
    OrderPlaced: { payload: { type: object } }
`,
    },
    {
      title: 'What an example carries is no reference',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  schemas:
    Link:
      type: object
      examples:
        - $ref: '#/nowhere'
`,
    },
  ],

  *check(document) {
    let suggestions = mostSuggestions
    for (const { at, foreign, reference } of brokenSites(document.root)) {
      if (isForeign(at, foreign, reference) || isOfAnother(at, reference)) continue
      const finding = findingAt(at, reference, suggestions > 0)
      if (!finding) continue
      suggestions--
      yield finding
    }
  },

  fix(finding) {
    const instead = finding.data?.['instead']
    if (typeof instead !== 'string') return []
    return [{ title: `Refer to ${instead}`, amendments: [{ do: 'set', at: finding.at, value: instead }], safe: false }]
  },
})

/** So many findings of a document are given the nearest name: comparing names is slow, and a lost section breaks every reference at once. */
const mostSuggestions = 50

const readEndings: ReadonlySet<string> = new Set(['.yaml', '.yml', '.json', '.jsonc'])

/** A fragment into a file that is neither YAML nor JSON has a meaning of its own; so has one in a foreign schema. That the file is missing counts. */
function isForeign(site: Cursor, foreign: boolean, reference: Reference): boolean {
  if (reference.kind === 'no-file' || reference.kind === 'forbidden' || reference.kind === 'no-base') return false
  const { file } = splitReference(site.at('$ref').text ?? '')
  return file !== '' && (foreign || !readEndings.has(uriEnding(`file:///${file}`)))
}

/** Whether it is another reference on the way that leads nowhere: that one is told of where it stands. */
function isOfAnother(site: Cursor, reference: Reference): boolean {
  const text = site.at('$ref').text
  if (text === undefined) return false
  const { file, path } = splitReference(text)
  switch (reference.kind) {
    case 'malformed':
      return reference.why === 'not-a-text' || path !== undefined
    case 'no-pointer':
      return path?.includes(reference.missing) !== true
    case 'no-base':
      return file === ''
    case 'no-file':
    case 'forbidden':
      return file === '' || (uriScheme(site.uri) !== 'untitled' && resolveUri(site.uri, file) !== reference.uri)
    default:
      return false
  }
}

/** `undefined` where nothing is to be said: not known yet, or right as its schema sees it. */
function findingAt(site: Cursor, reference: Reference, mayCompare: boolean): Finding | undefined {
  const text = site.at('$ref').text ?? ''
  const { file } = splitReference(text)
  const where = { at: site.at('$ref'), part: 'value' } as const
  switch (reference.kind) {
    case 'malformed':
      if (reference.why === 'no-slash') return noSlash(where, site, text)
      return { ...where, message: 'A $ref is a text that names a place, such as "#/components/schemas/Order".' }
    case 'no-file':
      return isInsideIdentifiedSchema(site, text) ? undefined : noFile(where, file, reference)
    case 'no-pointer':
      if (isInsideIdentifiedSchema(site, text) || isLostInBrokenText(site.file.workspace.file(reference.uri), reference.missing))
        return undefined
      return isBesideHalfWritten(site, text, reference) ? undefined : noPointer(where, site, text, reference, mayCompare)
    case 'forbidden':
      return isInsideIdentifiedSchema(site, text) ? undefined : { ...where, severity: 'info', message: forbidden(file, reference.why) }
    case 'no-base':
      return { ...where, severity: 'info', message: 'This relative path cannot be followed before the document is saved in a folder.' }
    case 'circle':
      return { ...where, message: 'This $ref leads back to itself: following it never ends.' }
    default:
      return undefined
  }
}

function noSlash(where: Where, site: Cursor, text: string): Finding | undefined {
  const { file } = splitReference(text)
  const fragment = text.slice(text.indexOf('#') + 1)
  if (definesAnchor(site, file, fragment)) return undefined
  const instead = withSlash(site, file, fragment)
  const hint = instead ? `, as in "${instead}"` : ''
  return {
    ...where,
    message: `"#${fragment}" is no JSON pointer: a "/" belongs behind the "#"${hint}.`,
    ...(instead && { data: { instead } }),
  }
}

function forbidden(file: string, why: 'remote' | 'outside'): string {
  return why === 'remote'
    ? `"${file}" is on the network and is not fetched; the setting asyncapiEventSource.references.remote allows it.`
    : `"${file}" lies outside the workspace and is not read; the setting asyncapiEventSource.references.outsideWorkspace allows it.`
}

type Where = Pick<Finding, 'at' | 'part'>

function noFile(where: Where, file: string, { problem }: Reference & { kind: 'no-file' }): Finding {
  switch (problem) {
    case 'missing':
      return { ...where, message: `There is no file "${file}".` }
    case 'not-a-file':
      return { ...where, message: `"${file}" is not a file.` }
    case 'too-big':
      return { ...where, severity: 'warning', message: `"${file}" is larger than ${largestFile / 1024 / 1024} MB and is not read.` }
    case 'denied':
      return { ...where, message: `"${file}" may not be read.` }
  }
}

function noPointer(
  where: Where,
  site: Cursor,
  text: string,
  { uri, missing, known }: Reference & { kind: 'no-pointer' },
  mayCompare: boolean,
): Finding {
  const { file, path = [] } = splitReference(text)
  const index = wrongSegment(path, missing, file === '' ? site.root : site.file.workspace.file(uri).referenced)
  const above = formatPointer(path.slice(0, index))
  const place = above === '' ? (file === '' ? 'the document' : `"${file}"`) : `"${file}#${above}"`
  const meant = mayCompare ? nearest(missing, known) : undefined
  if (meant === undefined) return { ...where, message: `"${missing}" is not there: ${place} has no such key.` }
  const instead = `${file}#${formatPointer([...path.slice(0, index), meant, ...path.slice(index + 1)])}`
  return { ...where, message: `"${missing}" is not there: ${place} has no such key. Did you mean "${meant}"?`, data: { instead } }
}

/** Whether the key that is missing may be one that is being typed. */
function isBesideHalfWritten(site: Cursor, text: string, { uri, missing }: Reference & { kind: 'no-pointer' }): boolean {
  const { file, path = [] } = splitReference(text)
  const root = file === '' ? site.root : site.file.workspace.file(uri).referenced
  const above = root.at(...path.slice(0, wrongSegment(path, missing, root)))
  return above.mapping?.entries.some(({ half }) => half) === true
}

/** Which segment is the missing one: of several equal ones the first that is not written where it says. */
function wrongSegment(path: readonly string[], missing: string, root: Cursor): number {
  const at = path.findIndex((segment, index) => segment === missing && !root.at(...path.slice(0, index + 1)).exists)
  return at < 0 ? path.lastIndexOf(missing) : at
}

/** The reference with its slash, if that leads somewhere in the same document. */
function withSlash(site: Cursor, file: string, fragment: string): string | undefined {
  const { path } = splitReference(`#/${fragment}`)
  return file === '' && path && site.root.at(...path).exists ? `#/${fragment}` : undefined
}
