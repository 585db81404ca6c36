import type { Delta } from './delta.ts'
import type { Place } from './place.ts'
import type { Message } from './protocol.ts'

/** Client to server, a request: what the stream preview shows of a channel. */
export const streamPreview: Message<StreamPreviewParams, PreviewState> = { method: 'asyncapiEventSource/preview/stream' }
/** Client to server, a request: the same for a page that stays, which has most of it already. One at a time for each page. */
export const streamUpdate: Message<StreamUpdateParams, StreamUpdate> = { method: 'asyncapiEventSource/preview/update' }
/** Client to server, a notification: a page is gone, and what it has need not be remembered. */
export const previewClosed: Message<{ readonly page: string }> = { method: 'asyncapiEventSource/preview/closed' }
/** Client to server, a request: the versions that a document can be held against. */
export const baselineChoices: Message<{ readonly uri: string }, BaselineChoices> = { method: 'asyncapiEventSource/preview/baselines' }
/** Client to server, a request: the event sources that a document defines or reuses; without `uri` all of the workspace. */
export const streamList: Message<{ readonly uri?: string }, readonly StreamName[]> = { method: 'asyncapiEventSource/preview/list' }
/** Client to server, a request: where a place is in the text now; `null` once it is gone. */
export const placeRange: Message<Place, PlaceRange | null> = { method: 'asyncapiEventSource/preview/range' }
/** Client to server, a request: the key of the message that the cursor is in; `null` in none. */
export const messageHere: Message<MessageHereParams, string | null> = { method: 'asyncapiEventSource/preview/here' }
/** Client to server, a request: the edit that a button of the page stands for, as LSP has it (`WorkspaceEdit`); `null` where it cannot be made any more. */
export const previewEdit: Message<PreviewEditParams, unknown> = { method: 'asyncapiEventSource/preview/edit' }

export interface StreamPreviewParams {
  /** The channel's definition; with an empty pointer the first event source of the document. */
  readonly stream: Place
  /** Keys of the messages whose table is shown. */
  readonly open: readonly string[]
  /** What it is held against instead of the version that its channel, a config file or the repository says. */
  readonly compare?: Comparison
}

export interface StreamUpdateParams extends StreamPreviewParams {
  /** Names the page for as long as it lives. */
  readonly page: string
  /** The number of the last update that it has; 0 for none. */
  readonly seen: number
}

export interface StreamUpdate {
  readonly number: number
  /** The number of the update on which `delta` builds; where it is missing, on nothing. */
  readonly since?: number
  /** From the {@link PreviewState} of then to that of now; not there where nothing changed. */
  readonly delta?: Delta
  /** The stream's title, while there is one. */
  readonly title?: string
}

/** An older version, as a person names it. */
export type Comparison =
  | { readonly kind: 'mergeBase' }
  | { readonly kind: 'revision'; readonly revision: string }
  | { readonly kind: 'file'; readonly uri: string }

/** All is empty where there is no repository, or nobody trusts the workspace. */
export interface BaselineChoices {
  /** What the document is held against where nobody chooses, as the page calls it. */
  readonly usual?: string
  readonly isInRepository: boolean
  /** Tags and branches, the newest first. */
  readonly revisions: readonly Revision[]
}

export interface Revision {
  readonly name: string
  readonly kind: 'tag' | 'branch'
  /** When its commit was made, in ISO 8601, and what it says in its first line. */
  readonly time: string
  readonly subject: string
}

export interface StreamName {
  readonly place: Place
  readonly title: string
  readonly address: string | undefined
  /** Where it stands in the document that was asked for, by its definition or a reference to it. */
  readonly at?: PlaceRange
}

export interface PlaceRange {
  readonly uri: string
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}

export interface MessageHereParams {
  readonly stream: Place
  readonly uri: string
  readonly position: { readonly line: number; readonly character: number }
}

export type PreviewEditParams = { readonly kind: 'fix'; readonly finding: FindingName } | { readonly kind: 'mark'; readonly channel: Place }

/** Names a finding for as long as its text and place stay. */
interface FindingName {
  readonly code: string
  readonly place: Place
  readonly message: string
}

export type PreviewState =
  | {
      readonly kind: 'stream'
      readonly page: StreamPage
      readonly lines: Lines
      /** The text does not parse; the page is what can still be read of it. */
      readonly broken?: Broken
    }
  | { readonly kind: 'empty'; readonly channels: readonly PlainChannel[]; readonly broken?: Broken; readonly lines: Lines }
  /** Nothing is read yet, or the server is starting. */
  | { readonly kind: 'loading'; readonly file: string }
  | { readonly kind: 'missing'; readonly file: string }

export interface Broken {
  readonly message: string
  /** Where, from 1. */
  readonly line: number
  readonly range: PlaceRange
}

/** Line numbers from 1 by {@link placeKey}: they change with each line typed, and redraw nothing but themselves. */
export type Lines = Readonly<Record<string, number>>

export function placeKey({ uri, document = 0, pointer }: Place): string {
  return `${uri}?${document}#${pointer}`
}

export interface PlainChannel {
  readonly place: Place
  readonly key: string
  readonly address: string | undefined
  readonly messages: number
}

export type Severity = 'error' | 'warning' | 'info' | 'hint'
export type Standing = Exclude<Severity, 'hint'> | 'pass'

/** Everything on the page of a stream. Texts are plain text; a stretch between backticks is data. */
export interface StreamPage {
  readonly place: Place
  readonly title: string
  readonly address: string | undefined
  readonly protocols: readonly string[]
  readonly version: string | undefined
  readonly why: { readonly text: string; readonly place: Place | undefined }
  readonly counts: Readonly<Record<Exclude<Severity, 'hint'>, number>>
  /** Who appends and who reads, in all documents of the workspace. */
  readonly appenders: readonly Application[]
  readonly readers: readonly Application[]
  readonly kept: readonly Sentence[]
  /** Who tells in which order the messages stand: the channel, their examples, or nobody. */
  readonly order: 'story' | 'examples' | 'written'
  /** Where the type marks are, if all are at one place. */
  readonly markAt: string | undefined
  /** Those of the set, and where they stood those that are gone since the baseline. */
  readonly messages: readonly MessageRow[]
  readonly groups: readonly ConventionGroup[]
  /** What it is held against; not there where there is nothing. */
  readonly baseline?: PageBaseline
}

export interface PageBaseline {
  readonly label: string
  /** Messages that came, became others and went; not there where the baseline has no such event source. */
  readonly counts?: Readonly<Record<Change, number>>
}

/** Since the baseline. */
export type Change = 'added' | 'changed' | 'gone'

export interface Application {
  readonly name: string
  readonly place: Place
  /** Keys of its messages, `all` where it is about all of the set. */
  readonly messages: readonly string[] | 'all'
}

export interface Sentence {
  /** Not there where nothing is said for or against it. */
  readonly standing: Standing | undefined
  readonly text: string
  readonly place: Place | undefined
}

export interface MessageRow {
  /** Unique in its set. */
  readonly key: string
  readonly name: string
  readonly place: Place
  readonly mark: Cell
  readonly correlation: Cell
  readonly partitionKey: Cell
  readonly worst: Exclude<Severity, 'hint'> | undefined
  readonly findings: number
  readonly detail: MessageDetail | undefined
  /** Its place in the set as written, from 0, which gives it its sign on all pages; not there for one that is gone. */
  readonly sign?: number
  readonly change?: Change
}

/** A value of the table; where there is none, why. */
export interface Cell {
  readonly text: string | undefined
  /** The severity of the finding that misses it. */
  readonly missed?: Exclude<Severity, 'hint'>
  /** What it was in the baseline, where that was something else. */
  readonly was?: string
}

export interface MessageDetail {
  readonly summary: string | undefined
  readonly payload: readonly PropertyRow[]
  readonly headers: readonly PropertyRow[]
  /** Why there are no rows of the payload. */
  readonly nothing: string | undefined
  readonly examples: readonly ExampleValue[]
  /** Those that speak of no property. */
  readonly findings: readonly ConventionFinding[]
}

/** What a property may hold, in words. */
export interface Described {
  readonly type: string
  /** Constant or listed values, as JSON. */
  readonly values: readonly string[]
  readonly limits: string
  readonly optional: boolean
}

export interface PropertyRow extends Described {
  /** Unique in the table: its path. */
  readonly path: readonly string[]
  readonly name: string
  readonly tags: readonly ('mark' | 'correlation' | 'key')[]
  readonly place: Place
  readonly children: readonly PropertyRow[]
  /** It is a type of its own, in which nothing changed and nothing is found: opened on demand. */
  readonly closed: boolean
  readonly findings: readonly ConventionFinding[]
  readonly change?: Change
  /** What it was, where it became another one. */
  readonly was?: Described
}

export interface ExampleValue {
  readonly name: string | undefined
  readonly payload: unknown
  readonly headers: unknown
  /** `undefined` where nobody can tell. */
  readonly accepted: boolean | undefined
}

export interface ConventionGroup {
  readonly title: string
  readonly holds: number
  readonly of: number
  /** How it holds, while it does. */
  readonly say: string | undefined
  readonly findings: readonly ConventionFinding[]
}

export interface ConventionFinding extends FindingName {
  readonly severity: Severity
  /** Of the message that it is about. */
  readonly about: string | undefined
  readonly fix: string | undefined
}

/** What the host says to the page. */
export type ToPage =
  | { readonly type: 'state'; readonly update: StreamUpdate; readonly keep: KeptStream; readonly at: string }
  /** What else of the extension is there for a stream. */
  | { readonly type: 'tools'; readonly tools: readonly StreamTool[] }
  | { readonly type: 'here'; readonly message: string | null }
  | { readonly type: 'do'; readonly action: PageAction }

export type PageAction = 'source' | 'nextFinding' | 'previousFinding' | 'filter' | StreamTool | 'compare'

/** Commands that take a stream's place and live beside the preview. */
export type StreamTool = 'replay' | 'export'

/** What the page says to the host. */
export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly place: Place }
  | { readonly type: 'range'; readonly range: PlaceRange }
  | { readonly type: 'open'; readonly messages: readonly string[] }
  | { readonly type: 'tool'; readonly tool: StreamTool; readonly stream: Place }
  | { readonly type: 'compare' }
  | { readonly type: 'edit'; readonly edit: PreviewEditParams }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'textFocus'; readonly on: boolean }

export interface KeptStream {
  readonly stream: Place
  readonly compare?: Comparison
}

/** What VS Code keeps of a page for after a reload of the window. */
export interface KeptState extends KeptStream {
  readonly open: readonly string[]
  /** Pixels from the top. */
  readonly scroll?: number
}
