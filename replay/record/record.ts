import type { JsonObject } from '../json/object.ts'

export const shapes = ['cloudevents', 'envelope', 'event-store', 'bare'] as const
/** The form in which an event was recorded. CloudEvents in binary mode are an `envelope` whose headers say it. */
export type Shape = (typeof shapes)[number]

/** A record taken apart. What it does not have is `undefined`. */
export interface EventRecord {
  readonly shape: Shape
  /** As written; also the stream of an event store's row. */
  readonly key: unknown
  readonly headers: JsonObject
  readonly payload: unknown
  /** A key with a null value: its entity is deleted. */
  readonly isTombstone: boolean
  readonly partition: number | undefined
  readonly offset: number | undefined
  /** What the form itself says of the event, before its headers and payload are asked. */
  readonly own: {
    readonly type?: unknown
    readonly id?: unknown
    readonly source?: unknown
    readonly time?: unknown
    readonly sequence?: unknown
  }
  /** When the broker took it. */
  readonly timestamp: unknown
}
