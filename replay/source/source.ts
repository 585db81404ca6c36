/** A number, or `N.M` of an inserted event, or `partition:offset` of a broker. */
export type Position = number | string

/** One record as its source holds it. */
export interface SourceRecord {
  /** Index into the source's `files`. */
  readonly file: number
  /** The physical line of a text file (of CSV where the row begins), the element of an array or the row of a table; from 1. */
  readonly line: number
  readonly content: Content
}

export type Content =
  /** A JSON text; `isLast`: nothing ends it but the file, so it may be cut. */
  | { readonly kind: 'text'; readonly text: string; readonly isLast: boolean }
  /** A row; `isText`: its cells are text, and empty ones are left out. */
  | { readonly kind: 'row'; readonly row: Readonly<Record<string, unknown>>; readonly isText: boolean }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'truncated'; readonly message: string }

/** Where events come from: read from start to end as often as is asked, never written to. */
export interface Source {
  /** Names as a person would write them; more than one, and positions are running numbers. */
  readonly files: readonly string[]
  /** Records in batches, in the order of the files. Rejects with a {@link SourceError} where a file cannot be opened. */
  read(): AsyncIterable<readonly SourceRecord[]>
}

/** A source that cannot be read at all; the message is a sentence for the person who named it. */
export class SourceError extends Error {}

/** Bytes of one file, from its start; `size` is `undefined` where it is not known. */
export interface ByteFile {
  readonly name: string
  readonly size: number | undefined
  chunks(): AsyncIterable<Uint8Array>
  /** Bytes from `start` to before `end`. */
  slice(start: number, end: number): Promise<Uint8Array>
}
