import type { Finding, FindingKind } from '../../replay/audit/finding.ts'
import { severities } from '../../replay/audit/finding.ts'
import type { EntityState } from '../../replay/fold/folder.ts'
import { defaultStates } from '../../replay/load/default-states.ts'
import type { LogFinding } from '../../replay/load/findings.ts'
import { type Load, load } from '../../replay/load/load.ts'
import type { ReplayChannel } from '../../replay/message/channel.ts'
import { type ReplayOptions, replay } from '../../replay/replay.ts'
import type { Source } from '../../replay/source/source.ts'

/** What came out of a replay. */
export interface Outcome {
  readonly events: number
  readonly entities: number
  readonly counts: ReadonlyMap<FindingKind, number>
  readonly hasErrors: boolean
  /** In the order of the log. */
  findings(): Iterable<Finding>
  /** Whether an event was about the entity, in the log or in the branch. */
  has(entity: string): boolean
  /** Positions that the branch names and the log has not. */
  readonly missing: readonly number[]
  /** What is wrong with events that the branch puts in. */
  readonly branchRemarks: readonly string[]
  /** The states, sorted by entity in the order of UTF-16 code units; of one entity only where it is asked for. */
  states(entity: string | undefined): AsyncIterable<EntityState>
  dispose(): void
}

/** Replays event by event: with a reducer, and whatever a branch puts in. */
export async function replayed(channel: ReplayChannel, source: Source, options: ReplayOptions): Promise<Outcome> {
  const { folder, findings, ...rest } = await replay(channel, source, options)
  return {
    ...rest,
    counts: findings.counts,
    hasErrors: findings.hasErrors,
    findings: () => findings.sorted(),
    async *states(entity) {
      const own = entity === undefined ? [...folder.states()] : [folder.state(entity)]
      yield* own.filter((state) => state !== undefined).sort((a, b) => compare(a.entity, b.entity))
    },
    dispose: () => folder.dispose(),
  }
}

/** Replays with the default fold: records that are written alike are read from their bytes, and states are put together when they are asked for. */
export async function loaded(
  channel: ReplayChannel,
  source: Source,
  options: Pick<ReplayOptions, 'shape' | 'since' | 'until' | 'limit' | 'at' | 'entity' | 'onProgress'>,
  start: readonly EntityState[],
): Promise<Outcome> {
  const { at, onProgress } = options
  const begun = new Map(start.map((state) => [state.entity, state]))
  const own = await load(channel, source, {
    ...options,
    started: new Set(begun.keys()),
    onProgress: ({ events }) => onProgress?.(events),
  })
  await own.done
  const { log, findings } = own
  const { entities } = log
  const end = at ? await own.endOf(at) : log.length
  const ids = function* (): Generator<string> {
    for (let entity = 0; entity < entities.length; entity++) yield entities.id(entity)
    for (const entity of begun.keys()) if (entities.find(entity) < 0) yield entity
  }
  return {
    events: log.length,
    entities: entities.length,
    counts: findings.counts,
    hasErrors: findings.errors > 0,
    *findings() {
      for (const finding of findings.all()) yield placed(own, source, finding)
    },
    has: (entity) => entities.find(entity) >= 0,
    missing: [],
    branchRemarks: [],
    states: (entity) => defaultStates(channel, own, entity === undefined ? [...ids()].sort(compare) : [entity], end, begun),
    dispose: () => {},
  }
}

function placed({ log, position }: Load, { files }: Source, { ordinal, kind, message, path }: LogFinding): Finding {
  const entity = log.entity[ordinal] ?? -1
  return {
    ordinal,
    position: position(ordinal),
    ...(entity >= 0 && { entity: log.entities.id(entity) }),
    ...(files.length > 1 && { file: files[log.file[ordinal] ?? 0] ?? '', line: log.line[ordinal] ?? 0 }),
    kind,
    message,
    ...(path !== undefined && { path }),
    severity: severities[kind],
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
