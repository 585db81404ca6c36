import type { Channel } from '../model/channel.ts'
import type { Model } from '../model/model.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** Whether a place is an entry of `channels`, or of `components/channels`. */
export function isChannelEntry({ path }: Cursor): boolean {
  return (path.length === 2 && path[0] === 'channels') || (path.length === 3 && path[0] === 'components' && path[1] === 'channels')
}

/** The channel that a place is an entry of or lies in; `undefined` where it is in none. */
export function channelOf(cursor: Cursor, model: Model): Channel | undefined {
  const document = model.documentOf(cursor)
  let entry: Cursor | undefined = cursor
  while (entry && !isChannelEntry(entry)) entry = entry.parent
  return document && entry && document.channel(entry)
}
