import type { Position } from '../source/source.ts'

/** What can be wrong with an event, and how bad it is. */
export const severities = {
  'invalid-payload': 'error',
  'invalid-headers': 'error',
  'unknown-message': 'error',
  'ambiguous-message': 'error',
  unreadable: 'error',
  'fold-threw': 'error',
  truncated: 'warning',
  'duplicate-id': 'warning',
  'sequence-gap': 'warning',
  'sequence-back': 'warning',
  'time-back': 'warning',
  'split-entity': 'warning',
  'key-mismatch': 'warning',
  'no-correlation': 'warning',
  'dangling-causation': 'warning',
  'not-from-start': 'warning',
  'fold-not-repeatable': 'warning',
} as const

export type FindingKind = keyof typeof severities

/** Which event of the log it is. */
export interface EventPlace {
  /** The how manieth of the log, with a fraction for inserted ones: for sorting, not for people. */
  readonly ordinal: number
  readonly position: Position
  readonly entity?: string
  /** Only where the recording is in several files. */
  readonly file?: string
  readonly line?: number
}

/** Something wrong with one event; at most one of a kind for an event. */
export interface Finding extends EventPlace, Remark {
  readonly severity: 'error' | 'warning'
}

/** What a finding says, before it is known of which event. */
export interface Remark {
  readonly kind: FindingKind
  /** One sentence, or a few. */
  readonly message: string
  /** Pointer into the payload, the headers or the state: where its first problem is. */
  readonly path?: string
}
