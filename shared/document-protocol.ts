import type { Place } from './place.ts'
import type { Broken, PlaceRange } from './preview-protocol.ts'
import type { Message } from './protocol.ts'

/** Client to server, a request: an AsyncAPI document as the document preview shows it. */
export const documentPreview: Message<DocumentParams, DocumentAnswer> = { method: 'asyncapiEventSource/preview/document' }
/** Client to server, a request: whether a file holds an AsyncAPI document. */
export const isDocument: Message<{ readonly uri: string }, boolean> = { method: 'asyncapiEventSource/preview/isDocument' }
/** Client to server, a request: where a part of a document is written, in whichever file that is; `null` once it is gone. */
export const documentRange: Message<DocumentPart, PlaceRange | null> = { method: 'asyncapiEventSource/preview/documentRange' }
/** Client to server, a request: the part of the document that the cursor is in, as keys from its root; `null` in none. */
export const documentHere: Message<DocumentHereParams, readonly string[] | null> = { method: 'asyncapiEventSource/preview/documentHere' }

export interface DocumentParams {
  readonly uri: string
  /** The number of the newest answer that the page has. */
  readonly seen?: number
}

export interface DocumentAnswer {
  readonly number: number
  /** Not there where it is as it was in the answer that was seen. */
  readonly state?: DocumentState
}

/** A part of a document by keys and indices from its root; a `$ref` on the way is followed. */
export interface DocumentPart {
  readonly uri: string
  readonly path: readonly string[]
}

export interface DocumentHereParams {
  /** The document of the preview. */
  readonly document: string
  /** The file that the cursor is in. */
  readonly uri: string
  readonly position: { readonly line: number; readonly character: number }
}

export type DocumentState =
  | {
      readonly kind: 'document'
      readonly file: string
      readonly graph: Graph
      /** References that lead nowhere; each is marked where it stands. */
      readonly gaps: readonly Gap[]
      /** The text does not parse; the graph is what can still be read of it. */
      readonly broken?: Broken
    }
  /** There is a file, and nothing of it can be shown. */
  | { readonly kind: 'refused'; readonly file: string; readonly message: string; readonly range?: PlaceRange; readonly line?: number }
  /** Nothing is read yet, or the server is starting. */
  | { readonly kind: 'loading'; readonly file: string }
  | { readonly kind: 'missing'; readonly file: string }

/**
 * A value in which every `$ref` is what it leads to, as a list of its objects and arrays, the root first. Where one of them holds another
 * one, that is `[index]`; everything else in it is a scalar. So a part that many share is written once, and one may hold itself.
 */
export type Graph = readonly unknown[]

export interface Gap {
  readonly message: string
  readonly place: Place
  /** From 1. */
  readonly line: number
}

/** What the host says to the page. */
export type ToDocumentPage =
  | { readonly type: 'state'; readonly state: DocumentState; readonly uri: string; readonly folder: string; readonly at: string }
  | { readonly type: 'here'; readonly path: readonly string[] | null }
  | { readonly type: 'do'; readonly action: 'source' | 'filter' }

/** What the page says to the host. */
export type FromDocumentPage =
  | { readonly type: 'ready' }
  | { readonly type: 'part'; readonly path: readonly string[] }
  | { readonly type: 'reveal'; readonly place: Place }
  | { readonly type: 'range'; readonly range: PlaceRange }
  | { readonly type: 'link'; readonly href: string }
  | { readonly type: 'textFocus'; readonly on: boolean }

/** What VS Code keeps of a page for after a reload of the window. */
export interface KeptDocument {
  readonly uri: string
  /** The item at the top of what is seen. */
  readonly top?: string
}
