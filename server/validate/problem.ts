import type { Position } from '../document/lines.ts'
import type { Span } from '../document/node.ts'
import type { Severity } from '../rules/rule.ts'
import type { Found } from './document-check.ts'

/** A finding as it is shown: with its place in the text as it is now, and its severity decided. */
export interface Problem {
  readonly code: string
  readonly severity: Exclude<Severity, 'off'>
  readonly span: Span
  readonly message: string
  readonly related: readonly RelatedPlace[]
  readonly unnecessary: boolean
  /** What it was made from, for its fixes; `undefined` for what no rule found. */
  readonly found: Found | undefined
}

export interface RelatedPlace {
  readonly uri: string
  readonly span: Span
  /** The span in lines and characters, where the place is in an older version: the workspace has no such text. */
  readonly range?: { readonly start: Position; readonly end: Position }
  readonly message: string
}
