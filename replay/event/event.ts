import type { Remark } from '../audit/finding.ts'
import type { JsonObject } from '../json/object.ts'
import type { ReplayMessage } from '../message/channel.ts'
import type { Shape } from '../record/record.ts'
import type { Time } from '../record/time.ts'

/** An event as it was recorded, held against the channel. */
export interface ReplayEvent {
  /** Unreadable and cut records have nothing but `remarks`. */
  readonly status: 'known' | 'tombstone' | 'unknown' | 'ambiguous' | 'unreadable'
  readonly shape: Shape | undefined
  readonly message: ReplayMessage | undefined
  readonly key: unknown
  readonly headers: JsonObject
  readonly payload: unknown
  readonly partition: number | undefined
  readonly offset: number | undefined
  readonly time: Time | undefined
  readonly id: string | undefined
  readonly source: string | undefined
  readonly sequence: bigint | undefined
  readonly cause: string | undefined
  readonly entity: string | undefined
  /** Whether a correlation id or the address said the entity, and the key says another one. */
  readonly isKeyOther: boolean
  /** What is wrong with it, seen by itself. */
  readonly remarks: readonly Remark[]
}
