import { type Tree, TreeFragment } from '@lezer/common'
import type { Link, Pair } from './green.ts'
import type { Span } from './node.ts'
import type { Small } from './small.ts'
import type { Change, SyntaxProblem } from './source-text.ts'

/** One document as the tree of its language gave it, links not opened yet. */
export interface ReadDocument {
  readonly span: Span
  /** `undefined` for an empty document. */
  readonly link: Link | undefined
  /** Where the link's offsets count from. */
  readonly base: number
  /** What is wrong with the document besides what its nodes hold. */
  readonly problems: readonly SyntaxProblem[]
  /** Whether the parser found something else than it expected, so that what it read may be in the wrong place. */
  readonly broken: boolean
  /** See {@link SourceText.guessed}. */
  readonly guessed?: readonly Span[]
}

/** What was read of a whole text, and what the next reading may take over. */
export interface Reading {
  readonly documents: readonly ReadDocument[]
  /** Comments of JSON, `from` and `to` by turns, in the order of the text. */
  readonly comments?: readonly number[]
  readonly left: Left
}

/** What is left of readings before. */
export interface Left {
  /** Of the trees of the text when it was last right, moved by the changes since. */
  readonly fragments: readonly TreeFragment[]
  /** Where the text is broken: its parts that are right, by their text. */
  readonly parts: ReadonlyMap<string, Tree>
  readonly small: SmallPairs | undefined
}

/** The short pairs of the reading before. */
export type SmallPairs = Small<Pair>

export const NOTHING_LEFT: Left = { fragments: [], parts: new Map(), small: undefined }

export function leftAfter({ fragments, parts, small }: Left, { from, to, insert }: Change): Left {
  const range = { fromA: from, toA: to, fromB: from, toB: from + insert.length }
  return { fragments: TreeFragment.applyChanges(fragments, [range]), parts, small }
}

/** What is left for a part of the text. */
export function fragmentsWithin(fragments: readonly TreeFragment[], { from, to }: Span, length: number): readonly TreeFragment[] {
  const head = TreeFragment.applyChanges(fragments, [{ fromA: to, toA: length, fromB: to, toB: to }])
  return from === 0 ? head : TreeFragment.applyChanges(head, [{ fromA: 0, toA: from, fromB: 0, toB: 0 }])
}
