import { DefaultFolder } from '../../replay/fold/default-folder.ts'
import type { EntityState, Folder, FoldRemark } from '../../replay/fold/folder.ts'
import { type ReplayChannel, replayChannel } from '../../replay/message/channel.ts'
import { decompressed } from '../../replay/node/files.ts'
import { type ReplayOptions, replay } from '../../replay/replay.ts'
import { fileSource } from '../../replay/source/files.ts'
import type { ByteFile, Source, SourceRecord } from '../../replay/source/source.ts'
import { streamModel, streamPool } from '../../server/eventsource/stream-model.ts'
import { contextOf } from './rules.ts'
import { openWorkspace } from './workspace.ts'

/** The only event source of a document, as replay sees it. */
export function channelOf(text: string): ReplayChannel {
  const context = contextOf(openWorkspace({ 'orders.yaml': text }))
  const stream = context.model.documents.flatMap((document) => context.streams.streamsOf(document))[0]
  if (!stream) throw new Error('no stream')
  const pool = Object.fromEntries([...streamPool(stream)].map(([id, entry]) => [id, entry.schema]))
  return replayChannel(streamModel(stream), pool)
}

/** An event source with the messages given, each a YAML flow mapping. */
export function channelWith(messages: Readonly<Record<string, string>>, more = ''): ReplayChannel {
  const lines = Object.entries(messages).map(([key, message]) => `      ${key}: ${message}`)
  return channelOf(`
asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
${more}
    messages:
${lines.join('\n')}
`)
}

/** A file in memory, handed over in chunks of a size. */
export function memoryFile(name: string, content: string | Uint8Array, chunkSize = 1 << 20): ByteFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return {
    name,
    size: bytes.length,
    async *chunks() {
      for (let start = 0; start < bytes.length; start += chunkSize) yield bytes.subarray(start, start + chunkSize)
    },
    slice: async (start, end) => bytes.slice(start, end),
  }
}

export function sourceOf(files: Readonly<Record<string, string | Uint8Array>>, chunkSize?: number): Source {
  return fileSource(
    Object.entries(files).map(([name, content]) => memoryFile(name, content, chunkSize)),
    decompressed,
  )
}

export async function recordsOf(source: Source): Promise<SourceRecord[]> {
  const records: SourceRecord[] = []
  for await (const batch of source.read()) records.push(...batch)
  return records
}

export interface Outcome {
  readonly events: number
  readonly entities: number
  /** `position kind`, and the path where there is one. */
  readonly findings: readonly string[]
  readonly messages: readonly string[]
  readonly states: Readonly<Record<string, unknown>>
  readonly all: readonly EntityState[]
  readonly missing: readonly number[]
}

/** Replays records, or a whole file's text, with the default fold unless told otherwise. */
export async function outcomeOf(
  channel: ReplayChannel,
  records: readonly unknown[] | Source,
  options: Partial<ReplayOptions> & { makeFolder?: (onRemark: FoldRemark) => Folder | Promise<Folder> } = {},
): Promise<Outcome> {
  const source = Array.isArray(records)
    ? sourceOf({ 'r.ndjson': records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n') })
    : (records as Source)
  const result = await replay(channel, source, { mostFindings: 1_000, makeFolder: () => new DefaultFolder(), ...options })
  const all = [...result.folder.states()]
  result.folder.dispose()
  const sorted = result.findings.sorted()
  return {
    events: result.events,
    entities: result.entities,
    findings: sorted.map(({ position, kind, path }) => `${position} ${kind}${path === undefined ? '' : ` ${path}`}`),
    messages: sorted.map(({ message }) => message),
    states: Object.fromEntries(all.map(({ entity, state }) => [entity, state])),
    all,
    missing: result.missing,
  }
}
