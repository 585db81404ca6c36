import type { Time } from '../record/time.ts'

/** What became of an event, as its byte in {@link Log.status}. */
export const statuses = ['known', 'tombstone', 'unknown', 'ambiguous', 'unreadable', 'truncated'] as const
export type LogStatus = (typeof statuses)[number]

/** How bad the worst finding of an event is, as its byte in {@link Log.worst}. */
export const worstNone = 0
export const worstWarning = 1
export const worstError = 2

/**
 * All events of a recording as columns, in the source's order: the how manieth event it is (from 0, its *ordinal*) is the index into each. What an event
 * says is not kept: it is read again from the source's bytes when somebody asks. Columns only grow, at their end; take them anew from the log after
 * an await, for growing replaces them.
 */
export interface Log {
  /** How many events are indexed so far; columns may be longer. */
  readonly length: number
  /** Byte at which the record begins in its file. */
  readonly offset: Float64Array
  /** Bytes of the record, its end of line not counted. */
  readonly size: Uint32Array
  /** Index into the source's files. */
  readonly file: Uint16Array
  /** The physical line, element or row (see `SourceRecord`); what a person calls its position where there is one file. */
  readonly line: Uint32Array
  /** Index into the channel's messages; -1 for none. */
  readonly message: Int16Array
  readonly status: Uint8Array
  /** Index into {@link entities}; -1 for none. */
  readonly entity: Int32Array
  /** Milliseconds since 1970 (UTC) with a fraction; `NaN` without a time. */
  readonly time: Float64Array
  /** The latest time seen up to here, the event's own included; `NaN` before any. For jumps. */
  readonly clock: Float64Array
  readonly worst: Uint8Array
  readonly entities: Entities
}

/** All entities, numbered in the order of their first event. */
export interface Entities {
  readonly length: number
  /** The id of an entity. */
  id(entity: number): string
  /** The number of an id; -1 where no event is about it. */
  find(id: string): number
  /** How many of the log's events are about it. */
  count(entity: number): number
  /** Ordinals of its events, ascending. A view or a copy: not to be kept over an await. */
  events(entity: number): Uint32Array
}

/** A time of the log with all its digits is read from its record; this is what a column can hold. */
export function columnTime(time: Time | undefined): number {
  return time ? time.ms + time.nanos / 1e6 : Number.NaN
}
