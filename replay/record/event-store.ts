import type { JsonObject } from '../json/object.ts'
import { readHeaders } from './headers.ts'
import { comparable } from './names.ts'
import type { EventRecord } from './record.ts'
import { opened } from './values.ts'

/** What the columns are called in Marten, KurrentDB, Axon, Emmett and their like, compared without case, `_` and `-`; the first that is there counts. */
const columns = {
  stream: ['streamid', 'stream', 'streamname', 'eventstreamid', 'streamkey', 'aggregateid', 'aggregateidentifier'],
  type: ['payloadtype', 'eventtype', 'messagetype', 'eventname', 'type', 'typename'],
  data: ['data', 'payload', 'eventdata', 'messagedata'],
  metadata: ['metadata', 'headers', 'eventmetadata', 'messagemetadata', 'usermetadata', 'meta'],
  id: ['eventid', 'eventidentifier', 'messageid', 'id'],
  time: ['timestamp', 'time', 'created', 'createdat', 'recordedat', 'occurredat', 'occurredon'],
  sequence: [
    'streamrevision',
    'streamposition',
    'streamversion',
    'eventnumber',
    'aggregateversion',
    'sequencenumber',
    'revision',
    'version',
  ],
} as const

const streams: ReadonlySet<string> = new Set(columns.stream)

/** A row of an event store: a stream or aggregate id, a type and the data in one object. `undefined` where it is none. */
export function readRow(record: JsonObject): EventRecord | undefined {
  if (!Object.keys(record).some((name) => streams.has(comparable(name)))) return undefined
  const names = new Map<string, string>()
  for (const name of Object.keys(record)) if (!names.has(comparable(name))) names.set(comparable(name), name)
  const column = (list: readonly string[]): string | undefined => {
    for (const one of list) {
      const name = names.get(one)
      if (name !== undefined) return name
    }
    return undefined
  }
  const value = (list: readonly string[]): unknown => {
    const name = column(list)
    return name === undefined ? undefined : record[name]
  }
  const stream = value(columns.stream)
  const type = value(columns.type)
  const data = column(columns.data)
  if (stream === undefined || stream === null || typeof type !== 'string' || data === undefined) return undefined
  return {
    shape: 'event-store',
    key: stream,
    headers: readHeaders(opened(value(columns.metadata))),
    payload: opened(record[data]),
    isTombstone: false,
    partition: undefined,
    offset: undefined,
    own: { type, id: value(columns.id), time: value(columns.time), sequence: value(columns.sequence) },
    timestamp: undefined,
  }
}
