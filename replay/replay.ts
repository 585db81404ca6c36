import type { EventPlace } from './audit/finding.ts'
import { Findings } from './audit/findings.ts'
import { History } from './audit/history.ts'
import type { Branch } from './branch/branch.ts'
import { formatSpot, type Spot } from './branch/position.ts'
import { declaresEntity, entityId } from './entity/entity.ts'
import type { ReplayEvent } from './event/event.ts'
import { eventOf, type ReadOptions, readEvent } from './event/read-event.ts'
import type { Folder, FoldRemark } from './fold/folder.ts'
import type { ReplayChannel } from './message/channel.ts'
import { compareToMoment, later, type Moment } from './moment.ts'
import type { Shape } from './record/record.ts'
import type { Time } from './record/time.ts'
import type { Source, SourceRecord } from './source/source.ts'

export interface ReplayOptions {
  readonly shape?: Shape | undefined
  /** What is read of the source. */
  readonly since?: Moment | undefined
  readonly until?: Moment | undefined
  readonly limit?: number | undefined
  /** Up to where events are folded. */
  readonly at?: Moment | undefined
  /** The only entity that is folded. */
  readonly entity?: string | undefined
  readonly branch?: Branch | undefined
  /** Entities whose state is known at the start. */
  readonly started?: ReadonlySet<string>
  /** How many findings of a kind are kept. */
  readonly mostFindings: number
  readonly makeFolder: (onRemark: FoldRemark) => Folder | Promise<Folder>
  /** Called now and then with the number of events so far. */
  readonly onProgress?: (events: number) => void
}

export interface Replayed {
  readonly events: number
  readonly entities: number
  readonly findings: Findings
  readonly folder: Folder
  /** Whether an event was about the entity, in the log or in the branch. */
  has(entity: string): boolean
  /** Positions that the branch names and the log has not. */
  readonly missing: readonly number[]
  /** What is wrong with events that the branch puts in; no findings, for these are those of the log. */
  readonly branchRemarks: readonly string[]
}

/** Reads a source once from start to end: holds every event against the channel and those before it, and folds it. */
export async function replay(channel: ReplayChannel, source: Source, options: ReplayOptions): Promise<Replayed> {
  const { branch, mostFindings, makeFolder, shape, started = new Set<string>() } = options
  const findings = new Findings(mostFindings)
  const reading: ReadOptions = { shape, isOneEntity: !declaresEntity(channel) && !(await hasKey(source, channel, shape)) }
  const history = new History<EventPlace>({ sequence: channel.model.sequence, isStarted: (entity) => started.has(entity) })
  const folder = await makeFolder((place, remark) => findings.add(place, remark))
  try {
    const moved = branch ? await movedRecords(source, branch) : new Map<number, SourceRecord>()
    const run = new Run(channel, options, reading, folder, history, findings, moved)
    run.between(0)
    for await (const batch of positioned(source)) {
      const goesOn = batch.every((one) => run.take(one, source))
      await folder.flush()
      options.onProgress?.(run.events)
      if (!goesOn) break
    }
    await folder.flush()
    for (const { place, remark } of history.dangling()) findings.add(place, remark)
    return {
      events: run.events,
      entities: history.entities,
      findings,
      folder,
      has: (entity) => history.has(entity) || run.branchEntities.has(entity),
      missing: [...(branch?.named ?? [])].filter((position) => !run.namedSeen.has(position)).sort((a, b) => a - b),
      branchRemarks: run.branchRemarks,
    }
  } catch (error) {
    folder.dispose()
    throw error
  }
}

interface Positioned extends SourceRecord {
  readonly position: number
}

/** Lines are positions where there is one file; over several, a running number. */
async function* positioned(source: Source): AsyncGenerator<readonly Positioned[]> {
  let count = 0
  for await (const batch of source.read())
    yield batch.map((record) => ({ ...record, position: source.files.length > 1 ? ++count : record.line }))
}

class Run {
  events = 0
  readonly namedSeen = new Set<number>()
  readonly branchEntities = new Set<string>()
  readonly branchRemarks: string[] = []
  readonly #channel: ReplayChannel
  readonly #options: ReplayOptions
  readonly #reading: ReadOptions
  readonly #folder: Folder
  readonly #history: History<EventPlace>
  readonly #findings: Findings
  readonly #moved: ReadonlyMap<number, SourceRecord>
  #clock: Time | undefined

  constructor(
    channel: ReplayChannel,
    options: ReplayOptions,
    reading: ReadOptions,
    folder: Folder,
    history: History<EventPlace>,
    findings: Findings,
    moved: ReadonlyMap<number, SourceRecord>,
  ) {
    this.#channel = channel
    this.#options = options
    this.#reading = reading
    this.#folder = folder
    this.#history = history
    this.#findings = findings
    this.#moved = moved
  }

  /** The next record of the log; `false` where nothing after it is wanted. */
  take({ content, file, line, position }: Positioned, { files }: Source): boolean {
    const { since, until, limit, branch } = this.#options
    if (limit !== undefined && this.events >= limit) return false
    const event = readEvent(this.#channel, content, this.#reading)
    this.#clock = later(this.#clock, event.time)
    const standing = { spot: { at: position, sub: 0 }, time: this.#clock }
    if (until && compareToMoment(standing, until) > 0) return false
    if (since && compareToMoment(standing, since) < 0) return true
    const place: EventPlace = {
      ordinal: this.events++,
      position,
      ...(event.entity !== undefined && { entity: event.entity }),
      ...(files.length > 1 && { file: files[file] ?? '', line }),
    }
    for (const remark of event.remarks) this.#findings.add(place, remark)
    for (const remark of this.#history.add(event, position, place)) this.#findings.add(place, remark)
    if (branch?.named.has(position)) this.namedSeen.add(position)
    if (branch?.edited.has(position) && !branch.dropped.has(position)) {
      this.#foldOwn(standing.spot, eventOf(this.#channel, branch.edited.get(position), false, this.#reading), place)
    } else if (!branch?.dropped.has(position)) this.#fold(standing.spot, event, place)
    this.between(position)
    return true
  }

  /** What the branch puts in after a position. */
  between(position: number): void {
    for (const { spot, record } of this.#options.branch?.inserted.get(position) ?? []) {
      const content = record.kind === 'moved' ? this.#moved.get(record.from)?.content : undefined
      if (record.kind === 'moved' && !content) continue
      const event = content
        ? readEvent(this.#channel, content, this.#reading)
        : eventOf(this.#channel, record.kind === 'own' ? record.value : undefined, false, this.#reading)
      this.#foldOwn(spot, event, { ordinal: this.events - 1 + spot.sub / 1e6, position: formatSpot(spot) })
    }
  }

  #foldOwn(spot: Spot, event: ReplayEvent, place: EventPlace): void {
    if (event.entity !== undefined) this.branchEntities.add(event.entity)
    for (const { message, path = '' } of event.remarks) this.branchRemarks.push(`${formatSpot(spot)}: ${message}${path && ` (${path})`}`)
    this.#fold(spot, event, { ...place, ...(event.entity !== undefined && { entity: event.entity }) })
  }

  #fold(spot: Spot, event: ReplayEvent, place: EventPlace): void {
    const { at, entity: only } = this.#options
    const { entity, message, status, payload, headers, key, partition, time } = event
    if (entity === undefined || (only !== undefined && only !== entity)) return
    if (status !== 'known' && status !== 'tombstone') return
    if (at && compareToMoment({ spot, time: spot.sub > 0 ? later(this.#clock, time) : this.#clock }, at) > 0) return
    const name = status === 'known' ? message?.name : undefined
    this.#folder.add({ entity, message: name, messageKey: message?.model.key ?? '', payload, headers, key, partition, time, place })
  }
}

/** Whether any event of the source has a key. */
async function hasKey(source: Source, channel: ReplayChannel, shape: Shape | undefined): Promise<boolean> {
  for await (const batch of source.read())
    for (const { content } of batch) if (entityId(readEvent(channel, content, { shape, isOneEntity: true }).key) !== undefined) return true
  return false
}

/** The records that a branch puts elsewhere. */
async function movedRecords(source: Source, { inserted }: Branch): Promise<Map<number, SourceRecord>> {
  const wanted = new Set([...inserted.values()].flat().flatMap(({ record }) => (record.kind === 'moved' ? [record.from] : [])))
  const found = new Map<number, SourceRecord>()
  if (wanted.size === 0) return found
  for await (const batch of positioned(source)) {
    for (const record of batch) if (wanted.has(record.position)) found.set(record.position, record)
    if (found.size === wanted.size) break
  }
  return found
}
