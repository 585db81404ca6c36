import type { EventPlace, Remark } from '../audit/finding.ts'
import type { JsonObject } from '../json/object.ts'
import type { Time } from '../record/time.ts'

/** An event that is folded. */
export interface FoldedEvent {
  readonly entity: string
  /** What the message is called; `undefined`: a tombstone, which deletes the entity. */
  readonly message: string | undefined
  /** The message's key in its set, which a reducer may use instead. */
  readonly messageKey: string
  readonly payload: unknown
  readonly headers: JsonObject
  readonly key: unknown
  readonly partition: number | undefined
  readonly time: Time | undefined
  /** What a remark of the fold is handed back with. */
  readonly place: EventPlace
}

/** The state of one entity. */
export interface EntityState {
  readonly entity: string
  /** How many of its events were folded, those that failed too. */
  readonly version: number
  /** When the last of them was; `null` where it has no time. */
  readonly at: string | null
  readonly state: unknown
}

export type FoldRemark = (place: EventPlace, remark: Remark) => void

/** Folds events into the states of their entities. */
export interface Folder {
  add(event: FoldedEvent): void
  /** Resolves when all that was added is folded and remarked on. */
  flush(): Promise<void>
  /** The entities that have a state, in no order. */
  states(): Iterable<EntityState>
  /** The state of one entity; `undefined` where it has none. */
  state(entity: string): EntityState | undefined
  dispose(): void
}
