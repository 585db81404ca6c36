import { isObject, type JsonObject, member } from '../json/object.ts'
import type { ReplayChannel, ReplayMessage } from '../message/channel.ts'
import { comparable } from '../record/names.ts'
import type { EventRecord } from '../record/record.ts'
import { readTime, type Time } from '../record/time.ts'

export interface EnvelopeValues {
  readonly id: string | undefined
  readonly source: string | undefined
  readonly time: Time | undefined
  readonly sequence: bigint | undefined
  readonly cause: string | undefined
}

/** Id, time, sequence and cause of an event: from the form of its record, else its headers, else what its payload describes. */
export function envelopeOf(
  channel: ReplayChannel,
  message: ReplayMessage | undefined,
  { own, timestamp }: EventRecord,
  headers: JsonObject,
  payload: unknown,
  /** The entity, where only the key says it. */
  keyed: string | undefined,
): EnvelopeValues {
  const byName = headersByName(headers)
  const all = (what: EnvelopeWhat): Iterable<unknown> =>
    values(candidates(channel, message, own, byName, payload, what), what === 'id' ? keyed : undefined)
  return {
    id: first(all('id'), idText),
    source: idText(own.source ?? byName.get('source')),
    time: first(all('time'), readTime) ?? readTime(timestamp),
    sequence: first(all('sequence'), wholeNumber),
    cause: first(all('cause'), idText),
  }
}

export type EnvelopeWhat = 'id' | 'time' | 'sequence' | 'cause'

export interface Candidate {
  readonly value: unknown
  /** Where nothing but the key says the entity, an `id` that is the key is its own, none of the event. */
  readonly mayBeEntity: boolean
}

export function headersByName(headers: JsonObject): ReadonlyMap<string, unknown> {
  const byName = new Map<string, unknown>()
  for (const name of Object.keys(headers)) if (!byName.has(comparable(name))) byName.set(comparable(name), headers[name])
  return byName
}

/** The values that may say it, the likeliest first. */
export function* candidates(
  { envelope }: ReplayChannel,
  message: ReplayMessage | undefined,
  own: EventRecord['own'],
  headers: ReadonlyMap<string, unknown>,
  payload: unknown,
  what: EnvelopeWhat,
): Generator<Candidate> {
  if (what !== 'cause') yield { value: own[what], mayBeEntity: false }
  for (const name of envelope[what]) yield { value: headers.get(name), mayBeEntity: false }
  if (!message || !isObject(payload)) return
  for (const name of envelope[what]) {
    const described = message.payloadNames.get(name)
    if (described !== undefined) yield { value: member(payload, described), mayBeEntity: name === 'id' }
  }
}

function* values(all: Iterable<Candidate>, keyed: string | undefined): Generator<unknown> {
  for (const { value, mayBeEntity } of all) if (!mayBeEntity || keyed === undefined || idText(value) !== keyed) yield value
}

function first<T>(values: Iterable<unknown>, read: (value: unknown) => T | undefined): T | undefined {
  for (const value of values) {
    const found = read(value)
    if (found !== undefined) return found
  }
  return undefined
}

function idText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined
}

function wholeNumber(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined
  return typeof value === 'string' && /^-?\d{1,40}$/.test(value) ? BigInt(value) : undefined
}
