import type { Span } from '../../document/node.ts'
import { edit, type SourceText } from '../../document/source-text.ts'
import { documentAt } from '../cursor-at.ts'
import type { Writing } from './proposal.ts'

/** What is to be written at a place: a key of the mapping at `path` (or an item of the list there), or the value at `path`. */
export interface Context extends Writing {
  readonly document: number
  readonly path: readonly string[]
  readonly wants: 'key' | 'value' | 'either'
  /** The keys that the mapping has besides. */
  readonly taken: ReadonlySet<string>
}

export function contextAt(source: SourceText, offset: number): Context {
  return source.language === 'yaml' ? (blockContext(source, offset) ?? inYaml(source, offset)) : inJson(source, offset)
}

/** A key that nobody writes; it holds the place while the text around it is read. */
const holder = 'zzzzplaceholder'

/** At the beginning of a line, or of a list's item, in block style: a key stands there, or an item that is a scalar. */
function blockContext(source: SourceText, offset: number): Context | undefined {
  const word = wordAt(source, offset)
  const { lines, text } = source
  const start = lines.offset({ line: lines.position(offset).line, character: 0 })
  const before = text.slice(start, word.from)
  if (!/^[ \t]*(?:-[ \t]+)*$/.test(before) || isInFlow(source, offset)) return undefined
  const behind = /^[ \t]*:(?:\s|$)/.test(text.slice(word.to, lineEnd(text, word.to) + 1))
  const read = edit(source, [{ ...word, insert: behind ? holder : `${holder}: ` }])
  const document = documentAt(read, word.from)
  const path = read.roots[document]?.pathAt(word.from + 1).path ?? []
  if (path.at(-1) !== holder) return undefined
  const parent = path.slice(0, -1)
  const taken = keysAt(read, document, parent)
  taken.delete(holder)
  return { document, path: parent, wants: 'either', taken, replace: word, as: 'yaml-key', nameOnly: behind, column: word.from - start }
}

/** Anywhere else in YAML: the value of the key before, or an entry of a mapping in flow style. */
function inYaml(source: SourceText, offset: number): Context {
  const word = valueSpan(source, offset)
  const document = documentAt(source, offset)
  const before = source.text.slice(Math.max(0, word.from - 1000), word.from).trimEnd()
  if (/[{,]$/.test(before) && isInFlow(source, offset)) {
    const read = edit(source, [{ ...word, insert: `${holder}: 0` }])
    const path = read.roots[document]?.pathAt(word.from + 1).path ?? []
    if (path.at(-1) === holder) {
      const parent = path.slice(0, -1)
      const taken = keysAt(read, document, parent)
      taken.delete(holder)
      return {
        document,
        path: parent,
        wants: 'either',
        taken,
        replace: word,
        as: 'yaml-key',
        nameOnly: /^\s*:/.test(source.text.slice(word.to, word.to + 100)),
      }
    }
  }
  const read = edit(source, [{ ...word, insert: holder }])
  const path = read.roots[document]?.pathAt(word.from + 1).path ?? []
  return { document, path, wants: 'value', taken: new Set(), replace: word, as: 'yaml-value' }
}

function inJson(source: SourceText, offset: number): Context {
  const root = source.roots[0]
  const { text } = source
  const { path, part } = root?.pathAt(offset) ?? { path: [], part: 'value' as const }
  const token = tokenAt(source, offset)
  const behind = text.slice(token.to, token.to + 1000).trimStart()
  const base = { document: 0, replace: token }
  if (part === 'key' || isObject(source, path)) {
    const parent = part === 'key' ? path.slice(0, -1) : path
    const taken = keysAt(source, 0, parent)
    if (part === 'key') taken.delete(path.at(-1) ?? '')
    const colon = behind.startsWith(':')
    return { ...base, path: parent, wants: 'key', taken, as: 'json-key', nameOnly: colon, comma: behind.startsWith('"') }
  }
  const container = keysAt(source, 0, path)
  return {
    ...base,
    path: isList(source, path) ? [...path, String(container.size)] : path,
    wants: 'value',
    taken: new Set(),
    as: 'json-value',
  }
}

function isObject(source: SourceText, path: readonly string[]): boolean {
  return nodeAt(source, 0, path)?.kind === 'mapping'
}

function isList(source: SourceText, path: readonly string[]): boolean {
  return nodeAt(source, 0, path)?.kind === 'sequence'
}

function nodeAt({ roots }: SourceText, document: number, path: readonly string[]) {
  let node = roots[document]?.node
  for (const key of path) {
    if (node?.kind === 'mapping') node = node.get(key)?.value
    else if (node?.kind === 'sequence') node = node.items[Number(key)]?.value
    else return undefined
  }
  return node
}

function keysAt(source: SourceText, document: number, path: readonly string[]): Set<string> {
  const node = nodeAt(source, document, path)
  if (node?.kind === 'mapping') return new Set(node.entries.map(({ key }) => key))
  return new Set(node?.kind === 'sequence' ? node.items.map((_, index) => String(index)) : [])
}

/** Whether a place lies in brackets. */
function isInFlow(source: SourceText, offset: number): boolean {
  const document = documentAt(source, offset)
  const root = source.roots[document]
  if (!root?.node) return false
  const { path } = root.pathAt(offset)
  for (let length = path.length; length >= 0; length--) {
    const node = nodeAt(source, document, path.slice(0, length))
    if (node?.kind === 'mapping' || node?.kind === 'sequence') return node.style === 'flow'
  }
  return false
}

/** The word around a place, for keys. */
function wordAt({ text }: SourceText, offset: number): Span {
  let from = offset
  while (from > 0 && /[\w$./-]/.test(text[from - 1] ?? '') && !/^-[ \t]/.test(text.slice(from - 1, from + 1))) from--
  let to = offset
  while (/[\w$./-]/.test(text[to] ?? '')) to++
  return { from, to }
}

/** A scalar of one line around a place, quotes included. */
function valueSpan(source: SourceText, offset: number): Span {
  const { text } = source
  const document = documentAt(source, offset)
  const root = source.roots[document]
  const { path, part } = root?.pathAt(offset) ?? { path: [], part: 'value' as const }
  const span = nodeAt(source, document, path)?.kind === 'scalar' ? root?.locate(path, part) : undefined
  if (span && span.from <= offset && offset <= span.to && span.to > span.from && !text.slice(span.from, span.to).includes('\n')) return span
  return wordAt(source, offset)
}

/** A JSON text or word around a place. */
function tokenAt(source: SourceText, offset: number): Span {
  const root = source.roots[0]
  const { path, part } = root?.pathAt(offset) ?? { path: [], part: 'value' as const }
  const isScalar = part === 'key' || nodeAt(source, 0, path)?.kind === 'scalar'
  const span = isScalar ? root?.locate(path, part) : undefined
  if (span && span.from <= offset && offset <= span.to && span.to > span.from) return span
  const word = wordAt(source, offset)
  const { text } = source
  return { from: text[word.from - 1] === '"' ? word.from - 1 : word.from, to: text[word.to] === '"' ? word.to + 1 : word.to }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}
