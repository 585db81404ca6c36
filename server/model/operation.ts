import type { Cursor } from '../workspace/cursor.ts'
import type { Channel } from './channel.ts'
import type { Document } from './document.ts'
import { isUnreadable, items, messageEntries } from './lookup.ts'
import type { Message } from './message.ts'

/** From the view of the application: 2.x `subscribe` is what it sends, `publish` what it receives. */
export type Action = 'send' | 'receive'

/** What an application does on a channel. */
export class Operation {
  readonly document: Document
  /** The entry under `operations`; in 2.x the `publish` or `subscribe` of a channel. */
  readonly entry: Cursor

  constructor(document: Document, entry: Cursor) {
    this.document = document
    this.entry = entry
  }

  /** Where it is written out; `undefined` where its `$ref` leads nowhere. */
  get cursor(): Cursor | undefined {
    return this.entry.target
  }

  /** The key, in 2.x the `operationId`; `undefined` where there is none. */
  get name(): string | undefined {
    return this.document.is3 ? this.entry.key : this.cursor?.at('operationId').text
  }

  get action(): Action | undefined {
    if (!this.document.is3) return this.entry.key === 'subscribe' ? 'send' : 'receive'
    const action = this.cursor?.at('action').text
    return action === 'send' || action === 'receive' ? action : undefined
  }

  /** `undefined` where it names none, or what it names cannot be read. */
  get channel(): Channel | undefined {
    if (!this.document.is3) return this.entry.parent && this.document.channelAt(this.entry.parent)
    return this.#channelAt(this.cursor?.at('channel'))
  }

  /** Its entries under `messages`, `$ref`s not followed; in 2.x those of its `message`. An operation without any is about all of its channel. */
  get messageEntries(): Cursor[] {
    const cursor = this.cursor
    if (!cursor) return []
    return this.document.is3 ? items(cursor.at('messages')) : messageEntries(cursor.at('message'))
  }

  /** Those it lists, else all of its channel. */
  get messages(): readonly Message[] {
    const listed = this.messageEntries
    if (listed.length === 0 && this.document.is3) return this.channel?.messages ?? []
    return listed.map((entry) => this.document.message(entry))
  }

  /** Where the answer goes, 3.x only; `undefined` where there is none or it cannot be read. */
  get reply(): { readonly cursor: Cursor; readonly channel: Channel | undefined; readonly messageEntries: Cursor[] } | undefined {
    const cursor = this.document.is3 ? this.cursor?.at('reply').target : undefined
    if (!cursor?.exists) return undefined
    return { cursor, channel: this.#channelAt(cursor.at('channel')), messageEntries: items(cursor.at('messages')) }
  }

  /** The channel at the end of a reference, as this document sees it. */
  #channelAt(place: Cursor | undefined): Channel | undefined {
    if (!place?.exists || isUnreadable(place)) return undefined
    const target = place.target
    if (!target) return undefined
    const { document } = this
    return document.channelAt(target) ?? (document.model.documentOf(target) ?? document).channel(target)
  }
}
