import { CsvRows } from './csv.ts'
import { DamagedData } from './damaged.ts'
import { parquetRows } from './parquet.ts'
import { type ByteFile, type Content, type Source, SourceError, type SourceRecord } from './source.ts'
import { elementSplitter, lineSplitter, type Piece, rowSplitter, type Splitter } from './split.ts'

export type Compression = 'gzip' | 'zstd'

/** How the host takes compressed bytes apart. Throws {@link DamagedData} after all that could be read. */
export type Decompress = (compression: Compression, chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>

type Form = 'lines' | 'array' | 'csv'

/** Recordings in files, read in the order given. Each file's form is told by its name and its first bytes. */
export function fileSource(files: readonly ByteFile[], decompress: Decompress): Source {
  return {
    files: files.map(({ name }) => name),
    async *read() {
      for (const [index, file] of files.entries()) yield* readFile(file, index, decompress)
    },
  }
}

async function* readFile(file: ByteFile, index: number, decompress: Decompress): AsyncGenerator<readonly SourceRecord[]> {
  const start = await firstOf(file.chunks())
  if (startsWith(start.first, [0x50, 0x41, 0x52, 0x31])) {
    await start.close()
    if (file.size === undefined) throw new SourceError(`${file.name} cannot be read: its length is not known.`)
    yield* parquetRows(file, file.size, index)
    return
  }
  const compression = compressionOf(start.first)
  const chunks = compression ? decompress(compression, start.chunks()) : start.chunks()
  yield* readText(withoutMark(chunks), nameOf(file.name), index)
}

async function* readText(chunks: AsyncIterable<Uint8Array>, name: string, index: number): AsyncGenerator<readonly SourceRecord[]> {
  let splitter: Splitter | undefined
  let read: (piece: Piece) => Content | undefined = textContent
  let damage: DamagedData | undefined
  let last = 0
  const records = (pieces: readonly Piece[]): SourceRecord[] =>
    pieces.flatMap((piece) => {
      last = piece.line
      const content: Content | undefined = damage ? { kind: 'truncated', message: damage.message } : read(piece)
      return content ? [{ file: index, line: piece.line, content }] : []
    })
  try {
    for await (const chunk of chunks) {
      if (!splitter) {
        const form = formOf(name, chunk)
        if (form === undefined) continue
        splitter = form === 'csv' ? rowSplitter() : form === 'array' ? elementSplitter() : lineSplitter()
        if (form === 'csv') read = csvContent(new CsvRows())
      }
      const batch = records(splitter.feed(chunk))
      if (batch.length > 0) yield batch
    }
  } catch (error) {
    if (!(error instanceof DamagedData)) throw error
    damage = error
  }
  const rest = records(splitter?.end() ?? [])
  if (damage && rest.length === 0) rest.push({ file: index, line: last + 1, content: { kind: 'truncated', message: damage.message } })
  if (rest.length > 0) yield rest
}

/** `undefined` while nothing but white space was seen. */
function formOf(name: string, chunk: Uint8Array): Form | undefined {
  if (/\.[ct]sv$/.test(name)) return 'csv'
  if (/\.(?:ndjson|jsonl)$/.test(name)) return 'lines'
  const first = chunk.find((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09)
  if (first === undefined) return undefined
  return first === 0x5b ? 'array' : 'lines'
}

function textContent(piece: Piece): Content {
  const text = decode(piece)
  return typeof text === 'string' ? { kind: 'text', text, isLast: piece.isLast } : text
}

function csvContent(rows: CsvRows): (piece: Piece) => Content | undefined {
  return (piece) => {
    const text = decode(piece)
    return typeof text === 'string' ? rows.read(text, piece.isLast) : text
  }
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

/** The bytes without a byte order mark at their start. */
async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isFirst = true
  for await (const chunk of chunks) {
    yield isFirst && startsWith(chunk, [0xef, 0xbb, 0xbf]) ? chunk.subarray(3) : chunk
    isFirst = false
  }
}
