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
  const first = <T>(what: EnvelopeWhat, read: (value: unknown) => T | undefined, entity?: string): T | undefined => {
    const names = channel.envelope[what]
    let found = what === 'cause' ? undefined : read(own[what])
    for (let at = 0; found === undefined && at < names.length; at++) found = read(byName.get(names[at] as string))
    if (found !== undefined || !message || !isObject(payload)) return found
    for (let at = 0; found === undefined && at < names.length; at++) {
      const described = message.payloadNames.get(names[at] as string)
      const value = described === undefined ? undefined : member(payload, described)
      if (value !== undefined && !(names[at] === 'id' && entity !== undefined && idText(value) === entity)) found = read(value)
    }
    return found
  }
  return {
    id: first('id', idText, keyed),
    source: idText(own.source ?? byName.get('source')),
    time: first('time', readTime) ?? readTime(timestamp),
    sequence: first('sequence', wholeNumber),
    cause: first('cause', idText),
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

/** The values that may say it, the likeliest first, as {@link envelopeOf} asks them. */
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

function idText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : undefined
}

function wholeNumber(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined
  return typeof value === 'string' && /^-?\d{1,40}$/.test(value) ? BigInt(value) : undefined
}
