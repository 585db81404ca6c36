import { larger } from './larger.ts'
import type { Entities } from './log.ts'

/** The entities of a log while it grows. The events of each hang together in a chain, so that an event costs four bytes. */
export class LogEntities implements Entities {
  readonly #numbers = new Map<string, number>()
  readonly #ids: string[] = []
  #first = new Int32Array(64)
  #last = new Int32Array(64)
  #counts = new Uint32Array(64)
  /** By ordinal: the next event of the same entity; -1 for none. */
  #next = new Int32Array(1024)

  get length(): number {
    return this.#ids.length
  }

  id(entity: number): string {
    return this.#ids[entity] ?? ''
  }

  find(id: string): number {
    return this.#numbers.get(id) ?? -1
  }

  count(entity: number): number {
    return this.#counts[entity] ?? 0
  }

  events(entity: number): Uint32Array {
    const events = new Uint32Array(this.count(entity))
    for (let at = 0, ordinal = this.#first[entity] ?? -1; at < events.length; at++) {
      events[at] = ordinal
      ordinal = this.#next[ordinal] as number
    }
    return events
  }

  /** The number of an id, a new one where there is none yet. */
  number(id: string): number {
    let number = this.#numbers.get(id)
    if (number === undefined) {
      number = this.#ids.length
      this.#numbers.set(id, number)
      this.#ids.push(id)
      if (number >= this.#first.length) {
        this.#first = larger(this.#first, number)
        this.#last = larger(this.#last, number)
        this.#counts = larger(this.#counts, number)
      }
    }
    return number
  }

  /** Notes that an event, later than all before, is about the entity. */
  add(entity: number, ordinal: number): void {
    if (ordinal >= this.#next.length) this.#next = larger(this.#next, ordinal)
    const count = this.#counts[entity] as number
    if (count === 0) this.#first[entity] = ordinal
    else this.#next[this.#last[entity] as number] = ordinal
    this.#last[entity] = ordinal
    this.#counts[entity] = count + 1
  }

  /** Makes room for so many events. */
  reserve(events: number): void {
    if (events > this.#next.length) this.#next = larger(this.#next, events)
  }
}
