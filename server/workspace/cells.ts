/**
 * Values that are worked out when they are asked for, and again only when something they read has changed. A cell notes what it reads;
 * asked anew, it first asks those whether they changed, and one that comes out equal stops the wave. There are no links from a value to
 * its readers, so what nobody asks for costs nothing and is collected.
 */
export class Clock {
  /** Grows with each change of an input. */
  now = 1
  /** How often a cell was worked out; tests count work with it. */
  evaluations = 0
  /** @internal The cell that is being worked out. */
  reader: Cell<unknown> | undefined
}

/** What a cell can read. */
interface Readable {
  /** The evaluation that noted it last, so that it is noted once. */
  notedIn: number
  /** When the value last became another one. */
  readonly changedAt: number
  refresh(): void
}

export class Input<T> implements Readable {
  changedAt = 1
  notedIn = 0
  readonly #clock: Clock
  #value: T

  constructor(clock: Clock, value: T) {
    this.#clock = clock
    this.#value = value
  }

  get(): T {
    this.#clock.reader?.note(this)
    return this.#value
  }

  set(value: T): void {
    if (value === this.#value) return
    this.#value = value
    this.changedAt = ++this.#clock.now
  }

  refresh(): void {}
}

export class Cell<T> implements Readable {
  changedAt = 0
  notedIn = 0
  readonly #clock: Clock
  readonly #compute: () => T
  readonly #equal: (a: T, b: T) => boolean
  #value: T | undefined
  #verifiedAt = 0
  #running = false
  #reads: Readable[] = []
  #evaluation = 0

  /** @param equal when two results are the same to every reader; identity by default. */
  constructor(clock: Clock, compute: () => T, equal: (a: T, b: T) => boolean = Object.is) {
    this.#clock = clock
    this.#compute = compute
    this.#equal = equal
  }

  get(): T {
    this.#clock.reader?.note(this)
    this.refresh()
    return this.#value as T
  }

  /** @internal Called by what is read while this cell is worked out. */
  note(source: Readable): void {
    if (source.notedIn === this.#evaluation) return
    source.notedIn = this.#evaluation
    this.#reads.push(source)
  }

  refresh(): void {
    // A cell that asks for itself sees its last value: whoever can run in circles keeps a list of what was visited.
    if (this.#running || this.#verifiedAt === this.#clock.now) return
    this.#running = true
    try {
      if (this.#verifiedAt === 0 || this.#isStale()) this.#evaluate()
      this.#verifiedAt = this.#clock.now
    } finally {
      this.#running = false
    }
  }

  #isStale(): boolean {
    for (const source of this.#reads) {
      source.refresh()
      if (source.changedAt > this.#verifiedAt) return true
    }
    return false
  }

  #evaluate(): void {
    const outer = this.#clock.reader
    this.#clock.reader = this as Cell<unknown>
    this.#evaluation = ++this.#clock.evaluations
    this.#reads = []
    try {
      const value = this.#compute()
      if (this.changedAt === 0 || !this.#equal(this.#value as T, value)) {
        this.#value = value
        this.changedAt = this.#clock.now
      }
    } finally {
      this.#clock.reader = outer
    }
  }
}

/** Equal length and identical members. */
export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => Object.is(item, b[i])))
}
