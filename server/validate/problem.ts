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
  readonly message: string
}
