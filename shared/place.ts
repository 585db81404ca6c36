import type { Pointer } from './pointer.ts'

/** A place in a document, never a line: it holds while the text around it changes. The host turns it into a range when it is shown. */
export interface Place {
  readonly uri: string
  /** Which YAML document of the file, from 0. */
  readonly document?: number
  readonly pointer: Pointer
}
