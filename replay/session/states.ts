import type { Cancellation } from '../../shared/border.ts'
import type { At, CompareParams, StateView } from '../../shared/replay-protocol.ts'
import type { ReplayEvent } from '../event/event.ts'
import type { FoldedEvent } from '../fold/folder.ts'
import type { Cursor, StateFold } from '../state/state-fold.ts'
import type { EntityEvents, PathValue } from '../state/track.ts'
import { Track } from '../state/track.ts'
import { countUpTo, EntityPlaces, type Side } from './places.ts'
import type { Stage } from './stage.ts'
import { emptyState, stateView } from './state-view.ts'

const mostTracks = 128
/** More events than these are folded besides, whoever asks for the state. */
const mostAtOnce = 30_000
/** What the checkpoints of all of them may weigh, in bytes, about. */
const mostWeight = 256_000_000

/** The states of all entities at all moments, on both sides of a branch. */
export class States {
  readonly places: EntityPlaces
  readonly #stage: Stage
  readonly #fold: StateFold
  readonly #onFolded: () => void
  readonly #tracks = new Map<string, Track>()

  /** @param onFolded called when a state that was waited for can be told. */
  constructor(stage: Stage, fold: StateFold, onFolded: () => void = () => undefined) {
    this.#stage = stage
    this.#fold = fold
    this.#onFolded = onFolded
    this.places = new EntityPlaces(stage)
  }

  get #present(): Side {
    return this.#stage.timeline.isBranch ? 'branch' : 'log'
  }

  /** The branch is another. */
  forgetBranch(): void {
    for (const key of [...this.#tracks.keys()]) if (key.startsWith('branch ')) this.#tracks.delete(key)
  }

  track(entity: string, side: Side = this.#present): Track {
    const key = `${side} ${entity}`
    const kept = this.#tracks.get(key)
    this.#tracks.delete(key)
    const track = kept ?? this.#made(entity, side)
    this.#tracks.set(key, track)
    let weight = [...this.#tracks.values()].reduce((sum, one) => sum + one.weight, 0)
    for (const [first, one] of this.#tracks) {
      if (first === key || (this.#tracks.size <= mostTracks && weight <= mostWeight)) break
      weight -= one.weight
      this.#tracks.delete(first)
    }
    return track
  }

  /** How many of an entity's events its state at a moment is made of. */
  count(entity: string, at: At, side: Side = this.#present): number {
    return countUpTo(this.places.of(entity, side).folded, at)
  }

  /** Whether so many events are still to be folded that nobody should wait for it. */
  isPending(entity: string, at: At): boolean {
    return this.track(entity).distance(this.count(entity, at)) > mostAtOnce
  }

  /** What `use` makes of an entity's state at a moment. */
  at<T>(entity: string, at: At, use: (cursor: Cursor) => T, signal?: Cancellation, side: Side = this.#present): Promise<T> {
    return this.track(entity, side).at(this.count(entity, at, side), use, signal)
  }

  /** An entity's state at a moment, what the moment's event changed in it, and who set what. */
  async view(entity: string | undefined, at: At, signal?: Cancellation, side: Side = this.#present): Promise<StateView> {
    if (entity === undefined) return emptyState(undefined)
    const { folded } = this.places.of(entity, side)
    const n = countUpTo(folded, at)
    if (n === 0) return emptyState(entity)
    const track = this.track(entity, side)
    if (track.distance(n) > mostAtOnce) {
      track.complete().then(this.#onFolded, () => undefined)
      return { ...emptyState(entity), isPending: true }
    }
    if (!track.isComplete && folded.length <= mostAhead) await track.at(folded.length, () => undefined, signal)
    else if (!track.isComplete) track.complete().catch(() => undefined)
    const isUnchanged = folded[n - 1] !== at
    return track.around(
      n,
      (before, cursor) =>
        stateView(this.#stage, track, { entity, folded, cursor, before: isUnchanged ? cursor.value : before, isUnchanged }),
      signal,
    )
  }

  /** What a later state has otherwise than an earlier one, or the branch's than the log's. */
  async compare({ entity, from, to, branches }: CompareParams, signal?: Cancellation): Promise<StateView> {
    const side = this.#present
    const [base, baseAt] = branches ? (['log', to] as const) : ([side, from] as const)
    const before = await this.at(entity, baseAt, ({ value }) => (value === undefined ? undefined : structuredClone(value)), signal, base)
    const { folded } = this.places.of(entity, side)
    const earlier = this.places.of(entity, base).folded
    const last = earlier[countUpTo(earlier, baseAt) - 1]
    const track = this.track(entity, side)
    const view = await track.at(
      countUpTo(folded, to),
      (cursor) => stateView(this.#stage, track, { entity, folded, cursor, before, isUnchanged: false }),
      signal,
    )
    return last === undefined
      ? view
      : { ...view, before: { at: last, position: this.#stage.position(last), message: this.#stage.message(last) } }
  }

  /** Who set a path, as it is at a moment. */
  history(
    entity: string,
    path: readonly string[],
    at: At,
    signal?: Cancellation,
    side: Side = this.#present,
  ): Promise<readonly PathValue[]> {
    return this.track(entity, side).history(path, this.count(entity, at, side), signal)
  }

  #made(entity: string, side: Side): Track {
    const events = this.#events(entity, side)
    if (side === 'log') return new Track(events, this.#fold)
    // A branch goes the log's way up to its first edit.
    const [log, branch] = [this.places.of(entity, 'log').folded, this.places.of(entity, 'branch').folded]
    let same = 0
    while (same < log.length && log[same] === branch[same] && !this.#stage.timeline.item(log[same] as At).edit) same++
    return this.track(entity, 'log').fork(same, events)
  }

  #events(entity: string, side: Side): EntityEvents {
    const stage = this.#stage
    const places = this.places
    return {
      get length() {
        return places.of(entity, side).folded.length
      },
      async read(from, to) {
        const { folded } = places.of(entity, side)
        const ats = Array.from({ length: to - from }, (_, index) => folded[from + index] as At)
        const events = side === 'log' ? await stage.load.events(ats.map((at) => ordinalOf(stage, at))) : await stage.events(ats)
        return events.map((event, index) => foldedEvent(stage, ats[index] as At, entity, event))
      },
    }
  }
}

/** Entities with so many events are folded to their end when they are first shown: who will set a path later is told, too. Larger ones are folded besides. */
const mostAhead = 5_000

function ordinalOf(stage: Stage, at: At): number {
  const item = stage.timeline.item(at)
  return item.kind === 'log' ? item.ordinal : item.after
}

export function foldedEvent(stage: Stage, at: At, entity: string, event: ReplayEvent): FoldedEvent {
  const { status, message, payload, headers, key, partition, time } = event
  return {
    entity,
    message: status === 'known' ? message?.name : undefined,
    messageKey: message?.model.key ?? '',
    payload,
    headers,
    key,
    partition,
    time,
    place: { ordinal: at, position: positionOf(stage, at), entity },
  }
}

function positionOf(stage: Stage, at: At): number | string {
  const position = stage.position(at)
  return position.includes('.') ? position : Number(position)
}
