import type { Place } from '../../shared/place.ts'
import { placeKey } from '../../shared/preview-protocol.ts'
import type { ReplayWhat } from '../../shared/replay-protocol.ts'
import type { ReplayChannelName, ReplayWhatAnswer, ReplayWhatParams } from '../../shared/replay-requests.ts'
import { isInside, uriEnding, uriKey, uriName } from '../../shared/uri.ts'
import { foldUris } from '../eventsource/fold-uris.ts'
import { hashOf } from '../eventsource/hash.ts'
import type { Stream } from '../eventsource/stream.ts'
import { streamModel, streamPool } from '../eventsource/stream-model.ts'
import type { Channel } from '../model/channel.ts'
import type { Checks } from '../validate/checks.ts'
import { cursorOf, documentsOf, rangeOf, streamAt } from './stream-preview.ts'

/** Bytes of a reducer; a larger file is none. */
const largestFold = 1_000_000

/** What was answered last of each channel, for while its document cannot be read. */
const readable = new WeakMap<Checks, Map<string, ReplayWhatAnswer>>()

/** What replay holds a recording against: the event source, or any other channel, at a place. */
export async function replayWhatOf({ channel, known }: ReplayWhatParams, checks: Checks): Promise<ReplayWhatAnswer | null> {
  const { workspace } = checks
  const file = workspace.file(channel.uri)
  if (file.standing === 'pending') await workspace.load(file.uri)
  const before = readable.get(checks) ?? new Map<string, ReplayWhatAnswer>()
  readable.set(checks, before)
  const key = placeKey(channel)
  const isBroken = file.source?.problems.some(({ code }) => code !== 'unknown-tag' && code !== 'comment-in-json') ?? true
  const stream = isBroken && before.has(key) ? undefined : channelStream(channel, checks)
  const answer = stream ? await describe(stream, isBroken, checks) : stale(before.get(key))
  if (!answer) return null
  if (!isBroken) before.set(key, answer)
  return answer.hash === known ? { ...answer, what: undefined } : answer
}

/** The channels of a document that can be replayed, its event sources first; without a document the event sources of the workspace. */
export function replayChannelsOf(uri: string | undefined, checks: Checks): ReplayChannelName[] {
  const { model, streams } = checks.context
  const documents = uri === undefined ? model.documents : documentsOf(checks.workspace.file(uri), checks)
  const found = new Map<Channel, boolean>()
  for (const document of documents) {
    for (const channel of document.ownChannels) {
      const isEventSource = streams.speaksOf(channel) && streams.stream(channel) !== undefined
      if (isEventSource || uri !== undefined) found.set(channel, isEventSource)
    }
  }
  return [...found]
    .map(([{ cursor, key, address }, isEventSource]) => ({ place: cursor.place, title: key, address, isEventSource }))
    .sort((a, b) => Number(b.isEventSource) - Number(a.isEventSource))
}

function channelStream(place: Place, checks: Checks): Stream | undefined {
  const stream = streamAt(place, checks)
  if (stream) return stream
  const { model, streams } = checks.context
  const cursor = cursorOf(place, checks.workspace.file(place.uri))
  const document = cursor && model.documentOf(cursor)
  const channel = cursor && document?.channelAt(cursor)
  return channel?.cursor.exists ? streams.formerStream(channel, () => streams.why(channel)) : undefined
}

function stale(before: ReplayWhatAnswer | undefined): ReplayWhatAnswer | undefined {
  return before?.what && { ...before, hash: `${before.hash} stale`, what: { ...before.what, isStale: true } }
}

async function describe(stream: Stream, isStale: boolean, checks: Checks): Promise<ReplayWhatAnswer> {
  const { context } = checks
  const model = streamModel(stream)
  const { clientUri } = stream.channel.cursor.file
  const isAlone = context.streams.streamsOf(stream.channel.document).length === 1
  const folds = foldUris(model, clientUri, isAlone)
  const fold = await findFold(folds, checks)
  const pool = Object.fromEntries([...streamPool(stream)].map(([id, { schema }]) => [id, schema]))
  const envelope = { ...context.envelope(model.uri) }
  const messages = model.messages.map(({ key, name, uri, pointer }) => ({ name: name ?? key, place: { uri, pointer } }))
  const lines = Object.fromEntries(
    messages.flatMap(({ place }) => {
      const range = rangeOf(place, checks)
      return range ? [[placeKey(place), range.start.line + 1] as const] : []
    }),
  )
  return {
    hash: hashOf([model, envelope, fold, isStale], []),
    what: { model, pool, envelope, fold, isStale },
    title: model.key,
    document: uriName(clientUri),
    messages,
    lines,
    folds,
  }
}

/** The first of these that is there. One outside the workspace is not looked at. */
async function findFold(uris: readonly string[], { workspace }: Checks): Promise<ReplayWhat['fold']> {
  const folders = workspace.options.folders.map(uriKey)
  for (const uri of uris) {
    const key = uriKey(uri)
    if (!folders.some((folder) => isInside(folder, key))) continue
    const result = await workspace.host.read(key, largestFold, folders).catch(() => undefined)
    if (!result || !('bytes' in result)) continue
    const text = new TextDecoder().decode(result.bytes)
    return { uri, file: uriName(uri), text, isTypeScript: !/^\.[cm]?js$/.test(uriEnding(uri)) }
  }
  return undefined
}
