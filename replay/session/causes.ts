import type { Cancellation } from '../../shared/border.ts'
import type { At, Cause, CauseTree } from '../../shared/replay-protocol.ts'
import { Slices } from '../state/slices.ts'
import { rowsOf } from './rows.ts'
import type { Stage } from './stage.ts'

const mostShown = 200
const mostUp = 1_000
const batch = 256

/** Which event caused which, by ordinals. It is worked out when it is first asked for, for ids are not kept. */
export class Causes {
  readonly #stage: Stage
  readonly #byId = new Map<string, number>()
  readonly #causes = new Map<number, string>()
  readonly #effects = new Map<string, number[]>()
  readonly #ids = new Map<number, string>()
  #read = 0
  #last: Promise<void> = Promise.resolve()

  constructor(stage: Stage) {
    this.#stage = stage
  }

  async tree(at: At, signal: Cancellation): Promise<CauseTree> {
    await this.#ready(signal)
    const { timeline } = this.#stage
    const item = timeline.item(at)
    if (item.kind === 'own') return { root: undefined, nothing: 'This event is the branch’s own: causes are those of the log.' }
    const first = this.#rootOf(item.ordinal)
    const shown = this.#below(first, item.ordinal)
    if (shown.size < 2) return { root: undefined, nothing: this.#whyNone(item.ordinal) }
    const ordinals = [...shown.keys()]
    const rows = await rowsOf(
      this.#stage,
      ordinals.map((ordinal) => timeline.ofOrdinal(ordinal)),
    )
    const rowOf = new Map(ordinals.map((ordinal, index) => [ordinal, rows[index]]))
    const build = (ordinal: number): Cause[] => {
      const row = rowOf.get(ordinal)
      return row ? [{ row, children: (shown.get(ordinal) ?? []).flatMap(build) }] : []
    }
    return { root: build(first)[0], nothing: undefined }
  }

  #whyNone(ordinal: number): string {
    const cause = this.#causes.get(ordinal)
    if (cause !== undefined) return `No event of the recording has the id of its cause, ${JSON.stringify(cause)}.`
    if (this.#causes.size === 0) return 'No event of this recording says what caused it.'
    return 'It says no cause, and no event says that it was caused by it.'
  }

  #rootOf(ordinal: number): number {
    const seen = new Set<number>()
    let at = ordinal
    while (!seen.has(at) && seen.size < mostUp) {
      seen.add(at)
      const cause = this.#causes.get(at)
      const above = cause === undefined ? undefined : this.#byId.get(cause)
      if (above === undefined || seen.has(above)) return at
      at = above
    }
    return at
  }

  /** What an event caused, level by level; the way down to `kept` is always in it. */
  #below(root: number, kept: number): Map<number, number[]> {
    const way: number[] = []
    for (let at: number | undefined = kept; at !== undefined && at !== root && way.length < mostUp; ) {
      way.push(at)
      const cause = this.#causes.get(at)
      at = cause === undefined ? undefined : this.#byId.get(cause)
    }
    const onWay = new Set(way)
    const shown = new Map<number, number[]>([[root, []]])
    const waiting = [root]
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const id = this.#ids.get(at)
      const all = id === undefined || this.#byId.get(id) !== at ? [] : (this.#effects.get(id) ?? [])
      for (const effect of all) {
        if (shown.has(effect) || (shown.size >= mostShown && !onWay.has(effect))) continue
        shown.get(at)?.push(effect)
        shown.set(effect, [])
        waiting.push(effect)
      }
    }
    return shown
  }

  #ready(signal: Cancellation): Promise<void> {
    const done = this.#last.then(() => this.#index(signal))
    this.#last = done.catch(() => {})
    return done
  }

  async #index(signal: Cancellation): Promise<void> {
    const { load } = this.#stage
    const slices = new Slices(signal)
    while (this.#read < load.log.length) {
      const ordinals = Array.from({ length: Math.min(batch, load.log.length - this.#read) }, (_, index) => this.#read + index)
      const events = await load.events(ordinals)
      for (const [index, { id, cause }] of events.entries()) {
        const ordinal = ordinals[index] as number
        if (id !== undefined) {
          if (!this.#byId.has(id)) this.#byId.set(id, ordinal)
          this.#ids.set(ordinal, id)
        }
        if (cause === undefined) continue
        this.#causes.set(ordinal, cause)
        const list = this.#effects.get(cause)
        if (list) list.push(ordinal)
        else this.#effects.set(cause, [ordinal])
      }
      this.#read += ordinals.length
      await slices.pause()
    }
  }
}
