import type { Link } from './green.ts'
import type { Span } from './node.ts'
import type { SyntaxProblem } from './source-text.ts'

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
}
