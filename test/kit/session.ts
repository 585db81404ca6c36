import { decompressed } from '../../replay/node/files.ts'
import { startFoldWorker } from '../../replay/node/start-fold-worker.ts'
import { bytesFile } from '../../replay/session/bytes-file.ts'
import type { SessionHost } from '../../replay/session/host.ts'
import { openSession } from '../../replay/session/session.ts'
import { fileSource } from '../../replay/source/files.ts'
import { memoryStorage } from '../../replay/source/memory.ts'
import { streamModel, streamPool } from '../../server/eventsource/stream-model.ts'
import { type Asker, asker, type Crossing, type Port } from '../../shared/border.ts'
import type { EngineBorder, OpenParams, Overview, ReplayWhat } from '../../shared/replay-protocol.ts'
import { contextOf } from './rules.ts'
import { openWorkspace } from './workspace.ts'

/** What is replayed: the only event source of a document, without a fold. */
export function whatOf(text: string, path = 'orders.yaml'): ReplayWhat {
  const context = contextOf(openWorkspace({ [path]: text }))
  const stream = context.model.documents.flatMap((document) => context.streams.streamsOf(document))[0]
  if (!stream) throw new Error('no stream')
  const pool = Object.fromEntries([...streamPool(stream)].map(([id, entry]) => [id, entry.schema]))
  const model = streamModel(stream)
  return { model, pool, envelope: { ...context.envelope(model.uri) }, fold: undefined, isTrusted: true, isStale: false }
}

/** An event source of one message that says its entity in `id` and a whole number in `n`; `more` is what else is asked of the number. */
export const placedDocument = (more = ''): string => `
asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      Placed:
        correlationId: { location: '$message.payload#/id' }
        payload: { type: object, required: [n], properties: { type: { const: Placed }, id: { type: string }, n: { type: integer${more} } } }
`

/** Two ends of a port that copy what crosses, as a worker's does. */
function ports(): readonly [Port, Port] {
  const end = () => [] as ((crossing: Crossing) => void)[]
  const [near, far] = [end(), end()]
  const port = (own: typeof near, other: typeof near): Port => ({
    send: (crossing) => {
      const copy = structuredClone(crossing)
      setImmediate(() => {
        for (const listener of other) listener(copy)
      })
    },
    onCrossing: (listener) => own.push(listener),
  })
  return [port(near, far), port(far, near)]
}

export const memorySession: SessionHost = {
  open: async (name) => {
    if (name.kind === 'paths') throw new Error('no paths here')
    const files = name.files.map((file) => bytesFile(file.name, file.bytes))
    const source = fileSource(files, decompressed, memoryStorage)
    return { source, bytes: name.files.reduce((sum, { bytes }) => sum + bytes.length, 0), look: async () => ({ kind: 'same' }) }
  },
  startFold: startFoldWorker,
  memory: () => 0,
}

export interface OpenedSession extends Asker<EngineBorder> {
  /** Resolves with the first overview that is as asked for. */
  until(holds: (overview: Overview) => boolean): Promise<Overview>
}

export function session(host: SessionHost = memorySession): OpenedSession {
  const [engine, page] = ports()
  openSession(engine, host)
  const { ask, on } = asker<EngineBorder>(page)
  const waiting = new Set<(overview: Overview) => void>()
  on('overview', (overview) => {
    for (const one of waiting) one(overview)
  })
  return {
    ask,
    on,
    until: async (holds) => {
      const now = await ask('overview', {})
      if (holds(now)) return now
      return new Promise((resolve) => {
        const look = (overview: Overview) => {
          if (!holds(overview)) return
          waiting.delete(look)
          resolve(overview)
        }
        waiting.add(look)
      })
    },
  }
}

/** A session over a recording that is all read, each record a line. */
export async function opened(
  what: ReplayWhat,
  records: readonly unknown[] | string,
  more: Partial<OpenParams> = {},
): Promise<OpenedSession> {
  const text =
    typeof records === 'string'
      ? records
      : records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n')
  const one = session()
  const source = { kind: 'bytes', files: [{ name: 'r.ndjson', bytes: new TextEncoder().encode(text) }] } as const
  await one.ask('open', { ...what, source, ...more })
  await one.until(({ load }) => load === 'done')
  return one
}
