import { declaresEntity, entityId } from '../entity/entity.ts'
import type { ReplayEvent } from '../event/event.ts'
import { type ReadOptions, readEvent } from '../event/read-event.ts'
import type { Layout } from '../layout/learn.ts'
import { columnTime, type Log, statuses } from '../log/log.ts'
import type { ReplayChannel } from '../message/channel.ts'
import { compareToMoment, type Moment } from '../moment.ts'
import type { Shape } from '../record/record.ts'
import type { Content, Form, Sink, Source } from '../source/source.ts'
import { turn } from '../state/slices.ts'
import type { LogFindings } from './findings.ts'
import { Indexer } from './indexer.ts'

export interface LoadOptions {
  readonly shape?: Shape | undefined
  /** What is read of the source, both included. */
  readonly since?: Moment | undefined
  readonly until?: Moment | undefined
  readonly limit?: number | undefined
  /** Entities whose state is known at the start. */
  readonly started?: ReadonlySet<string>
  /** Whether records are read from their bytes where they are written alike; they are unless it is said. What comes out is the same. */
  readonly learns?: boolean
  /** Called whenever more of the log is there, the first time with the first screens of it. */
  readonly onProgress?: (progress: Progress) => void
}

interface Progress {
  readonly events: number
  /** Bytes of the files that were read so far, as they are taken apart. */
  readonly bytes: number
}

/** A recording that is being read, or was. */
export interface Load {
  /** How events are read; see {@link readEvent}. */
  readonly reading: ReadOptions
  readonly log: Log
  readonly findings: LogFindings
  /** How the records that are read from their bytes are written. */
  readonly layouts: readonly Layout[]
  /** Which of the layouts a record has; -1 for none. */
  readonly layoutOf: (ordinal: number) => number
  /** What a person calls an event's place: its line, or a running number where there are several files. */
  position(ordinal: number): number
  /** The event whose position it is; -1 for none. */
  ordinal(position: number): number
  /** What records hold, in the order asked for. */
  contents(ordinals: readonly number[]): Promise<Content[]>
  /** The events, in the order asked for. */
  events(ordinals: readonly number[]): Promise<ReplayEvent[]>
  /** Ends reading where it is; what was read stays. */
  stop(): void
  /**
   * Reads what the last file has grown by since, when all was read; a last line that nothing ends yet is waited for. `false` where that cannot
   * be told from what was read before: then it is to be read anew.
   */
  more(): Promise<boolean>
  /** How many events there are up to a moment, itself included. */
  endOf(moment: Moment): Promise<number>
  /** Resolves when all is read; rejects with a `SourceError` where a file cannot be. */
  readonly done: Promise<'done' | 'stopped'>
}

/** Begins to read a source from start to end, each event held against the channel and those before it. Resolves before anything of it is read but what tells whether it has keys. */
export async function load(channel: ReplayChannel, source: Source, options: LoadOptions = {}): Promise<Load> {
  const { shape, onProgress } = options
  const reading: ReadOptions = { shape, isOneEntity: !declaresEntity(channel) && !(await hasKey(source, channel, shape)) }
  const indexer = new Indexer(channel, source.texts, { ...options, reading })
  let isStopped = false
  let tail: Tail | undefined
  let last = performance.now()
  const run = async (): Promise<'done' | 'stopped'> => {
    for (const [file, text] of source.texts.entries()) {
      tail = undefined
      const start = (form: Form, base: number) => {
        const sink = indexer.sink(file, form, base)
        tail = form === 'lines' ? new Tail(sink, base) : undefined
        return tail ?? sink
      }
      for await (const goesOn of text.through(start)) {
        onProgress?.({ events: indexer.log.length, bytes: indexer.bytes })
        if (isStopped) return 'stopped'
        if (!goesOn) return finished()
        if (performance.now() - last < mostWithoutTurn) continue
        await turn()
        last = performance.now()
        if (isStopped) return 'stopped'
      }
    }
    return finished()
  }
  const finished = (): 'done' => {
    indexer.end()
    onProgress?.({ events: indexer.log.length, bytes: indexer.bytes })
    return 'done'
  }
  const more = async (): Promise<boolean> => {
    const plain = source.texts.at(-1)?.plain
    const { limit, until } = options
    if (!tail || !plain || limit !== undefined || until !== undefined || tail.isCut(indexer.log)) return false
    for await (const chunk of plain.chunks(tail.at)) {
      if (isStopped) break
      tail.feed(chunk)
      onProgress?.({ events: indexer.log.length, bytes: indexer.bytes })
      await turn()
    }
    finished()
    return true
  }
  const done = run()
  // Who waits for it is told; nobody has to.
  done.catch(() => {})
  const contents = (ordinals: readonly number[]): Promise<Content[]> => {
    const { file, offset, size } = indexer.log
    return source.contents(
      ordinals.map((ordinal) => ({ file: file[ordinal] ?? 0, offset: offset[ordinal] ?? 0, size: size[ordinal] ?? 0 })),
    )
  }
  const events = async (ordinals: readonly number[]) => (await contents(ordinals)).map((content) => readEvent(channel, content, reading))
  return {
    reading,
    log: indexer.log,
    findings: indexer.findings,
    layouts: indexer.layouts,
    layoutOf: (ordinal) => indexer.log.layout[ordinal] ?? -1,
    position: (ordinal) => indexer.position(ordinal),
    ordinal: (position) => indexer.ordinal(position),
    contents,
    events,
    endOf: (moment) => endOf(moment, indexer, events),
    more,
    stop() {
      isStopped = true
    },
    done,
  }
}

/** The lines of a file, as far as they were fed. */
class Tail implements Sink<boolean> {
  readonly #sink: Sink<boolean>
  at: number

  constructor(sink: Sink<boolean>, base: number) {
    this.#sink = sink
    this.at = base
  }

  feed(chunk: Uint8Array): boolean {
    this.at += chunk.length
    return this.#sink.feed(chunk)
  }

  special(line: number, offset: number, content: Content): boolean {
    return this.#sink.special(line, offset, content)
  }

  end(damage: Content | undefined): boolean {
    return this.#sink.end(damage)
  }

  /** Whether the end of the file made an event of half a record. */
  isCut({ length, status, offset, size }: Log): boolean {
    const last = length - 1
    return last >= 0 && (status[last] as number) >= firstBad && (offset[last] as number) + (size[last] as number) === this.at
  }
}

const firstBad = statuses.indexOf('unreadable')

/** How long, in milliseconds, nobody else gets a turn. */
const mostWithoutTurn = 8

/** Whether any event of the source has a key. */
async function hasKey(source: Source, channel: ReplayChannel, shape: Shape | undefined): Promise<boolean> {
  for await (const batch of source.read())
    for (const { content } of batch) if (entityId(readEvent(channel, content, { shape, isOneEntity: true }).key) !== undefined) return true
  return false
}

async function endOf(moment: Moment, indexer: Indexer, events: Load['events']): Promise<number> {
  const { length, clock, time } = indexer.log
  const firstWhere = (is: (ordinal: number) => boolean): number => {
    let low = 0
    let high = length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (is(middle)) high = middle
      else low = middle + 1
    }
    return low
  }
  if (moment.kind === 'spot') {
    const after = { spot: { at: 0, sub: 0 }, time: undefined }
    return firstWhere((ordinal) => compareToMoment({ ...after, spot: { at: indexer.position(ordinal), sub: 0 } }, moment) > 0)
  }
  // Columns keep no nanoseconds: those that are as late in them are asked themselves.
  const wanted = columnTime(moment.time)
  const later = firstWhere((ordinal) => (clock[ordinal] as number) > wanted)
  for (let ordinal = firstWhere((at) => (clock[at] as number) >= wanted); ordinal < later; ordinal++) {
    if (time[ordinal] !== wanted) continue
    const [event] = await events([ordinal])
    if (event?.time && compareToMoment({ spot: { at: 0, sub: 0 }, time: event.time }, moment) > 0) return ordinal
  }
  return later
}
