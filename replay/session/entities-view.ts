import type { Cancellation } from '../../shared/border.ts'
import { parsePointer } from '../../shared/pointer.ts'
import type { EntitiesParams, EntitiesView, EntityRow } from '../../shared/replay-protocol.ts'
import { type FindingKind, severities } from '../audit/finding.ts'
import { valueAt } from '../json/object.ts'
import { worstError, worstNone, worstWarning } from '../log/log.ts'
import { Slices } from '../state/slices.ts'
import type { Difference } from './branch-view.ts'
import { countUpTo } from './places.ts'
import { severityOf } from './rows.ts'
import type { Stage } from './stage.ts'
import { jsonText } from './state-view.ts'
import type { States } from './states.ts'

/** In recordings with more entities a search looks at their ids only. */
const mostSearched = 2_000
const mostRows = 1_000

/** All entities, in groups, as they are at a moment. */
export class EntityList {
  readonly #stage: Stage
  readonly #states: States
  #worst: { readonly version: string; readonly column: Uint8Array } | undefined

  constructor(stage: Stage, states: States) {
    this.#stage = stage
    this.#states = states
  }

  async view(
    { at, search, watch, from, count }: EntitiesParams,
    differing: ReadonlyMap<string, Difference>,
    signal: Cancellation,
  ): Promise<EntitiesView> {
    const stage = this.#stage
    const { entities } = stage.load.log
    const worst = this.#worstOf()
    const path = watch === undefined ? undefined : parsePointer(watch)
    const slices = new Slices(signal)
    const needle = search.trim().toLowerCase()
    const searchesValues = needle !== '' && path !== undefined && entities.length <= mostSearched
    const isBranch = stage.timeline.isBranch
    const groups: [string[], string[], string[]] = [[], [], []]
    const ids = [...stage.branchEntities, ...Array.from({ length: entities.length }, (_, number) => entities.id(number))]
    for (const [index, id] of ids.entries()) {
      if (index % 1_024 === 1_023) await slices.pause()
      if (needle !== '' && !id.toLowerCase().includes(needle)) {
        if (!searchesValues) continue
        const value = await this.#watched(id, at, path, signal)
        if (!value?.toLowerCase().includes(needle)) continue
      }
      const number = entities.find(id)
      const own = number < 0 ? worstNone : (worst[number] ?? worstNone)
      const group = isBranch ? (differing.has(id) ? 0 : 2) : own === worstError ? 0 : own === worstWarning ? 1 : 2
      groups[group]?.push(id)
    }
    const [first, second, rest] = groups
    const list = [...first, ...second, ...rest].slice(from, from + Math.min(count, mostRows))
    // All at once: each reads records, and the turns that they wait for pass together.
    const rows = await Promise.all(
      list.map(async (id): Promise<EntityRow> => {
        const places = this.#states.places.of(id, isBranch ? 'branch' : 'log').all
        const events = countUpTo(places, at)
        const last = places[events - 1]
        const number = entities.find(id)
        return {
          entity: id,
          worst: severityOf(number < 0 ? worstNone : (worst[number] ?? worstNone)),
          message: last === undefined ? undefined : stage.message(last),
          watched: path && events > 0 ? await this.#watched(id, at, path, signal) : undefined,
          events,
          of: places.length,
          parts: differing.get(id)?.parts,
        }
      }),
    )
    const [here, without] = [first.length + second.length, rest.length]
    return {
      groups: isBranch
        ? [
            { title: 'differs', count: here },
            { title: 'same', count: without },
          ]
        : [
            { title: 'problems', count: here },
            { title: 'without', count: without },
          ],
      total: here + without,
      entities: rows,
    }
  }

  async #watched(id: string, at: number, path: readonly string[], signal: Cancellation): Promise<string | undefined> {
    if (this.#states.isPending(id, at)) return undefined
    return this.#states.at(id, at, ({ value }) => jsonText(valueAt(value, path)), signal)
  }

  /** The worst of each entity's findings. */
  #worstOf(): Uint8Array {
    const { log, findings } = this.#stage.load
    const version = `${log.entities.length} ${findings.errors} ${findings.warnings}`
    if (this.#worst?.version === version) return this.#worst.column
    const column = new Uint8Array(log.entities.length)
    for (const [kind, severity] of Object.entries(severities)) {
      const worst = severity === 'error' ? worstError : worstWarning
      for (const ordinal of findings.ordinals(kind as FindingKind)) {
        const entity = log.entity[ordinal] as number
        if (entity >= 0 && (column[entity] as number) < worst) column[entity] = worst
      }
    }
    this.#worst = { version, column }
    return column
  }
}
