import type { Place } from './place.ts'
import type { Message } from './protocol.ts'

/** Client to server, a request: what the stream preview shows of a channel. */
export const streamPreview: Message<StreamPreviewParams, PreviewState> = { method: 'asyncapiEventSource/preview/stream' }
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
}

export interface StreamName {
  readonly place: Place
  readonly title: string
  readonly address: string | undefined
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
  readonly order: 'story' | 'written'
  /** Where the type marks are, if all are at one place. */
  readonly markAt: string | undefined
  readonly messages: readonly MessageRow[]
  readonly groups: readonly ConventionGroup[]
}

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
}

/** A value of the table; where there is none, why. */
export interface Cell {
  readonly text: string | undefined
  /** The severity of the finding that misses it. */
  readonly missed?: Exclude<Severity, 'hint'>
}

export interface MessageDetail {
  readonly summary: string | undefined
  readonly payload: readonly PropertyRow[]
  readonly headers: readonly PropertyRow[]
  /** Why there are no rows of the payload. */
  readonly nothing: string | undefined
  readonly examples: readonly ExampleValue[]
  readonly findings: readonly ConventionFinding[]
}

export interface PropertyRow {
  /** Unique in the table: its path. */
  readonly path: readonly string[]
  readonly name: string
  readonly type: string
  /** Constant or listed values, as JSON. */
  readonly values: readonly string[]
  readonly limits: string
  readonly optional: boolean
  readonly tags: readonly ('mark' | 'correlation' | 'key')[]
  readonly place: Place
  readonly children: readonly PropertyRow[]
  /** It is a type of its own: opened on demand. */
  readonly closed: boolean
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
  | { readonly type: 'state'; readonly state: PreviewState; readonly stream: Place; readonly at: string }
  | { readonly type: 'here'; readonly message: string | null }
  | { readonly type: 'do'; readonly action: PageAction }

export type PageAction = 'source' | 'nextFinding' | 'previousFinding' | 'filter'

/** What the page says to the host. */
export type ToHost =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly place: Place }
  | { readonly type: 'range'; readonly range: PlaceRange }
  | { readonly type: 'open'; readonly messages: readonly string[] }
  | { readonly type: 'edit'; readonly edit: PreviewEditParams }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'textFocus'; readonly on: boolean }

/** What VS Code keeps of a page for after a reload of the window. */
export interface KeptState {
  readonly stream: Place
  readonly open: readonly string[]
}
