import type { Document } from '../../model/document.ts'
import type { Operation } from '../../model/operation.ts'
import type { Cursor } from '../../workspace/cursor.ts'

/** What one operation of a document does with a channel that is written out here or elsewhere. */
export interface ChannelUse {
  readonly channel: Cursor
  readonly action: 'send' | 'receive'
  readonly entry: Cursor
  /** The messages that it lists; `undefined` where it is about all of the channel. */
  readonly messages: readonly ListedMessage[] | undefined
}

export interface ListedMessage {
  readonly entry: Cursor
  readonly target: Cursor | undefined
  readonly label: string
}

export function usesOf(document: Document): ChannelUse[] {
  return document.operations.flatMap((operation) => useOf(operation) ?? [])
}

function useOf(operation: Operation): ChannelUse | undefined {
  const { action, channel, entry, messageEntries } = operation
  if (!action || !channel) return undefined
  const listed = operation.messages.map(({ entry, target, label }) => ({ entry, target, label }))
  return { channel: channel.cursor, action, entry, messages: messageEntries.length === 0 ? undefined : listed }
}
