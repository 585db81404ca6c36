import { type JsonObject, member, setMember } from '../json/object.ts'
import type { EventRecord } from './record.ts'
import { opened } from './values.ts'

/** A CloudEvent in structured JSON mode (CloudEvents 1.0, JSON Event Format); its attributes are kept as headers. `undefined` where it is none. */
export function readCloudEvent(record: JsonObject): EventRecord | undefined {
  const type = member(record, 'type')
  if (typeof member(record, 'specversion') !== 'string' || typeof type !== 'string') return undefined
  const headers: JsonObject = {}
  for (const name of Object.keys(record)) if (name !== 'data' && name !== 'data_base64') setMember(headers, name, record[name])
  const data = member(record, 'data')
  const encoded = member(record, 'data_base64')
  return {
    shape: 'cloudevents',
    key: member(record, 'partitionkey'),
    headers,
    payload: data === undefined && typeof encoded === 'string' ? decoded(encoded) : opened(data),
    isTombstone: false,
    partition: undefined,
    offset: undefined,
    own: {
      type,
      id: member(record, 'id'),
      source: member(record, 'source'),
      time: member(record, 'time'),
      sequence: member(record, 'sequence'),
    },
    timestamp: undefined,
  }
}

function decoded(base64: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    return opened(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return base64
  }
}
