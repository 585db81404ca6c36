import type { ReplayEvent } from '../event/event.ts'
import { compareTimes, type Time } from '../record/time.ts'
import type { Position } from '../source/source.ts'
import type { Remark } from './finding.ts'

export interface HistoryOptions {
  readonly sequence: 'entity' | 'channel'
  /** Whether the history of an entity begins before the log: its state at the start is known. */
  readonly isStarted: (entity: string) => boolean
}

interface Known {
  time: Time | undefined
  partitions: Set<number>
}

interface Pending<Place> {
  readonly cause: string
  readonly place: Place
}

/** Holds events against those before them: what only the order of the log can tell. `Place` is what a finding needs to know of an event. */
export class History<Place> {
  readonly #options: HistoryOptions
  readonly #ids = new Map<string, Position>()
  readonly #plainIds = new Set<string>()
  readonly #sequences = new Map<string, bigint>()
  readonly #entities = new Map<string, Known>()
  readonly #partitions = new Set<number>()
  #pending: Pending<Place>[] = []

  constructor(options: HistoryOptions) {
    this.#options = options
  }

  /** How many entities events were about. */
  get entities(): number {
    return this.#entities.size
  }

  has(entity: string): boolean {
    return this.#entities.has(entity)
  }

  /** What is wrong with the next event of the log. */
  add(event: ReplayEvent, position: Position, place: Place): Remark[] {
    if (event.status === 'unreadable') return []
    const isDuplicate = this.#repeats(event, position)
    const { entity } = event
    let known = entity === undefined ? undefined : this.#entities.get(entity)
    const isFirst = entity !== undefined && !known
    if (entity !== undefined && !known) {
      known = { time: undefined, partitions: new Set() }
      this.#entities.set(entity, known)
    }
    const remarks: (Remark | undefined)[] = [
      isDuplicate,
      this.#order(event, isDuplicate !== undefined),
      known && this.#clock(event, known),
      known && partitionOf(event, known),
      event.isKeyOther
        ? { kind: 'key-mismatch', message: `Its key is ${JSON.stringify(event.key)}, but its entity is ${JSON.stringify(entity)}.` }
        : undefined,
      this.#start(event, isFirst),
    ]
    if (event.cause !== undefined && !this.#plainIds.has(event.cause)) this.#pending.push({ cause: event.cause, place })
    return remarks.filter((remark) => remark !== undefined)
  }

  /** Causes that no event of the whole log is. */
  *dangling(): Generator<{ readonly place: Place; readonly remark: Remark }> {
    for (const { cause, place } of this.#pending) {
      if (this.#plainIds.has(cause)) continue
      yield { place, remark: { kind: 'dangling-causation', message: `No event has the id of its cause, ${JSON.stringify(cause)}.` } }
    }
    this.#pending = []
  }

  #repeats(event: ReplayEvent, position: Position): Remark | undefined {
    const { id, source } = event
    if (id === undefined) return undefined
    this.#plainIds.add(id)
    const key = source === undefined ? id : JSON.stringify([source, id])
    const before = this.#ids.get(key)
    if (before === undefined) this.#ids.set(key, position)
    return before === undefined
      ? undefined
      : { kind: 'duplicate-id', message: `The event at ${before} has the same id, ${JSON.stringify(id)}.` }
  }

  #scope({ entity, source }: ReplayEvent): string | undefined {
    const scope = this.#options.sequence === 'channel' ? '' : entity
    return scope === undefined ? undefined : source === undefined ? scope : JSON.stringify([scope, source])
  }

  /** Compared with the greatest number before, so that one event out of its place is told once. */
  #order(event: ReplayEvent, isDuplicate: boolean): Remark | undefined {
    const { sequence } = event
    const scope = this.#scope(event)
    if (sequence === undefined || scope === undefined) return undefined
    const before = this.#sequences.get(scope)
    if (before === undefined || sequence > before) this.#sequences.set(scope, sequence)
    if (before === undefined) return undefined
    if (sequence > before + 1n)
      return {
        kind: 'sequence-gap',
        message: `Its sequence is ${sequence}, but ${before + 1n} would be next: ${missing(before, sequence)}.`,
      }
    if (sequence < before || (sequence === before && !isDuplicate))
      return { kind: 'sequence-back', message: `Its sequence is ${sequence}, but ${before} was there before.` }
    return undefined
  }

  #clock(event: ReplayEvent, known: Known): Remark | undefined {
    const { time } = event
    const before = known.time
    if (!time) return undefined
    known.time = time
    if (!before || compareTimes(time, before) >= 0) return undefined
    return { kind: 'time-back', message: `Its time is ${time.text}, but the event before it of this entity was at ${before.text}.` }
  }

  #start(event: ReplayEvent, isFirst: boolean): Remark | undefined {
    const { entity, sequence, partition, offset } = event
    let remark: Remark | undefined
    const scope = this.#options.sequence === 'channel' ? 'channel' : 'entity'
    const first = scope === 'channel' ? sequence !== undefined && !this.#isChannelStarted : isFirst
    if (scope === 'channel' && sequence !== undefined) this.#isChannelStarted = true
    if (first && sequence !== undefined && sequence > 1n && !(entity !== undefined && this.#options.isStarted(entity)))
      remark = { kind: 'not-from-start', message: `The first sequence of this ${scope} is ${sequence}: what came before is not here.` }
    if (partition !== undefined && offset !== undefined && !this.#partitions.has(partition)) {
      this.#partitions.add(partition)
      if (offset > 0)
        remark ??= { kind: 'not-from-start', message: `Partition ${partition} begins at offset ${offset}: what came before is not here.` }
    }
    return remark
  }

  #isChannelStarted = false
}

function partitionOf({ partition }: ReplayEvent, known: Known): Remark | undefined {
  if (partition === undefined || known.partitions.has(partition)) return undefined
  const [first] = known.partitions
  known.partitions.add(partition)
  return first === undefined
    ? undefined
    : { kind: 'split-entity', message: `Its entity is in partition ${first} too, here in ${partition}: their order is not kept.` }
}

/** How many are missing between two sequences, in words. */
export function missing(before: bigint, now: bigint): string {
  const count = now - before - 1n
  return count === 1n ? '1 event is missing' : `${count} events are missing`
}
