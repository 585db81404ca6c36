/**
 * Values that are worked out when they are asked for, and again only when something they read has changed. A change marks what was worked
 * out from it, and nothing else is looked at; asked anew, a marked cell first asks what it read whether that really changed, and one that
 * comes out equal stops the wave.
 */
export class Clock {
  /** How often a cell was worked out; tests count work with it. */
  evaluations = 0
  /** @internal The cell that is being worked out. */
  reader: Cell<unknown> | undefined
}

/** What a cell can read. */
interface Source {
  /** The cells that were worked out from it. */
  readonly readers: Set<Cell<unknown>>
  /** The evaluation that noted it last, so that it is noted once. */
  notedIn: number
  /** Brings it up to date, which marks its readers where it changed. */
  refresh(): void
}

/** A value from outside. */
export class Input<T> implements Source {
  readonly readers = new Set<Cell<unknown>>()
  notedIn = 0
  readonly #clock: Clock
  readonly #equal: (a: T, b: T) => boolean
  #value: T

  constructor(clock: Clock, value: T, equal: (a: T, b: T) => boolean = Object.is) {
    this.#clock = clock
    this.#value = value
    this.#equal = equal
  }

  get(): T {
    this.#clock.reader?.note(this)
    return this.#value
  }

  /** The value, without its being noted. */
  peek(): T {
    return this.#value
  }

  /** Whether that made a difference. */
  set(value: T): boolean {
    if (this.#equal(this.#value, value)) return false
    this.#value = value
    for (const reader of this.readers) reader.mark('stale')
    return true
  }

  refresh(): void {}
}

/** `stale`: something it read has changed. `doubtful`: something that this was worked out from has. */
type State = 'fresh' | 'doubtful' | 'stale'

const nothing = Symbol('not worked out yet')

export class Cell<T> implements Source {
  readonly readers = new Set<Cell<unknown>>()
  notedIn = 0
  readonly #clock: Clock
  readonly #compute: () => T
  readonly #equal: (a: T, b: T) => boolean
  #value: T | typeof nothing = nothing
  #state: State = 'stale'
  #running = false
  #reads: readonly Source[] = []
  #noted: Source[] = []
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
  note(source: Source): void {
    if (source.notedIn === this.#evaluation) return
    source.notedIn = this.#evaluation
    this.#noted.push(source)
  }

  /** @internal Called by what it read. */
  mark(state: 'doubtful' | 'stale'): void {
    const before = this.#state
    if (before === 'stale' || before === state) return
    this.#state = state
    if (before === 'fresh') for (const reader of this.readers) reader.mark('doubtful')
  }

  refresh(): void {
    // A cell that asks for itself sees its last value: whoever can run in circles keeps a list of what was visited.
    if (this.#state === 'fresh' || this.#running) return
    this.#running = true
    try {
      if (this.#state === 'doubtful') this.#settleDoubt()
      if (this.#state === 'stale') this.#evaluate()
      this.#state = 'fresh'
    } finally {
      this.#running = false
    }
  }

  #settleDoubt(): void {
    for (const source of this.#reads) {
      source.refresh()
      if (this.#state !== 'doubtful') return
    }
  }

  #evaluate(): void {
    const outer = this.#clock.reader
    this.#clock.reader = this as Cell<unknown>
    this.#evaluation = ++this.#clock.evaluations
    this.#noted = []
    try {
      const value = this.#compute()
      const before = this.#value
      if (before === nothing || !this.#equal(before, value)) {
        this.#value = value
        for (const reader of this.readers) reader.mark('stale')
      }
    } finally {
      this.#clock.reader = outer
      this.#link()
    }
  }

  #link(): void {
    const before = this.#reads
    const now = this.#noted
    this.#noted = []
    if (sameList(before, now)) return
    const kept = new Set(now)
    for (const source of before) if (!kept.has(source)) source.readers.delete(this as Cell<unknown>)
    for (const source of now) source.readers.add(this as Cell<unknown>)
    this.#reads = now
  }
}

/** Equal length and identical members. */
export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => Object.is(item, b[i])))
}
