import { Decompress } from 'fzstd'
import { DamagedData } from './damaged.ts'

/** Zstandard (RFC 8878) where the host has none of its own. */
export async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let out: Uint8Array[] = []
  const stream = new Decompress((chunk) => {
    out.push(chunk)
  })
  const push = (chunk: Uint8Array, isFinal: boolean): DamagedData | undefined => {
    try {
      stream.push(chunk, isFinal)
      return undefined
    } catch {
      return new DamagedData(isFinal)
    }
  }
  for await (const chunk of chunks) {
    const damage = push(chunk, false)
    yield* out
    out = []
    if (damage) throw damage
  }
  const damage = push(new Uint8Array(0), true)
  yield* out
  if (damage) throw damage
}
