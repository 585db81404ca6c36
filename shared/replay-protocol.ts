import type { Place } from './place.ts'
import type { SchemaPool } from './schema-pool.ts'
import type { StreamModel } from './stream-model.ts'

/**
 * The how manieth line of the list, from 0: the events of the log and, in a branch, what it puts between them, each after the event that it follows.
 * Without a branch it is the event's ordinal in the log. Another branch renumbers; `rebranched` says how.
 */
export type At = number
/** `26`, `213.1`, `0:55`: what a person calls the position. */
export type PositionText = string
/** A JSON text, digits as written: pages read it with a reader that keeps them. */
export type JsonText = string
export type FindingSeverity = 'error' | 'warning'

/** Page or host to the engine's worker. The host relays what a page asks, unread. */
export interface EngineBorder {
  readonly requests: {
    /** Host only. Begins to load; answered when the first rows are there or the source cannot be opened (an error). */
    readonly open: { readonly params: OpenParams; readonly answer: Overview }
    /** Host only. The document, the fold or trust is another now: findings and states renew; positions stay. */
    readonly renew: { readonly params: Partial<ReplayWhat>; readonly answer: Overview }
    /** Host only. A source that is followed has grown, was cut or replaced. */
    readonly changed: { readonly params: Record<string, never>; readonly answer: Overview }
    /** Host only. A first document for a recording that has none, before anything is open; `null` where no record can be read. */
    readonly infer: { readonly params: { readonly source: SourceName; readonly name: string }; readonly answer: Inferred | null }
    readonly overview: { readonly params: Record<string, never>; readonly answer: Overview }
    /** Ends the load where it is; what was read stays. */
    readonly stop: { readonly params: Record<string, never>; readonly answer: Overview }
    readonly follow: { readonly params: { readonly on: boolean }; readonly answer: Overview }

    /** What the list shows from now on. Answered when it is worked out for `first` rows on; `filtered` tells the rest. */
    readonly filter: { readonly params: Filter; readonly answer: Filtered }
    /** Rows of the filtered list by their number in it. Fewer where the list ends. */
    readonly rows: { readonly params: { readonly from: number; readonly count: number }; readonly answer: readonly Row[] }
    /** The number in the filtered list of the row at, or of the next one after, and whether it is in the filter itself. */
    readonly rowOf: { readonly params: { readonly at: At }; readonly answer: { readonly row: number; readonly isIn: boolean } }
    /** One row, whether the filter has it or not. */
    readonly row: { readonly params: { readonly at: At }; readonly answer: Row }
    /** Where findings stand in the filtered list, for its right edge: for each of `bins` stretches the worst (0 none, 1 warning, 2 error). */
    readonly marks: { readonly params: { readonly bins: number }; readonly answer: Uint8Array }

    readonly axis: { readonly params: AxisParams; readonly answer: Axis }
    readonly moment: { readonly params: MomentParams; readonly answer: MomentView }
    readonly event: { readonly params: { readonly at: At }; readonly answer: EventView }
    readonly causes: { readonly params: { readonly at: At }; readonly answer: CauseTree }
    /** All that ever set a path of an entity's state, in order, and its value after each. */
    readonly history: { readonly params: PathParams; readonly answer: readonly PathChange[] }
    readonly entities: { readonly params: EntitiesParams; readonly answer: EntitiesView }
    readonly compare: { readonly params: CompareParams; readonly answer: StateView }
    readonly audit: { readonly params: AuditParams; readonly answer: AuditView }

    /** Where a step leads; `null` where there is none. */
    readonly step: { readonly params: StepParams; readonly answer: At | null }
    /** `214`, `213.1`, `10:31`, `+5m`, an RFC 3339 time. `null` for what is none of it. */
    readonly goTo: { readonly params: { readonly text: string; readonly from: At }; readonly answer: At | null }

    /** The edits of the branch from now on; none is the log. */
    readonly branch: { readonly params: { readonly edits: readonly BranchEdit[]; readonly moment: At }; readonly answer: BranchView }
    /** A text to be saved or copied. */
    readonly write: { readonly params: WriteParams; readonly answer: Written }
  }
  readonly events: {
    /** Now and then while something grows or changes. */
    readonly overview: Overview
    readonly filtered: Filtered
    /** A fold that could not be loaded or threw: for the editor's problems. */
    readonly foldProblems: readonly FoldProblem[]
  }
}

/** What is replayed: all that can change while the recording stays. */
export interface ReplayWhat {
  readonly model: StreamModel
  readonly pool: SchemaPool
  /** Names of envelope properties, as the document's configuration has them. */
  readonly envelope: Readonly<Record<string, readonly string[]>>
  /** `undefined`: none; the default fold speaks. */
  readonly fold: { readonly uri: string; readonly file: string; readonly text: string; readonly isTypeScript: boolean } | undefined
  readonly isTrusted: boolean
  /** The document cannot be read now: `model` is that of its last readable version. */
  readonly isStale: boolean
}

export interface OpenParams extends ReplayWhat {
  readonly source: SourceName
  readonly shape?: string
  readonly since?: string
  readonly until?: string
  readonly limit?: number
}

export interface Inferred {
  /** An AsyncAPI document. */
  readonly document: JsonText
  readonly events: number
  /** Records that say no type, or cannot be read: they are in no message. */
  readonly left: number
}

/** Files by their paths where the worker can open them, by their bytes where it cannot (web, virtual workspaces). */
export type SourceName =
  | { readonly kind: 'paths'; readonly paths: readonly string[]; readonly names: readonly string[]; readonly temporary: string }
  | { readonly kind: 'bytes'; readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[] }

export interface Overview {
  readonly files: readonly string[]
  readonly load: 'loading' | 'done' | 'stopped' | 'cut' | 'replaced' | 'failed'
  /** A sentence, where `load` says that something is wrong. */
  readonly problem?: string
  readonly isFollowing: boolean
  readonly bytes: number
  /** `undefined` where it is not known. */
  readonly totalBytes: number | undefined
  readonly events: number
  readonly entities: number
  readonly errors: number
  readonly warnings: number
  /** In the order of the set; `unknown` last, where there are any. */
  readonly types: readonly TypeCount[]
  /** How most records are written; `undefined` before any. */
  readonly shape: string | undefined
  /** First and last time, in milliseconds since 1970; `undefined` where no event has one. */
  readonly time: readonly [number, number] | undefined
  readonly fold: FoldStanding
  /** Milliseconds that folding one event took, about. */
  readonly foldMs: number | undefined
  readonly memory: number
  /** Where a source without byte offsets was written out as lines. */
  readonly copy: string | undefined
  /** Findings are those of the document's last readable version. */
  readonly isStale: boolean
}

export interface TypeCount {
  /** The message's number in its set, which gives its sign; -1 for unknown. */
  readonly message: number
  readonly name: string
  readonly events: number
}

export type FoldStanding =
  | { readonly kind: 'none' }
  | { readonly kind: 'module'; readonly file: string }
  /** It could not be loaded, or folding ended after too many events that never ended; the default fold speaks. */
  | { readonly kind: 'failed'; readonly file: string; readonly message: string; readonly line: number | undefined }
  | { readonly kind: 'untrusted'; readonly file: string }

export interface FoldProblem {
  readonly uri: string
  /** In the person's own file, from 1. */
  readonly line: number
  readonly message: string
  readonly position: PositionText | undefined
}

/** All that is set has to hold. */
export interface Filter {
  /** As typed: words, `type:`, `entity:`, `header:name=value`, `path:/status=paid`, `is:problem`, or a CEL expression. */
  readonly text: string
  /** Numbers of messages that are not shown (lanes switched off); -1 is unknown. */
  readonly hidden: readonly number[]
  readonly entity?: string
  readonly problemsOnly: boolean
}

export interface Filtered {
  readonly rows: number
  /** How much of the log was looked at, 0 to 1. */
  readonly done: number
  /** The expression cannot be read: a sentence. All rows are shown. */
  readonly problem?: string
}

export interface Row {
  readonly at: At
  readonly position: PositionText
  /** As written, UTC. */
  readonly time: string | undefined
  readonly entity: string | undefined
  readonly message: number
  readonly type: string
  /** What its payload says, in one line: names and values in turn. */
  readonly preview: readonly (readonly [name: string, value: string])[]
  readonly worst: FindingSeverity | undefined
  /** What a branch did: taken away, put in, another record, moved away from here, moved to here. */
  readonly edit?: 'D' | 'A' | 'M' | 'R-' | 'R+'
}

export interface AxisParams {
  readonly scale: 'time' | 'position'
  /** Milliseconds, or {@link At}. */
  readonly from: number
  readonly to: number
  /** Stretches that the range is cut into; about one for each 2 px. */
  readonly bins: number
  /** Whose events are told one by one. */
  readonly entity?: string
  readonly watch?: readonly string[]
}

export interface Axis {
  /** Events in each stretch, by the order of `Overview.types`. */
  readonly lanes: readonly Uint16Array[]
  readonly errors: Uint16Array
  readonly warnings: Uint16Array
  /** The entity's own events within the range: where (as the scale has it), which message, {@link At}. */
  readonly own: readonly { readonly x: number; readonly message: number; readonly at: At }[]
  readonly edits: readonly { readonly x: number; readonly at: At; readonly edit: NonNullable<Row['edit']> }[]
  /** The watched value: from where on which value (JSON); `undefined` where it is not there. In a branch the log's, and the branch's. */
  readonly watched: readonly { readonly x: number; readonly value: JsonText | undefined }[] | undefined
  readonly watchedBranch: readonly { readonly x: number; readonly value: JsonText | undefined }[] | undefined
}

export interface MomentParams {
  readonly at: At
  /** The entity whose state is shown; without, the event's own. */
  readonly entity?: string
}

/** All that the page shows of one moment, so that all its parts show the same. */
export interface MomentView {
  readonly row: Row
  /** Milliseconds since 1970 for the axis: the event's own time, else the latest before; `undefined` before any. */
  readonly clock: number | undefined
  /** Of the event's entity: the how manieth event of how many, and the entity's events before and after. */
  readonly own: { readonly nth: number; readonly of: number; readonly previous: At | null; readonly next: At | null } | undefined
  /** Milliseconds since the entity's event before. */
  readonly since: number | undefined
  readonly finding: FindingView | undefined
  readonly problemsBefore: number
  readonly problemsAhead: number
  readonly state: StateView
}

export interface StateView {
  readonly entity: string | undefined
  /** `absent`: not yet, or deleted. */
  readonly standing: 'there' | 'absent' | 'deleted'
  /** The last event that this state is made of. */
  readonly after: { readonly at: At; readonly position: PositionText; readonly message: number } | undefined
  /** The same of the state that it is compared with. */
  readonly before?: { readonly at: At; readonly position: PositionText; readonly message: number }
  /** So many events are still to be folded that nothing can be told yet; an `overview` is told when it can. */
  readonly isPending?: true
  /** Whether the moment's event is another entity's. */
  readonly isUnchanged: boolean
  readonly value: JsonText | undefined
  /** What the moment's event changed (or, compared, what differs), by path. Old values of removed and changed ones. */
  readonly changes: readonly StateChange[]
  readonly added: number
  readonly modified: number
  readonly removed: number
  /** The event that set each path last, by JSON pointer; a path without an entry has its container's. */
  readonly blame: Readonly<Record<string, Setter>>
}

export interface StateChange {
  /** JSON pointer into the later state. What was removed of a list whose elements have ids stands behind its last element. */
  readonly path: string
  readonly kind: 'A' | 'M' | 'D'
  readonly old: JsonText | undefined
}

export interface Setter {
  readonly at: At
  readonly position: PositionText
  readonly message: number
  readonly time: string | undefined
  /** How many events set it so far, this one included, and how many ever do. */
  readonly nth: number
  readonly of: number
  /** Its value before. */
  readonly old: JsonText | undefined
}

export interface FindingView {
  readonly at: At
  readonly position: PositionText
  readonly entity: string | undefined
  readonly kind: string
  readonly severity: FindingSeverity
  readonly message: string
  readonly path: string | undefined
}

export interface EventView {
  readonly row: Row
  /** As recorded; cut where it is very long. */
  readonly raw: string
  readonly payload: JsonText | undefined
  readonly headers: JsonText
  readonly key: JsonText | undefined
  readonly partition: number | undefined
  readonly offset: number | undefined
  readonly id: string | undefined
  readonly shape: string | undefined
  /** Where its message is described, and what told which it is: `/type`, `header type`, `the only schema that accepts it`. */
  readonly place: Place | undefined
  readonly toldBy: string | undefined
  readonly findings: readonly FindingView[]
  /** Where it lies. */
  readonly file: string
  readonly line: number
}

export interface Cause {
  readonly row: Row
  readonly children: readonly Cause[]
}

export interface CauseTree {
  /** From the first cause down to the event, each with all that it caused; cut where it grows large. */
  readonly root: Cause | undefined
  /** Why there is none. */
  readonly nothing: string | undefined
}

interface PathParams {
  readonly entity: string
  /** JSON pointer into the state. */
  readonly path: string
  /** The moment at which the path is looked up, where it leads through a list: its elements are followed from there. Without, the end. */
  readonly at?: At
}

export interface PathChange {
  readonly at: At
  readonly position: PositionText
  readonly message: number
  readonly type: string
  readonly time: string | undefined
  readonly old: JsonText | undefined
  readonly value: JsonText | undefined
}

export interface EntitiesParams {
  readonly at: At
  readonly search: string
  /** Shown beside each: a JSON pointer into its state. */
  readonly watch?: string
  readonly from: number
  readonly count: number
}

export interface EntitiesView {
  /** In a branch those that end differently, else those with problems, come first; each group with its number. */
  readonly groups: readonly { readonly title: 'differs' | 'same' | 'problems' | 'without'; readonly count: number }[]
  readonly total: number
  /** Through all groups, by number from `from` on. */
  readonly entities: readonly EntityRow[]
}

export interface EntityRow {
  readonly entity: string
  readonly worst: FindingSeverity | undefined
  /** Of its last event up to the moment; `undefined`: not yet. */
  readonly message: number | undefined
  readonly watched: JsonText | undefined
  /** Its events up to the moment, and all. */
  readonly events: number
  readonly of: number
  /** Where branch and log part. */
  readonly parts: { readonly at: At; readonly position: PositionText } | undefined
}

export interface CompareParams {
  readonly entity: string
  /** The earlier state, on the log's side in a branch where `branches` is set. */
  readonly from: At
  readonly to: At
  /** Log against branch, both at `to`. */
  readonly branches?: boolean
}

export interface AuditParams {
  readonly by: 'kind' | 'entity' | 'message'
  /** Groups that are open. */
  readonly open: readonly string[]
  readonly from: number
  readonly count: number
}

export interface AuditView {
  /** Groups and, of those that are open, their findings, flat. */
  readonly total: number
  readonly lines: readonly (
    | {
        readonly kind: 'group'
        readonly key: string
        readonly title: string
        readonly severity: FindingSeverity
        readonly count: number
        readonly isOpen: boolean
      }
    | { readonly kind: 'finding'; readonly group: string; readonly finding: FindingView }
  )[]
}

export interface StepParams {
  readonly from: At
  readonly by:
    | 'row' /** Through the list as filtered. */
    | 'entity'
    | 'problem' /** Through the log, or the kept entity. */
    | 'change' /** Of the watched path. */
    | 'end'
  /** How many, backwards below 0. */
  readonly count: number
  readonly entity?: string
  readonly path?: string
  /** A CEL expression that has to hold of the event (play stops there): goes at most `count` steps. */
  readonly until?: string
  /** Stays at a problem on the way. */
  readonly stopAtProblems?: boolean
}

export type BranchEdit =
  | { readonly drop: number | string }
  | { readonly insert: JsonText; readonly after: number | string }
  | { readonly edit: number | string; readonly record: JsonText }
  | { readonly move: number | string; readonly after: number | string }

export interface BranchView {
  /** Of each edit, in their order: where it is in the list, what to call it, and what is wrong with what it puts in. */
  readonly edits: readonly {
    readonly at: At
    readonly letter: NonNullable<Row['edit']>
    readonly position: PositionText
    readonly message: number
    readonly title: string
    readonly problem: string | undefined
  }[]
  /** Entities that end differently. */
  readonly differing: number
  /** Where the first of them parts. */
  readonly first: { readonly at: At; readonly position: PositionText } | undefined
  /** Where the moment is now. */
  readonly moment: At
  /** An edit cannot be made: a sentence. The branch is as it was. */
  readonly problem: string | undefined
}

export type WriteParams =
  | { readonly what: 'recording'; readonly scope: 'all' | 'filtered' | 'entity' | 'branch'; readonly entity?: string }
  | { readonly what: 'audit'; readonly form: 'csv' | 'json' }
  | { readonly what: 'states'; readonly at: At }
  | { readonly what: 'test'; readonly entity: string; readonly at: At; readonly form: 'vitest' | 'jest' }
  | { readonly what: 'branch' }
  /** The payload of an event, for the document's examples. */
  | { readonly what: 'example'; readonly at: At }
  /** The state, for the clipboard or VS Code's diff editor. */
  | { readonly what: 'state'; readonly entity: string; readonly at: At; readonly side?: 'log' | 'branch' }
  /** All findings with their file and line, for the Problems panel. */
  | { readonly what: 'problems' }

export interface Written {
  readonly text: string
  /** How a file of it would be called. */
  readonly name: string
}

/** Page to its host. */
export interface PanelBorder {
  readonly requests: {
    /** First of all: what the page is to show, and what was kept of it. */
    readonly ready: { readonly params: Record<string, never>; readonly answer: PanelStart }
    readonly reveal: { readonly params: { readonly place: Place }; readonly answer: null }
    /** Opens the recording itself at a line. */
    readonly revealRecord: { readonly params: { readonly file: string; readonly line: number }; readonly answer: null }
    /** Asks where to, writes, and says so. */
    readonly save: { readonly params: WriteParams; readonly answer: null }
    readonly copy: { readonly params: { readonly text: string }; readonly answer: null }
    /** VS Code's own pickers and commands. `from`: the moment that is held, where two are compared. */
    readonly run: {
      readonly params: { readonly action: HostAction; readonly at?: At; readonly entity?: string; readonly from?: At }
      readonly answer: null
    }
    /** What survives a reload: paths, positions and settings, never payloads. */
    readonly keep: { readonly params: PanelKept; readonly answer: null }
    readonly textFocus: { readonly params: { readonly on: boolean }; readonly answer: null }
  }
  readonly events: {
    /** A key or a command of VS Code. */
    readonly do: ReplayAction
    /** Document, fold or trust changed; the engine has renewed. */
    readonly what: PanelStart
    /** A branch that somebody has chosen; no edits are the log. */
    readonly branch: { readonly name: string; readonly edits: readonly BranchEdit[] }
    /** Line numbers of places that are shown, by `placeKey`. */
    readonly lines: Readonly<Record<string, number>>
  }
}

export type HostAction =
  | 'pickSource'
  /** The same source from its start, as it is now. */
  | 'readAgain'
  | 'pickBranch'
  | 'pickFold'
  | 'openFold'
  | 'createFold'
  | 'manageTrust'
  | 'saveBranch'
  | 'diffStates'
  | 'showProblems'
  | 'export'
  | 'more'
  | 'openDocument'
  | 'openOther'

export interface PanelStart {
  readonly title: string
  readonly source: string
  readonly document: string
  readonly channel: string
  readonly messages: readonly { readonly name: string; readonly place: Place }[]
  readonly kept: PanelKept
  readonly singleKeys: boolean
  /** What the host needs to open the same again: the page hands it to VS Code unread. */
  readonly identity: unknown
  /** The source could not be opened, or the engine ended: a sentence. */
  readonly failure?: string
}

export interface PanelKept {
  readonly position?: PositionText
  readonly entity?: string
  readonly filter?: string
  readonly watch?: string
  readonly scale?: 'time' | 'position'
  readonly branch?: string
  readonly sizes?: Readonly<Record<string, number>>
}

/** What keys do, by the names of their commands (`asyncapiEventSource.replay.NAME`). */
export type ReplayAction =
  | 'play'
  | 'previous'
  | 'next'
  | 'previousOfEntity'
  | 'nextOfEntity'
  | 'previousChange'
  | 'nextChange'
  | 'previousProblem'
  | 'nextProblem'
  | 'back'
  | 'forward'
  | 'goTo'
  | 'filter'
  | 'problemsOnly'
  | 'findEntity'
  | 'compare'
  | 'history'
  | 'changesOnly'
  | 'document'
  | 'audit'
  | 'tab1'
  | 'tab2'
  | 'tab3'
  | 'tab4'
  | 'branch'
  | 'edit'
  | 'insert'
  | 'drop'
  | 'moveUp'
  | 'moveDown'
  | 'zoomEntity'
  | 'zoomAll'
  | 'lanes'
  | 'faster'
  | 'slower'
  | 'follow'
  | 'keys'
  | 'export'
