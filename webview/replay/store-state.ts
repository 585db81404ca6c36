import type {
  At,
  AuditParams,
  BranchEdit,
  BranchView,
  Filter,
  Filtered,
  MomentView,
  Overview,
  PanelStart,
  PositionText,
  StateView,
} from '../../shared/replay-protocol.ts'

export type EventTab = 'payload' | 'headers' | 'causes' | 'history'

/** How fast *play* goes: a multiple of the recorded pace, or so many events a second. */
export type Pace = { readonly kind: 'scaled'; readonly times: number } | { readonly kind: 'rate'; readonly perSecond: number }

/** A moment that is held to compare later ones with. */
interface Held {
  readonly at: At
  readonly position: PositionText
  readonly message: number
}

export interface Branch {
  readonly name: string
  readonly edits: readonly BranchEdit[]
  readonly view: BranchView
}

/** What somebody types for the branch about the event at a moment: a value of its payload, another record for it, or one after it. */
type Editing = { readonly kind: 'value'; readonly at: At; readonly path: string } | { readonly kind: 'record' | 'insert'; readonly at: At }

/** All that the page shows, from which each of its parts draws itself. Nothing else holds what two parts show. */
export interface ReplayState {
  /** `undefined` until the host has answered. */
  readonly start: PanelStart | undefined
  /** Line numbers of places, by `placeKey`. */
  readonly lines: Readonly<Record<string, number>>
  /** `undefined` until the first rows are there. */
  readonly overview: Overview | undefined
  /** Another number whenever answers to what was asked may be others now: more was read, document, fold or branch changed. */
  readonly version: number
  /** Another number whenever another filter holds: the list has other rows, and nothing else is otherwise. */
  readonly listing: number
  /** Another number whenever `At`s may name other events: a branch was made or changed. Kept rows are worth nothing then. */
  readonly numbering: number

  /** What is shown; all parts show the same. */
  readonly moment: MomentView | undefined
  /** The moment is the last event, and stays that while more come. */
  readonly rides: boolean
  readonly canGoBack: boolean
  readonly canGoForward: boolean
  /** The entity that is kept: the state stays with it, and the list shows it alone. */
  readonly entity: string | undefined
  readonly filter: Filter
  readonly filtered: Filtered | undefined
  /** JSON pointer into the state. */
  readonly watch: string | undefined
  readonly held: Held | undefined
  /** The state compared: with the held moment, or in a branch with the log. `undefined` where nothing is compared. */
  readonly compared: { readonly with: 'held' | 'log'; readonly view: StateView } | undefined
  readonly branch: Branch | undefined

  readonly list: 'events' | 'audit'
  readonly tab: EventTab
  readonly changesOnly: boolean
  readonly editing: Editing | undefined
  readonly auditBy: AuditParams['by']
  readonly scale: 'time' | 'position'
  /** What of the axis is to be seen, as the scale has it; `undefined`: all. */
  readonly range: readonly [number, number] | undefined
  /** One strip instead of a lane for each type. */
  readonly isStrip: boolean
  readonly isPlaying: boolean
  readonly pace: Pace
  readonly stops: { readonly problems: boolean; readonly changes: boolean; readonly condition: string }
  /** By the name of a splitter: pixels. */
  readonly sizes: Readonly<Record<string, number>>
  /** What the live region says last. */
  readonly said: string
  /** Something that was asked for could not be done: a sentence. */
  readonly complaint: string | undefined
  readonly areKeysShown: boolean
}

const firstState: ReplayState = {
  start: undefined,
  lines: {},
  overview: undefined,
  version: 0,
  listing: 0,
  numbering: 0,
  moment: undefined,
  rides: true,
  canGoBack: false,
  canGoForward: false,
  entity: undefined,
  filter: { text: '', hidden: [], problemsOnly: false },
  filtered: undefined,
  watch: undefined,
  held: undefined,
  compared: undefined,
  branch: undefined,
  list: 'events',
  tab: 'payload',
  changesOnly: false,
  editing: undefined,
  auditBy: 'kind',
  scale: 'time',
  range: undefined,
  isStrip: false,
  isPlaying: false,
  pace: { kind: 'scaled', times: 100 },
  stops: { problems: true, changes: false, condition: '' },
  sizes: {},
  said: '',
  complaint: undefined,
  areKeysShown: false,
}

/** Holds the state; whoever listens hears of each change once it is made. */
export class Store {
  #state = firstState
  readonly #listeners = new Set<() => void>()

  get state(): ReplayState {
    return this.#state
  }

  set(change: Partial<ReplayState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of [...this.#listeners]) listener()
  }

  /** Answers how to stop listening. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
