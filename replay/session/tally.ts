import type { Overview, TypeCount } from '../../shared/replay-protocol.ts'
import type { Stage } from './stage.ts'

/** What a log comes to in numbers, counted as it grows. */
export class Tally {
  readonly #stage: Stage
  readonly #messages: Uint32Array
  #seen = 0
  #first = Number.POSITIVE_INFINITY
  #last = Number.NEGATIVE_INFINITY
  #shape: string | undefined
  #isSampling = false

  constructor(stage: Stage) {
    this.#stage = stage
    // Unknown is the last.
    this.#messages = new Uint32Array(stage.channel.messages.length + 1)
  }

  count(): void {
    const { message, time, length } = this.#stage.load.log
    for (; this.#seen < length; this.#seen++) {
      const number = message[this.#seen] as number
      const slot = number < 0 ? this.#messages.length - 1 : number
      this.#messages[slot] = (this.#messages[slot] as number) + 1
      const at = time[this.#seen] as number
      if (at < this.#first) this.#first = at
      if (at > this.#last) this.#last = at
    }
  }

  get types(): readonly TypeCount[] {
    const types = this.#stage.channel.messages.map(
      ({ name }, message): TypeCount => ({ message, name, events: this.#messages[message] as number }),
    )
    const unknown = this.#messages.at(-1) as number
    return unknown > 0 ? [...types, { message: -1, name: 'unknown', events: unknown }] : types
  }

  get time(): Overview['time'] {
    return this.#first <= this.#last ? [this.#first, this.#last] : undefined
  }

  get shape(): string | undefined {
    return this.#shape
  }

  /** Looks at the first records for how they are written. */
  async sample(): Promise<void> {
    const { load } = this.#stage
    if (this.#shape !== undefined || this.#isSampling || load.log.length === 0) return
    this.#isSampling = true
    const counts = new Map<string, number>()
    for (const { shape } of await load.events(Array.from({ length: Math.min(50, load.log.length) }, (_, ordinal) => ordinal)))
      if (shape) counts.set(shape, (counts.get(shape) ?? 0) + 1)
    this.#shape = [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
    this.#isSampling = false
  }
}
