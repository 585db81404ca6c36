import type { Asker } from '../../shared/border.ts'
import type { At, EngineBorder, StepParams } from '../../shared/replay-protocol.ts'
import type { Store } from './store-state.ts'

/** Visited moments that are remembered. */
const mostVisited = 100

/** Moves the one moment that everything shows. Steps are made one after the other; of what is to be shown only the newest is asked for. */
export class Moments {
  readonly #store: Store
  readonly #engine: Asker<EngineBorder>
  /** Where the moment is going; what is shown may lag behind. */
  #target: At | undefined
  #isShowing = false
  #steps: Promise<unknown> = Promise.resolve()
  #visited: At[] = []
  #ahead: At[] = []
  /** Another one for each change of the numbering: an answer in older numbers is dropped. */
  #numbering = 0

  constructor(store: Store, engine: Asker<EngineBorder>) {
    this.#store = store
    this.#engine = engine
  }

  get target(): At | undefined {
    return this.#target
  }

  /** A jump, which is remembered; where the moment has been before is one *back* away. */
  jump(at: At): void {
    if (at !== this.#target) this.#remember()
    this.#move(at)
  }

  /** A move that is part of a longer one, a drag: not remembered. */
  slide(at: At): void {
    if (at !== this.#target) this.#move(at)
  }

  /** A step in some order. Resolves to whether there was one. */
  step(params: Omit<StepParams, 'from'>): Promise<boolean> {
    const made = this.#steps.then(async () => {
      const from = this.#target
      if (from === undefined) return false
      const at = await this.#ask(() => this.#engine.ask('step', { ...params, from }))
      if (at === undefined || at === null || at === from || this.#target !== from) return false
      if (params.by === 'row' || params.by === 'entity') this.#move(at)
      else this.jump(at)
      return true
    })
    this.#steps = made
    return made
  }

  /** To the last event, to stay there while more come. */
  end(): Promise<void> {
    return this.#ride(() => true)
  }

  /** There may be more events: to the last one, unless somebody has moved the moment by the time that its turn comes. */
  ride(): Promise<void> {
    return this.#ride(() => this.#store.state.rides)
  }

  #ride(isWanted: () => boolean): Promise<void> {
    const made = this.#steps.then(async () => {
      if (this.#isEmpty || !isWanted()) return
      if (!this.#store.state.rides) this.#remember()
      this.#store.set({ rides: true })
      this.#target ??= 0
      const at = await this.#ask(() => this.#engine.ask('step', { by: 'end', count: 1, from: this.#target ?? 0 }))
      if (!this.#store.state.rides) return
      // Where the filter hides all, the end is the log's.
      this.#target = at ?? Math.max(0, (this.#store.state.overview?.events ?? 1) - 1)
      this.show()
    })
    this.#steps = made
    return made
  }

  /** `214`, `10:31`, `+5m`. Resolves to whether that is anywhere. */
  async goToText(text: string): Promise<boolean> {
    const from = this.#target ?? 0
    const at = await this.#ask(() => this.#engine.ask('goTo', { text, from }))
    if (at === undefined || at === null) return false
    this.jump(at)
    return true
  }

  back(): void {
    const at = this.#visited.pop()
    if (at === undefined) return
    if (this.#target !== undefined) this.#ahead.push(this.#target)
    this.#move(at)
  }

  forward(): void {
    const at = this.#ahead.pop()
    if (at === undefined) return
    if (this.#target !== undefined) this.#visited.push(this.#target)
    this.#move(at)
  }

  /** The list is numbered anew, and the moment is there now. What was visited has lost its numbers. */
  renumber(at: At): void {
    this.#numbering++
    this.#visited = []
    this.#ahead = []
    this.#target = at
    this.show()
  }

  /** Asks again for what is shown. */
  show(): void {
    this.#tellVisited()
    if (!this.#isShowing && !this.#isEmpty) void this.#load()
  }

  /** Of a recording without events there is no moment. */
  get #isEmpty(): boolean {
    return this.#store.state.overview?.events === 0
  }

  #remember(): void {
    if (this.#target === undefined) return
    this.#visited = [...this.#visited.slice(1 - mostVisited), this.#target]
    this.#ahead = []
  }

  #move(at: At): void {
    this.#target = at
    this.#store.set({ rides: false })
    this.show()
  }

  async #load(): Promise<void> {
    this.#isShowing = true
    try {
      let shown: string | undefined
      for (let wanted = this.#wanted; wanted !== shown && this.#target !== undefined; wanted = this.#wanted) {
        shown = wanted
        await this.#showOnce(this.#target)
      }
    } finally {
      this.#isShowing = false
    }
  }

  /** All that decides what is shown, as one text. */
  get #wanted(): string {
    const { entity, held, branch, version } = this.#store.state
    return [this.#target, this.#numbering, version, held?.at, branch !== undefined, entity].join('\n')
  }

  async #showOnce(at: At): Promise<void> {
    const numbering = this.#numbering
    const { entity, held, branch } = this.#store.state
    const moment = await this.#ask(() => this.#engine.ask('moment', { at, ...(entity !== undefined && { entity }) }))
    const of = entity ?? moment?.state.entity
    const compare =
      of === undefined || (!held && !branch) ? undefined : { entity: of, from: held?.at ?? at, to: at, ...(!held && { branches: true }) }
    const view = compare && (await this.#ask(() => this.#engine.ask('compare', compare)))
    if (moment && numbering === this.#numbering) {
      this.#store.set({ moment, compared: view && { with: held ? 'held' : 'log', view } })
    }
  }

  async #ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    try {
      return await question()
    } catch (error) {
      this.#store.set({ complaint: error instanceof Error ? error.message : String(error) })
      return undefined
    }
  }

  #tellVisited(): void {
    const canGoBack = this.#visited.length > 0
    const canGoForward = this.#ahead.length > 0
    const { state } = this.#store
    if (canGoBack !== state.canGoBack || canGoForward !== state.canGoForward) this.#store.set({ canGoBack, canGoForward })
  }
}
