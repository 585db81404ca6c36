import { readSchemaAt } from '../../schema/read.ts'
import { candidates, type EnvelopeWhat, headersByName } from '../event/envelope.ts'
import type { ReadOptions } from '../event/read-event.ts'
import { isObject, type JsonObject, member, setMember, valueAt } from '../json/object.ts'
import type { Place, ReplayChannel, ReplayMessage } from '../message/channel.ts'
import { resolveByWords, typeHeaders } from '../message/resolve.ts'
import { underDeclaredNames } from '../message/validate.ts'
import { comparable } from '../record/names.ts'
import type { EventRecord, Shape } from '../record/record.ts'
import { readShape } from '../record/shape.ts'
import { type Token, tokensOf } from './tokens.ts'
import { type Leaf, readTree, type Tree, text } from './tree.ts'
import { type Slotted, type Test, testOf, Unlearnable } from './verdict.ts'

/** Where a value of an event stands, among the ranges of its record. */
export interface Source {
  readonly slot: number
  readonly isNumber: boolean
}

/** What all records that are written alike have in common. */
export interface Layout {
  readonly tokens: readonly Token[]
  readonly size: number
  readonly shape: Shape
  readonly message: ReplayMessage
  /** Whether payload and headers are as the message has them; without it they always are. */
  readonly test: Test | undefined
  /** What the entity is put together from; empty: it is the one entity of the recording. */
  readonly entity: readonly Source[]
  readonly isKeyed: boolean
  /** Whether it is the address that says it, in which a `/` of a value is written otherwise. */
  readonly isAddressed: boolean
  readonly key: Source | undefined
  readonly time: Source | undefined
  /** The first that is not the key itself is the id. */
  readonly ids: readonly (Source & { readonly mayBeEntity: boolean })[]
  readonly source: Source | undefined
  readonly sequence: Source | undefined
  readonly cause: Source | undefined
  readonly partition: Source | undefined
  readonly offset: Source | undefined
  readonly payload: Slotted
  readonly headers: ReadonlyMap<string, Slotted>
}

/** Learns from a record how those like it are written. `undefined` where they cannot be read from their bytes, or this one is not as its message has it in a way that all like it share. */
export function learn(channel: ReplayChannel, bytes: Uint8Array, start: number, end: number, reading: ReadOptions): Layout | undefined {
  const tree = readTree(bytes, start, end)
  if (tree?.kind !== 'object') return undefined
  try {
    return new Learner(channel, bytes, tree, reading).learn()
  } catch (error) {
    if (error instanceof Unlearnable) return undefined
    throw error
  }
}

/** A string that stands for a value whose place is asked for. No record has it: none has control characters. */
const marker = '\u0001'
/** The same for numbers. */
const firstNumber = 4_000_000

class Learner {
  readonly #channel: ReplayChannel
  readonly #bytes: Uint8Array
  readonly #tree: Tree
  readonly #reading: ReadOptions
  readonly #leaves: Leaf[] = []
  readonly #trees = new Map<object, Tree>()

  constructor(channel: ReplayChannel, bytes: Uint8Array, tree: Tree, reading: ReadOptions) {
    this.#channel = channel
    this.#bytes = bytes
    this.#tree = tree
    this.#reading = reading
  }

  learn(): Layout | undefined {
    const first = this.#record(new Map())
    const fixed = new Map<Leaf, string | number | boolean | null>()
    for (const leaf of this.#telling(first)) {
      const value = this.#valueOf(leaf)
      if (typeof value === 'number' && value >= firstNumber) throw new Unlearnable()
      fixed.set(leaf, value)
    }
    const record = this.#record(fixed)
    if (record.shape !== first.shape || record.isTombstone) return undefined
    const { payload, own } = record
    const resolution = resolveByWords(this.#channel, { payload, headers: record.headers, type: own.type, isText: false })
    if (!('kind' in resolution) || resolution.kind !== 'known') return undefined
    const { message } = resolution
    const written = tokensOf(this.#bytes, this.#tree, fixed)
    if (!written) return undefined
    const { parts, tokens, size } = written
    const slotted = (value: unknown): Slotted => this.#slotted(value, parts)
    const headers = record.shape === 'cloudevents' ? underDeclaredNames(message, record.headers) : record.headers
    const slottedHeaders = new Map(Object.keys(headers).map((name) => [name, slotted(headers[name])]))
    const source = (value: unknown): Source | undefined => sourceOf(slotted(value))
    const entity = this.#entity(message, payload, headers, record.key)
    const byName = headersByName(headers)
    const all = (what: EnvelopeWhat) => [...candidates(this.#channel, message, own, byName, payload, what)]
    const firstOf = (what: EnvelopeWhat): Source | undefined => {
      for (const { value } of all(what)) {
        const found = value === undefined ? undefined : source(value)
        if (found) return found
      }
      return undefined
    }
    const ids: (Source & { readonly mayBeEntity: boolean })[] = []
    for (const { value, mayBeEntity } of all('id')) {
      const found = value === undefined ? undefined : source(value)
      if (found) ids.push({ ...found, mayBeEntity: mayBeEntity && entity.isKeyed })
      if (found && !(mayBeEntity && entity.isKeyed)) break
    }
    const place = (value: unknown): Source | undefined => (value === undefined ? undefined : source(value))
    const time = firstOf('time') ?? place(record.timestamp)
    if (time) markTime(time, slotted(payload), ...slottedHeaders.values())
    return {
      tokens,
      size,
      shape: record.shape,
      message,
      test: this.#test(message, slotted(payload), { kind: 'object', members: slottedHeaders }),
      entity: entity.values.map((value) => required(source(value))),
      isKeyed: entity.isKeyed,
      isAddressed: entity.isAddressed,
      key: place(record.key),
      time,
      ids,
      source: place(own.source ?? byName.get('source')),
      sequence: firstOf('sequence'),
      cause: firstOf('cause'),
      partition: this.#number('partition', record.partition, source),
      offset: this.#number('offset', record.offset, source),
      payload: slotted(payload),
      headers: slottedHeaders,
    }
  }

  /** The record with markers in place of values, but for those that are fixed. */
  #record(fixed: ReadonlyMap<Leaf, string | number | boolean | null>): EventRecord {
    this.#leaves.length = 0
    this.#trees.clear()
    const value = this.#symbol(this.#tree, fixed) as JsonObject
    const record = readShape(value, { shape: this.#reading.shape, declares: this.#channel.declares })
    // Text that may be JSON of its own, and headers of other forms, are read in the slow way.
    if (!record || !isObject(record.payload) || !this.#trees.has(record.payload)) throw new Unlearnable()
    if (record.shape !== 'bare') {
      for (const name of Object.keys(value)) {
        const isHeaders = heads.has(comparable(name)) && (record.shape !== 'cloudevents' || name === 'data_base64')
        if (!isHeaders) continue
        const headers = value[name]
        if (typeof headers === 'string' || Array.isArray(headers)) throw new Unlearnable()
        if (isObject(headers) && Object.keys(headers).some((key) => Array.isArray(headers[key]))) throw new Unlearnable()
      }
    }
    return record
  }

  #symbol(tree: Tree, fixed: ReadonlyMap<Leaf, string | number | boolean | null>): unknown {
    switch (tree.kind) {
      case 'object': {
        const object: JsonObject = {}
        for (const { name, value } of tree.members) setMember(object, name, this.#symbol(value, fixed))
        this.#trees.set(object, tree)
        return object
      }
      case 'array': {
        const array = tree.items.map((item) => this.#symbol(item, fixed))
        this.#trees.set(array, tree)
        return array
      }
      case 'null':
        return null
      default: {
        const own = fixed.get(tree)
        if (own !== undefined) return own
        if (tree.kind === 'boolean') return this.#valueOf(tree)
        const number = this.#leaves.push(tree) - 1
        return tree.kind === 'string' ? `${marker}${number}` : firstNumber + number
      }
    }
  }

  /** The leaf that a marker stands for; `undefined` for any other value. */
  #leaf(value: unknown): Leaf | undefined {
    const number =
      typeof value === 'string' && value.startsWith(marker) ? Number(value.slice(1)) : typeof value === 'number' ? value - firstNumber : -1
    return this.#leaves[number]
  }

  #valueOf({ kind, start, end }: Leaf): string | number | boolean | null {
    const own = text(this.#bytes, start, end)
    if (kind === 'string') return own
    return kind === 'number' ? Number(own) : kind === 'boolean' ? own === 'true' : null
  }

  /** The values that tell which message it is. */
  #telling({ payload, headers, own }: EventRecord): Leaf[] {
    const { messages, discriminator } = this.#channel
    const at = (place: Place): unknown => this.#at(place, payload, headers)
    const values = messages.flatMap(({ marks }) => marks.map(at))
    if (discriminator) values.push(at(discriminator))
    values.push(own.type)
    for (const name of Object.keys(headers)) if (typeHeaders.has(comparable(name))) values.push(member(headers, name))
    return values.flatMap((value) => {
      if (typeof value === 'object' && value !== null) throw new Unlearnable()
      // Which of its two values it is, no marker can say.
      if (typeof value === 'boolean') throw new Unlearnable()
      return this.#leaf(value) ?? []
    })
  }

  /** The value at a place. One within an array may be there in one record and not in the next. */
  #at(place: Place, payload: unknown, headers: JsonObject): unknown {
    const root = place.in === 'payload' ? payload : headers
    place.path.forEach((_, depth) => {
      if (Array.isArray(valueAt(root, place.path.slice(0, depth)))) throw new Unlearnable()
    })
    return valueAt(root, place.path)
  }

  #slotted(value: unknown, parts: ReadonlyMap<Tree, Slotted>): Slotted {
    if (value === null) return { kind: 'fixed', value }
    const tree = typeof value === 'object' ? this.#trees.get(value) : this.#leaf(value)
    const slotted = tree && parts.get(tree)
    if (slotted) return slotted
    if (tree) throw new Unlearnable()
    if (typeof value === 'string' || typeof value === 'number') return { kind: 'fixed', value }
    throw new Unlearnable()
  }

  #entity(
    message: ReplayMessage,
    payload: unknown,
    headers: JsonObject,
    key: unknown,
  ): { readonly values: readonly unknown[]; readonly isKeyed: boolean; readonly isAddressed: boolean } {
    if (this.#reading.isOneEntity) return { values: [], isKeyed: true, isAddressed: false }
    const { parameters } = this.#channel
    const at = (place: Place | undefined): unknown => {
      const value = place && this.#at(place, payload, headers)
      if (typeof value === 'boolean') throw new Unlearnable()
      return typeof value === 'string' || typeof value === 'number' ? value : undefined
    }
    const correlated = at(message.correlation)
    if (correlated !== undefined) return { values: [correlated], isKeyed: false, isAddressed: false }
    const addressed = parameters.map(at)
    if (addressed.length > 0 && !addressed.includes(undefined)) return { values: addressed, isKeyed: false, isAddressed: true }
    if (typeof key !== 'string' && typeof key !== 'number') throw new Unlearnable()
    return { values: [key], isKeyed: true, isAddressed: false }
  }

  #test(message: ReplayMessage, payload: Slotted, headers: Slotted): Test | undefined {
    const { pool } = this.#channel
    const verdicts = [
      [message.model.payload, payload],
      [message.model.headers, headers],
    ] as const
    const tests: Test[] = []
    for (const [id, value] of verdicts) {
      const at = id === undefined ? undefined : readSchemaAt(pool, { id, pointer: '' })
      const verdict = at ? testOf(pool, at, value) : true
      if (verdict === false) throw new Unlearnable()
      if (verdict !== true) tests.push(verdict)
    }
    const [first, second] = tests
    if (!first || !second) return first
    return (bytes, holes, base) => first(bytes, holes, base) && second(bytes, holes, base)
  }

  /** A whole number of the record's own form, which was written as one. */
  #number(name: string, value: number | undefined, source: (value: unknown) => Source | undefined): Source | undefined {
    if (value !== undefined) return required(source(value))
    const written = this.#tree.kind === 'object' ? this.#tree.members.find((one) => one.name === name)?.value : undefined
    // Digits within text are whole numbers too.
    if (written?.kind === 'string') throw new Unlearnable()
    return undefined
  }
}

const heads: ReadonlySet<string> = new Set([
  'headers',
  'metadata',
  'eventmetadata',
  'messagemetadata',
  'usermetadata',
  'meta',
  'data_base64',
])

function sourceOf(value: Slotted): Source | undefined {
  // A value that is the same in all records is told from others by its bytes, and has no range.
  if (value.kind === 'fixed' && value.value !== null) throw new Unlearnable()
  return value.kind === 'string' || value.kind === 'number' ? { slot: value.slot, isNumber: value.kind === 'number' } : undefined
}

/** Notes that the value at this place is read as a time whenever the record is. */
function markTime(time: Source, ...values: readonly Slotted[]): void {
  for (const value of values) {
    if (value.kind === 'object') markTime(time, ...value.members.values())
    else if (value.kind === 'string' && value.slot === time.slot) value.isTime = true
  }
}

function required(source: Source | undefined): Source {
  if (!source) throw new Unlearnable()
  return source
}
