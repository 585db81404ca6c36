import type { Span } from '../node.ts'

/** An entry or item of a block with all lines that are indented under it. */
export interface Unit extends Span {
  /** Where its first line's text begins, from `from`. */
  readonly indent: number
}

/** A block mapping or sequence as its indentation shows it, whether it is right or not. */
export interface Block {
  readonly kind: 'mapping' | 'sequence'
  readonly units: readonly Unit[]
}

interface Line {
  readonly from: number
  /** Behind its line end. */
  readonly to: number
  /** Where its text begins. */
  readonly start: number
}

/** The block that fills a stretch of whole lines, in a text as the parser is shown it; `undefined` where no line looks like an entry or item of one. */
export function blockWithin(text: string, span: Span): Block | undefined {
  return blockFrom(text, span.from, span.to, undefined)
}

/** The block under the first line of a unit; `undefined` where that line holds a value of its own, or nothing is indented under it. */
export function nestedBlock(text: string, unit: Unit, kind: Block['kind']): Block | undefined {
  const start = unit.from + unit.indent
  if (kind === 'sequence') {
    const dash = /^-[ \t]+(?=[^\s#])/.exec(text.slice(start, Math.min(unit.to, start + 200)))
    return dash ? blockFrom(text, start + dash[0].length, unit.to, columnOf(text, start) + dash[0].length) : undefined
  }
  const head = lineAt(text, unit.from, unit.to)
  if (!isWord(text, head) && !HEAD.test(text.slice(head.start, Math.min(head.to, head.start + 2000)))) return undefined
  return blockFrom(text, head.to, unit.to, undefined)
}

/** A key without a value on its line; properties may stand there. */
const HEAD =
  /^(?:"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\n\r]|'')*'|[^\s#\-[\]{},&*!|>'"%@`][^#\n\r]*?):(?:[ \t]+[&!][^\s,[\]{}]*)*[ \t]*(?:#[^\n\r]*)?[\r\n]*$/

const WORD = /^[\w$][^:,#"'[\]{}&*|>]*(?:[ \t]#[^\n\r]*)?[\r\n]*$/

function blockFrom(text: string, from: number, to: number, firstColumn: number | undefined): Block | undefined {
  const units: { from: number; to: number; indent: number }[] = []
  let kind: Block['kind'] | undefined
  let column = -1
  for (let at = from; at < to; ) {
    const line = lineAt(text, at, to)
    at = line.to
    const mark = text[line.start]
    if (line.start >= line.to || mark === '#' || mark === '\n' || mark === '\r') continue
    if (line.start === line.from && isMarker(text, line.start)) continue
    const here = line.from === from && firstColumn !== undefined ? firstColumn : line.start - line.from
    if (kind === undefined) {
      if (units.length > 0 && here > column && (isKey(text, line) || isItem(text, line.start))) {
        kind = 'mapping'
        continue
      }
      if (units.length > 0 && here !== column) return undefined
      column = here
      kind = isItem(text, line.start) ? 'sequence' : isKey(text, line) ? 'mapping' : undefined
      if (kind === undefined && !isWord(text, line)) return undefined
      if (kind === 'sequence' && units.length > 0) return undefined
    } else if (here !== column || !(kind === 'sequence' ? isItem(text, line.start) : isKey(text, line) || isWord(text, line))) continue
    units.push({ from: line.from, to, indent: line.start - line.from })
  }
  units.forEach((unit, index) => {
    unit.to = units[index + 1]?.from ?? to
  })
  return kind && { kind, units }
}

/** The text has no line break without `\n`. */
function lineAt(text: string, from: number, limit: number): Line {
  const found = text.indexOf('\n', from)
  const to = found < 0 || found >= limit ? limit : found + 1
  let start = from
  while (start < to && text.charCodeAt(start) === 32) start++
  return { from, to, start }
}

/** `---`, `...` or a directive. */
function isMarker(text: string, at: number): boolean {
  return text[at] === '%' || /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at, at + 4))
}

function isItem(text: string, at: number): boolean {
  return text[at] === '-' && /^\s?$/.test(text[at + 1] ?? '')
}

function isKey(text: string, line: Line): boolean {
  if ('}],#|>@`%'.includes(text[line.start] ?? '#') || isItem(text, line.start)) return false
  for (let at = line.start; at < line.to; at++) if (text[at] === ':' && /^\s?$/.test(text[at + 1] ?? '')) return true
  return text[line.start] === '?' && /^\s?$/.test(text[line.start + 1] ?? '')
}

/** Whether a line may be a key that is not written to its end. */
function isWord(text: string, line: Line): boolean {
  return WORD.test(text.slice(line.start, Math.min(line.to, line.start + 200)))
}

function columnOf(text: string, at: number): number {
  let from = at
  while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--
  return at - from
}
