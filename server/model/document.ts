import { Cell, sameList } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { Channel } from './channel.ts'
import { ByPlace, entries, isUnreadable, messageEntries } from './lookup.ts'
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
  readonly #ownChannels: Cell<ReadonlyMap<Cursor, Channel>>
  readonly #byDefinition: Cell<ReadonlyMap<Cursor, Channel>>
  readonly #operations: Cell<readonly Operation[]>
  readonly #operationsOn: Cell<ReadonlyMap<Cursor, readonly Operation[]>>
  readonly #messages: Cell<readonly Message[]>

  constructor(model: Model, root: Cursor) {
    this.model = model
    this.root = root
    const { clock } = model.workspace
    this.#channels = new Cell(clock, () => entries(root.at('channels')).map((entry) => this.channel(entry)))
    this.#ownChannels = new Cell(clock, () => this.#findOwnChannels(), sameMap)
    this.#byDefinition = new Cell(clock, () => byDefinition(this.channels), sameMap)
    this.#operations = new Cell(clock, () => this.#findOperations())
    this.#operationsOn = new Cell(clock, () => byChannel(this.operations))
    this.#messages = new Cell(clock, () => this.#findMessages())
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
  get ownChannels(): Channel[] {
    return [...this.#ownChannels.get().values()]
  }

  /** The one of {@link ownChannels} that is written out at a place. */
  ownChannel(definition: Cursor): Channel | undefined {
    return this.#ownChannels.get().get(definition)
  }

  /** The first channel of this document, its own or referred to, that is written out at a place. */
  channelAt(definition: Cursor): Channel | undefined {
    return this.#byDefinition.get().get(definition) ?? this.ownChannel(definition)
  }

  /** The operations on the channel that is written out at a place. */
  operationsOn(definition: Cursor): readonly Operation[] {
    return this.#operationsOn.get().get(definition) ?? []
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

  #findOwnChannels(): Map<Cursor, Channel> {
    const components = this.components('channels').map((entry) => this.channel(entry))
    return byDefinition([...this.channels, ...components].filter((channel) => channel.isOwn))
  }

  #findOperations(): Operation[] {
    if (this.is3) return entries(this.root.at('operations')).map((place) => this.operation(place))
    const places = this.channels.flatMap(({ cursor }) => [cursor.at('publish'), cursor.at('subscribe')])
    return places.filter((place) => place.exists).map((place) => this.operation(place))
  }

  #findMessages(): Message[] {
    const found = new Map<Cursor, Message>()
    for (const channel of [...this.channels, ...this.ownChannels]) {
      for (const message of channel.messages) {
        const definition = message.target ?? message.entry
        if (!found.has(definition)) found.set(definition, message)
      }
    }
    for (const entry of this.components('messages')) {
      const listed = this.is3 ? [entry] : messageEntries(entry)
      for (const one of listed) {
        const definition = (isUnreadable(one) ? undefined : one.target) ?? one
        if (!found.has(definition)) found.set(definition, this.message(one))
      }
    }
    return [...found.values()]
  }
}

function byDefinition(channels: readonly Channel[]): Map<Cursor, Channel> {
  const found = new Map<Cursor, Channel>()
  for (const channel of channels) if (!found.has(channel.cursor)) found.set(channel.cursor, channel)
  return found
}

function sameMap<K, V>(a: ReadonlyMap<K, V>, b: ReadonlyMap<K, V>): boolean {
  return sameList([...a.keys()], [...b.keys()]) && sameList([...a.values()], [...b.values()])
}

function byChannel(operations: readonly Operation[]): Map<Cursor, Operation[]> {
  const found = new Map<Cursor, Operation[]>()
  for (const operation of operations) {
    const definition = operation.channel?.cursor
    const known = definition && found.get(definition)
    if (known) known.push(operation)
    else if (definition) found.set(definition, [operation])
  }
  return found
}
