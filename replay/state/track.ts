import type { Cancellation } from '../../shared/border.ts'
import type { FoldedEvent } from '../fold/folder.ts'
import { isObject, member } from '../json/object.ts'
import { type BlameNode, weightOf } from './blame.ts'
import { Slices } from './slices.ts'
import { type Checkpoint, type Cursor, emptyCursor, keptCursor, restoredCursor, type StateFold } from './state-fold.ts'

/** The events of one entity that are folded, in their order. */
export interface EntityEvents {
  readonly length: number
  read(from: number, to: number): Promise<readonly FoldedEvent[]>
}

/** One step of a path through the states of an entity. */
type PathStep = string | { readonly element: number }

export interface PathValue {
  /** The how manieth event of the entity set it, from 0. */
  readonly n: number
  readonly old: unknown
  readonly value: unknown
}

/** Checkpoints are kept up to so many, then every other is dropped and they are made half as often: a seek costs a bounded number of folds. */
const mostCheckpoints = 1_024
const firstStep = 8
/** What all checkpoints of an entity may weigh, in bytes, about. */
const mostWeight = 64_000_000
const nodeWeight = 120
const batch = 256
const stretch = 2_048
/** Values that a history holds, those within others too. */
const mostKept = 2_000_000

/** The states of one entity at each of its moments. */
export class Track {
  readonly events: EntityEvents
  readonly #fold: StateFold
  readonly #totals: number[] = []
  #checkpoints: Checkpoint[] = []
  #weight = 0
  #step = firstStep
  /** Where the last seek ended: the next is likely to go on from there. */
  #hot: Cursor | undefined
  #farthest = 0
  #completing: Promise<void> | undefined
  #last: Promise<unknown> = Promise.resolve()

  constructor(events: EntityEvents, fold: StateFold) {
    this.events = events
    this.#fold = fold
  }

  /** The same up to an event, which other events follow. */
  fork(n: number, events: EntityEvents): Track {
    const other = new Track(events, this.#fold)
    for (const checkpoint of this.#checkpoints)
      if (checkpoint.n <= n) other.#keep({ ...checkpoint, blame: checkpoint.blame.copy(other.#totals) })
    return other
  }

  /** What `use` makes of the cursor after `n` events; it may keep nothing of it. One after the other. */
  at<T>(n: number, use: (cursor: Cursor) => T, signal?: Cancellation): Promise<T> {
    return this.#alone(async () => use(await this.#seek(n, signal)))
  }

  /** What `use` makes of the state after `n` events (1 or more), and of the one before the last of them. */
  around<T>(n: number, use: (before: unknown, cursor: Cursor) => T, signal?: Cancellation): Promise<T> {
    return this.#alone(async () => {
      const { text } = keptCursor(await this.#seek(n - 1, signal))
      const before = restoredCursor({ n: 0, text, blame: emptyCursor([]).blame }).value
      return use(before, await this.#seek(n, signal))
    })
  }

  /** Sees the cursor after each event from the first to the last of `n`. */
  walk(n: number, visit: (cursor: Cursor) => void, signal?: Cancellation): Promise<void> {
    return this.#alone(async () => {
      await this.#advance(emptyCursor(this.#totals), n, signal, visit)
    })
  }

  /** How many events ever set what a node stands for, as far as was folded. */
  total(node: BlameNode): number {
    return Math.max(node.count, this.#totals[node.id] ?? 0)
  }

  /** How many events have to be folded to come to the state after `n`. */
  distance(n: number): number {
    const kept = this.#checkpoints.findLast((checkpoint) => checkpoint.n <= n)?.n ?? 0
    const hot = this.#hot?.n ?? 0
    return n - (hot <= n ? Math.max(kept, hot) : kept)
  }

  /** Bytes that its checkpoints take, about. */
  get weight(): number {
    return this.#weight
  }

  /** Whether {@link total} knows all. */
  get isComplete(): boolean {
    return this.#farthest >= this.events.length
  }

  /** Folds to the end, a stretch at a time, so that others are answered between. */
  complete(): Promise<void> {
    this.#completing ??= this.#goOn().finally(() => {
      this.#completing = undefined
    })
    return this.#completing
  }

  /** All that ever set a path that is what it is after `n` events: elements of lists are followed wherever they move. */
  async history(path: readonly string[], n: number, signal?: Cancellation): Promise<readonly PathValue[]> {
    const steps = await this.at(n, (cursor) => stepsOf(cursor, path), signal)
    const changes: PathValue[] = []
    let old: unknown
    let room = mostKept
    // States are changed in place: what is kept of one is a copy. Of a large one that is set again and again not all can be.
    const kept = (value: unknown) => {
      if (typeof value !== 'object' || value === null) return value
      if (room > 0) room -= sizeOf(value)
      return room > 0 ? structuredClone(value) : '…'
    }
    await this.walk(
      this.events.length,
      (cursor) => {
        const { node, value } = find(cursor, steps)
        if (node?.by !== cursor.n - 1) return
        const now = kept(value)
        changes.push({ n: cursor.n - 1, old, value: now })
        old = now
      },
      signal,
    )
    return changes
  }

  async #goOn(): Promise<void> {
    while (!this.isComplete) {
      const before = this.#farthest
      await this.#alone(async () => {
        const kept = this.#checkpoints.at(-1)
        const cursor = kept ? restoredCursor(kept) : emptyCursor(this.#totals)
        await this.#advance(cursor, Math.min(this.events.length, cursor.n + Math.max(stretch, 2 * this.#step)), undefined)
      })
      // Events that cannot be read any more.
      if (this.#farthest === before) return
    }
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work)
    this.#last = done.catch(() => undefined)
    return done
  }

  async #seek(n: number, signal: Cancellation | undefined): Promise<Cursor> {
    const kept = this.#checkpoints.findLast((checkpoint) => checkpoint.n <= n)
    const hot = this.#hot
    this.#hot = undefined
    const cursor = hot && hot.n <= n && hot.n >= (kept?.n ?? 0) ? hot : kept ? restoredCursor(kept) : emptyCursor(this.#totals)
    await this.#advance(cursor, n, signal)
    this.#hot = cursor
    return cursor
  }

  async #advance(cursor: Cursor, n: number, signal: Cancellation | undefined, visit?: (cursor: Cursor) => void): Promise<void> {
    const slices = new Slices(signal)
    while (cursor.n < n) {
      // Checkpoints are made where a stretch ends.
      const next = Math.min(n, cursor.n + batch, (Math.floor(cursor.n / this.#step) + 1) * this.#step)
      await this.#fold.advance(cursor, await this.events.read(cursor.n, next), visit)
      // Events that cannot be read any more: no use in asking again.
      if (cursor.n < next) return
      if (cursor.n % this.#step === 0 && cursor.n > (this.#checkpoints.at(-1)?.n ?? 0)) this.#keep(keptCursor(cursor))
      this.#farthest = Math.max(this.#farthest, cursor.n)
      await slices.pause()
    }
  }

  #keep(checkpoint: Checkpoint): void {
    this.#checkpoints.push(checkpoint)
    this.#weight += weigh(checkpoint)
    if (this.#checkpoints.length <= mostCheckpoints && this.#weight <= mostWeight) return
    this.#step *= 2
    this.#checkpoints = this.#checkpoints.filter(({ n }) => n % this.#step === 0)
    this.#weight = this.#checkpoints.reduce((sum, one) => sum + weigh(one), 0)
  }
}

function weigh({ text, blame }: Checkpoint): number {
  return (text?.length ?? 0) * 2 + weightOf(blame.root) * nodeWeight
}

/** A path as it can be followed through states in which elements of lists have other places. */
function stepsOf({ value: state, blame }: Cursor, path: readonly string[]): PathStep[] {
  let value = state
  let node = blame.root
  return path.map((segment) => {
    if (Array.isArray(value)) {
      const at = /^\d+$/.test(segment) ? Number(segment) : -1
      const item: BlameNode | undefined = node?.items?.[at]
      value = value[at]
      node = item
      return item ? { element: item.id } : segment
    }
    value = isObject(value) ? member(value, segment) : undefined
    node = node?.members?.get(segment)
    return segment
  })
}

function find(
  { value: state, blame }: Cursor,
  steps: readonly PathStep[],
): { readonly node: BlameNode | undefined; readonly value: unknown } {
  let value = state
  let node = blame.root
  for (const step of steps) {
    if (typeof step === 'string') {
      const at = Array.isArray(value) && /^\d+$/.test(step) ? Number(step) : -1
      node = at < 0 ? node?.members?.get(step) : node?.items?.[at]
      value = at < 0 ? (isObject(value) ? member(value, step) : undefined) : (value as unknown[])[at]
    } else {
      const at: number = node?.items?.findIndex(({ id }) => id === step.element) ?? -1
      node = node?.items?.[at]
      value = Array.isArray(value) ? value[at] : undefined
    }
  }
  return { node, value }
}

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + sizeOf(item), 1)
  return isObject(value) ? Object.values(value).reduce((sum: number, item) => sum + sizeOf(item), 1) : 1
}
