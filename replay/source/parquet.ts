import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { isObject, type JsonObject, setMember } from '../json/object.ts'
import { writeJson } from '../json/write.ts'
import { type ByteFile, SourceError } from './source.ts'

const rowsAtOnce = 2_000

/** Some rows: as lines of JSON, or why they cannot be read, with an empty line for each. */
interface Rows {
  /** The first of them, from 1. */
  readonly row: number
  readonly lines: string
  readonly problem: string | undefined
}

/** The rows of a Parquet file as lines, a few at a time. */
export async function* parquetLines(file: ByteFile, size: number): AsyncGenerator<Rows> {
  const buffer = {
    byteLength: size,
    slice: async (start: number, end = size) => {
      const bytes = await file.slice(start < 0 ? size + start : start, end)
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
    },
  }
  const metadata = await parquetMetadataAsync(buffer).catch((error: unknown) => {
    throw new SourceError(`${file.name} cannot be read: ${error instanceof Error ? error.message : 'it is no Parquet file'}.`)
  })
  const count = Number(metadata.num_rows)
  for (let start = 0; start < count; start += rowsAtOnce) {
    const end = Math.min(count, start + rowsAtOnce)
    let rows: readonly Record<string, unknown>[]
    try {
      rows = await parquetReadObjects({ file: buffer, metadata, rowStart: start, rowEnd: end, compressors })
    } catch (error) {
      const problem = `Rows ${start + 1} to ${end} cannot be read: ${error instanceof Error ? error.message : String(error)}.`
      yield { row: start + 1, lines: '\n'.repeat(end - start), problem }
      continue
    }
    yield { row: start + 1, lines: rows.map((row) => `${writeJson(present(row))}\n`).join(''), problem: undefined }
  }
}

/** Columns that hold something. */
function present(row: Record<string, unknown>): JsonObject {
  const out: JsonObject = {}
  for (const name of Object.keys(row)) if (row[name] !== null && row[name] !== undefined) setMember(out, name, plain(row[name]))
  return out
}

/** A value as JSON has it: times as text, bytes as the text they are, whole numbers as numbers where these are exact. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<unknown>, plain)
  if (Array.isArray(value)) return value.map(plain)
  if (!isObject(value)) return value ?? null
  const out: JsonObject = {}
  for (const name of Object.keys(value)) setMember(out, name, plain(value[name]))
  return out
}
