import type { Place } from '../../../shared/place.ts'
import { placeKey } from '../../../shared/preview-protocol.ts'
import { uriName } from '../../../shared/uri.ts'
import type { Document } from '../../model/document.ts'
import type { Operation } from '../../model/operation.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { folderOf, pathOf } from './folders.ts'

/** What one operation of a document does with a channel that is written out here or elsewhere. */
export interface ChannelUse {
  readonly channel: Cursor
  readonly action: 'send' | 'receive'
  readonly entry: Cursor
  /** The messages that it lists; `undefined` where it is about all of the channel. */
  readonly messages: readonly ListedMessage[] | undefined
}

interface ListedMessage {
  readonly entry: Cursor
  readonly target: Cursor | undefined
  readonly label: string
}

/** A document as one that may append to event sources or read them. */
export interface Party {
  readonly document: Document
  readonly id: string
  /** Its title, or all of it where it has none. */
  readonly place: Place
  readonly name: string
  readonly folder: readonly string[]
  readonly path: string
  readonly uses: readonly ChannelUse[]
}

export function partyOf(document: Document, folders: readonly string[]): Party {
  const { root, title, uri } = document
  return {
    document,
    id: placeKey(root.place),
    place: title.exists ? title.place : root.place,
    name: title.text || uriName(uri),
    folder: folderOf(uri, folders),
    path: pathOf(uri, folders),
    uses: document.operations.flatMap((operation) => useOf(operation) ?? []),
  }
}

function useOf(operation: Operation): ChannelUse | undefined {
  const { action, channel, entry } = operation
  if (!action || !channel) return undefined
  const use = { channel: channel.cursor, action, entry }
  if (operation.messageEntries.length === 0) return { ...use, messages: undefined }
  const messages = operation.messages.map((message) => ({
    entry: message.entry,
    target: message.target,
    // Only messages of a channel that is written out here may be another's by their name.
    label: channel.isOwn ? message.label : '',
  }))
  return { ...use, messages }
}
