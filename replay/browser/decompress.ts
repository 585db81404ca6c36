import { DamagedData } from '../source/damaged.ts'
import type { Decompress } from '../source/text-file.ts'
import { unzstd } from '../source/zstd.ts'

/** Compressed bytes with what browsers have; Zstandard they do not. */
export const decompressed: Decompress = (compression, chunks) => (compression === 'gzip' ? gunzip(chunks) : unzstd(chunks))

async function* gunzip(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stream = new DecompressionStream('gzip')
  const writer = stream.writable.getWriter()
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.readable.getReader()
  let isAllFed = false
  const feed = async () => {
    for await (const chunk of chunks) await writer.write(new Uint8Array(chunk))
    isAllFed = true
    await writer.close()
  }
  // What goes wrong with it, the other end tells.
  void feed().catch(() => undefined)
  for (;;) {
    const result = await reader.read().catch(() => undefined)
    if (!result) throw new DamagedData(isAllFed)
    if (result.done) return
    yield result.value
  }
}
