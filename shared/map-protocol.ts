import type { Place } from './place.ts'
import type { Lines, PlainChannel, PreviewEditParams, Severity } from './preview-protocol.ts'
import type { Message } from './protocol.ts'

/** Client to server, a request: the event sources and applications of the whole workspace, or what of them changed since an answer. */
export const workspaceMap: Message<MapParams, MapUpdate> = { method: 'asyncapiEventSource/preview/map' }

export interface MapParams {
  /** The version of the newest answer that is still there; without it all of the map is answered. */
  readonly since?: number
  /** The id of a stream or an application whose findings are shown. */
  readonly selected?: string
}

/** The map, or what changed of it. What is not named in `gone` and not among the changed ones is as it was. */
export interface MapUpdate {
  /** Counts up with each change of the map, within one server. */
  readonly version: number
  /** Whether this is all of the map; else it adds to the one before. */
  readonly whole: boolean
  readonly streams: readonly MapStream[]
  readonly applications: readonly MapApplication[]
  /** Ids that are no more. */
  readonly gone: readonly string[]
  /** Where there is no event source at all: the channels that could be marked as one, at most 200. */
  readonly channels: readonly PlainChannel[]
  /** What the workspace folder is called; documents that lie in it directly have no folder. */
  readonly root: string
  /** Of what is selected; not there where it is no more. */
  readonly detail: MapDetail | undefined
}

export type Counts = Readonly<Record<Exclude<Severity, 'hint'>, number>>

export interface MapStream {
  /** {@link placeKey} of its place. */
  readonly id: string
  readonly place: Place
  readonly name: string
  readonly address: string | undefined
  /** The folders that its document lies in, from the workspace folder down. */
  readonly folder: readonly string[]
  readonly protocols: readonly string[]
  /** How long its events are kept, in a few words; `undefined` where nothing says so. */
  readonly kept: string | undefined
  /** The names of the set, in the order of the stream preview: an index names a message and gives it its sign. */
  readonly messages: readonly string[]
  readonly counts: Counts
}

/** A document with operations on event sources, or with channels that copy them. */
export interface MapApplication {
  /** {@link placeKey} of its document. */
  readonly id: string
  /** Its title. */
  readonly place: Place
  readonly name: string
  readonly folder: readonly string[]
  /** Its file, from the workspace folder. */
  readonly path: string
  readonly appends: readonly MapUse[]
  readonly reads: readonly MapUse[]
  readonly copies: readonly MapCopy[]
  /** Of its own findings; what is said of a stream that the document defines is not among them. */
  readonly counts: Counts
}

/** What an application does with a stream. */
export interface MapUse {
  readonly stream: string
  /** Where the application says so. */
  readonly place: Place
  /** Indices of its messages in the stream's set; `all` where it is about all of several. */
  readonly messages: readonly number[] | 'all'
}

/** An event source that the application writes out again instead of referring to it. */
export interface MapCopy {
  readonly stream: string
  readonly place: Place
  readonly name: string
}

/** What is shown of the one that is selected: the findings, and the lines of all its places. */
export interface MapDetail {
  readonly id: string
  /** Where the messages of a stream stand, by their index; none of an application. */
  readonly messages: readonly Place[]
  readonly findings: readonly MapFinding[]
  readonly lines: Lines
}

export interface MapFinding {
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly place: Place
}

/** What is kept of the page for after a reload of the window. */
export interface MapKept {
  readonly filter: string
  readonly severities: readonly (keyof Counts)[]
  /** The folder that the map has gone down into. */
  readonly level: readonly string[]
  readonly mode: MapMode | undefined
  readonly selected: string | undefined
  /** Folders of the list that are closed. */
  readonly closed: readonly string[]
}

export type MapMode = 'map' | 'list'

/** What the host says to the page of the map. */
export type MapToPage =
  | {
      readonly type: 'map'
      readonly update: MapUpdate
      /** Documents that are still to be read: the map is not all of it yet. */
      readonly reading: MapReading | undefined
    }
  | { readonly type: 'reading'; readonly reading: MapReading | undefined }
  | { readonly type: 'do'; readonly action: MapAction }

export interface MapReading {
  readonly done: number
  readonly total: number
}

export type MapAction = 'source' | 'nextFinding' | 'previousFinding' | 'filter' | 'replay' | 'export' | 'map' | 'list'

/** What the page of the map says to the host. */
export type MapToHost =
  | { readonly type: 'ready'; readonly selected: string | undefined }
  | { readonly type: 'select'; readonly selected: string | undefined }
  | { readonly type: 'reveal'; readonly place: Place }
  | { readonly type: 'openStream'; readonly place: Place }
  | { readonly type: 'replay'; readonly place: Place }
  | { readonly type: 'export' }
  | { readonly type: 'edit'; readonly edit: PreviewEditParams }
  | { readonly type: 'textFocus'; readonly on: boolean }
