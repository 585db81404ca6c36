import { History } from '../audit/history.ts'
import type { ReplayEvent } from '../event/event.ts'
import { type ReadOptions, readEvent } from '../event/read-event.ts'
import { GrowingLog } from '../log/growing.ts'
import { columnTime, type LogStatus, statuses } from '../log/log.ts'
import type { ReplayChannel, ReplayMessage } from '../message/channel.ts'
import { compareToMoment, later, type Moment } from '../moment.ts'
import type { Time } from '../record/time.ts'
import { splitterOf } from '../source/files.ts'
import type { Content, Form, Sink, TextFile } from '../source/source.ts'
import type { Piece } from '../source/split.ts'
import { LogFindings } from './findings.ts'

export interface IndexOptions {
  readonly since?: Moment | undefined
  readonly until?: Moment | undefined
  readonly limit?: number | undefined
  readonly started?: ReadonlySet<string>
  readonly reading: ReadOptions
}

const numbers = new Map<LogStatus, number>(statuses.map((status, number) => [status, number]))

/** Makes a log of records, in their order. */
export class Indexer {
  readonly log = new GrowingLog()
  readonly findings = new LogFindings((ordinal, worst) => {
    if (worst === 0 || (this.log.worst[ordinal] as number) < worst) this.log.worst[ordinal] = worst
  })
  /** How many bytes were read. */
  bytes = 0
  readonly #channel: ReplayChannel
  readonly #texts: readonly TextFile[]
  readonly #options: IndexOptions
  readonly #history: History<number>
  readonly #messages: ReadonlyMap<ReplayMessage, number>
  /** Records before the first event that is wanted. */
  #skipped = 0
  #clock: Time | undefined

  constructor(channel: ReplayChannel, texts: readonly TextFile[], options: IndexOptions) {
    const { started = new Set<string>() } = options
    this.#channel = channel
    this.#texts = texts
    this.#options = options
    this.#history = new History({ sequence: channel.model.sequence, isStarted: (entity) => started.has(entity) })
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
    const splitter = splitterOf(form, base)
    let last = 0
    const take = (piece: Piece, damage?: Content): boolean => {
      const { line, offset, size, isLast } = piece
      last = line
      if (damage) text.note(offset, damage)
      else if (isLast) text.note(offset, 'last')
      const content = damage ?? text.contentOf(piece)
      return !content || this.#take(file, line, offset, size, content)
    }
    const special = (line: number, offset: number, content: Content): boolean => {
      text.note(offset, content)
      return this.#take(file, line, offset, 0, content)
    }
    return {
      feed: (chunk) => {
        this.bytes += chunk.length
        return splitter.feed(chunk).every((piece) => take(piece))
      },
      special,
      end: (damage) => {
        const rest = splitter.end()
        return damage && rest.length === 0 ? special(last + 1, splitter.at, damage) : rest.every((piece) => take(piece, damage))
      },
    }
  }

  /** All was read. */
  end(): void {
    for (const { place, remark } of this.#history.dangling()) this.findings.add(place, remark)
  }

  #take(file: number, line: number, offset: number, size: number, content: Content): boolean {
    const { since, until, limit, reading } = this.#options
    if (limit !== undefined && this.log.length >= limit) return false
    const event = readEvent(this.#channel, content, reading)
    this.#clock = later(this.#clock, event.time)
    const at = this.#texts.length > 1 ? this.#skipped + this.log.length + 1 : line
    const standing = { spot: { at, sub: 0 }, time: this.#clock }
    if (until && compareToMoment(standing, until) > 0) return false
    if (since && compareToMoment(standing, since) < 0) {
      this.#skipped++
      return true
    }
    this.#add(event, file, line, offset, size)
    return true
  }

  #add(event: ReplayEvent, file: number, line: number, offset: number, size: number): void {
    const { log, findings } = this
    const { entity, message, time, remarks } = event
    const isCut = event.status === 'unreadable' && remarks[0]?.kind === 'truncated'
    const ordinal = log.add({
      file,
      line,
      offset,
      size,
      message: message ? (this.#messages.get(message) ?? -1) : -1,
      status: numbers.get(isCut ? 'truncated' : event.status) ?? 0,
      entity: entity === undefined ? -1 : log.entities.number(entity),
      time: columnTime(time),
      clock: columnTime(this.#clock),
    })
    for (const remark of remarks) findings.add(ordinal, remark)
    for (const remark of this.#history.add(event, this.position(ordinal), ordinal)) findings.add(ordinal, remark)
  }
}
