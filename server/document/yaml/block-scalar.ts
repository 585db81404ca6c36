import { GreenScalar, ownText } from '../green.ts'

/** What a header (`|2-`) says (YAML 1.2.2, 8.1.1). */
interface Header {
  readonly folded: boolean
  readonly indent: number | undefined
  readonly chomp: '-' | '+' | ''
}

function readHeader(text: string): Header {
  const digit = /[1-9]/.exec(text)
  return {
    folded: text.startsWith('>'),
    indent: digit ? Number(digit[0]) : undefined,
    chomp: text.includes('-') ? '-' : text.includes('+') ? '+' : '',
  }
}

/**
 * A literal or folded scalar (8.1.2, 8.1.3). `contentFrom` is behind the header's line, `contentTo` the end of the last line that is not
 * blank; the blank lines behind it are looked up in `text`, for a header with `+` keeps them. `parentColumn` is asked only where the
 * header has a digit.
 */
export function readBlock(
  text: string,
  from: number,
  headerTo: number,
  contentFrom: number,
  contentTo: number,
  parentColumn: () => number,
): GreenScalar {
  const header = readHeader(text.slice(from, headerTo))
  const source = ownText(text.slice(from, contentTo > contentFrom ? contentTo : headerTo))
  const keepTo = header.chomp === '+' ? endOfBlankLines(text, Math.max(contentTo, contentFrom)) : contentTo
  const lines = contentFrom < keepTo ? text.slice(contentFrom, keepTo).split(/\r\n|\n|\r/) : []
  if (header.chomp === '+' && lines.at(-1) === '') lines.pop()
  const indent = header.indent === undefined ? detectIndent(lines) : Math.max(parentColumn(), 0) + header.indent
  const body = lines.map((line) => line.slice(Math.min(indent, leadingSpaces(line))))
  let end = body.length
  while (end > 0 && body[end - 1] === '') end--
  const kept = header.chomp === '+' ? body.length - end : 0
  const content = body.slice(0, end)
  let value = header.folded ? fold(content) : content.join('\n')
  if (header.chomp !== '-' && end > 0) value += '\n'
  value += '\n'.repeat(kept)
  return new GreenScalar(ownText(value), header.folded ? 'folded' : 'literal', source)
}

function leadingSpaces(line: string): number {
  let spaces = 0
  while (line.charCodeAt(spaces) === 32) spaces++
  return spaces
}

/** The indentation of the first line that is not blank, else of the longest (8.1.1.1). */
function detectIndent(lines: readonly string[]): number {
  let longest = 0
  for (const line of lines) {
    const spaces = leadingSpaces(line)
    if (spaces < line.length) return spaces
    longest = Math.max(longest, spaces)
  }
  return longest
}

/** Folding (8.1.3): lines join with a space, but not where one is empty or begins with white space. */
function fold(lines: readonly string[]): string {
  const first = lines.findIndex((line) => line !== '')
  let value = '\n'.repeat(Math.max(first, 0))
  let separator = ''
  let afterIndented = false
  for (const line of lines.slice(Math.max(first, 0))) {
    if (line === '') {
      if (separator === '\n') value += '\n'
      else separator = '\n'
    } else if (line.startsWith(' ') || line.startsWith('\t')) {
      if (separator === ' ') separator = '\n'
      else if (!afterIndented && separator === '\n') separator = '\n\n'
      value += separator + line
      separator = '\n'
      afterIndented = true
    } else {
      value += separator + line
      separator = ' '
      afterIndented = false
    }
  }
  return value
}

/** Behind the last of the lines from `at` on that hold nothing but spaces. */
function endOfBlankLines(text: string, at: number): number {
  let end = at
  for (let i = at; i <= text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === 10 || code === 13) end = i + 1
    else if (code !== 32) return i === text.length ? i : end
  }
  return text.length
}
