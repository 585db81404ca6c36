import type { Comment, SourceText, Span } from '../document/source-text.ts'

/** One rule named in a suppression comment. */
export interface Suppression {
  /** As it is written: an id, an old id, or one that nobody knows. */
  readonly rule: string
  /** The id in the text. */
  readonly span: Span
  /** The line that it silences; `undefined` for the whole file. */
  readonly line: number | undefined
}

const pattern = /^event-source-disable-(next-line|line|file)(?=\s|$)\s*(.*)$/su

const known = new WeakMap<readonly Comment[], readonly Suppression[]>()

/** What the comments of a text silence: `event-source-disable-next-line RULE, RULE -- reason`, also `-line` and `-file`. */
export function suppressionsOf(source: SourceText): readonly Suppression[] {
  const { comments } = source
  let found = known.get(comments)
  if (!found) {
    found = comments.flatMap((comment) => read(comment, source))
    known.set(comments, found)
  }
  return found
}

function read(comment: Comment, source: SourceText): Suppression[] {
  const match = pattern.exec(comment.text)
  if (!match) return []
  const line = lineOf(match[1], source.lines.position(comment.from).line)
  const ids = (match[2] ?? '').split(/(?:^|\s)--(?:\s|$)/u)[0] ?? ''
  const start = source.text.indexOf(comment.text, comment.from) + comment.text.length - (match[2] ?? '').length
  return [...ids.matchAll(/[^\s,]+/gu)].map((id) => ({
    rule: id[0],
    span: { from: start + id.index, to: start + id.index + id[0].length },
    line,
  }))
}

function lineOf(kind: string | undefined, here: number): number | undefined {
  if (kind === 'file') return undefined
  return kind === 'line' ? here : here + 1
}
