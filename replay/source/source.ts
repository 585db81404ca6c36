import type { Piece } from './split.ts'

/** A number, or `N.M` of an inserted event, or `partition:offset` of a broker. */
export type Position = number | string

/** One record as its source holds it. */
export interface SourceRecord {
  /** Index into the source's `files`. */
  readonly file: number
  /** The physical line of a text file (of CSV where the row begins), the element of an array or the row of a table; from 1. */
  readonly line: number
  /** Byte of the file, or of what was written out of it, at which the record begins. */
  readonly offset: number
  /** Bytes of the record, its end of line not counted; 0 for one that only says what is missing. */
  readonly size: number
  readonly content: Content
}

/** Where a record stands. */
export type Stretch = Pick<SourceRecord, 'file' | 'offset' | 'size'>

export type Content =
  /** A JSON text; `isLast`: nothing ends it but the file, so it may be cut. */
  | { readonly kind: 'text'; readonly text: string; readonly isLast: boolean }
  /** A row; `isText`: its cells are text, and empty ones are left out. */
  | { readonly kind: 'row'; readonly row: Readonly<Record<string, unknown>>; readonly isText: boolean }
  | { readonly kind: 'unreadable'; readonly message: string }
  | { readonly kind: 'truncated'; readonly message: string }

/** How the records of a file are told apart. */
export type Form = 'lines' | 'array' | 'csv'

/** Takes the bytes of a file as they come, and makes something of each chunk. */
export interface Sink<T> {
  feed(chunk: Uint8Array): T
  /** A record that has no bytes: what could not be read there. */
  special(line: number, offset: number, content: Content): T
  /** All bytes were fed; `damage`: how the reading ended before the file did. */
  end(damage: Content | undefined): T
}

/** One file of a source, as text that records can be found in again. */
export interface TextFile {
  readonly name: string
  /** Feeds the sink that `start` makes once the form is known; nothing where the file has nothing but white space. `base` is the byte at which the first chunk begins. */
  through<T>(start: (form: Form, base: number) => Sink<T>): AsyncGenerator<T>
  /** What a record says; `undefined` for the header of a table, which is the first that is asked for. */
  contentOf(piece: Piece): Content | undefined
  /** Remembers what the bytes of a record alone do not tell: that the file's end ends it, or what is said instead of it. */
  note(offset: number, what: 'last' | Content): void
  /** What a record says that was read before, of its bytes. */
  contentAt(offset: number, size: number, bytes: Uint8Array): Content
  /** Bytes of its text, fewer where it ends before `end`. Throws a {@link SourceError} where what was read cannot be read again. */
  slice(start: number, end: number): Promise<Uint8Array>
  /** The same text without what is not text; `undefined` where the file itself is not that. */
  readonly plain: ByteFile | undefined
}

/** Where events come from: read from start to end as often as is asked, never written to. */
export interface Source {
  /** Names as a person would write them; more than one, and positions are running numbers. */
  readonly files: readonly string[]
  /** The same files, as bytes. */
  readonly texts: readonly TextFile[]
  /** Records in batches, in the order of the files. Rejects with a {@link SourceError} where a file cannot be opened. */
  read(): AsyncIterable<readonly SourceRecord[]>
  /** What records that were read say, in the order asked for. */
  contents(stretches: readonly Stretch[]): Promise<Content[]>
  /** Where files without byte offsets were written out as lines; empty for none. */
  readonly copies: readonly string[]
  /** Closes files, and removes what was written out. */
  dispose(): Promise<void>
}

/** A source that cannot be read at all; the message is a sentence for the person who named it. */
export class SourceError extends Error {}

/** Bytes of one file; `size` is `undefined` where it is not known. */
export interface ByteFile {
  readonly name: string
  readonly size: number | undefined
  /** From a byte on, as the file is now. */
  chunks(start?: number): AsyncIterable<Uint8Array>
  /** Bytes from `start` to before `end`; fewer where the file ends. */
  slice(start: number, end: number): Promise<Uint8Array>
  close?(): Promise<void>
}

/** Where a host lets bytes be kept for as long as a recording is open. */
export interface Storage {
  make(name: string): Promise<Copy>
}

/** Bytes that were written out of a file. `name` says where. */
export interface Copy extends ByteFile {
  append(bytes: Uint8Array): Promise<void>
  remove(): Promise<void>
}
