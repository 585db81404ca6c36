import type { Channel } from '../model/channel.ts'
import type { Message } from '../model/message.ts'
import { parameterNames } from '../model/parameter.ts'
import { Cell, sameList } from '../workspace/cells.ts'
import { aggregateOf } from './aggregate.ts'
import { type Constant, type Constants, constantId, constantsOf } from './constants.ts'
import { type Correlation, correlationOf, sameCorrelation } from './correlation.ts'
import { Declaration } from './declaration.ts'
import { resolveExpression } from './expression.ts'
import { markPlaces, marksOf, needsNoMark } from './marks.ts'
import { nameWords, splitWords } from './names.ts'
import type { Spot } from './spot.ts'
import type { Why } from './why.ts'

/** An event source: a channel that is one, where it is defined. */
export class Stream {
  readonly channel: Channel
  readonly declaration: Declaration
  readonly #why: () => Why
  readonly #made = new WeakMap<Message, StreamMessage>()
  readonly #messages: Cell<readonly StreamMessage[]>
  readonly #aggregate: Cell<readonly string[]>
  readonly #markPlaces: Cell<ReadonlySet<string>>

  constructor(channel: Channel, why: () => Why) {
    this.channel = channel
    this.declaration = new Declaration(channel)
    this.#why = why
    const { clock } = channel.document.model.workspace
    this.#messages = new Cell(clock, () => channel.messages.map((message) => this.#message(message)))
    this.#aggregate = new Cell(clock, () => this.#findAggregate())
    this.#markPlaces = new Cell(clock, () => markPlaces(this.messages.map(({ constants }) => constants)), sameSet)
  }

  get why(): Why {
    return this.#why()
  }

  /** Where a finding about the whole stands: the key of the channel's definition. */
  get spot(): Spot {
    return { at: this.channel.cursor, part: 'key' }
  }

  get messages(): readonly StreamMessage[] {
    return this.#messages.get()
  }

  /** The words of the entity it is about, in lower case; empty where nothing says them. */
  get aggregate(): readonly string[] {
    return this.#aggregate.get()
  }

  /** The ids of places whose constants tell its messages apart, see {@link constantId}. */
  get markPlaces(): ReadonlySet<string> {
    return this.#markPlaces.get()
  }

  /** Whether the address itself names the entity: it has a parameter. */
  get hasAddressParameter(): boolean {
    const { address, parameters } = this.channel
    return address === undefined ? parameters.length > 0 : parameterNames(address).length > 0
  }

  #message(message: Message): StreamMessage {
    let made = this.#made.get(message)
    if (!made) {
      made = new StreamMessage(this, message)
      this.#made.set(message, made)
    }
    return made
  }

  #findAggregate(): readonly string[] {
    const given = this.declaration.aggregate
    return given === undefined ? aggregateOf(this.messages.map(({ words }) => words)) : splitWords(given)
  }
}

/** A message of an event source's set. */
export class StreamMessage {
  readonly stream: Stream
  readonly message: Message
  readonly #constants: Cell<Constants>
  readonly #marks: Cell<readonly Constant[]>
  readonly #correlation: Cell<Correlation>
  readonly #isMarked: Cell<boolean | undefined>

  constructor(stream: Stream, message: Message) {
    this.stream = stream
    this.message = message
    const { clock } = message.document.model.workspace
    this.#constants = new Cell(clock, () => constantsOf(message), sameConstants)
    this.#isMarked = new Cell(clock, () => this.#findMark())
    this.#correlation = new Cell(clock, () => correlationOf(message, stream.declaration), sameCorrelation)
    this.#marks = new Cell(clock, () => marksOf(this.constants, stream.markPlaces), sameConstantList)
  }

  /** Where a finding about the whole of it stands: its key in the set; in 2.x its item of `oneOf`, or the `message`. */
  get spot(): Spot {
    return { at: this.message.entry, part: 'key' }
  }

  /** What a person calls it. */
  get label(): string {
    return this.message.caption
  }

  /** The words of its name, without what only says its kind or version. */
  get words(): readonly string[] {
    return nameWords(this.message.label)
  }

  get constants(): Constants {
    return this.#constants.get()
  }

  /** The constants that tell it apart from the others, the likeliest first. */
  get marks(): readonly Constant[] {
    return this.#marks.get()
  }

  /** Whether a reader can tell it apart. `undefined` where part of it cannot be read, or its payload is not described. */
  get isMarked(): boolean | undefined {
    return this.#isMarked.get()
  }

  #findMark(): boolean | undefined {
    if (this.marks.length > 0 || needsNoMark(this.message)) return true
    const declared = this.stream.declaration.discriminator
    if (declared && resolveExpression(declared.expression, this.message).kind === 'found') return true
    return this.message.isReadable && this.constants.complete && this.message.payload.saysSomething ? false : undefined
  }

  get correlation(): Correlation {
    return this.#correlation.get()
  }
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one))
}

function sameConstants(a: Constants, b: Constants): boolean {
  return a.complete === b.complete && sameConstantList(a.list, b.list)
}

function sameConstantList(a: readonly Constant[], b: readonly Constant[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, i) => {
      const other = b[i]
      return other !== undefined && one.at === other.at && constantId(one) === constantId(other) && sameList(one.values, other.values)
    })
  )
}
