import type { At } from '../../shared/replay-protocol.ts'
import type { Stage } from './stage.ts'

export type Side = 'log' | 'branch'

/** The events of an entity on one side, by place. */
export interface Places {
  /** All of them, ascending. */
  readonly all: ArrayLike<At>
  /** Those that are folded. */
  readonly folded: ArrayLike<At>
}

const mostKept = 64

/** Where the events of entities are, kept while nothing changes them. */
export class EntityPlaces {
  readonly #stage: Stage
  readonly #kept = new Map<string, { readonly count: number; readonly timeline: unknown; readonly places: Places }>()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  of(entity: string, side: Side): Places {
    const { timeline, load } = this.#stage
    const { entities } = load.log
    const number = entities.find(entity)
    const count = number < 0 ? 0 : entities.count(number)
    const key = `${side} ${entity}`
    const kept = this.#kept.get(key)
    if (kept && kept.count === count && kept.timeline === timeline) return kept.places
    const ordinals = number < 0 ? new Uint32Array(0) : entities.events(number)
    const places = timeline.isBranch ? this.#laid(entity, ordinals, side) : this.#plain(ordinals)
    this.#kept.delete(key)
    this.#kept.set(key, { count, timeline, places })
    for (const first of this.#kept.keys()) if (this.#kept.size > mostKept) this.#kept.delete(first)
    return places
  }

  #plain(ordinals: Uint32Array): Places {
    const { status } = this.#stage.load.log
    return { all: ordinals, folded: ordinals.filter((ordinal) => (status[ordinal] ?? 2) <= 1) }
  }

  #laid(entity: string, ordinals: Uint32Array, side: Side): Places {
    const stage = this.#stage
    const { timeline, load } = stage
    if (side === 'log') {
      const all = Array.from(ordinals, (ordinal) => timeline.ofOrdinal(ordinal))
      return { all, folded: all.filter((_, index) => (load.log.status[ordinals[index] as number] ?? 2) <= 1) }
    }
    const all = Array.from(ordinals, (ordinal) => timeline.ofOrdinal(ordinal)).filter((at) => {
      const item = timeline.item(at)
      return !item.edit || (item.edit === 'M' && item.event?.entity === entity)
    })
    for (const ordinal of timeline.touched) {
      const at = timeline.ofOrdinal(ordinal)
      const item = timeline.item(at)
      const { entity: number } = load.log
      const isOwn = (number[ordinal] ?? -1) >= 0 && load.log.entities.id(number[ordinal] as number) === entity
      if (item.edit === 'M' && item.event?.entity === entity && !isOwn) all.push(at)
    }
    for (const item of timeline.own) if (item.event.entity === entity) all.push(timeline.ofOwn(item))
    all.sort((a, b) => a - b)
    return { all, folded: all.filter((at) => stage.isFolded(at)) }
  }
}

/** How many are at or before a place. */
export function countUpTo(places: ArrayLike<At>, at: At): number {
  let low = 0
  let high = places.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((places[middle] as number) <= at) low = middle + 1
    else high = middle
  }
  return low
}
