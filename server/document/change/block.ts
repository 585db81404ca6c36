import { inner } from '../green.ts'
import type { Node } from '../node.ts'
import type { Change, SourceText } from '../source-text.ts'
import { type Container, members } from './place.ts'
import { afterBreak, columnOf, isBreak, lineEnd, lineStart, type Style } from './style.ts'

/** Puts the lines of a member into a block collection behind the one at `index`, or first where that is -1. */
export function insertIntoBlock(source: SourceText, container: Container, index: number, style: Style, lines: readonly string[]): Change[] {
  const { text } = source
  const all = members(source, container)
  const first = all[0]
  if (!first) return []
  const indent = ' '.repeat(columnOf(text, first.from))
  const written = lines.join(style.newline + indent)
  const after = all[index]
  if (!after) return [{ from: first.from, to: first.from, insert: written + style.newline + indent }]
  const end = endOfMember(text, container, index, after.to)
  if (end > 0 && isBreak(text, end - 1)) return [{ from: end, to: end, insert: indent + written + style.newline }]
  return [{ from: end, to: end, insert: style.newline + indent + written }]
}

/** Takes the member at `index` away with its line; it is not the only one. */
export function removeFromBlock(source: SourceText, container: Container, index: number): Change[] {
  const { text } = source
  const all = members(source, container)
  const member = all[index]
  if (!member) return []
  const line = lineStart(text, member.from)
  const end = endOfMember(text, container, index, member.to)
  if (text.slice(line, member.from).trim() === '') {
    const to = isBreak(text, end - 1) ? end : afterBreak(text, end)
    if (to > end || isBreak(text, end - 1) || line === 0) return [{ from: line, to, insert: '' }]
    return [{ from: text.startsWith('\r\n', line - 2) ? line - 2 : line - 1, to: end, insert: '' }]
  }
  // It begins behind a dash: the next one moves up to it, unless a comment stands between.
  const next = all[index + 1]
  if (!next) return [{ from: member.from, to: end, insert: '' }]
  const to = text.slice(end, next.from).trim() === '' ? next.from : end
  return [{ from: member.from, to, insert: '' }]
}

/** The end of the last line of a member, a comment on it included; behind the blank lines that a scalar keeps (`|+`). */
function endOfMember(text: string, { node }: Container, index: number, to: number): number {
  const value = node.kind === 'mapping' ? node.entries[index]?.value : node.items[index]?.value
  if (value && keepsLines(value)) {
    let end = to
    while (end < text.length && /\s/.test(text[end] ?? '')) end++
    return end === text.length ? end : lineStart(text, end)
  }
  return lineEnd(text, to)
}

/** Whether what ends a value is a scalar with `+`. */
function keepsLines(value: Node): boolean {
  const green = inner(value)
  if (green.kind === 'scalar') return /^[|>][1-9]?\+/.test(green.source)
  if (green.kind === 'mapping' && green.style === 'block') {
    const last = green.entries.findLast((entry) => entry.through !== 'merge')
    return last !== undefined && keepsLines(last.pair.valueLink.node)
  }
  if (green.kind !== 'sequence' || green.style !== 'block') return false
  const last = green.items.at(-1)
  return last !== undefined && keepsLines(last.link.node)
}
