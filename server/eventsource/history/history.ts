import type { Document } from '../../model/document.ts'
import { isUnreadable } from '../../model/lookup.ts'
import { Cell } from '../../workspace/cells.ts'
import type { Stream, StreamMessage } from '../stream.ts'
import { MessagePair } from './message-pair.ts'
import { type Matching, matchMessages } from './messages.ts'
import { samePayload } from './same-payload.ts'

/** A message that is no longer in the set. */
export interface Gone {
  readonly message: StreamMessage
  /** A new message with the same payload: what it is called today. */
  readonly successor: StreamMessage | undefined
}

/** An event source of an older version of a document, held against what it is today. */
export class History {
  readonly before: Stream
  /** The same channel today, event source or not; `undefined` where it is gone. */
  readonly now: Stream | undefined
  /** The document that is checked, and the older one. */
  readonly document: Document
  readonly documentBefore: Document
  readonly #matching: Cell<Matching>
  readonly #pairs: Cell<readonly MessagePair[]>
  readonly #gone: Cell<readonly Gone[]>
  readonly #made = new WeakMap<StreamMessage, MessagePair>()

  constructor(before: Stream, now: Stream | undefined, document: Document, documentBefore: Document) {
    this.before = before
    this.now = now
    this.document = document
    this.documentBefore = documentBefore
    const { clock } = document.model.workspace
    this.#matching = new Cell(clock, () => this.#match(), sameMatching)
    this.#pairs = new Cell(clock, () => this.#matching.get().pairs.map(([old, today]) => this.#pair(old, today)))
    this.#gone = new Cell(clock, () => this.#findGone())
  }

  /** The messages that are still in the set. */
  get pairs(): readonly MessagePair[] {
    return this.#pairs.get()
  }

  /** Those that are not, as far as that can be told: none where part of the set cannot be read. All of them where the channel is gone. */
  get gone(): readonly Gone[] {
    return this.#gone.get()
  }

  /** Those that are new. */
  get added(): readonly StreamMessage[] {
    return this.#matching.get().added
  }

  /** Whether the channel itself is gone for sure. */
  get isVanished(): boolean {
    return this.now === undefined && isSound(this.document) && !isUnreadable(this.document.root.at('channels'))
  }

  #match(): Matching {
    return matchMessages(this.before.messages, this.now?.messages ?? [])
  }

  #pair(before: StreamMessage, now: StreamMessage): MessagePair {
    let pair = this.#made.get(before)
    if (pair?.now !== now) {
      pair = new MessagePair(before, now)
      this.#made.set(before, pair)
    }
    return pair
  }

  #findGone(): Gone[] {
    const { gone, added } = this.#matching.get()
    const { now } = this
    if (gone.length === 0 || !isSound(this.document)) return []
    // What cannot be read may be the very message that is missed.
    if (now && (!now.channel.isSetReadable || now.messages.some(({ message }) => !message.isReadable))) return []
    const free = new Set(added)
    return gone.flatMap((message) => {
      if (!message.message.isReadable) return []
      const successor = [...free].find((one) => samePayload(message, one))
      if (successor) free.delete(successor)
      return { message, successor }
    })
  }
}

function sameMatching(a: Matching, b: Matching): boolean {
  const flat = ({ pairs, gone, added }: Matching) => [...pairs.flat(), undefined, ...gone, undefined, ...added]
  const [left, right] = [flat(a), flat(b)]
  return left.length === right.length && left.every((one, i) => one === right[i])
}

const soundness = new WeakMap<Document, Cell<boolean>>()

/** Whether the text parses: of a broken one nobody knows what is missing. */
function isSound(document: Document): boolean {
  let cell = soundness.get(document)
  if (!cell) {
    const { file } = document.root
    cell = new Cell(file.clock, () => file.source?.problems.length === 0)
    soundness.set(document, cell)
  }
  return cell.get()
}
