import type { Place } from './place.ts'
import type { Message } from './protocol.ts'

/** Client to server, a request: a stream as a text to be kept; `null` where there is no event source. */
export const streamExport: Message<StreamExportParams, Exported | null> = { method: 'asyncapiEventSource/export/stream' }
/** Client to server, a request: the map of the workspace as a picture; `null` where it has no event source. */
export const mapExport: Message<{ readonly scheme: ColorScheme }, Exported | null> = { method: 'asyncapiEventSource/export/map' }

/** `auto` follows who looks at it. */
export type ColorScheme = 'auto' | 'light' | 'dark'

export interface StreamExportParams {
  readonly stream: Place
  readonly form: 'markdown' | 'html' | 'mermaid' | 'svg'
  /** Of the picture; not there for `auto`. */
  readonly scheme?: ColorScheme
}

export interface Exported {
  readonly text: string
  /** What a file of it may be called, without an ending. */
  readonly name: string
}

/** What the host says to the page that makes a picture of points. */
export interface PictureToPage {
  readonly svg: string
}

/** What that page says to the host: the bytes of a PNG, or that there is none. */
export type PictureToHost = { readonly type: 'ready' } | { readonly type: 'png'; readonly data: ArrayBuffer } | { readonly type: 'failed' }
