import { inner } from '../green.ts'
import type { Change, Root, SourceText } from '../source-text.ts'
import { insertIntoBlock, removeFromBlock } from './block.ts'
import { insertIntoFlow, removeFromFlow } from './flow.ts'
import { containerOf, members, type Place, placeAt, writtenEntries } from './place.ts'
import { columnOf, indentOfLine, type Style, styleOf } from './style.ts'
import { blockLines, entryLines, itemLines, writeFlow, writeJson, writeScalar } from './write.ts'

/*
 * Changes that keep the author's style. Each gives changes of the text as it is now, which do not overlap, in the order of the text; none where the
 * path leads nowhere, or to a text that stands somewhere else (through an alias or a merge key). Values are plain JSON data.
 */

/** Makes `value` the value at a path; where only the last key is missing, its entry is added. */
export function setValue(source: SourceText, root: Root, path: readonly string[], value: unknown): Change[] {
  const place = placeAt(root, path)
  if (place) return replaced(source, place, value)
  const key = path.at(-1)
  if (key === undefined) return rootValue(source, root, value)
  const parent = path.slice(0, -1)
  const kind = placeAt(root, parent)?.node.kind ?? (parent.length === 0 ? 'scalar' : undefined)
  if (kind === 'sequence') return insertItem(source, root, parent, value)
  return kind === undefined ? [] : insertEntry(source, root, parent, key, value)
}

/** Adds an entry to the mapping at a path, behind the entry `after`, else as the last. An empty place becomes a mapping. */
export function insertEntry(
  source: SourceText,
  root: Root,
  parent: readonly string[],
  key: string,
  value: unknown,
  after?: string,
): Change[] {
  const place = placeAt(root, parent)
  if (!place) return parent.length === 0 ? rootValue(source, root, { [key]: value }) : []
  const style = styleOf(source)
  const container = containerOf(place)
  if (container?.node.kind !== 'mapping') {
    const empty = place.node.kind === 'scalar' && place.node.value === null
    return empty ? replaced(source, place, { [key]: value }) : []
  }
  const entries = writtenEntries(container.node)
  if (entries.some((entry) => entry.key === key)) return []
  if (entries.length === 0 && !style.json && isInBlock(place)) return replaced(source, place, { [key]: value })
  const found = after === undefined ? -1 : entries.findIndex((entry) => entry.key === after)
  const index = found < 0 ? entries.length - 1 : found
  if (container.node.style === 'block') {
    return insertIntoBlock(source, container, index, style, entryLines(writeScalar(key, style), value, style))
  }
  return insertIntoFlow(source, container, index, style, (indent) => {
    if (style.json) return `${JSON.stringify(key)}: ${writeJson(value, style, indent)}`
    return `${writeScalar(key, style, true)}: ${writeFlow(value, style)}`
  })
}

/** Adds an item to the list at a path, before the item `index`, else as the last. */
export function insertItem(source: SourceText, root: Root, parent: readonly string[], value: unknown, index?: number): Change[] {
  const place = placeAt(root, parent)
  const container = place && containerOf(place)
  if (!place || container?.node.kind !== 'sequence') return []
  const style = styleOf(source)
  const count = container.node.items.length
  if (count === 0 && !style.json && isInBlock(place)) return replaced(source, place, [value])
  const after = Math.min(index ?? count, count) - 1
  if (container.node.style === 'block') return insertIntoBlock(source, container, after, style, itemLines(value, style))
  return insertIntoFlow(source, container, after, style, (indent) =>
    style.json ? writeJson(value, style, indent) : writeFlow(value, style),
  )
}

/** Takes the entry or item at a path away; the root cannot be. Of a collection that it leaves empty, `{}` or `[]` stays. */
export function removeEntry(source: SourceText, root: Root, path: readonly string[]): Change[] {
  const parent = placeAt(root, path.slice(0, -1))
  const key = path.at(-1)
  const container = parent && containerOf(parent)
  if (!container || key === undefined) return []
  const all = members(source, container)
  const index = container.node.kind === 'mapping' ? writtenEntries(container.node).findLastIndex((entry) => entry.key === key) : Number(key)
  if (!all[index]) return []
  if (container.node.style === 'flow') return removeFromFlow(source, container, index)
  if (all.length === 1) return replaced(source, parent, container.node.kind === 'mapping' ? {} : [])
  return removeFromBlock(source, container, index)
}

/** Gives the entry at a path another key, in the quotes of the one before. */
export function renameKey(source: SourceText, root: Root, path: readonly string[], key: string): Change[] {
  const parent = placeAt(root, path.slice(0, -1))
  const container = parent && containerOf(parent)
  if (container?.node.kind !== 'mapping') return []
  const entry = container.node.get(path.at(-1) ?? '')
  if (!entry || entry.merged || entry.keyNode.kind !== 'scalar') return []
  const from = container.from + entry.keyFrom
  const style = styleOf(source)
  const { style: quotes, length } = entry.keyNode
  const quote = quotes === 'single' ? "'" : quotes === 'double' ? '"' : undefined
  const insert = style.json ? JSON.stringify(key) : writeScalar(key, style, container.node.style === 'flow', quote)
  return [{ from, to: from + length, insert }]
}

/** Whether a place stands in block style, so that its value may be written on lines of its own. */
function isInBlock(place: Place): boolean {
  return place.holder === undefined || place.holder.container.node.style === 'block'
}

function rootValue(source: SourceText, root: Root, value: unknown): Change[] {
  const { text } = source
  const style = styleOf(source)
  if (root.node) return []
  const lines = style.json ? [writeJson(value, style, '')] : (blockLines(value, style) ?? [writeFlow(value, style)])
  const at = source.roots.length === 1 ? text.length : root.from
  const before = at === 0 || /[\n\r]/.test(text[at - 1] ?? '') ? '' : style.newline
  return [{ from: at, to: at, insert: before + lines.join(style.newline) + style.newline }]
}

function replaced(source: SourceText, place: Place, value: unknown): Change[] {
  const { text } = source
  const style = styleOf(source)
  const { from, node } = place
  const to = from + node.length
  if (style.json) return [{ from, to, insert: writeJson(value, style, indentOfLine(text, from)) }]
  const keepsFlow = inner(node).kind !== 'scalar' && 'style' in node && node.style === 'flow' && node.size > 1
  const lines = isInBlock(place) && !keepsFlow ? blockLines(value, style) : undefined
  const quote =
    node.kind === 'scalar' && node.style === 'single' ? "'" : node.kind === 'scalar' && node.style === 'double' ? '"' : undefined
  const inline = typeof value === 'string' ? writeScalar(value, style, !isInBlock(place), quote) : writeFlow(value, style)
  const { holder } = place
  if (!holder) return [{ from, to, insert: lines ? lines.join(style.newline) : inline }]
  const member = members(source, holder.container)[holder.index]
  if (!member) return []
  return holder.container.node.kind === 'sequence'
    ? inItem(text, member.from, from, to, lines, inline, style)
    : inEntry(text, place, member.from, to, lines, inline, style)
}

/** Behind a dash: block lines begin on its line. */
function inItem(text: string, dash: number, from: number, to: number, lines: string[] | undefined, inline: string, style: Style): Change[] {
  const start = from === to ? Math.max(from, dash + 1) : from
  const space = /[\s[,]/.test(text[start - 1] ?? '') ? '' : ' '
  if (!lines) return [{ from: start, to, insert: space + inline }]
  const column = ' '.repeat(space === '' ? columnOf(text, start) : columnOf(text, start) + 1)
  return [{ from: start, to, insert: space + lines.join(style.newline + column) }]
}

/** Behind a colon: comments and anchor between it and the value stay. */
function inEntry(
  text: string,
  place: Place,
  entryFrom: number,
  to: number,
  lines: string[] | undefined,
  inline: string,
  style: Style,
): Change[] {
  const { from, holder } = place
  const container = holder?.container
  const entry = container?.node.kind === 'mapping' ? container.node.entries[holder?.index ?? -1] : undefined
  if (!container || !entry) return []
  const keyEnd = container.from + entry.keyFrom + entry.keyNode.length
  const colon = text.indexOf(':', keyEnd)
  if (colon < 0 || colon >= Math.max(from, keyEnd + 1)) return [{ from: to, to, insert: `: ${inline}` }]
  const between = text.slice(colon + 1, from)
  const anchor = /(?:^|\s)(&\S+)/.exec(between.replace(/(?<=^|\s)#[^\n\r]*/g, ''))?.[1]
  const comments = between.match(/(?<=^|\s)#[^\n\r]*/g) ?? []
  const head = anchor ? ` ${anchor}` : ''
  const column = ' '.repeat(columnOf(text, entryFrom))
  const [comment, ...more] = comments
  const tail = (comment ? ` ${comment}` : '') + more.map((line) => style.newline + column + style.unit + line).join('')
  if (!lines) return [{ from: colon + 1, to, insert: `${head} ${inline}${tail}` }]
  const isList = (lines[0] ?? '').startsWith('- ')
  const indent = column + (isList && !style.indentsLists ? '' : style.unit)
  return [{ from: colon + 1, to, insert: head + tail + lines.map((line) => style.newline + indent + line).join('') }]
}
