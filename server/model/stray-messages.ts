import type { Cursor } from '../workspace/cursor.ts'
import type { Channel } from './channel.ts'
import type { Operation } from './operation.ts'

/** A reference of an operation to a message that does not go through the operation's channel. */
export interface StrayMessage {
  /** The `$ref`. */
  readonly at: Cursor
  /** The channel through which it should go: the operation's, or its reply's. `undefined` for a reply that names none. */
  readonly channel: Channel | undefined
  /** Where the operation, or the reply, names the channel: a mapping with a `$ref`. It need not exist. */
  readonly channelAt: Cursor
  readonly target: Cursor
  readonly isComponent: boolean
}

/**
 * The messages of an operation and of its reply that are no part of the channel's set, or are not referred to through it (AsyncAPI 3.1,
 * Operation Object, `messages`: MUST be a subset of the channel's, and MUST NOT point to the Components Object). The channel's own `$ref` is
 * followed first, so a way through the document that owns the channel is right. What cannot be read is left out; AsyncAPI 2 has none.
 */
export function strayMessages(operation: Operation): StrayMessage[] {
  if (!operation.document.is3 || !operation.cursor) return []
  const found = strays(operation.messageEntries, operation.channel, operation.cursor.at('channel'))
  const { reply } = operation
  return reply ? [...found, ...strays(reply.messageEntries, reply.channel, reply.cursor.at('channel'))] : found
}

function strays(entries: readonly Cursor[], channel: Channel | undefined, channelAt: Cursor): StrayMessage[] {
  if (channelAt.exists && !channel?.isReadable) return []
  return entries.flatMap((entry) => {
    const { reference } = entry
    if (reference?.kind !== 'found') return []
    const { target } = reference
    const isComponent = target.parent?.key === 'messages' && target.parent.parent?.key === 'components'
    const set = channel?.cursor.at('messages')
    const isThrough = target.parent !== undefined && (target.parent === set || target.parent === set?.target)
    // A reply without a channel may be sent to any; only its messages must not be components.
    if (channel ? isThrough : !isComponent) return []
    return [{ at: entry.at('$ref'), channel, channelAt, target, isComponent }]
  })
}
