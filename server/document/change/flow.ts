import type { Change, SourceText } from '../source-text.ts'
import { type Container, members } from './place.ts'
import { indentOfLine, isBreak, lineEnd, lineStart, type Style } from './style.ts'

/** How a new member is written: `indent` is that of its line. */
export type Write = (indent: string) => string

/** Puts a member into `{…}` or `[…]` behind the one at `index`, or first where that is -1. */
export function insertIntoFlow(source: SourceText, container: Container, index: number, style: Style, write: Write): Change[] {
  const { text } = source
  const all = members(source, container)
  const open = container.from + 1
  const first = all[0]
  if (!first) return insertIntoEmpty(text, open, container.from + container.node.length - 1, style, write)
  const onLines = /[\n\r]/.test(text.slice(open, first.from))
  const indent = indentOfLine(text, first.from)
  const before = onLines ? style.newline + indent : ' '
  const after = all[index]
  if (!after) return [{ from: first.from, to: first.from, insert: `${write(indent)},${before}` }]
  const comma = commaAfter(text, after.to)
  const rest = comma === undefined ? after.to : comma + 1
  const at = onLines && isOnlyComment(text, rest) ? lineEnd(text, rest) : rest
  if (comma !== undefined) {
    // The new one takes over the part of the last: what follows it, and whether a comma may stand there, stays as it was.
    return [{ from: at, to: at, insert: `${before}${write(indent)},` }]
  }
  if (at === after.to) return [{ from: at, to: at, insert: `,${before}${write(indent)}` }]
  return [
    { from: after.to, to: after.to, insert: ',' },
    { from: at, to: at, insert: before + write(indent) },
  ]
}

function insertIntoEmpty(text: string, open: number, close: number, style: Style, write: Write): Change[] {
  const indent = indentOfLine(text, open)
  const inside = text.slice(open, close)
  if (!style.json) return [{ from: open, to: inside.trim() === '' ? close : open, insert: ` ${write(indent)} ` }]
  const member = style.newline + indent + style.unit + write(indent + style.unit)
  if (inside.trim() === '') return [{ from: open, to: close, insert: member + style.newline + indent }]
  return [{ from: open, to: open, insert: member + (/[\n\r]/.test(inside) ? '' : style.newline + indent) }]
}

/** Takes the member at `index` away, with the comma that parted it from another. */
export function removeFromFlow(source: SourceText, container: Container, index: number): Change[] {
  const { text } = source
  const all = members(source, container)
  const member = all[index]
  if (!member) return []
  const comma = commaAfter(text, member.to)
  const own = lineStart(text, member.from)
  const alone = text.slice(own, member.from).trim() === ''
  if (comma !== undefined) {
    const between = text.slice(member.to, comma).trim()
    if (between !== '') {
      return [
        { from: member.from, to: member.to, insert: '' },
        { from: comma, to: comma + 1, insert: '' },
      ]
    }
    const end = skipBlanks(text, comma + 1)
    if (alone && (isBreak(text, end) || end === text.length)) return [{ from: lineBreakBefore(text, own), to: end, insert: '' }]
    return [{ from: member.from, to: end, insert: '' }]
  }
  const before = all[index - 1]
  const commaBefore = before && commaAfter(text, before.to)
  if (commaBefore === undefined) return [{ from: member.from, to: member.to, insert: '' }]
  const gap = text.slice(commaBefore + 1, member.from)
  if (gap.trim() === '') return [{ from: commaBefore, to: member.to, insert: '' }]
  return [
    { from: commaBefore, to: commaBefore + 1, insert: '' },
    { from: member.from, to: member.to, insert: '' },
  ]
}

function lineBreakBefore(text: string, lineFrom: number): number {
  if (lineFrom === 0) return 0
  return text.startsWith('\r\n', lineFrom - 2) ? lineFrom - 2 : lineFrom - 1
}

/** The comma behind a place, comments passed over. */
function commaAfter(text: string, from: number): number | undefined {
  const found = /(?:\s|\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|(?<=\s)#[^\n\r]*)*/y
  found.lastIndex = from
  found.exec(text)
  return text[found.lastIndex] === ',' ? found.lastIndex : undefined
}

function isOnlyComment(text: string, from: number): boolean {
  return /^[ \t]*(?:\/\/.*|#.*|\/\*(?:(?!\*\/).)*\*\/[ \t]*)?$/.test(text.slice(from, lineEnd(text, from)))
}

function skipBlanks(text: string, from: number): number {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at++
  return at
}
