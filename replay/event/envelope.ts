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
  const byName = new Map<string, unknown>()
  for (const name of Object.keys(headers)) if (!byName.has(comparable(name))) byName.set(comparable(name), headers[name])
  const values = function* (names: readonly string[], first: unknown): Generator<unknown> {
    yield first
    for (const name of names) yield byName.get(name)
    if (!message || !isObject(payload)) return
    for (const name of names) {
      const described = message.payloadNames.get(name)
      const value = described === undefined ? undefined : member(payload, described)
      // Where nothing but the key says the entity, an `id` that is the key is its own, none of the event.
      if (name !== 'id' || keyed === undefined || idText(value) !== keyed) yield value
    }
  }
  const { envelope } = channel
  return {
    id: first(values(envelope.id, own.id), idText),
    source: idText(own.source ?? byName.get('source')),
    time: first(values(envelope.time, own.time), readTime) ?? readTime(timestamp),
    sequence: first(values(envelope.sequence, own.sequence), wholeNumber),
    cause: first(values(envelope.cause, undefined), idText),
  }
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
