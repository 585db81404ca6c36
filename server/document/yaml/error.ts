import type { Span } from '../node.ts'
import type { SyntaxProblem } from '../source-text.ts'

/** The problem at the first place where the YAML parser found something else than it expected. */
export function yamlError(text: string, error: Span, _document: Span): SyntaxProblem {
  const at = skipSpace(text, error.from)
  return { code: 'syntax', from: at, to: Math.max(at, Math.min(at + 1, text.length)), message: 'This is not expected here.' }
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text[at] ?? '')) at++
  return at
}
