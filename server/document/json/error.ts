import type { Span } from '../node.ts'
import type { SyntaxProblem } from '../source-text.ts'

/** The problem at the first place where the JSON parser found something else than it expected. */
export function jsonError(text: string, error: Span): SyntaxProblem {
  const at = skipSpace(text, error.from)
  const char = text[at]
  if (char === undefined) {
    const open = lastOpen(text)
    if (open !== undefined) {
      const what = text[open] === '{' ? 'brace' : 'bracket'
      return { code: 'syntax', from: open, to: open + 1, message: `This ${what} is never closed.` }
    }
    return { code: 'syntax', from: text.length, to: text.length, message: 'The text ends too early.' }
  }
  return { code: 'syntax', from: at, to: at + 1, message: messageAt(char) }
}

function messageAt(char: string): string {
  switch (char) {
    case ':':
      return 'A colon can only stand behind a key.'
    case '}':
    case ']':
      return `This "${char}" closes nothing.`
    case '{':
    case '[':
      return 'A key is expected here.'
    default:
      return `This is not expected here: "${char}".`
  }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text[at] ?? '')) at++
  return at
}

/** The innermost bracket that is open at the end of the text, strings and comments passed over. */
function lastOpen(text: string): number | undefined {
  const open: number[] = []
  for (const match of text.matchAll(/"(?:\\.|[^"\\\r\n])*"?|\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|[{}[\]]/g)) {
    if (match[0] === '{' || match[0] === '[') open.push(match.index)
    else if (match[0] === '}' || match[0] === ']') open.pop()
  }
  return open.at(-1)
}
