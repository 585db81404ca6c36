import type { Remark } from '../audit/finding.ts'
import { missing } from '../audit/history.ts'
import { textOf } from '../log/byte-table.ts'
import { IdTable } from '../log/id-table.ts'
import { larger } from '../log/larger.ts'
import { timeText } from '../record/time.ts'

/** A stretch of bytes; none where `end` is below 0. */
export interface Range {
  bytes: Uint8Array
  start: number
  end: number
}

/** What the next event of a log says of itself. The same object is filled anew for each. */
export interface Facts {
  ordinal: number
  /** Number of its entity; -1 for none. */
  entity: number
  /** `NaN` without a time. */
  ms: number
  nanos: number
  readonly id: Range
  /** Both hashes of the id, where it has one. */
  idLow: number
  idHigh: number
  readonly cause: Range
  source: string | undefined
  /** A `bigint` only beyond 2^53. */
  sequence: number | bigint | undefined
  partition: number | undefined
  offset: number | undefined
  /** What is said of a key that is not its entity's. */
  mismatch: string | undefined
}

export function emptyFacts(): Facts {
  const range = (): Range => ({ bytes: new Uint8Array(0), start: 0, end: -1 })
  return {
    ordinal: 0,
    entity: -1,
    ms: Number.NaN,
    nanos: 0,
    id: range(),
    idLow: 0,
    idHigh: 0,
    cause: range(),
    source: undefined,
    sequence: undefined,
    partition: undefined,
    offset: undefined,
    mismatch: undefined,
  }
}

export interface PastOptions {
  readonly sequence: 'entity' | 'channel'
  /** Whether the history of an entity begins before the log. */
  readonly isStarted: (entity: number) => boolean
  /** What a person calls an event's place. */
  readonly position: (ordinal: number) => number
  readonly onRemark: (ordinal: number, remark: Remark) => void
}

const [nanosecond, greatest, firstPartition] = [1, 2, 3]

/** What `History` tells, of events that are numbers: each is held against those before it, and nothing of it is kept but columns. */
export class Past {
  readonly #options: PastOptions
  readonly #ids = new IdTable()
  readonly #sources = new Map<string, number>()
  /** Four numbers an entity, beside each other: its last time in milliseconds and nanoseconds, its greatest sequence, its first partition; `NaN` for none. Nanoseconds are there once the entity was. */
  #own: Float64Array = new Float64Array(4 * 64).fill(Number.NaN)
  readonly #morePartitions = new Map<number, Set<number>>()
  readonly #partitions = new Set<number>()
  /** Greatest sequences that are none of an entity alone, or no safe numbers, by scope. */
  readonly #otherSequences = new Map<string, bigint>()
  #pending: { readonly ordinal: number; readonly cause: Uint8Array }[] = []
  #isChannelStarted = false

  constructor(options: PastOptions) {
    this.#options = options
  }

  /** Makes room for the ids of so many events, where events have any. */
  reserve(events: number): void {
    if (this.#ids.length > 0) this.#ids.reserve(events)
  }

  /** Looks at what is known of an id by its first hash, so that it is in the cache when it is asked for; what is answered says nothing. */
  touchId(low: number): number {
    return this.#ids.touch(low)
  }

  /** The same for an entity. */
  touch(entity: number): number {
    return this.#own[entity * 4] ?? 0
  }

  add(facts: Facts): void {
    const { entity, id, cause } = facts
    if (entity * 4 + 3 >= this.#own.length) this.#widen(entity)
    const isFirst = entity >= 0 && Number.isNaN(this.#own[entity * 4 + nanosecond] as number)
    if (isFirst) this.#own[entity * 4 + nanosecond] = 0
    const isDuplicate = id.end >= 0 && this.#repeats(facts)
    if (facts.sequence !== undefined) this.#order(facts, isDuplicate)
    if (entity >= 0 && !Number.isNaN(facts.ms)) this.#clock(facts)
    if (entity >= 0 && facts.partition !== undefined) this.#split(facts, facts.partition)
    if (facts.mismatch !== undefined) this.#options.onRemark(facts.ordinal, { kind: 'key-mismatch', message: facts.mismatch })
    if (facts.sequence !== undefined || facts.partition !== undefined) this.#start(facts, isFirst)
    if (cause.end >= 0 && !this.#ids.has(cause.bytes, cause.start, cause.end))
      this.#pending.push({ ordinal: facts.ordinal, cause: cause.bytes.slice(cause.start, cause.end) })
  }

  /** Says which causes no event of the whole log is. */
  end(): void {
    for (const { ordinal, cause } of this.#pending) {
      if (this.#ids.has(cause, 0, cause.length)) continue
      const message = `No event has the id of its cause, ${JSON.stringify(textOf(cause))}.`
      this.#options.onRemark(ordinal, { kind: 'dangling-causation', message })
    }
    this.#pending = []
  }

  #repeats({ ordinal, id: { bytes, start, end }, idLow, idHigh, source }: Facts): boolean {
    const before = this.#ids.add(idLow, idHigh, source === undefined ? 0 : this.#sourceNumber(source), ordinal)
    if (before < 0) return false
    const id = JSON.stringify(textOf(bytes.subarray(start, end)))
    const message = `The event at ${this.#options.position(before)} has the same id, ${id}.`
    this.#options.onRemark(ordinal, { kind: 'duplicate-id', message })
    return true
  }

  #sourceNumber(source: string): number {
    let number = this.#sources.get(source)
    if (number === undefined) this.#sources.set(source, (number = this.#sources.size + 1))
    return number
  }

  #order(facts: Facts, isDuplicate: boolean): void {
    const { entity, ordinal, source } = facts
    const sequence = facts.sequence as number | bigint
    const isOfChannel = this.#options.sequence === 'channel'
    if (!isOfChannel && entity < 0) return
    if (!isOfChannel && source === undefined && typeof sequence === 'number') {
      const before = this.#own[entity * 4 + greatest] as number
      // In its place, or the first: that is nearly all of them.
      if (sequence === before + 1 || (Number.isNaN(before) && this.#otherSequences.size === 0)) {
        this.#own[entity * 4 + greatest] = sequence
        return
      }
    }
    const scope = `${isOfChannel ? '' : entity} ${source === undefined ? '' : `s${source}`}`
    const isPlain = !isOfChannel && source === undefined
    const column = isPlain ? (this.#own[entity * 4 + greatest] as number) : Number.NaN
    const before = Number.isNaN(column) ? this.#otherSequences.get(scope) : BigInt(column)
    const now = BigInt(sequence)
    if (before === undefined || now > before) {
      if (isPlain && typeof sequence === 'number') this.#own[entity * 4 + greatest] = sequence
      else {
        this.#otherSequences.set(scope, now)
        if (isPlain) this.#own[entity * 4 + greatest] = Number.NaN
      }
    }
    if (before === undefined) return
    if (now > before + 1n) {
      const message = `Its sequence is ${now}, but ${before + 1n} would be next: ${missing(before, now)}.`
      this.#options.onRemark(ordinal, { kind: 'sequence-gap', message })
    } else if (now < before || (now === before && !isDuplicate))
      this.#options.onRemark(ordinal, { kind: 'sequence-back', message: `Its sequence is ${now}, but ${before} was there before.` })
  }

  #clock({ entity, ordinal, ms, nanos }: Facts): void {
    const beforeMs = this.#own[entity * 4] as number
    const beforeNanos = this.#own[entity * 4 + nanosecond] as number
    this.#own[entity * 4] = ms
    this.#own[entity * 4 + nanosecond] = nanos
    if (!(ms < beforeMs || (ms === beforeMs && nanos < beforeNanos))) return
    const message = `Its time is ${timeText(ms, nanos)}, but the event before it of this entity was at ${timeText(beforeMs, beforeNanos)}.`
    this.#options.onRemark(ordinal, { kind: 'time-back', message })
  }

  #split({ entity, ordinal }: Facts, partition: number): void {
    const first = this.#own[entity * 4 + firstPartition] as number
    if (partition === first) return
    if (Number.isNaN(first)) {
      this.#own[entity * 4 + firstPartition] = partition
      return
    }
    let more = this.#morePartitions.get(entity)
    if (!more) this.#morePartitions.set(entity, (more = new Set()))
    if (more.has(partition)) return
    more.add(partition)
    const message = `Its entity is in partition ${first} too, here in ${partition}: their order is not kept.`
    this.#options.onRemark(ordinal, { kind: 'split-entity', message })
  }

  #start({ entity, ordinal, sequence, partition, offset }: Facts, isFirst: boolean): void {
    const isOfChannel = this.#options.sequence === 'channel'
    const begins = isOfChannel ? sequence !== undefined && !this.#isChannelStarted : isFirst
    if (isOfChannel && sequence !== undefined) this.#isChannelStarted = true
    let message: string | undefined
    if (begins && sequence !== undefined && sequence > 1 && !(entity >= 0 && this.#options.isStarted(entity)))
      message = `The first sequence of this ${isOfChannel ? 'channel' : 'entity'} is ${sequence}: what came before is not here.`
    if (partition !== undefined && offset !== undefined && !this.#partitions.has(partition)) {
      this.#partitions.add(partition)
      if (offset > 0) message ??= `Partition ${partition} begins at offset ${offset}: what came before is not here.`
    }
    if (message !== undefined) this.#options.onRemark(ordinal, { kind: 'not-from-start', message })
  }

  #widen(entity: number): void {
    const from = this.#own.length
    this.#own = larger(this.#own, entity * 4 + 3).fill(Number.NaN, from)
  }
}
