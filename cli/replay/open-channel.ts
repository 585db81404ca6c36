import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type ReplayChannel, replayChannel } from '../../replay/message/channel.ts'
import { foldUris } from '../../server/eventsource/fold-uris.ts'
import type { Stream } from '../../server/eventsource/stream.ts'
import { streamModel, streamPool } from '../../server/eventsource/stream-model.ts'
import type { Channel } from '../../server/model/channel.ts'
import type { Checks } from '../../server/validate/checks.ts'
import type { StreamModel } from '../../shared/stream-model.ts'
import { isInside, uriKey } from '../../shared/uri.ts'
import { makeChecks } from '../checks.ts'

export interface OpenedChannel {
  readonly channel: ReplayChannel
  /** The reducer that the channel names, or that lies beside its document; `undefined` where there is none. */
  readonly fold: string | undefined
}

/** The channel of a document, by its key or address. Throws an error whose message says what is wrong. */
export async function openChannel(document: string, name: string, cwd: string, log: (message: string) => void): Promise<OpenedChannel> {
  const path = resolve(cwd, document)
  const uri = uriKey(pathToFileURL(path).href)
  const checks = makeChecks([{ path: document, uri, named: true }], { config: undefined, spec: false, baseline: undefined }, cwd, log)
  try {
    const { workspace, config, context } = checks
    await workspace.load(uri)
    const file = workspace.file(uri)
    if (file.state.kind === 'unreadable' || !existsSync(path)) throw new Error(`${document} cannot be read: there is no such file.`)
    if (file.documents.length === 0) throw new Error(`${document} is no AsyncAPI document.`)
    await Promise.all(workspace.members.map((one) => workspace.load(one.uri)))
    await Promise.all(workspace.members.map((one) => config.load(one.uri)))
    const channels = file.documents.flatMap((root) => context.model.document(root).channels)
    const channel = channels.find(({ key }) => key === name) ?? channels.find(({ address }) => address === name)
    if (!channel) throw new Error(`${document} has no channel ${name}; it has ${channels.map(({ key }) => key).join(', ') || 'none'}.`)
    if (!channel.isReadable) throw new Error(`The channel ${name} cannot be read: its $ref leads nowhere.`)
    return describe(checks, channel)
  } finally {
    checks.checker.dispose()
  }
}

function describe(checks: Checks, channel: Channel): OpenedChannel {
  const { context } = checks
  const { streams } = context
  const stream = streams.stream(channel) ?? streams.formerStream(channel, () => streams.why(channel))
  const model = streamModel(stream)
  const pool = Object.fromEntries([...streamPool(stream)].map(([id, entry]) => [id, entry.schema]))
  return {
    channel: replayChannel(model, pool, context.envelope(model.uri)),
    fold: foldFile(stream, model, checks),
  }
}

/** The reducer that is there. Throws where one is named that is not, or that nobody may run. */
function foldFile(stream: Stream, model: StreamModel, { workspace, context }: Checks): string | undefined {
  const isAlone = context.streams.streamsOf(stream.channel.document).length === 1
  const paths = foldUris(model, model.uri, isAlone).map((uri) => fileURLToPath(uri))
  const found = paths.find((path) => existsSync(path))
  if (model.fold === undefined) return found
  const target = uriKey(pathToFileURL(paths[0] ?? '').href)
  if (!workspace.options.folders.some((folder) => isInside(uriKey(folder), target))) {
    throw new Error(`The fold ${model.fold} lies outside the workspace.`)
  }
  if (found === undefined) throw new Error(`The fold ${model.fold}, which the channel ${stream.channel.key} names, is not there.`)
  return found
}
