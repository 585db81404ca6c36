import { createContext } from 'preact'
import { useContext, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Asker } from '../../shared/border.ts'
import type { Place } from '../../shared/place.ts'
import type {
  At,
  BranchEdit,
  EngineBorder,
  Filter,
  HostAction,
  MomentView,
  Overview,
  PanelBorder,
  PanelKept,
  PanelStart,
  PositionText,
  ReplayAction,
} from '../../shared/replay-protocol.ts'
import type { Ends } from './host.ts'
import { nextPace } from './pace.ts'
import { Moments } from './store-moment.ts'
import { type ReplayState, Store } from './store-state.ts'

/** Milliseconds between two looks at all while something is read. */
const renewedEvery = 400
/** Milliseconds that a moment rests before it is kept over a reload. */
const keptAfter = 200

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
  readonly #listeners = new Set<(action: ReplayAction) => void>()
  #filterAsked = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #renewed = 0
  /** Where the moment was before the window was loaded anew, until that is read again. */
  #restore: PositionText | undefined

  constructor(ends: Ends) {
    this.#ends = ends
    this.engine = ends.engine
    this.host = ends.host
    this.moments = new Moments(this.#store, ends.engine)
    let shown = this.state.moment
    this.subscribe(() => {
      if (this.state.moment === shown) return
      shown = this.state.moment
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.keep(), keptAfter)
    })
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
    this.#restore = start.kept.position
    this.#started(start)
    const { entity, watch, scale, filter, sizes } = start.kept
    this.set({ entity, watch, scale: scale ?? 'time', sizes: sizes ?? {}, filter: { ...this.state.filter, text: filter ?? '' } })
    try {
      this.#heard(await this.engine.ask('overview', {}))
      // An engine that another page has asked before may still have its branch.
      await this.engine.ask('branch', { edits: [], moment: 0 })
    } catch (error) {
      this.complain(error)
      return
    }
    await this.#askFilter()
    if (!(await this.#restoreMoment())) await this.moments.ride()
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

  /** Takes away all that hides events. */
  clearFilter(): void {
    if (this.state.entity !== undefined) {
      this.set({ entity: undefined })
      this.moments.show()
    }
    this.setFilter({ text: '', hidden: [], problemsOnly: false })
  }

  /** A jump to a row of the list by its number. */
  async goToRow(number: number): Promise<void> {
    const [row] = await this.engine.ask('rows', { from: number, count: 1 }).catch(() => [])
    if (row) this.goTo(row.at)
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

  /** To the next change of the watched value, or the one before (-1). */
  async stepChange(count: 1 | -1): Promise<void> {
    const { watch, moment, entity } = this.state
    const of = entity ?? moment?.state.entity
    if (watch === undefined || of === undefined) this.say('No value is watched: select one in the state.')
    else if (!(await this.moments.step({ by: 'change', count, path: watch, entity: of }))) this.say('There is no other change.')
  }

  /** To the next event with a problem, or the one before (-1); within the kept entity where there is one. */
  async stepProblem(count: 1 | -1): Promise<void> {
    const { entity } = this.state
    const isThere = await this.moments.step({ by: 'problem', count, ...(entity !== undefined && { entity }) })
    if (!isThere) this.say(count > 0 ? 'No problem ahead.' : 'No problem before.')
  }

  async stop(): Promise<void> {
    await this.#overview(this.engine.ask('stop', {}))
  }

  async follow(on: boolean): Promise<void> {
    await this.#overview(this.engine.ask('follow', { on }))
    if (on) await this.moments.end()
  }

  setPace(step: 1 | -1): void {
    this.set({ pace: nextPace(this.state.pace, step) })
  }

  setScale(scale: ReplayState['scale']): void {
    this.set({ scale, range: undefined })
    this.keep()
  }

  /** Shows on the axis the stretch in which the entity's events are, with some room. */
  async zoomToEntity(): Promise<void> {
    const { overview, scale } = this.state
    const entity = this.state.entity ?? this.state.moment?.state.entity
    if (entity === undefined || !overview) return
    const [from, to] = wholeAxis(this.state)
    const axis = await this.engine.ask('axis', { scale, from, to, bins: 1, entity }).catch(() => undefined)
    const first = axis?.own[0]?.x
    const last = axis?.own.at(-1)?.x
    if (first === undefined || last === undefined) return
    const room = Math.max((last - first) * 0.05, (to - from) / 10_000)
    this.set({ range: [Math.max(from, first - room), Math.min(to, last + room)] })
  }

  /** VS Code's own pickers and commands. */
  run(action: HostAction): void {
    const { moment } = this.state
    const entity = this.state.entity ?? moment?.state.entity
    const about = { ...(moment && { at: moment.row.at }), ...(entity !== undefined && { entity }) }
    this.host.ask('run', { action, ...about }).catch((error) => this.complain(error))
  }

  reveal(place: Place): void {
    this.host.ask('reveal', { place }).catch((error) => this.complain(error))
  }

  /** Opens the document where the moment's message is described. */
  openMessage(): void {
    const { start, moment } = this.state
    const place = start?.messages[moment?.row.message ?? -1]?.place
    if (place) this.reveal(place)
    else this.run('openDocument')
  }

  /** Parts of the page listen for the actions that only they can do. */
  onAction(listener: (action: ReplayAction) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  hand(action: ReplayAction): void {
    for (const listener of this.#listeners) listener(action)
  }

  complain(error: unknown): void {
    this.set({ complaint: messageOf(error) })
  }

  /** Says the moment, for who does not see it. */
  sayMoment(): void {
    const { moment } = this.state
    if (moment) this.say(momentWords(moment))
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
      ...(this.#restore !== undefined && rides ? { position: this.#restore } : moment && !rides && { position: moment.row.position }),
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
    const { rides, overview: before } = this.state
    this.set({ overview })
    if (before?.load === 'loading' && overview.load === 'done') this.say('All events are read.')
    if (this.#restore !== undefined && before) void this.#restoreMoment()
    // While it is read the engine says so often; what is drawn of it, each part for a price, is asked for less often.
    if (overview.load === 'loading' && before && performance.now() - this.#renewed < renewedEvery) return
    this.#renewed = performance.now()
    this.set({ version: this.state.version + 1 })
    if (before && rides) void this.moments.ride()
    else this.moments.show()
  }

  /** Goes back to where the moment was, once that is read, unless somebody has moved it by then. Resolves to whether it is where it belongs. */
  async #restoreMoment(): Promise<boolean> {
    const position = this.#restore
    if (position === undefined) return false
    const at = await this.engine.ask('goTo', { text: position, from: 0 }).catch(() => null)
    const row = at === null ? undefined : await this.engine.ask('row', { at }).catch(() => undefined)
    if (this.#restore !== undefined && this.state.rides) {
      // Of what is not read yet the nearest is named.
      if (row?.position !== position) return false
      this.moments.slide(row.at)
    }
    this.#restore = undefined
    return true
  }

  async #overview(asked: Promise<Overview>): Promise<void> {
    try {
      this.#heard(await asked)
    } catch (error) {
      this.complain(error)
    }
  }

  async #askFilter(): Promise<void> {
    const asked = ++this.#filterAsked
    const { filter, entity } = this.state
    try {
      const filtered = await this.engine.ask('filter', { ...filter, ...(entity !== undefined && { entity }) })
      if (asked === this.#filterAsked) this.set({ filtered, listing: this.state.listing + 1 })
    } catch (error) {
      this.complain(error)
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

/** The whole of the axis, as its scale has it. */
export function wholeAxis({ overview, scale }: ReplayState): readonly [number, number] {
  if (scale === 'time' && overview?.time) return [overview.time[0], Math.max(overview.time[1], overview.time[0] + 1)]
  return [0, Math.max(1, (overview?.events ?? 1) - 1)]
}

function momentWords({ row, finding }: MomentView): string {
  const parts = [row.position, row.type, row.entity, row.time, finding?.message]
  return parts.filter((part) => part !== undefined).join(', ')
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
