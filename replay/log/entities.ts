import { ByteTable, bytesOf, hashOf } from './byte-table.ts'
import { larger } from './larger.ts'
import type { Entities } from './log.ts'

/** The entities of a log while it grows. The events of each hang together in a chain, so that an event costs four bytes. */
export class LogEntities implements Entities {
  readonly #ids = new ByteTable()
  /** Four numbers an entity: its first event, its last, and how many. */
  #own: Int32Array = new Int32Array(4 * 64)
  /** By ordinal: the next event of the same entity; -1 for none. */
  #next: Int32Array = new Int32Array(1024)

  get length(): number {
    return this.#ids.length
  }

  id(entity: number): string {
    return entity >= 0 && entity < this.length ? this.#ids.text(entity) : ''
  }

  find(id: string): number {
    const bytes = bytesOf(id)
    return this.#ids.find(bytes, 0, bytes.length)
  }

  count(entity: number): number {
    return this.#own[entity * 4 + 2] ?? 0
  }

  events(entity: number): Uint32Array {
    const events = new Uint32Array(this.count(entity))
    for (let at = 0, ordinal = this.#own[entity * 4] ?? -1; at < events.length; at++) {
      events[at] = ordinal
      ordinal = this.#next[ordinal] as number
    }
    return events
  }

  /** The number of an id, a new one where there is none yet. */
  number(id: string): number {
    const bytes = bytesOf(id)
    return this.numberOf(bytes, 0, bytes.length, hashOf(bytes, 0, bytes.length))
  }

  /** Looks at what is known of an id by its hash, so that it is in the cache when it is asked for; what is answered says nothing. */
  touchId(hash: number): number {
    return this.#ids.touch(hash)
  }

  /** The same for an entity. */
  touch(entity: number): number {
    return this.#next[this.#own[entity * 4 + 1] as number] ?? 0
  }

  /** The same of an id that stands in bytes, which have this hash. */
  numberOf(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const number = this.#ids.number(bytes, start, end, hash)
    if (number * 4 + 3 >= this.#own.length) this.#own = larger(this.#own, number * 4 + 3)
    return number
  }

  /** Notes that an event, later than all before, is about the entity. */
  add(entity: number, ordinal: number): void {
    if (ordinal >= this.#next.length) this.#next = larger(this.#next, ordinal)
    const own = this.#own
    const count = own[entity * 4 + 2] as number
    if (count === 0) own[entity * 4] = ordinal
    else this.#next[own[entity * 4 + 1] as number] = ordinal
    own[entity * 4 + 1] = ordinal
    own[entity * 4 + 2] = count + 1
  }

  /** Makes room for so many events. */
  reserve(events: number): void {
    if (events > this.#next.length) this.#next = larger(this.#next, events)
  }
}
