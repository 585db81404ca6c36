import type { SourceName } from '../../shared/replay-protocol.ts'
import type { StartFoldWorker } from '../fold/protocol.ts'
import type { Source } from '../source/source.ts'

export interface OpenedSource {
  readonly source: Source
  /** Of all files; `undefined` where it is not known. */
  readonly bytes: number | undefined
  /** What became of the files since they were opened, or since it was last asked. */
  look(): Promise<SourceLook>
}

export type SourceLook =
  | { readonly kind: 'same' | 'cut' | 'replaced' }
  /** Only the last file may grow. */
  | { readonly kind: 'grown'; readonly bytes: number }

/** What a session needs of the program that it runs in. */
export interface SessionHost {
  /** Rejects with an error whose message is a sentence for a person. */
  open(name: SourceName): Promise<OpenedSource>
  readonly startFold: StartFoldWorker
  /** How long one event may take, in milliseconds, where it is not the usual second. */
  readonly foldLimit?: number
  /** Bytes in use, about. */
  memory(): number
}
