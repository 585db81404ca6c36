import { createContext } from 'preact'
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Asker } from '../../shared/border.ts'
import type { At, BranchEdit, EngineBorder, Filter, Overview, PanelBorder, PanelKept, PanelStart } from '../../shared/replay-protocol.ts'
import type { Ends } from './host.ts'
import { Moments } from './store-moment.ts'
import { type ReplayState, Store } from './store-state.ts'

/**
 * What the page can do. Data goes one way: an action asks the engine or changes the state, the state is drawn, and what a person does to what is
 * drawn is an action.
 */
export class Replay {
  readonly engine: Asker<EngineBorder>
  readonly host: Asker<PanelBorder>
  readonly moments: Moments
  readonly #store = new Store()
  readonly #ends: Ends
  #filterAsked = 0

  constructor(ends: Ends) {
    this.#ends = ends
    this.engine = ends.engine
    this.host = ends.host
    this.moments = new Moments(this.#store, ends.engine)
  }

  get state(): ReplayState {
    return this.#store.state
  }

  set(change: Partial<ReplayState>): void {
    this.#store.set(change)
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener)
  }

  /** Asks the host and the engine for what there is, and listens from then on. */
  async begin(): Promise<void> {
    this.host.on('what', (start) => this.#started(start))
    this.host.on('lines', (lines) => this.set({ lines }))
    this.engine.on('overview', (overview) => this.#heard(overview))
    this.engine.on('filtered', (filtered) => this.set({ filtered }))
    const start = await this.host.ask('ready', {})
    this.#started(start)
    const { entity, watch, scale, filter, sizes } = start.kept
    this.set({ entity, watch, scale: scale ?? 'time', sizes: sizes ?? {}, filter: { ...this.state.filter, text: filter ?? '' } })
    try {
      this.#heard(await this.engine.ask('overview', {}))
    } catch (error) {
      this.set({ complaint: messageOf(error) })
      return
    }
    await this.#askFilter()
    const { position } = start.kept
    const isBack = position !== undefined && (await this.moments.goToText(position))
    if (!isBack) await this.moments.end()
  }

  /** A jump of the moment. */
  goTo(at: At): void {
    this.moments.jump(at)
    this.keep()
  }

  /** Keeps an entity, or lets go of it. */
  keepEntity(entity: string | undefined): void {
    this.set({ entity })
    this.moments.show()
    void this.#askFilter()
    this.keep()
  }

  setFilter(change: Partial<Omit<Filter, 'entity'>>): void {
    this.set({ filter: { ...this.state.filter, ...change } })
    void this.#askFilter()
    this.keep()
  }

  /** Watches a value of the state by its JSON pointer, or nothing. */
  watch(path: string | undefined): void {
    this.set({ watch: path })
    this.keep()
  }

  /** Holds the moment to compare later ones with it, or stops comparing. */
  compare(): void {
    const { held, moment } = this.state
    if (held) this.set({ held: undefined, compared: undefined })
    else if (moment) this.set({ held: { at: moment.row.at, position: moment.row.position, message: moment.row.message } })
    this.moments.show()
  }

  /** The edits of the branch from now on; none leaves it. Resolves to what is wrong with them: then the branch is as it was. */
  async setBranch(edits: readonly BranchEdit[], name = this.state.branch?.name ?? 'what-if'): Promise<string | undefined> {
    const moment = this.moments.target ?? 0
    try {
      const view = await this.engine.ask('branch', { edits, moment })
      if (view.problem !== undefined) {
        this.say(view.problem)
        return view.problem
      }
      const { version, numbering, branch } = this.state
      this.set({
        branch: edits.length > 0 ? { name, edits, view } : undefined,
        version: version + 1,
        numbering: numbering + 1,
        held: undefined,
        compared: undefined,
      })
      this.moments.renumber(view.moment)
      await this.#askFilter()
      if (edits.length > 0 && !branch) this.say('A branch was made. The recording stays as it is.')
      return undefined
    } catch (error) {
      this.say(messageOf(error))
      return messageOf(error)
    }
  }

  /** Words for the live region. */
  say(said: string): void {
    this.set({ said })
  }

  /** Hands what is to survive a reload of the window to VS Code. */
  keep(): void {
    const { start, moment, entity, filter, watch, scale, sizes, rides } = this.state
    if (!start) return
    const kept: PanelKept = {
      ...(moment && !rides && { position: moment.row.position }),
      ...(entity !== undefined && { entity }),
      ...(filter.text !== '' && { filter: filter.text }),
      ...(watch !== undefined && { watch }),
      scale,
      sizes,
    }
    this.#ends.keep(start.identity, kept)
    void this.host.ask('keep', kept).catch(() => undefined)
  }

  #started(start: PanelStart): void {
    const { version } = this.state
    this.set({ start, version: version + 1 })
    this.moments.show()
  }

  #heard(overview: Overview): void {
    const { version, rides, overview: before } = this.state
    this.set({ overview, version: version + 1 })
    if (before && rides && overview.events !== before.events) void this.moments.end()
    else this.moments.show()
    if (before?.load === 'loading' && overview.load === 'done') this.say('All events are read.')
  }

  async #askFilter(): Promise<void> {
    const asked = ++this.#filterAsked
    const { filter, entity } = this.state
    try {
      const filtered = await this.engine.ask('filter', { ...filter, ...(entity !== undefined && { entity }) })
      if (asked === this.#filterAsked) this.set({ filtered, version: this.state.version + 1 })
    } catch (error) {
      this.set({ complaint: messageOf(error) })
    }
  }
}

export const ReplayContext = createContext<Replay | undefined>(undefined)

export function useReplay(): Replay {
  const replay = useContext(ReplayContext)
  if (!replay) throw new Error('A part of the replay page is drawn outside of it.')
  return replay
}

/** What a part shows of the state: it is drawn anew when that is another value, and then only. */
export function useSeen<T>(select: (state: ReplayState) => T): T {
  const replay = useReplay()
  const seen = select(replay.state)
  const [, redraw] = useState(0)
  useLayoutEffect(() => {
    let last = seen
    const look = () => {
      const now = select(replay.state)
      if (Object.is(now, last)) return
      last = now
      redraw((count) => count + 1)
    }
    // Something may have changed since this was drawn.
    look()
    return replay.subscribe(look)
  })
  return seen
}

/**
 * What the engine answers to a question about the state; asked again whenever `key` is another. `undefined` until the first answer, and where `key`
 * is; while another one is on its way, and where that fails, the last one stays.
 */
export function useAnswer<T>(key: string | undefined, ask: (replay: Replay, signal: AbortSignal) => Promise<T>): T | undefined {
  const replay = useReplay()
  const [answer, setAnswer] = useState<T>()
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    const wanted = new AbortController()
    if (key === undefined) setAnswer(undefined)
    else {
      latest.current(replay, wanted.signal).then(
        (value) => {
          if (!wanted.signal.aborted) setAnswer(() => value)
        },
        () => undefined,
      )
    }
    return () => wanted.abort()
  }, [replay, key])
  return answer
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
