import { type JsonObject, member } from '../json/object.ts'
import { readHeaders } from './headers.ts'
import type { EventRecord } from './record.ts'
import { opened, wholeNumber } from './values.ts'

const holders = ['payload', 'value', 'data', 'body']
const places = ['topic', 'partition', 'offset']

/** What brokers' tools write (kcat -J, Kafka UIs, exporters): a value beside `headers`, or two of topic, partition and offset. `undefined` where it is none. */
export function readEnvelope(record: JsonObject): EventRecord | undefined {
  const holder = holders.find((name) => Object.hasOwn(record, name))
  const isEnvelope = Object.hasOwn(record, 'headers') || places.filter((name) => Object.hasOwn(record, name)).length > 1
  const key = member(record, 'key')
  const isKeyed = key !== undefined && key !== null && key !== ''
  if (!isEnvelope) return undefined
  // Some exporters leave a null value out, and CSV has no null.
  if (holder === undefined && !isKeyed) return undefined
  const payload = holder === undefined ? null : opened(record[holder])
  return {
    shape: 'envelope',
    key: isKeyed ? key : undefined,
    headers: readHeaders(opened(member(record, 'headers'))),
    payload,
    isTombstone: payload === null && isKeyed,
    partition: wholeNumber(member(record, 'partition')),
    offset: wholeNumber(member(record, 'offset')),
    own: {},
    timestamp: member(record, 'timestamp') ?? member(record, 'ts'),
  }
}
