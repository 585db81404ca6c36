import { existsSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type ReplayChannel, replayChannel } from '../../replay/message/channel.ts'
import type { Stream } from '../../server/eventsource/stream.ts'
import { streamModel, streamPool } from '../../server/eventsource/stream-model.ts'
import type { Channel } from '../../server/model/channel.ts'
import type { Checks } from '../../server/validate/checks.ts'
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

function describe({ workspace, context }: Checks, channel: Channel): OpenedChannel {
  const { streams } = context
  const stream = streams.stream(channel) ?? streams.formerStream(channel, () => streams.why(channel))
  const model = streamModel(stream)
  const pool = Object.fromEntries([...streamPool(stream)].map(([id, entry]) => [id, entry.schema]))
  return {
    channel: replayChannel(model, pool, context.envelope(model.uri)),
    fold: foldFile(stream, model.fold, model.uri, model.key, streams.streamsOf(stream.channel.document).length, workspace.options.folders),
  }
}

function foldFile(
  stream: Stream,
  declared: string | undefined,
  uri: string,
  key: string,
  eventSources: number,
  folders: readonly string[],
): string | undefined {
  const document = fileURLToPath(uri)
  if (declared !== undefined) {
    const path = resolve(dirname(document), declared)
    const target = uriKey(pathToFileURL(path).href)
    if (!folders.some((folder) => isInside(uriKey(folder), target))) throw new Error(`The fold ${declared} lies outside the workspace.`)
    if (!existsSync(path)) throw new Error(`The fold ${declared}, which the channel ${stream.channel.key} names, is not there.`)
    return path
  }
  const name = basename(document, extname(document))
  const names = [`${name}.${key}`, ...(eventSources === 1 ? [name] : [])]
  return names
    .flatMap((one) => ['ts', 'js'].map((ending) => join(dirname(document), `${one}.fold.${ending}`)))
    .find((path) => !relative(dirname(document), path).includes('..') && existsSync(path))
}
