import type { At } from '../../shared/replay-protocol.ts'
import { type Remark, severities } from '../audit/finding.ts'
import { formatSpot } from '../branch/position.ts'
import { Timeline, type TimelineSource } from '../branch/timeline.ts'
import type { ReplayEvent } from '../event/event.ts'
import { eventOf } from '../event/read-event.ts'
import { readJson } from '../json/read.ts'
import { writeJson } from '../json/write.ts'
import type { Load } from '../load/load.ts'
import { columnTime, worstError, worstNone, worstWarning } from '../log/log.ts'
import type { ReplayChannel, ReplayMessage } from '../message/channel.ts'
import { readShape } from '../record/shape.ts'
import type { Content, Source } from '../source/source.ts'

/** What is on: a recording held against a channel, and what a branch makes of it. All of a page's answers are about one stage. */
export class Stage {
  readonly channel: ReplayChannel
  readonly source: Source
  readonly load: Load
  timeline: Timeline
  readonly #numbers: ReadonlyMap<ReplayMessage, number>

  constructor(channel: ReplayChannel, source: Source, load: Load) {
    this.channel = channel
    this.source = source
    this.load = load
    this.timeline = new Timeline(() => load.log.length)
    this.#numbers = new Map(channel.messages.map((message, number) => [message, number]))
  }

  get length(): number {
    return this.timeline.length
  }

  /** The place that is nearest to one that somebody asked for; -1 where there is nothing at all. */
  clamp(at: At): At {
    return Math.min(Number.isNaN(at) ? 0 : Math.max(0, Math.floor(at)), this.length - 1)
  }

  position(at: At): string {
    const item = this.timeline.item(at)
    return String(item.kind === 'own' ? formatSpot(item.spot) : this.load.position(item.ordinal))
  }

  numberOf(message: ReplayMessage | undefined): number {
    return message ? (this.#numbers.get(message) ?? -1) : -1
  }

  // Without a branch places are ordinals: what goes over all events reads the columns at once.

  /** The message's number in its set; -1 for none. In a branch, what stands there in it. */
  message(at: At): number {
    if (!this.timeline.isBranch) return this.load.log.message[at] ?? -1
    const { own, ordinal } = this.#standing(at)
    return own ? this.numberOf(own.message) : (this.load.log.message[ordinal] ?? -1)
  }

  entity(at: At): string | undefined {
    const { own, ordinal } = this.#standing(at)
    if (own) return own.entity
    const { entity, entities } = this.load.log
    const number = entity[ordinal] ?? -1
    return number < 0 ? undefined : entities.id(number)
  }

  worst(at: At): number {
    if (!this.timeline.isBranch) return this.load.log.worst[at] ?? worstNone
    const item = this.timeline.item(at)
    if (item.kind === 'log' && !item.event) return this.load.log.worst[item.ordinal] ?? worstNone
    return Math.max(worstNone, ...this.remarks(at).map(({ kind }) => (severities[kind] === 'error' ? worstError : worstWarning)))
  }

  /** Milliseconds since 1970; `NaN` without. */
  time(at: At): number {
    if (!this.timeline.isBranch) return this.load.log.time[at] ?? Number.NaN
    const { own, ordinal } = this.#standing(at)
    return own ? columnTime(own.time) : (this.load.log.time[ordinal] ?? Number.NaN)
  }

  /** The event's own time, else the latest before it. */
  clock(at: At): number {
    const time = this.time(at)
    if (!Number.isNaN(time)) return time
    if (!this.timeline.isBranch) return this.load.log.clock[at] ?? Number.NaN
    return this.load.log.clock[this.timeline.ordinalUpTo(at)] ?? Number.NaN
  }

  /** Whether it is folded: in a branch, whether the branch has it. */
  isFolded(at: At): boolean {
    const { own, ordinal } = this.#standing(at)
    if (own) return own.status === 'known' || own.status === 'tombstone'
    return (this.load.log.status[ordinal] ?? 2) <= 1
  }

  /** What is wrong there. What order and gaps have to say is of the log. */
  remarks(at: At): readonly Remark[] {
    const item = this.timeline.item(at)
    if (item.kind === 'own') return item.event.remarks
    const findings = this.load.findings.at(item.ordinal)
    return item.event ? [...item.event.remarks, ...findings.filter(({ kind }) => !ofItself.has(kind))] : findings
  }

  /** The event at each place; in a branch, what stands there in it. */
  async events(ats: readonly At[]): Promise<ReplayEvent[]> {
    const items = ats.map((at) => this.timeline.item(at))
    const wanted = items.flatMap((item) => (item.kind === 'log' && !item.event ? [item.ordinal] : []))
    const read = wanted.length > 0 ? (await this.load.events(wanted)).values() : [].values()
    return items.map((item) => item.event ?? (read.next().value as ReplayEvent))
  }

  /** The payload and headers at each place, held against nothing: half the work of an event. */
  async parts(ats: readonly At[]): Promise<Parts[]> {
    const items = ats.map((at) => this.timeline.item(at))
    const wanted = items.flatMap((item) => (item.kind === 'log' && !item.event ? [item.ordinal] : []))
    const read = (wanted.length > 0 ? await this.load.contents(wanted) : []).values()
    return items.map((item) => item.event ?? this.#partsOf(read.next().value as Content))
  }

  async event(at: At): Promise<ReplayEvent> {
    return (await this.events([at]))[0] as ReplayEvent
  }

  /** As recorded, or as the branch has it. */
  async texts(ats: readonly At[]): Promise<string[]> {
    const items = ats.map((at) => this.timeline.item(at))
    const wanted = items.flatMap((item) => (item.kind === 'log' && item.text === undefined ? [item.ordinal] : []))
    const read = (wanted.length > 0 ? await this.load.contents(wanted) : []).values()
    return items.map((item) => item.text ?? contentText(read.next().value as Content))
  }

  /** As recorded, whatever a branch has there; only places of the log. */
  async logTexts(ats: readonly At[]): Promise<string[]> {
    return (await this.load.contents(ats.map((at) => this.timeline.ordinalUpTo(at)))).map(contentText)
  }

  /** Entities that only the branch has. */
  get branchEntities(): string[] {
    const { timeline, load } = this
    const edited = timeline.touched.flatMap((ordinal) => timeline.item(timeline.ofOrdinal(ordinal)).event ?? [])
    const ids = [...timeline.own.map(({ event }) => event), ...edited].flatMap(({ entity }) => entity ?? [])
    return [...new Set(ids)].filter((id) => load.log.entities.find(id) < 0)
  }

  /** What a branch is laid over. */
  get timelineSource(): TimelineSource {
    const { load, channel } = this
    return {
      length: () => load.log.length,
      ordinal: (position) => load.ordinal(position),
      eventOf: (record) => eventOf(channel, record, false, load.reading),
      read: async (ordinal) => {
        const [[event], [content]] = [await load.events([ordinal]), await load.contents([ordinal])]
        return { event: event as ReplayEvent, text: content ? contentText(content) : '' }
      },
    }
  }

  #partsOf(content: Content): Parts {
    const result = content.kind === 'text' ? readJson(content.text) : undefined
    const value = content.kind === 'row' ? content.row : result?.ok ? result.value : undefined
    const record = value === undefined ? undefined : readShape(value, { shape: this.load.reading.shape, declares: this.channel.declares })
    return record ?? { payload: undefined, headers: {} }
  }

  #standing(at: At): { readonly own: ReplayEvent | undefined; readonly ordinal: number } {
    const item = this.timeline.item(at)
    return item.kind === 'own' ? { own: item.event, ordinal: -1 } : { own: item.event, ordinal: item.ordinal }
  }
}

export type Parts = Pick<ReplayEvent, 'payload' | 'headers'>

/** Kinds that an event has whatever comes before it. */
const ofItself: ReadonlySet<string> = new Set<Remark['kind']>([
  'invalid-payload',
  'invalid-headers',
  'unknown-message',
  'ambiguous-message',
  'no-correlation',
  'unreadable',
  'truncated',
])

function contentText(content: Content): string {
  if (content.kind === 'text') return content.text
  return content.kind === 'row' ? writeJson(content.row) : ''
}
