import type { ByteFile } from '../source/source.ts'

const chunkSize = 1 << 20

/** A file whose bytes are here. */
export function bytesFile(name: string, bytes: Uint8Array): ByteFile {
  return {
    name,
    size: bytes.length,
    async *chunks(start = 0) {
      for (let at = start; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize)
    },
    slice: async (start, end) => bytes.subarray(start, end),
  }
}
