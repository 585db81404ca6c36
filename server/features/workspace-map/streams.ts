import type { Place } from '../../../shared/place.ts'
import { placeKey } from '../../../shared/preview-protocol.ts'
import { isCompacted, kafkaTopic, numberAt } from '../../eventsource/retention.ts'
import type { Stream } from '../../eventsource/stream.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { spoken } from '../preview/kept.ts'
import { protocolsOf } from '../preview/protocols.ts'
import { folderOf } from './folders.ts'

/** What the map shows of a stream that its own document says. */
export interface StreamBox {
  /** Where it is written out. */
  readonly at: Cursor
  readonly id: string
  readonly place: Place
  readonly name: string
  readonly address: string | undefined
  readonly folder: readonly string[]
  readonly protocols: readonly string[]
  readonly kept: string | undefined
  readonly messages: readonly string[]
  readonly places: readonly Place[]
  /** The place of each message in the set, by its entry and by its definition. */
  readonly rows: ReadonlyMap<Cursor, number>
  /** The same by its name. */
  readonly names: ReadonlyMap<string, number>
}

export function streamBox(stream: Stream, folders: readonly string[]): StreamBox {
  const { channel, messages } = stream
  const rows = new Map<Cursor, number>()
  const names = new Map<string, number>()
  for (const [row, { message, label }] of messages.entries()) {
    for (const at of [message.entry, message.target]) if (at && !rows.has(at)) rows.set(at, row)
    if (!names.has(label)) names.set(label, row)
  }
  const { place } = channel.cursor
  return {
    at: channel.cursor,
    id: placeKey(place),
    place,
    name: channel.key,
    address: channel.address,
    folder: folderOf(place.uri, folders),
    protocols: protocolsOf(channel),
    kept: keptFor(stream),
    messages: messages.map(({ label }) => label),
    places: messages.map(({ message }) => message.entry.place),
    rows,
    names,
  }
}

const year = 365 * 86_400_000

function durationText(milliseconds: number): string {
  if (milliseconds < year || milliseconds % year !== 0) return spoken(milliseconds)
  const years = milliseconds / year
  return `${years} year${years === 1 ? '' : 's'}`
}

/** How long events are kept, in a few words: *for ever*, *7 days*. */
function keptFor({ channel }: Stream): string | undefined {
  const topic = kafkaTopic(channel)
  if (!topic) return undefined
  const duration = numberAt(topic.at('retention.ms'))
  const bytes = numberAt(topic.at('retention.bytes'))
  if (isCompacted(topic)) return 'compacted'
  if (bytes !== undefined && bytes !== -1 && duration === -1) return 'by size'
  if (duration === -1) return 'for ever'
  return durationText(duration ?? 7 * 86_400_000)
}
