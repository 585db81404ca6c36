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
  /** @internal Its evaluation. */
  evaluation = 0
  /** @internal What the cells have read that are being worked out, one in the other; only those before {@link top} count. */
  readonly noted: Source[] = []
  /** @internal */
  top = 0

  /** @internal Called by what is read. */
  note(source: Source): void {
    if (!this.reader || source.notedIn === this.evaluation) return
    source.notedIn = this.evaluation
    this.noted[this.top++] = source
  }
}

/** Most sources have one reader, some have thousands. */
type Readers = Cell<unknown> | Set<Cell<unknown>> | undefined

/** Tells all readers that a source has changed, or that it may have. */
function markAll({ readers }: Source, doubt?: Source): void {
  if (readers instanceof Set) for (const reader of readers) reader.mark(doubt)
  else readers?.mark(doubt)
}

function addReader(source: Source, reader: Cell<unknown>): void {
  const { readers } = source
  if (readers === undefined) source.readers = reader
  else if (readers instanceof Set) readers.add(reader)
  else if (readers !== reader) source.readers = new Set<Cell<unknown>>().add(readers).add(reader)
}

function removeReader(source: Source, reader: Cell<unknown>): void {
  if (source.readers instanceof Set) source.readers.delete(reader)
  else if (source.readers === reader) source.readers = undefined
}

/** What a cell can read. */
interface Source {
  /** The cells that were worked out from it. */
  readers: Readers
  /** The evaluation that noted it last, so that it is noted once. */
  notedIn: number
  /** Brings it up to date, which marks its readers where it changed. */
  refresh(): void
}

/** A value from outside. */
export class Input<T> implements Source {
  readers: Readers
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
    this.#clock.note(this)
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
    markAll(this)
    return true
  }

  refresh(): void {}
}

/** `stale`: something it read has changed. `doubtful`: something that this was worked out from has. */
type State = 'fresh' | 'doubtful' | 'stale'

const none: Source[] = []
const nothing = Symbol('not worked out yet')

export class Cell<T> implements Source {
  readers: Readers
  notedIn = 0
  readonly #clock: Clock
  readonly #compute: () => T
  readonly #equal: (a: T, b: T) => boolean
  #value: T | typeof nothing = nothing
  #state: State = 'stale'
  #running = false
  #reads = none
  /** What it read that may have changed since. */
  #doubts = none

  /** @param equal when two results are the same to every reader: by default identical ones, and lists with identical members. */
  constructor(clock: Clock, compute: () => T, equal: (a: T, b: T) => boolean = isSame) {
    this.#clock = clock
    this.#compute = compute
    this.#equal = equal
  }

  get(): T {
    this.#clock.note(this)
    this.refresh()
    return this.#value as T
  }

  /** @internal Called by what it read: that has changed, or, where it is given, it is to be asked whether it has. */
  mark(doubt: Source | undefined): void {
    const before = this.#state
    if (before === 'stale') return
    if (doubt) this.#doubt(doubt)
    this.#state = doubt ? 'doubtful' : 'stale'
    if (before === 'fresh') markAll(this, this)
  }

  #doubt(source: Source): void {
    const { length } = this.#doubts
    if (length === 0) this.#doubts = [source]
    else if (length < this.#reads.length) this.#doubts.push(source)
    // A cell that nobody asks for meets the same doubts again and again.
    else this.#doubts = this.#reads
  }

  refresh(): void {
    // A cell that asks for itself sees its last value: whoever can run in circles keeps a list of what was visited.
    if (this.#state === 'fresh' || this.#running) return
    this.#running = true
    try {
      if (this.#state === 'doubtful') this.#settleDoubt()
      if (this.#state === 'stale') this.#evaluate()
      this.#state = 'fresh'
      this.#doubts = none
    } finally {
      this.#running = false
    }
  }

  #settleDoubt(): void {
    for (const source of this.#doubts) {
      source.refresh()
      if (this.#state !== 'doubtful') return
    }
  }

  #evaluate(): void {
    const clock = this.#clock
    const { reader, evaluation, top } = clock
    clock.reader = this as Cell<unknown>
    clock.evaluation = ++clock.evaluations
    try {
      const value = this.#compute()
      const before = this.#value
      if (before === nothing || !this.#equal(before, value)) {
        this.#value = value
        markAll(this)
      }
    } finally {
      this.#link(top)
      clock.reader = reader
      clock.evaluation = evaluation
      clock.top = top
    }
  }

  /** Takes over what was noted from a position on. */
  #link(from: number): void {
    const before = this.#reads
    const { noted, top } = this.#clock
    if (before.length === top - from && before.every((source, i) => source === noted[from + i])) return
    const now = noted.slice(from, top)
    const self = this as Cell<unknown>
    if (before.length > 0) {
      const kept = new Set(now)
      for (const source of before) if (!kept.has(source)) removeReader(source, self)
    }
    for (const source of now) addReader(source, self)
    this.#reads = now
  }
}

function isSame(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || (Array.isArray(a) && Array.isArray(b) && sameList(a, b))
}

/** Equal length and identical members. */
export function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((item, i) => Object.is(item, b[i])))
}
