import type { ReplayEvent } from '../event/event.ts'
import { type ReadOptions, readEvent } from '../event/read-event.ts'
import { type Layout, learn } from '../layout/learn.ts'
import { Trie } from '../layout/trie.ts'
import { bytesOf, hashOf, otherHashOf } from '../log/byte-table.ts'
import { type Entry, GrowingLog } from '../log/growing.ts'
import { type LogStatus, statuses } from '../log/log.ts'
import type { ReplayChannel, ReplayMessage } from '../message/channel.ts'
import { compareToMoment, type Moment } from '../moment.ts'
import { splitterOf } from '../source/files.ts'
import type { Content, Form, Sink, TextFile } from '../source/source.ts'
import type { Piece } from '../source/split.ts'
import { LogFindings } from './findings.ts'
import { LineFeeder } from './lines.ts'
import { emptyFacts, type Facts, Past, type Range } from './past.ts'
import { FactReader } from './reader.ts'

export interface IndexOptions {
  readonly since?: Moment | undefined
  readonly until?: Moment | undefined
  readonly limit?: number | undefined
  readonly started?: ReadonlySet<string>
  /** Whether records are read from their bytes where their layout was learned; they are unless it is said. */
  readonly learns?: boolean
  readonly reading: ReadOptions
}

const numbers = new Map<LogStatus, number>(statuses.map((status, number) => [status, number]))
const mostLayouts = 256
/** Records that are looked at for what may be learned of them, and one more for each so many that were read by what was. */
const firstLessons = 64
const eventsPerLesson = 1_000

interface Learned {
  readonly layout: Layout
  readonly number: number
  readonly message: number
}

const mostWaiting = 64
/** A guess from the first records may be far off. */
const mostForeseen = 12_000_000

interface Waiting {
  readonly facts: Facts
  readonly entity: Range
  hash: number
  file: number
  line: number
  offset: number
  size: number
  clock: number
  learned: Learned | undefined
}

function newWaiting(): Waiting {
  const entity = { bytes: new Uint8Array(0), start: 0, end: 0 }
  return { facts: emptyFacts(), entity, hash: 0, file: 0, line: 0, offset: 0, size: 0, clock: Number.NaN, learned: undefined }
}

/** Makes a log of records, in their order. Those of a learned layout are read from their bytes, all others as values. */
export class Indexer {
  readonly log = new GrowingLog()
  readonly findings = new LogFindings((ordinal, worst) => {
    if (worst === 0 || (this.log.worst[ordinal] as number) < worst) this.log.worst[ordinal] = worst
  })
  readonly layouts: Layout[] = []
  /** How many bytes were read. */
  bytes = 0
  readonly #channel: ReplayChannel
  readonly #texts: readonly TextFile[]
  readonly #options: IndexOptions
  readonly #isBounded: boolean
  readonly #past: Past
  readonly #messages: ReadonlyMap<ReplayMessage, number>
  readonly #trie = new Trie<Learned>()
  readonly #facts: Facts = emptyFacts()
  readonly #entityId: Range = { bytes: new Uint8Array(roomy), start: 0, end: -1 }
  readonly #reader = new FactReader()
  /** Lines that are read and wait to be added, many at once: what is looked up for each lies far apart, and is fetched for all of them side by side. */
  readonly #waiting: Waiting[] = Array.from({ length: mostWaiting }, newWaiting)
  #waits = 0
  #touched = 0
  readonly #entry: Entry = { file: 0, line: 0, offset: 0, size: 0, message: -1, status: 0, entity: -1, time: 0, clock: 0, layout: -1 }
  /** Records before the first event that is wanted. */
  #skipped = 0
  #clockMs = Number.NaN
  #clockNanos = 0
  #lessons = 0
  #quick = 0

  constructor(channel: ReplayChannel, texts: readonly TextFile[], options: IndexOptions) {
    const { started = new Set<string>(), since, until, limit } = options
    this.#channel = channel
    this.#texts = texts
    this.#options = options
    this.#isBounded = since !== undefined || until !== undefined || limit !== undefined
    this.#past = new Past({
      sequence: channel.model.sequence,
      isStarted: (entity) => started.size > 0 && started.has(this.log.entities.id(entity)),
      position: (ordinal) => this.position(ordinal),
      onRemark: (ordinal, remark) => this.findings.add(ordinal, remark),
    })
    this.#messages = new Map(channel.messages.map((message, number) => [message, number]))
  }

  position(ordinal: number): number {
    return this.#texts.length > 1 ? this.#skipped + ordinal + 1 : (this.log.line[ordinal] ?? 0)
  }

  ordinal(position: number): number {
    const { length, line } = this.log
    if (this.#texts.length > 1) {
      const ordinal = position - 1 - this.#skipped
      return Number.isInteger(ordinal) && ordinal >= 0 && ordinal < length ? ordinal : -1
    }
    let low = 0
    let high = length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((line[middle] as number) < position) low = middle + 1
      else high = middle
    }
    return low < length && line[low] === position ? low : -1
  }

  /** Takes the bytes of a file; says whether more of the source is wanted. */
  sink(file: number, form: Form, base: number): Sink<boolean> {
    const text = this.#texts[file] as TextFile
    let last = 0
    const take = (piece: Piece, damage?: Content): boolean => {
      const { line, offset, size, isLast } = piece
      last = line
      if (damage) text.note(offset, damage)
      else if (isLast) text.note(offset, 'last')
      const content = damage ?? text.contentOf(piece)
      return !content || this.#take(file, line, offset, size, content, form === 'lines' && !isLast ? piece.bytes : undefined)
    }
    const special = (line: number, offset: number, content: Content): boolean => {
      text.note(offset, content)
      return this.#take(file, line, offset, 0, content, undefined)
    }
    const { feed, at, rest } = form === 'lines' ? this.#lines(file, base, take) : pieces(form, base, take)
    return {
      feed: (chunk) => {
        this.#foresee()
        this.bytes += chunk.length
        const goesOn = feed(chunk)
        this.#settle()
        return goesOn
      },
      special,
      end: (damage) => {
        const left = rest()
        return damage && left.length === 0 ? special(last + 1, at(), damage) : left.every((piece) => take(piece, damage))
      },
    }
  }

  /** All was read. */
  end(): void {
    this.#past.end()
  }

  #lines(file: number, base: number, take: (piece: Piece) => boolean): Pieces {
    const feeder = new LineFeeder(
      { piece: take, quick: (bytes, start, line, offset) => this.#quickly(bytes, start, file, line, offset) },
      base,
    )
    return {
      feed: (chunk) => feeder.feed(chunk),
      at: () => feeder.at,
      rest: () => {
        const piece = feeder.rest()
        return piece ? [piece] : []
      },
    }
  }

  /** Makes room for as many events as a file of this size probably has, so that columns are not copied while they grow. */
  #foresee(): void {
    const { log } = this
    if (log.length < 1_000 || this.#hasForeseen) return
    this.#hasForeseen = true
    const total = this.#texts.reduce((sum, { plain }) => sum + (plain?.size ?? 0), 0)
    const events = Math.min(Math.ceil((total / (this.bytes + 1)) * log.length * 1.05), mostForeseen)
    log.reserve(events)
    this.#past.reserve(events)
  }

  #hasForeseen = false

  /** Reads a line by a learned layout. See `LineTaker`. */
  #quickly(bytes: Uint8Array, start: number, file: number, line: number, offset: number): number | undefined {
    const learned = this.#trie.match(bytes, start)
    if (!learned) return -1
    const after = this.#trie.end
    const end = bytes[after] === 0x0d ? after + 1 : after
    const waiting = this.#waiting[this.#waits] as Waiting
    const { facts } = waiting
    if (bytes[end] !== 0x0a || !this.#reader.read(learned.layout, bytes, this.#trie.holes, facts, waiting.entity)) return -1
    const { ms, nanos } = facts
    if (ms > this.#clockMs || (ms === this.#clockMs && nanos > this.#clockNanos) || (Number.isNaN(this.#clockMs) && !Number.isNaN(ms))) {
      this.#clockMs = ms
      this.#clockNanos = nanos
    }
    if (this.#isBounded) {
      const admitted = this.#admit(line)
      if (admitted === undefined) return undefined
      if (!admitted) return end
    }
    waiting.file = file
    waiting.line = line
    waiting.offset = offset
    waiting.size = end - start
    waiting.learned = learned
    waiting.clock = this.#clockMs + this.#clockNanos / 1e6
    if (++this.#waits === mostWaiting || this.#isBounded) this.#settle()
    return end
  }

  /** Adds the lines that wait. */
  #settle(): void {
    const count = this.#waits
    const { entities } = this.log
    const past = this.#past
    this.#waits = 0
    this.#quick += count
    let touched = this.#touched
    for (let at = 0; at < count; at++) {
      const waiting = this.#waiting[at] as Waiting
      const { facts, entity } = waiting
      const { id } = facts
      waiting.hash = hashOf(entity.bytes, entity.start, entity.end)
      facts.idLow = id.end < 0 ? 0 : hashOf(id.bytes, id.start, id.end)
      facts.idHigh = id.end < 0 ? 0 : otherHashOf(id.bytes, id.start, id.end)
    }
    for (let at = 0; at < count; at++) {
      const { facts, hash } = this.#waiting[at] as Waiting
      touched ^= entities.touchId(hash) ^ past.touchId(facts.idLow)
    }
    for (let at = 0; at < count; at++) {
      const { facts, entity, hash } = this.#waiting[at] as Waiting
      facts.entity = entities.numberOf(entity.bytes, entity.start, entity.end, hash)
    }
    for (let at = 0; at < count; at++) {
      const { entity } = (this.#waiting[at] as Waiting).facts
      touched ^= entities.touch(entity) ^ past.touch(entity)
    }
    this.#touched = touched
    for (let at = 0; at < count; at++) {
      const { facts, file, line, offset, size, learned, clock } = this.#waiting[at] as Waiting
      this.#add(facts, file, line, offset, size, learned?.message ?? -1, 0, learned?.number ?? -1, clock)
      past.add(facts)
    }
  }

  #take(file: number, line: number, offset: number, size: number, content: Content, bytes: Uint8Array | undefined): boolean {
    const { limit, reading, learns = true } = this.#options
    this.#settle()
    if (limit !== undefined && this.log.length >= limit) return false
    const event = readEvent(this.#channel, content, reading)
    const { time } = event
    if (time && !(time.ms < this.#clockMs || (time.ms === this.#clockMs && time.nanos <= this.#clockNanos))) {
      this.#clockMs = time.ms
      this.#clockNanos = time.nanos
    }
    if (this.#isBounded) {
      const admitted = this.#admit(line)
      if (!admitted) return admitted !== undefined
    }
    this.#put(event, file, line, offset, size)
    if (bytes && learns && event.status === 'known' && event.remarks.length === 0) this.#learn(bytes)
    return true
  }

  /** Whether the next event is wanted; `undefined` where none is any more. */
  #admit(line: number): boolean | undefined {
    const { since, until, limit } = this.#options
    if (limit !== undefined && this.log.length >= limit) return undefined
    const at = this.#texts.length > 1 ? this.#skipped + this.log.length + 1 : line
    const time = Number.isNaN(this.#clockMs) ? undefined : { ms: this.#clockMs, nanos: this.#clockNanos, text: '' }
    const standing = { spot: { at, sub: 0 }, time }
    if (until && compareToMoment(standing, until) > 0) return undefined
    if (!since || compareToMoment(standing, since) >= 0) return true
    this.#skipped++
    return false
  }

  #put(event: ReplayEvent, file: number, line: number, offset: number, size: number): void {
    const { message, remarks, status } = event
    const facts = this.#facts
    const { entities } = this.log
    const isCut = status === 'unreadable' && remarks[0]?.kind === 'truncated'
    facts.ms = event.time?.ms ?? Number.NaN
    facts.nanos = event.time?.nanos ?? 0
    setText(this.#entityId, event.entity)
    const { bytes: own, end } = this.#entityId
    facts.entity = end < 0 ? -1 : entities.numberOf(own, 0, end, hashOf(own, 0, end))
    setText(facts.id, event.id)
    if (event.id !== undefined) {
      facts.idLow = hashOf(facts.id.bytes, 0, facts.id.end)
      facts.idHigh = otherHashOf(facts.id.bytes, 0, facts.id.end)
    }
    setText(facts.cause, event.cause)
    facts.source = event.source
    facts.sequence = safe(event.sequence)
    facts.partition = event.partition
    facts.offset = event.offset
    facts.mismatch = event.isKeyOther
      ? `Its key is ${JSON.stringify(event.key)}, but its entity is ${JSON.stringify(event.entity)}.`
      : undefined
    const number = message ? (this.#messages.get(message) ?? -1) : -1
    const ordinal = this.#add(
      facts,
      file,
      line,
      offset,
      size,
      number,
      numbers.get(isCut ? 'truncated' : status) ?? 0,
      -1,
      this.#clockMs + this.#clockNanos / 1e6,
    )
    for (const remark of remarks) this.findings.add(ordinal, remark)
    if (status === 'unreadable') return
    this.#past.add(facts)
  }

  #add(
    facts: Facts,
    file: number,
    line: number,
    offset: number,
    size: number,
    message: number,
    status: number,
    layout: number,
    clock: number,
  ): number {
    const entry = this.#entry
    entry.file = file
    entry.line = line
    entry.offset = offset
    entry.size = size
    entry.message = message
    entry.status = status
    entry.entity = facts.entity
    entry.time = facts.ms + facts.nanos / 1e6
    entry.clock = clock
    entry.layout = layout
    facts.ordinal = this.log.add(entry)
    return facts.ordinal
  }

  #learn(bytes: Uint8Array): void {
    if (this.layouts.length >= mostLayouts || this.#lessons >= firstLessons + this.#quick / eventsPerLesson) return
    this.#lessons++
    const isEnded = bytes[bytes.length - 1] === 0x0d
    const layout = learn(this.#channel, bytes, 0, isEnded ? bytes.length - 1 : bytes.length, this.#options.reading)
    if (!layout) return
    const number = this.layouts.push(layout) - 1
    this.#trie.add(layout.tokens, layout.size, { layout, number, message: this.#messages.get(layout.message) ?? -1 })
  }
}

interface Pieces {
  feed(chunk: Uint8Array): boolean
  at(): number
  rest(): Piece[]
}

function pieces(form: Form, base: number, take: (piece: Piece) => boolean): Pieces {
  const splitter = splitterOf(form, base)
  return { feed: (chunk) => splitter.feed(chunk).every((piece) => take(piece)), at: () => splitter.at, rest: () => splitter.end() }
}

/** Room for the bytes of a text that is ASCII and no longer. */
const roomy = 128

function setText(range: Range, text: string | undefined): void {
  range.end = -1
  if (text === undefined) return
  range.start = 0
  range.end = text.length
  if (range.bytes.length !== roomy) range.bytes = new Uint8Array(roomy)
  if (text.length <= roomy) {
    let at = 0
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code >= 0x80) break
      range.bytes[at] = code
    }
    if (at === text.length) return
  }
  range.bytes = bytesOf(text)
  range.end = range.bytes.length
}

function safe(sequence: bigint | undefined): number | bigint | undefined {
  if (sequence === undefined) return undefined
  const number = Number(sequence)
  return Number.isSafeInteger(number) ? number : sequence
}
