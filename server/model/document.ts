import { Cell, sameList } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { Channel } from './channel.ts'
import { ByPlace, entries, isUnreadable, items } from './lookup.ts'
import { Message } from './message.ts'
import type { Model } from './model.ts'
import { Operation } from './operation.ts'
import { Server } from './server.ts'
import { type Tag, tagsAt } from './tags.ts'

/** An AsyncAPI document of any version from 2.0 on. */
export class Document {
  readonly model: Model
  readonly root: Cursor
  readonly #channelAt = new ByPlace((entry) => new Channel(this, entry))
  readonly #messageAt = new ByPlace((entry) => new Message(this, entry))
  readonly #operationAt = new ByPlace((place) => new Operation(this, place))
  readonly #serverAt = new ByPlace((entry) => new Server(this, entry))
  readonly #channels: Cell<readonly Channel[]>
  readonly #ownChannels: Cell<readonly Channel[]>
  readonly #operations: Cell<readonly Operation[]>
  readonly #messages: Cell<readonly Message[]>

  constructor(model: Model, root: Cursor) {
    this.model = model
    this.root = root
    const { clock } = model.workspace
    this.#channels = new Cell(clock, () => entries(root.at('channels')).map((entry) => this.channel(entry)), sameList)
    this.#ownChannels = new Cell(clock, () => this.#findOwnChannels(), sameList)
    this.#operations = new Cell(clock, () => this.#findOperations(), sameList)
    this.#messages = new Cell(clock, () => this.#findMessages(), sameList)
  }

  get uri(): string {
    return this.root.uri
  }

  /** As it is written; `undefined` where it is no text. */
  get version(): string | undefined {
    return this.root.at('asyncapi').text
  }

  /** Whether it is written as AsyncAPI 3: operations beside the channels. */
  get is3(): boolean {
    return this.version?.startsWith('3.') ?? false
  }

  get title(): Cursor {
    return this.root.at('info', 'title')
  }

  get description(): Cursor {
    return this.root.at('info', 'description')
  }

  get tags(): Tag[] {
    return tagsAt(this.is3 ? this.root.at('info', 'tags') : this.root.at('tags'))
  }

  /** What messages without a `contentType` have. */
  get defaultContentType(): Cursor {
    return this.root.at('defaultContentType')
  }

  get servers(): Server[] {
    return entries(this.root.at('servers')).map((entry) => this.#serverAt.of(entry))
  }

  server(entry: Cursor): Server {
    return this.#serverAt.of(entry)
  }

  /** The channels under `channels`, those that are only a `$ref` too. */
  get channels(): readonly Channel[] {
    return this.#channels.get()
  }

  /** The channel whose entry (in `channels` or `components/channels`) this is. */
  channel(entry: Cursor): Channel {
    return this.#channelAt.of(entry)
  }

  /**
   * The channels that are written out here, each once: under `channels`, in `components/channels` (by the entry that refers to it, if one
   * does), and in files that this document refers to and that are no AsyncAPI documents themselves.
   */
  get ownChannels(): readonly Channel[] {
    return this.#ownChannels.get()
  }

  /** In the order of the text; in 2.x each channel's `publish` before its `subscribe`. */
  get operations(): readonly Operation[] {
    return this.#operations.get()
  }

  operation(place: Cursor): Operation {
    return this.#operationAt.of(place)
  }

  /** Every message definition that the document holds or reaches, each once: those of its channels, then `components/messages`. */
  get messages(): readonly Message[] {
    return this.#messages.get()
  }

  /** The message that stands or is referred to at a place. */
  message(entry: Cursor): Message {
    return this.#messageAt.of(entry)
  }

  /** The entries of one kind of component, such as `messages`. */
  components(kind: string): Cursor[] {
    return entries(this.root.at('components', kind))
  }

  #findOwnChannels(): Channel[] {
    const found = new Map<Cursor, Channel>()
    for (const channel of this.channels) {
      if (channel.isOwn && !found.has(channel.cursor)) found.set(channel.cursor, channel)
    }
    for (const entry of this.components('channels')) {
      const channel = this.channel(entry)
      if (channel.isOwn && !found.has(channel.cursor)) found.set(channel.cursor, channel)
    }
    return [...found.values()]
  }

  #findOperations(): Operation[] {
    if (this.is3) return entries(this.root.at('operations')).map((place) => this.operation(place))
    const places = this.channels.flatMap(({ cursor }) => [cursor.at('publish'), cursor.at('subscribe')])
    return places.filter((place) => place.exists).map((place) => this.operation(place))
  }

  #findMessages(): Message[] {
    const found = new Map<Cursor, Message>()
    const note = (message: Message) => {
      const definition = message.target ?? message.entry
      if (!found.has(definition)) found.set(definition, message)
    }
    for (const channel of [...this.channels, ...this.ownChannels]) channel.messages.forEach(note)
    for (const entry of this.components('messages')) {
      const listed = this.is3 ? [entry] : messageEntries(entry)
      for (const one of listed) note(this.message(one))
    }
    return [...found.values()]
  }
}

/** The entries of a 2.x `message`: the items of its `oneOf`, itself otherwise. */
export function messageEntries(message: Cursor): Cursor[] {
  if (!message.exists) return []
  const target = message.target
  const list = target?.at('oneOf')
  return list && (list.isSequence || isUnreadable(list)) ? items(list) : [message]
}
