import type { Cancellation } from '../../shared/border.ts'
import type { At, Filter, Filtered } from '../../shared/replay-protocol.ts'
import { type FindingKind, severities } from '../audit/finding.ts'
import type { ReplayEvent } from '../event/event.ts'
import { Bits } from '../filter/bits.ts'
import { holdsOfParts, holdsOfText, mayHoldInText } from '../filter/holds.ts'
import { isWithin, type Query, readQuery, readsRecords } from '../filter/query.ts'
import { worstError, worstNone, worstWarning } from '../log/log.ts'
import { Slices } from '../state/slices.ts'
import type { Parts, Stage } from './stage.ts'

/** So many rows about the moment are looked at first. */
const about = 400
/** Records that are read at once. */
const batch = 128
const columnBatch = 32_768
const tellEvery = 100

const none: Filter = { text: '', hidden: [], problemsOnly: false }

/** The list that is shown: all events, or those that a filter lets through, in their order. */
export class List {
  readonly #stage: () => Stage
  readonly #tell: (filtered: Filtered) => void
  #filter: Filter = none
  #query: Query | undefined
  #problem: string | undefined
  /** `undefined`: all. */
  #bits: Bits | undefined
  #looked = 0
  /** Those about the moment, which were looked at before their turn. */
  #ahead: readonly [At, At] = [0, 0]
  #run: { aborted: boolean } = { aborted: false }
  #isRunning = false
  #told = 0

  constructor(stage: () => Stage, tell: (filtered: Filtered) => void) {
    this.#stage = stage
    this.#tell = tell
  }

  get length(): number {
    return this.#bits?.count ?? this.#stage().length
  }

  /** Whether an event's findings tell if it is shown. */
  get #asksProblems(): boolean {
    return this.#filter.problemsOnly || this.#query?.problemsOnly === true
  }

  /** Shows what a filter lets through. Resolves when some of it is worked out, what is near a place first; the rest is told. */
  async set(filter: Filter, near: At, signal?: Cancellation): Promise<Filtered> {
    const query = await readQuery(filter.text)
    if (signal?.aborted) return this.state
    this.#filter = filter
    this.#problem = typeof query === 'string' ? query : undefined
    this.#query = typeof query === 'string' ? undefined : query
    return this.#start(near)
  }

  /** The events are others, or other ones have findings. */
  async again(near: At): Promise<Filtered> {
    return this.#start(near)
  }

  /** More events are there. */
  grown(): void {
    if (this.#bits && !this.#isRunning) void this.#go(this.#run)
  }

  /** Other events have findings than before. */
  remarked(near: At): void {
    if (this.#asksProblems && !this.#isRunning) void this.#start(near)
  }

  get state(): Filtered {
    const { length } = this.#stage()
    return {
      rows: this.length,
      done: !this.#bits || length === 0 ? 1 : Math.min(1, this.#looked / length),
      ...(this.#problem !== undefined && { problem: this.#problem }),
    }
  }

  /** Places of rows, by their numbers. */
  rows(from: number, count: number): At[] {
    const first = Math.max(0, Math.floor(from))
    const last = Math.min(this.length, first + Math.min(count, mostRows))
    return Array.from({ length: Math.max(0, last - first) }, (_, index) => this.#bits?.select(first + index) ?? first + index)
  }

  everyRow(): At[] {
    return Array.from({ length: this.length }, (_, row) => this.#bits?.select(row) ?? row)
  }

  /** The number of the row at a place, or of the next one after it. */
  rowOf(at: At): { readonly row: number; readonly isIn: boolean } {
    if (!this.#bits) return { row: Math.min(at, Math.max(0, this.length - 1)), isIn: at >= 0 && at < this.length }
    return { row: this.#bits.rank(at), isIn: this.#bits.has(at) }
  }

  /** For each stretch of the list the worst that is in it. */
  marks(bins: number): Uint8Array {
    const stage = this.#stage()
    const marks = new Uint8Array(Math.max(0, Math.min(bins, 10_000)))
    const { length } = this
    if (length === 0) return marks
    const mark = (at: At, worst: number) => {
      if (worst === worstNone || (this.#bits && !this.#bits.has(at))) return
      const bin = Math.min(marks.length - 1, Math.floor(((this.#bits?.rank(at) ?? at) / length) * marks.length))
      if ((marks[bin] as number) < worst) marks[bin] = worst
    }
    const { findings } = stage.load
    for (const [kind, severity] of Object.entries(severities))
      for (const ordinal of findings.ordinals(kind as FindingKind))
        mark(stage.timeline.ofOrdinal(ordinal), severity === 'error' ? worstError : worstWarning)
    for (const item of stage.timeline.own) mark(stage.timeline.ofOwn(item), stage.worst(stage.timeline.ofOwn(item)))
    return marks
  }

  /** The place that is some rows away; `undefined` where the list has not so many. */
  step(from: At, count: number): At | undefined {
    const { row, isIn } = this.rowOf(from)
    const target = count > 0 ? row + count - (isIn ? 0 : 1) : row + count
    if (target < 0 || target >= this.length) return undefined
    return this.#bits ? this.#bits.select(target) : target
  }

  async #start(near: At): Promise<Filtered> {
    this.#run.aborted = true
    this.#run = { aborted: false }
    const run = this.#run
    const { hidden, entity, text, problemsOnly } = this.#filter
    const isAll = this.#problem !== undefined || (hidden.length === 0 && entity === undefined && text.trim() === '' && !problemsOnly)
    this.#bits = isAll ? undefined : new Bits(this.#stage().length)
    this.#looked = 0
    this.#ahead = [0, 0]
    if (!isAll) {
      await this.#nearFirst(near, run)
      await Promise.race([this.#go(run), new Promise<void>((resolve) => setTimeout(resolve, 12))])
    }
    return this.state
  }

  async #nearFirst(near: At, run: Cancellation): Promise<void> {
    const { length } = this.#stage()
    if (length <= 2 * about || !this.#query || !readsRecords(this.#query)) return
    const first = Math.max(0, near - about / 2)
    await this.#look(first, Math.min(length, first + about), run)
    if (!run.aborted) this.#ahead = [first, Math.min(length, first + about)]
  }

  async #go(run: Cancellation): Promise<void> {
    this.#isRunning = true
    const slices = new Slices()
    while (!run.aborted && this.#looked < this.#stage().length) {
      const size = this.#query && readsRecords(this.#query) ? batch : columnBatch
      const to = Math.min(this.#stage().length, this.#looked + size)
      const [first, last] = this.#ahead
      // What was looked at before is not looked at again.
      if (!(this.#looked >= first && to <= last)) await this.#look(this.#looked, to, run)
      if (run.aborted) return
      this.#looked = to
      await slices.pause()
      const now = performance.now()
      if (now - this.#told > tellEvery && !run.aborted) {
        this.#told = now
        this.#tell(this.state)
      }
    }
    if (run.aborted) return
    this.#isRunning = false
    this.#tell(this.state)
  }

  async #look(from: At, to: At, run: Cancellation): Promise<void> {
    const stage = this.#stage()
    const query = this.#query
    const passes = columnTest(stage, this.#filter, query)
    const left: At[] = []
    for (let at = from; at < to; at++) if (passes(at)) left.push(at)
    const found = query && readsRecords(query) ? await readTest(stage, left, query) : left
    if (run.aborted) return
    for (const at of found) this.#bits?.add(at)
  }
}

const mostRows = 2_000

/** What columns tell of an event, without its record. */
function columnTest(stage: Stage, { hidden, entity, problemsOnly }: Filter, query: Query | undefined): (at: At) => boolean {
  const isHidden = new Set(hidden)
  const { types = [], entities = [], times = [], problemsOnly: asked = false } = query ?? {}
  const names = stage.channel.messages.map(({ name }) => name.toLowerCase())
  const typed =
    types.length === 0
      ? undefined
      : new Set([-1, ...names.keys()].filter((n) => types.some((type) => (names[n] ?? 'unknown').includes(type))))
  const wanted = new Set(entity === undefined ? entities : [entity])
  const { isBranch } = stage.timeline
  const numbers = new Set([...wanted].map((id) => stage.load.log.entities.find(id)).filter((number) => number >= 0))
  const both = entity !== undefined && entities.length > 0 && !entities.includes(entity)
  return (at) => {
    if (both) return false
    if ((problemsOnly || asked) && stage.worst(at) === worstNone) return false
    if (isHidden.size > 0 || typed) {
      const message = stage.message(at)
      if (isHidden.has(message) || (typed && !typed.has(message))) return false
    }
    if (wanted.size > 0) {
      if (isBranch ? !wanted.has(stage.entity(at) ?? '') : !numbers.has(stage.load.log.entity[at] ?? -1)) return false
    }
    return times.every((range) => isWithin(range, stage.clock(at)))
  }
}

async function readTest(stage: Stage, ats: readonly At[], query: Query): Promise<readonly At[]> {
  const { words, headers, paths, condition } = query
  const asksParts = headers.length > 0 || paths.length > 0
  let left = ats
  if (words.length > 0 || asksParts) {
    const texts = left.length === 0 ? [] : await stage.texts(left)
    left = left.filter((_, index) => holdsOfText(query, texts[index] ?? '') && mayHoldInText(query, texts[index] ?? ''))
  }
  if (asksParts && left.length > 0) {
    const parts = await stage.parts(left)
    left = left.filter((_, index) => holdsOfParts(query, parts[index] as Parts))
  }
  if (!condition || left.length === 0) return left
  const events = await stage.events(left)
  return left.filter((at, index) => condition(events[index] as ReplayEvent, stage.position(at)))
}
