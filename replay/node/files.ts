import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as zlib from 'node:zlib'
import { DamagedData } from '../source/damaged.ts'
import { type ByteFile, SourceError, type Storage } from '../source/source.ts'
import type { Compression } from '../source/text-file.ts'
import { unzstd } from '../source/zstd.ts'

const chunkSize = 1 << 20

/** A file on disk, opened for reading only. `name` is how it is called in what people read. */
export async function nodeFile(path: string, name: string): Promise<ByteFile> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw new SourceError(`${name} cannot be read: ${reason(error)}`)
  })
  let handle: Promise<FileHandle> | undefined
  // Held for as long as the source is: what was read can be read again, whatever takes the file's name.
  const opened = () =>
    (handle ??= open(path, 'r').catch((error: unknown) => {
      handle = undefined
      throw new SourceError(`${name} cannot be read: ${reason(error)}`)
    }))
  const read = async (start: number, size: number): Promise<Uint8Array> => {
    const buffer = Buffer.allocUnsafeSlow(size)
    let length = 0
    while (length < size) {
      const { bytesRead } = await (await opened()).read(buffer, length, size - length, start + length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  }
  return {
    name,
    size,
    async *chunks(start = 0) {
      for (let at = start; ; ) {
        const chunk = await read(at, chunkSize)
        if (chunk.length > 0) yield chunk
        if (chunk.length < chunkSize) return
        at += chunk.length
      }
    },
    slice: (start, end) => read(start, end - start),
    async close() {
      const open = await handle?.catch(() => undefined)
      handle = undefined
      await open?.close()
    },
  }
}

/** Keeps what is written out of recordings in a folder, under names of its own. */
export function folderStorage(folder: string): Storage {
  return {
    async make(name) {
      await mkdir(folder, { recursive: true })
      const path = join(folder, `${randomUUID()}-${basename(name)}`)
      const handle = await open(path, 'wx+', 0o600)
      let size = 0
      const read = async (start: number, end: number) => {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(end - start), 0, end - start, start)
        return buffer.subarray(0, bytesRead)
      }
      return {
        name: path,
        get size() {
          return size
        },
        async append(bytes) {
          for (let from = 0; from < bytes.length; ) {
            const { bytesWritten } = await handle.write(bytes, from, bytes.length - from, size)
            from += bytesWritten
            size += bytesWritten
          }
        },
        async *chunks(start = 0) {
          for (let at = start; at < size; at += chunkSize) yield await read(at, Math.min(size, at + chunkSize))
        },
        slice: (start, end) => read(start, Math.max(start, Math.min(end, size))),
        async remove() {
          await handle.close()
          await rm(path, { force: true })
        },
      }
    },
  }
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file or folder.'
  if (code === 'EACCES' || code === 'EPERM') return 'it may not be read.'
  return error instanceof Error ? error.message : String(error)
}

/** Compressed bytes with what Node has; Zstandard it has from 22.15 on. */
export function decompressed(compression: Compression, chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  if (compression === 'gzip') return through(zlib.createGunzip(), chunks)
  return 'createZstdDecompress' in zlib ? through(zlib.createZstdDecompress(), chunks) : unzstd(chunks)
}

/** What the transform makes of each chunk, and all of it before a defect is told: an iterator would drop what it still holds. */
async function* through(transform: zlib.Gunzip | zlib.ZstdDecompress, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = []
  let damage: DamagedData | undefined
  let tell = () => {}
  transform.on('data', (chunk: Uint8Array) => out.push(chunk))
  transform.on('error', (error: NodeJS.ErrnoException) => {
    damage ??= new DamagedData(error.code === 'Z_BUF_ERROR')
    tell()
  })
  const step = (act: (done: () => void) => void) =>
    new Promise<void>((resolve) => {
      tell = resolve
      if (damage) resolve()
      else act(resolve)
    })
  try {
    for await (const chunk of chunks) {
      await step((done) => transform.write(chunk, () => done()))
      yield* out.splice(0)
      if (damage) break
    }
    if (!damage) {
      await step((done) => {
        transform.once('end', done)
        transform.end()
      })
      yield* out.splice(0)
    }
  } finally {
    transform.destroy()
    out = []
  }
  if (damage) throw damage
}
