import { isObject, type JsonObject, member } from '../json/object.ts'
import { readCloudEvent } from './cloudevents.ts'
import { readEnvelope } from './envelope.ts'
import { readRow } from './event-store.ts'
import type { EventRecord, Shape } from './record.ts'

/** How the records of one source are to be taken apart. */
export interface ShapeOptions {
  /** For every record, instead of telling it from each. */
  readonly shape?: Shape | undefined
  /** Whether the payload of every message describes a member of that name: then the form is the payload itself. */
  readonly declares?: (name: string) => boolean
}

const readers: Readonly<Record<Exclude<Shape, 'bare'>, (record: JsonObject) => EventRecord | undefined>> = {
  cloudevents: readCloudEvent,
  'event-store': readRow,
  envelope: readEnvelope,
}
const inOrder = Object.entries(readers) as [Exclude<Shape, 'bare'>, (record: JsonObject) => EventRecord | undefined][]
/** Members that a payload which is itself described so has, by shape. */
const marksOfShape: Readonly<Record<Exclude<Shape, 'bare'>, readonly string[]>> = {
  cloudevents: ['specversion'],
  'event-store': ['data', 'payload', 'message_data', 'event_data'],
  envelope: ['payload', 'value', 'data', 'body'],
}

/** Takes a record apart by its shape; `undefined` where it has not the one that is asked for. */
export function readShape(value: unknown, { shape, declares = () => false }: ShapeOptions = {}): EventRecord | undefined {
  if (shape === 'bare') return bare(value)
  if (shape !== undefined) return isObject(value) ? readers[shape](value) : undefined
  if (!isObject(value)) return bare(value)
  for (const [name, read] of inOrder) {
    const record = read(value)
    if (!record) continue
    const isPayload = marksOfShape[name].some((mark) => member(value, mark) !== undefined && declares(mark))
    if (!isPayload) return record
    // The attributes of a CloudEvent say who it is, whatever its payload is taken to be.
    return name === 'cloudevents' ? { ...record, payload: value } : bare(value)
  }
  return bare(value)
}

function bare(payload: unknown): EventRecord {
  return {
    shape: 'bare',
    key: undefined,
    headers: {},
    payload,
    isTombstone: false,
    partition: undefined,
    offset: undefined,
    own: {},
    timestamp: undefined,
  }
}
