import { open, stat } from 'node:fs/promises'
import * as zlib from 'node:zlib'
import { DamagedData } from '../source/damaged.ts'
import type { Compression } from '../source/files.ts'
import { type ByteFile, SourceError } from '../source/source.ts'
import { unzstd } from '../source/zstd.ts'

const chunkSize = 1 << 20

/** A file on disk, opened for reading only. `name` is how it is called in what people read. */
export async function nodeFile(path: string, name: string): Promise<ByteFile> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw new SourceError(`${name} cannot be read: ${reason(error)}`)
  })
  const opened = () =>
    open(path, 'r').catch((error: unknown) => {
      throw new SourceError(`${name} cannot be read: ${reason(error)}`)
    })
  return {
    name,
    size,
    async *chunks() {
      const handle = await opened()
      try {
        for (;;) {
          const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(chunkSize), 0, chunkSize, null)
          if (bytesRead === 0) return
          yield buffer.subarray(0, bytesRead)
        }
      } finally {
        await handle.close()
      }
    },
    async slice(start, end) {
      const handle = await opened()
      try {
        const { bytesRead, buffer } = await handle.read(new Uint8Array(end - start), 0, end - start, start)
        return buffer.subarray(0, bytesRead)
      } finally {
        await handle.close()
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
