import type { Channel } from '../model/channel.ts'
import type { Document } from '../model/document.ts'
import { Cell } from '../workspace/cells.ts'
import { isServerSentEvents } from './server-sent-events.ts'
import { Stream } from './stream.ts'
import { DocumentSayings, isEventSource, type StreamSettings, sameWhy, type Why, whyOf } from './why.ts'

/** Which channels are event sources. The same channel always gives the same object. */
export class Streams {
  readonly #settings: StreamSettings
  readonly #sayings = new DocumentSayings()
  readonly #whys = new WeakMap<Channel, Cell<Why>>()
  readonly #made = new WeakMap<Channel, Stream>()
  readonly #former = new WeakMap<Channel, Stream>()
  readonly #ofDocument = new WeakMap<Document, Cell<readonly Stream[]>>()

  constructor(settings: StreamSettings) {
    this.#settings = settings
  }

  /** Why a channel is an event source, or is none. A channel that is only a `$ref` is what its owner makes of it. */
  why(channel: Channel): Why {
    const own = owned(channel)
    let cell = this.#whys.get(own)
    if (!cell) {
      const { clock } = own.document.model.workspace
      cell = new Cell(clock, () => whyOf(own, (document) => this.#sayings.of(document), this.#settings), sameWhy)
      this.#whys.set(own, cell)
    }
    return cell.get()
  }

  isEventSource(channel: Channel): boolean {
    return channel.isReadable && isEventSource(this.why(channel))
  }

  /** Whether rules of event sources speak of a channel: it is one, and not of server-sent events. */
  speaksOf(channel: Channel): boolean {
    return this.isEventSource(channel) && !isServerSentEvents(channel)
  }

  /** The event source that the channel is, or refers to; `undefined` where it is none. */
  stream(channel: Channel): Stream | undefined {
    if (!this.isEventSource(channel)) return undefined
    const own = owned(channel)
    let stream = this.#made.get(own)
    if (!stream) {
      stream = new Stream(own, () => this.why(own))
      this.#made.set(own, stream)
    }
    return stream
  }

  /** The same of a channel that once was one: whatever it says of itself today. */
  formerStream(channel: Channel, why: () => Why): Stream {
    const own = owned(channel)
    let stream = this.stream(own) ?? this.#former.get(own)
    if (!stream) {
      stream = new Stream(own, why)
      this.#former.set(own, stream)
    }
    return stream
  }

  /** The event sources that are defined in a document, in the order of the text, without those that are server-sent events. */
  streamsOf(document: Document): readonly Stream[] {
    let cell = this.#ofDocument.get(document)
    if (!cell) {
      const { clock } = document.model.workspace
      cell = new Cell(clock, () => this.#findStreams(document))
      this.#ofDocument.set(document, cell)
    }
    return cell.get()
  }

  #findStreams(document: Document): Stream[] {
    return document.ownChannels.flatMap((channel) => {
      const stream = isServerSentEvents(channel) ? undefined : this.stream(channel)
      return stream ?? []
    })
  }
}

/** The channel as the document sees it in which it is written out. */
function owned(channel: Channel): Channel {
  if (!channel.isReadable || channel.isOwn) {
    return channel.document.ownChannel(channel.cursor) ?? channel
  }
  return channel.definedIn?.ownChannel(channel.cursor) ?? channel
}
