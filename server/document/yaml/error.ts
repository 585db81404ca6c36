import type { Span } from '../node.ts'
import type { SyntaxProblem } from '../source-text.ts'

export const TAB = 'Tabs cannot indent; use spaces.'
export const NO_COLON = 'A colon is missing behind this key.'

/** The problem at the first place where the YAML parser found something else than it expected, in the words of what is most likely meant. */
export function yamlError(text: string, error: Span, document: Span): SyntaxProblem {
  const at = skipSpace(text, error.from)
  const open = openBracket(text, document.from, at)
  const problem = (from: number, to: number, message: string): SyntaxProblem => ({
    code: 'syntax',
    from,
    to: Math.min(to, text.length),
    message,
  })
  const char = text[at]
  if (open !== undefined) {
    const what = text[open] === '{' ? 'brace' : 'bracket'
    if (char === '}' || char === ']') return problem(at, at + 1, `This "${char}" does not close the ${what} before it.`)
    if (char === undefined || /[\n\r]/.test(text.slice(open, at))) return problem(open, open + 1, `This ${what} is never closed.`)
    if (char === ',') return problem(at, at + 1, 'Nothing stands before this comma.')
    return problem(at, at + 1, 'A comma is missing before this.')
  }
  if (char === undefined) return problem(at, at, 'The text ends too early.')
  if (char === '}' || char === ']') return problem(at, at + 1, `This "${char}" closes nothing.`)
  const lineFrom = lineStart(text, at)
  const indent = /^[ \t]*/.exec(text.slice(lineFrom, at + 1))?.[0] ?? ''
  if (indent.includes('\t')) return problem(lineFrom, lineFrom + indent.length, TAB)
  const line = /^[^\n\r]*/.exec(text.slice(at, at + 2000))?.[0].trimEnd() ?? ''
  if (lineFrom + indent.length === at) return problem(at, at + line.length, messageForLine(char, line))
  if (char === '@' || char === '`' || char === '%') return problem(at, at + 1, `A value cannot begin with "${char}"; quote it.`)
  const before = text.slice(lineFrom, at).trimEnd().at(-1)
  if (before === '"' || before === "'") return problem(at, at + line.length, 'Nothing may stand behind the closing quote.')
  if (before === '}' || before === ']') return problem(at, at + line.length, 'Nothing may stand behind the closing bracket.')
  return problem(at, at + 1, 'This is not expected here.')
}

function messageForLine(char: string, line: string): string {
  if (char === '@' || char === '`' || char === '%') return `A value cannot begin with "${char}"; quote it.`
  if (/^-(?:\s|$)/.test(line)) return 'A list item cannot stand here: this line is not indented as the block it belongs to.'
  if (!/:(?:\s|$)/.test(line)) return NO_COLON
  return 'This line is not indented as the block it belongs to.'
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text[at] ?? '')) at++
  return at
}

function lineStart(text: string, at: number): number {
  let from = at
  while (from > 0 && text[from - 1] !== '\n' && text[from - 1] !== '\r') from--
  return from
}

/** The innermost bracket that is open at a place; quoted text and comments are passed over, brackets within plain text do not count. */
function openBracket(text: string, from: number, to: number): number | undefined {
  const open: number[] = []
  let tokenStart = true
  for (let at = from; at < to; at++) {
    const char = text[at] ?? ''
    if (tokenStart && (char === '"' || char === "'")) {
      const end = text.indexOf(char, at + 1)
      at = end < 0 ? to : end
      tokenStart = false
    } else if (char === '#' && /^\s?$/.test(text[at - 1] ?? '')) {
      while (at + 1 < to && text[at + 1] !== '\n' && text[at + 1] !== '\r') at++
    } else if ((char === '[' || char === '{') && (tokenStart || open.length > 0)) {
      open.push(at)
      tokenStart = true
    } else if (char === ']' || char === '}') {
      open.pop()
      tokenStart = false
    } else if (/[\s,]/.test(char)) tokenStart ||= char !== ' ' && char !== '\t'
    else tokenStart = (char === ':' || char === '-' || char === '?') && /^\s?$/.test(text[at + 1] ?? '')
  }
  return open.at(-1)
}
