import type { DefinitionParams, DocumentLink, DocumentLinkParams, Location, ReferenceParams } from 'vscode-languageserver'
import type { Checks } from '../validate/checks.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../workspace/outgoing.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { placeAt, spanAt } from './cursor-at.ts'

/** What the `$ref` under the pointer names. */
export function definition({ textDocument, position }: DefinitionParams, { workspace }: Checks): Location | null {
  const at = placeAt(workspace.file(textDocument.uri), position)
  const reference = at && siteOf(at.cursor)?.reference
  return (reference?.kind === 'found' && locationOf(reference.target)) || null
}

/** Every `$ref` of the workspace that names the same as the one under the pointer, or the entry under it. */
export function references({ textDocument, position, context }: ReferenceParams, { workspace }: Checks): Location[] {
  const at = placeAt(workspace.file(textDocument.uri), position)
  if (!at) return []
  const reference = siteOf(at.cursor)?.reference
  const target = reference?.kind === 'found' ? reference.target : at.cursor
  const sites = workspace.reaching(target.uri).flatMap((uri) => sitesOf(workspace.file(uri)).filter((site) => names(site, target)))
  const places = [...(context.includeDeclaration ? [target] : []), ...sites.map((site) => site.at('$ref'))]
  return places.flatMap((place) => locationOf(place, place.key === '$ref' ? 'value' : 'key') ?? [])
}

/** A link for each `$ref` of a file that leads somewhere. */
export function documentLinks({ textDocument }: DocumentLinkParams, { workspace }: Checks): DocumentLink[] {
  const file = workspace.file(textDocument.uri)
  return sitesOf(file).flatMap((site) => {
    const { reference } = site
    const span = spanAt(site.at('$ref'), 'value')
    const to = reference?.kind === 'found' ? locationOf(reference.target) : undefined
    if (!to || !span || !file.source) return []
    const { line, character } = to.range.start
    return [{ range: file.source.lines.range(span), target: `${to.uri}#L${line + 1},${character + 1}` }]
  })
}

/** The mappings of a file that hold a `$ref`, in the order of the text. */
export function sitesOf(file: SourceFile): Cursor[] {
  const found: Cursor[] = []
  const visit = (at: Cursor, { here, children }: ReferenceSites) => {
    if (here) found.push(at)
    for (const [key, below] of children) visit(at.at(key), below)
  }
  for (const [index, root] of (file.source?.roots ?? []).entries()) visit(file.root(index), referenceSites(root.node))
  return found
}

/** The mapping whose `$ref` a place is; `undefined` for any other place. */
export function siteOf(cursor: Cursor): Cursor | undefined {
  return cursor.key === '$ref' ? cursor.parent : undefined
}

function names(site: Cursor, target: Cursor): boolean {
  const { reference } = site
  return reference?.kind === 'found' && reference.target === target
}

function locationOf(place: Cursor, part: 'key' | 'value' = 'key'): Location | undefined {
  const span = spanAt(place, part)
  const { file } = place
  if (!span || !file.source) return undefined
  const to = place.parent ? span.to : span.from
  return { uri: file.clientUri, range: file.source.lines.range({ from: span.from, to }) }
}
