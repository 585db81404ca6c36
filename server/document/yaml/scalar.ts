import { GreenScalar, type LocalProblem, ownText } from '../green.ts'
import { resolvePlain } from './core-schema.ts'

/** A plain scalar (YAML 1.2.2, 7.3.3). */
export function readPlain(source: string): GreenScalar {
  const own = ownText(withoutComment(source))
  const value = resolvePlain(hasBreak(own) ? foldLines(own) : own)
  return new GreenScalar(value, 'plain', own)
}

/** The parser sees no comment behind a tab or at the start of a line. */
function withoutComment(source: string): string {
  if (!source.includes('#')) return source
  const comment = source.search(/\s+#/)
  return comment < 0 ? source : source.slice(0, comment)
}

/** A quoted scalar with its quotes; the last one may be missing (7.3.1, 7.3.2). */
export function readQuoted(source: string): GreenScalar {
  const own = ownText(source)
  return own.startsWith("'") ? readSingle(own) : readDouble(own)
}

/** Whether a quoted scalar as the parser has it ends with its quote. Only the end of the text lets it go on without. */
export function isClosed(source: string): boolean {
  const single = source.startsWith("'")
  const end = source.length - 1
  if (end < 1 || source[end] !== source[0]) return false
  let run = 0
  if (single) while (run <= end && source[end - run] === "'") run++
  else while (source[end - 1 - run] === '\\') run++
  if (!single) return run % 2 === 0
  return run > end ? run % 2 === 0 : run % 2 === 1
}

function unclosed(source: string): LocalProblem {
  return { code: 'syntax', from: 0, to: Math.min(source.length, 1), message: 'This quote is never closed.' }
}

function readSingle(source: string): GreenScalar {
  const closed = isClosed(source)
  const text = source.slice(1, closed ? -1 : undefined)
  const folded = hasBreak(text) ? foldLines(text, true) : text
  return new GreenScalar(
    folded.includes("''") ? folded.replaceAll("''", "'") : folded,
    'single',
    source,
    closed ? undefined : [unclosed(source)],
  )
}

function readDouble(source: string): GreenScalar {
  const closed = isClosed(source)
  const text = source.slice(1, closed ? -1 : undefined)
  const problems: LocalProblem[] = closed ? [] : [unclosed(source)]
  if (!text.includes('\\')) {
    return new GreenScalar(hasBreak(text) ? foldLines(text, true) : text, 'double', source, closed ? undefined : problems)
  }
  const value = unescaped(hasBreak(text) ? foldEscapedLines(text) : text, source, problems)
  return new GreenScalar(value, 'double', source, problems.length > 0 ? problems : undefined)
}

function hasBreak(text: string): boolean {
  return text.includes('\n') || text.includes('\r')
}

const LINE_END = /\r\n|\n|\r/

/** Line folding in flow scalars (7.4): a break is a space, each empty line a break. With `keepEnds`, white space at both ends of the whole stays. */
function foldLines(text: string, keepEnds = false): string {
  const lines = text.split(LINE_END)
  const last = lines.length - 1
  let folded = keepEnds ? trimEnd(lines[0] ?? '') : trim(lines[0] ?? '')
  let breaks = 0
  for (let i = 1; i <= last; i++) {
    const line = i === last && keepEnds ? trimStart(lines[i] ?? '') : trim(lines[i] ?? '')
    breaks++
    if (line === '' && i < last) continue
    folded += breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)
    folded += line
    breaks = 0
  }
  return folded
}

/** As above, but an escaped break joins the lines with nothing, and an escaped space at the end of a line stays. */
function foldEscapedLines(text: string): string {
  const lines = text.split(LINE_END)
  const last = lines.length - 1
  let folded = ''
  let breaks = 0
  let joined = true
  for (let i = 0; i <= last; i++) {
    let line = lines[i] ?? ''
    if (i > 0) line = trimStart(line)
    const escaped = i < last && endsEscaping(line)
    if (escaped) line = line.slice(0, -1)
    else if (i < last) line = trimEndKeepingEscape(line)
    if (i > 0) breaks++
    if (line === '' && i > 0 && i < last && !escaped) continue
    if (i > 0) folded += breaks > 1 ? '\n'.repeat(breaks - 1) : joined ? '' : ' '
    folded += line
    breaks = 0
    joined = escaped
  }
  return folded
}

function endsEscaping(line: string): boolean {
  let slashes = 0
  while (line[line.length - 1 - slashes] === '\\') slashes++
  return slashes % 2 === 1
}

function trimEndKeepingEscape(line: string): string {
  const trimmed = trimEnd(line)
  return trimmed.length < line.length && endsEscaping(trimmed) ? line.slice(0, trimmed.length + 1) : trimmed
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}
function trimStart(line: string): string {
  let at = 0
  while (at < line.length && isBlank(line.charCodeAt(at))) at++
  return line.slice(at)
}
function trimEnd(line: string): string {
  let end = line.length
  while (end > 0 && isBlank(line.charCodeAt(end - 1))) end--
  return line.slice(0, end)
}
function trim(line: string): string {
  return trimStart(trimEnd(line))
}

/** Escapes of double-quoted scalars (5.7). */
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
}
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 }

function unescaped(text: string, source: string, problems: LocalProblem[]): string {
  return text.replaceAll(/\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[\s\S]|$)/g, (sequence) => {
    const mark = sequence[1] ?? ''
    if (sequence.length > 2) {
      const code = Number.parseInt(sequence.slice(2), 16)
      if (code <= 0x10ffff) return String.fromCodePoint(code)
    } else if (Object.hasOwn(ESCAPES, mark)) return ESCAPES[mark] ?? ''
    const from = Math.max(source.indexOf(sequence), 0)
    const expected = HEX_LENGTH[mark]
    const message = expected === undefined ? `"${sequence}" is no escape sequence.` : `"\\${mark}" needs ${expected} hexadecimal digits.`
    problems.push({ code: 'syntax', from, to: from + sequence.length, message })
    return sequence
  })
}
