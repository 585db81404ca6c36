import type { Place } from './place.ts'
import type { Message } from './protocol.ts'

/** Client to server, a request: the files of a reducer for an event source; `null` where there is none at the place. */
export const foldFiles: Message<{ readonly stream: Place }, FoldFiles | null> = { method: 'asyncapiEventSource/fold/files' }

export interface FoldFiles {
  /** The module that replay would find for the event source, and what to begin it with. */
  readonly module: { readonly uri: string; readonly text: string }
  /** Its types, which come from the document and are written anew at each change. */
  readonly types: { readonly uri: string; readonly text: string }
}
