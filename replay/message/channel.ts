import { type Check, compile } from '../../schema/compile.ts'
import { type Pointer, parsePointer } from '../../shared/pointer.ts'
import type { SchemaId, SchemaPool } from '../../shared/schema-pool.ts'
import type { StreamLocation, StreamMessageModel, StreamModel } from '../../shared/stream-model.ts'
import { comparable } from '../record/names.ts'
import { declaredNames } from './declared.ts'

/** Names of envelope properties by what they say, as the document's configuration has them. */
export type EnvelopeNames = Readonly<Partial<Record<'id' | 'time' | 'sequence' | 'cause', readonly string[]>>>

/** A place in an event, its pointer taken apart. */
export interface Place {
  readonly in: 'headers' | 'payload'
  readonly path: readonly string[]
}

/** A message of the set, ready to hold events against it. Its schemas are compiled when they are first asked. */
export interface ReplayMessage {
  readonly model: StreamMessageModel
  /** What a person and a reducer call it. */
  readonly name: string
  /** Where its constants stand, and the values that each may have, as JSON. */
  readonly marks: readonly Mark[]
  readonly payload: Check | undefined
  readonly headers: Check | undefined
  /** What its headers describe, by comparable name. */
  readonly headerNames: ReadonlyMap<string, string>
  /** What its payload describes on the first level, by comparable name, without what says the entity. */
  readonly payloadNames: ReadonlyMap<string, string>
  readonly correlation: Place | undefined
}

interface Mark extends Place {
  readonly id: string
  readonly values: ReadonlySet<string>
}

/** A channel as replay sees it. */
export interface ReplayChannel {
  readonly model: StreamModel
  readonly pool: SchemaPool
  readonly messages: readonly ReplayMessage[]
  /** Where the address finds its parameters; empty without any, and `undefined` within for one that says no place. */
  readonly parameters: readonly (Place | undefined)[]
  /** Where an event of no known message says its entity. */
  readonly correlation: readonly Place[]
  readonly discriminator: Place | undefined
  readonly envelope: Required<EnvelopeNames>
  /** Whether the payload of every message describes a member of that name. */
  declares(name: string): boolean
}

const usualNames: Required<EnvelopeNames> = {
  id: ['id', 'eventId', 'messageId'],
  time: ['time', 'occurredAt', 'occurredOn', 'timestamp', 'eventTime', 'sentAt', 'publishedAt'],
  sequence: ['sequence', 'sequenceNumber', 'aggregateVersion', 'revision'],
  cause: ['causationId'],
}

/** Prepares a channel for replay. Schemas are looked up in `pool` while events are held against them. */
export function replayChannel(model: StreamModel, pool: SchemaPool, envelope: EnvelopeNames = {}): ReplayChannel {
  const hasCorrelation = model.messages.some(({ correlation }) => correlation)
  const parameters = model.parameters.map(placeOf)
  const messages = model.messages.map((message) => replayMessage(message, pool, parameters))
  const names = { ...usualNames, ...envelope }
  const lists: Required<EnvelopeNames> = {
    id: names.id.map(comparable),
    time: names.time.map(comparable),
    sequence: names.sequence.map(comparable),
    cause: names.cause.map(comparable),
  }
  return {
    model,
    pool,
    messages,
    parameters,
    correlation: hasCorrelation ? model.entity.flatMap((location) => placeOf(location) ?? []) : [],
    discriminator: placeOf(model.discriminator),
    envelope: lists,
    declares: (name) =>
      model.messages.length > 0 && model.messages.every(({ payload }) => payload !== undefined && declared(pool, payload).has(name)),
  }
}

const declaredBySchema = new WeakMap<SchemaPool, Map<SchemaId, ReadonlySet<string>>>()

function declared(pool: SchemaPool, id: SchemaId): ReadonlySet<string> {
  let known = declaredBySchema.get(pool)
  if (!known) declaredBySchema.set(pool, (known = new Map()))
  let names = known.get(id)
  if (!names) known.set(id, (names = declaredNames(pool, id)))
  return names
}

function replayMessage(model: StreamMessageModel, pool: SchemaPool, parameters: readonly (Place | undefined)[]): ReplayMessage {
  const correlation = placeOf(model.correlation)
  const identifying = new Set([correlation, ...parameters].flatMap((place) => (place?.in === 'payload' ? [place.path.join('/')] : [])))
  let checks: { payload: Check | undefined; headers: Check | undefined } | undefined
  const compiled = () =>
    (checks ??= {
      payload: model.payload === undefined ? undefined : compile(pool, model.payload),
      headers: model.headers === undefined ? undefined : compile(pool, model.headers),
    })
  let names: { headers: ReadonlyMap<string, string>; payload: ReadonlyMap<string, string> } | undefined
  const described = () =>
    (names ??= {
      headers: byComparable(model.headers === undefined ? [] : declared(pool, model.headers)),
      payload: byComparable(model.payload === undefined ? [] : [...declared(pool, model.payload)].filter((name) => !identifying.has(name))),
    })
  return {
    model,
    name: model.name ?? (model.key || (model.aliases[0] ?? '')),
    marks: marksOf(model),
    correlation,
    get payload() {
      return compiled().payload
    },
    get headers() {
      return compiled().headers
    },
    get headerNames() {
      return described().headers
    },
    get payloadNames() {
      return described().payload
    },
  }
}

function byComparable(names: Iterable<string>): ReadonlyMap<string, string> {
  return new Map([...names].reverse().map((name) => [comparable(name), name]))
}

function marksOf({ marks }: StreamMessageModel): Mark[] {
  const byPlace = new Map<string, { place: Place; values: Set<string> }>()
  for (const { in: part, pointer, value } of marks) {
    const place = placeOf({ in: part, pointer })
    if (!place) continue
    const id = `${part}${pointer}`
    const known = byPlace.get(id) ?? { place, values: new Set<string>() }
    known.values.add(markText(value))
    byPlace.set(id, known)
  }
  return [...byPlace].map(([id, { place, values }]) => ({ id, ...place, values }))
}

/** A constant as it is compared: text of headers and cells counts as what it writes out. */
export function markText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function placeOf(location: StreamLocation | undefined): Place | undefined {
  const path = location && parsePointer(location.pointer as Pointer)
  return location && path && { in: location.in, path }
}
