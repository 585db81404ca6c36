import type { DocumentRoot } from './root.ts'
import type { Comment } from './source-text.ts'

/**
 * The comments of a YAML text: a `#` behind white space that is in no scalar. The parser's own are not used, for it loses some when it takes
 * nodes over.
 */
export function yamlComments(text: string, roots: readonly DocumentRoot[]): Comment[] {
  const comments: Comment[] = []
  let root = 0
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (at > 0 && !isSpace(text.charCodeAt(at - 1))) continue
    while (root + 1 < roots.length && (roots[root + 1]?.written.span.from ?? 0) <= at) root++
    if (roots[root]?.written.isInScalar(at)) continue
    const to = lineEnd(text, at)
    comments.push({ from: at, to: at + text.slice(at, to).trimEnd().length, text: text.slice(at + 1, to).trim() })
    at = to - 1
  }
  return comments
}

/** The comments of a JSON text at the places that its tree gives, `from` and `to` by turns. */
export function jsonComments(text: string, places: readonly number[]): Comment[] {
  const comments: Comment[] = []
  for (let i = 0; i + 1 < places.length; i += 2) {
    const from = places[i] ?? 0
    const written = text.slice(from, places[i + 1])
    comments.push({ from, to: from + written.trimEnd().length, text: commentText(written) })
  }
  return comments
}

function commentText(written: string): string {
  if (written.startsWith('/*')) return written.slice(2, written.endsWith('*/') && written.length > 3 ? -2 : undefined).trim()
  return written.slice(2).trim()
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13
}

function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) !== 10 && text.charCodeAt(at) !== 13) at++
  return at
}
