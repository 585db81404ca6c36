import { CsvRows } from './csv.ts'
import { DamagedData } from './damaged.ts'
import { parquetLines } from './parquet.ts'
import { type ByteFile, type Content, type Copy, type Form, type Sink, SourceError, type Storage, type TextFile } from './source.ts'
import { longest, type Piece } from './split.ts'

export type Compression = 'gzip' | 'zstd'

/** How the host takes compressed bytes apart. Throws {@link DamagedData} after all that could be read. */
export type Decompress = (compression: Compression, chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

/** A file of a recording. What is compressed, or a table, is written into `storage` when it is read; without one it cannot be read again in parts. */
export class RecordedFile implements TextFile {
  readonly #file: ByteFile
  readonly #decompress: Decompress
  readonly #storage: Storage | undefined
  #copy: Copy | undefined
  #isPlain = true
  #rows: CsvRows | undefined
  readonly #notes = new Map<number, 'last' | Content>()

  constructor(file: ByteFile, decompress: Decompress, storage: Storage | undefined) {
    this.#file = file
    this.#decompress = decompress
    this.#storage = storage
  }

  get name(): string {
    return this.#file.name
  }

  get plain(): ByteFile | undefined {
    return this.#isPlain ? this.#file : this.#copy
  }

  /** Where it was written out; `undefined` where it was not. */
  get copy(): string | undefined {
    return this.#copy?.name
  }

  async *through<T>(start: (form: Form, base: number) => Sink<T>): AsyncGenerator<T> {
    this.#notes.clear()
    const opened = await firstOf(this.#file.chunks())
    if (startsWith(opened.first, [0x50, 0x41, 0x52, 0x31])) {
      await opened.close()
      yield* this.#table(start)
      return
    }
    const compression = compressionOf(opened.first)
    this.#isPlain = compression === undefined
    yield* this.#text(compression ? this.#copied(this.#decompress(compression, opened.chunks())) : opened.chunks(), start)
  }

  contentOf(piece: Piece): Content | undefined {
    const text = decode(piece)
    if (typeof text !== 'string') return text
    return this.#rows ? this.#rows.read(text, piece.isLast) : { kind: 'text', text, isLast: piece.isLast }
  }

  note(offset: number, what: 'last' | Content): void {
    this.#notes.set(offset, what)
  }

  contentAt(offset: number, size: number, bytes: Uint8Array): Content {
    const note = this.#notes.get(offset)
    if (note !== undefined && note !== 'last') return note
    const isTooLong = size > longest
    if (!isTooLong && bytes.length < size) return { kind: 'unreadable', message: 'This record is no longer there: the file was cut.' }
    const content = this.contentOf({ bytes, line: 0, offset, size, isLast: note === 'last', isTooLong })
    return content ?? { kind: 'unreadable', message: 'This is no record.' }
  }

  async slice(start: number, end: number): Promise<Uint8Array> {
    const { plain } = this
    if (!plain) throw new SourceError(`${this.name} cannot be read in parts.`)
    return plain.slice(start, end)
  }

  async dispose(): Promise<void> {
    await this.#file.close?.()
    await this.#copy?.remove()
    this.#copy = undefined
  }

  async *#text<T>(chunks: AsyncIterable<Uint8Array>, start: (form: Form, base: number) => Sink<T>): AsyncGenerator<T> {
    const name = nameOf(this.#file.name)
    let sink: Sink<T> | undefined
    let base = 0
    let damage: Content | undefined
    try {
      for await (const bytes of chunks) {
        const chunk = base === 0 && startsWith(bytes, byteOrderMark) ? bytes.subarray(byteOrderMark.length) : bytes
        if (!sink) {
          const form = formOf(name, chunk)
          base += bytes.length
          if (form === undefined) continue
          this.#rows = form === 'csv' ? new CsvRows() : undefined
          sink = start(form, base - chunk.length)
        }
        // Whoever reads may stop in between, and show what there is.
        for (let from = 0; from < chunk.length; from += mostAtOnce) yield sink.feed(chunk.subarray(from, from + mostAtOnce))
      }
    } catch (error) {
      if (!(error instanceof DamagedData)) throw error
      damage = { kind: 'truncated', message: error.message }
    }
    sink ??= damage && start('lines', base)
    if (sink) yield sink.end(damage)
  }

  async *#table<T>(start: (form: Form, base: number) => Sink<T>): AsyncGenerator<T> {
    const { size, name } = this.#file
    if (size === undefined) throw new SourceError(`${name} cannot be read: its length is not known.`)
    this.#isPlain = false
    this.#rows = undefined
    const copy = await this.#emptied()
    const encoder = new TextEncoder()
    const sink = start('lines', 0)
    let offset = 0
    for await (const { row, lines, problem } of parquetLines(this.#file, size)) {
      const bytes = encoder.encode(lines)
      await copy?.append(bytes)
      if (problem !== undefined) yield sink.special(row, offset, { kind: 'unreadable', message: problem })
      offset += bytes.length
      yield sink.feed(bytes)
    }
    yield sink.end(undefined)
  }

  async *#copied(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const copy = await this.#emptied()
    for await (const chunk of chunks) {
      await copy?.append(chunk)
      yield chunk
    }
  }

  async #emptied(): Promise<Copy | undefined> {
    await this.#copy?.remove()
    this.#copy = await this.#storage?.make(nameOf(this.#file.name))
    return this.#copy
  }
}

/** Bytes that are fed at a time. */
const mostAtOnce = 1 << 20
const byteOrderMark = [0xef, 0xbb, 0xbf]

/** `undefined` while nothing but white space was seen. */
function formOf(name: string, chunk: Uint8Array): Form | undefined {
  if (/\.[ct]sv$/.test(name)) return 'csv'
  if (/\.(?:ndjson|jsonl)$/.test(name)) return 'lines'
  const first = chunk.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)
  if (first === undefined) return undefined
  return first === 0x5b ? 'array' : 'lines'
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

function decode({ bytes, isTooLong, isLast }: Piece): string | Content {
  if (isTooLong) return { kind: 'unreadable', message: 'This record is larger than 400 MB.' }
  try {
    return decoder.decode(bytes)
  } catch {
    // A last line may be cut within a character.
    return isLast && isCutCharacter(bytes)
      ? lenient.decode(bytes).replace(/\ufffd$/, '')
      : { kind: 'unreadable', message: 'This is not UTF-8 text.' }
  }
}

/** Whether all but the last bytes, which begin a character, are UTF-8 (RFC 3629). */
function isCutCharacter(bytes: Uint8Array): boolean {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    if (back >= length) return false
    try {
      decoder.decode(bytes.subarray(0, -back))
      return true
    } catch {
      return false
    }
  }
  return false
}

/** In lower case, without the ending of its compression. */
function nameOf(name: string): string {
  return name.toLowerCase().replace(/\.(?:gz|gzip|zst|zstd)$/, '')
}

function compressionOf(bytes: Uint8Array): Compression | undefined {
  if (startsWith(bytes, [0x1f, 0x8b])) return 'gzip'
  return startsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd]) ? 'zstd' : undefined
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte)
}

interface Start {
  readonly first: Uint8Array
  chunks(): AsyncIterable<Uint8Array>
  close(): Promise<unknown>
}

/** The first chunk, and all of them, it included. */
async function firstOf(all: AsyncIterable<Uint8Array>): Promise<Start> {
  const iterator = all[Symbol.asyncIterator]()
  const result = await iterator.next()
  const first = result.done ? new Uint8Array(0) : result.value
  return {
    first,
    async *chunks() {
      try {
        if (first.length > 0) yield first
        for (;;) {
          const next = await iterator.next()
          if (next.done) return
          yield next.value
        }
      } finally {
        await iterator.return?.()
      }
    },
    close: async () => iterator.return?.(),
  }
}
