import type { ReadResult } from './workspace/host.ts'

/** How long a remote file may take, in milliseconds. */
const patience = 5000

/** Fetches a file over the network: only ever called where a trusted person's setting allows it. Sends no credentials. */
export async function fetchRemote(uri: string, limit: number): Promise<ReadResult> {
  try {
    const response = await fetch(uri, { signal: AbortSignal.timeout(patience), credentials: 'omit' })
    if (!response.ok || !response.body) return { problem: response.status === 401 || response.status === 403 ? 'denied' : 'missing' }
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length
      if (length > limit) return { problem: 'too-big' }
      chunks.push(chunk)
    }
    const bytes = new Uint8Array(length)
    let at = 0
    for (const chunk of chunks) {
      bytes.set(chunk, at)
      at += chunk.length
    }
    return { bytes }
  } catch {
    return { problem: 'missing' }
  }
}
