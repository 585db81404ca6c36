import type { JsonObject } from '../json/object.ts'
import { isObject, setMember } from '../json/object.ts'
import { readJson } from '../json/read.ts'
import type { EventRecord, Shape } from '../record/record.ts'
import { readShape } from '../record/shape.ts'
import type { Content, Source } from '../source/source.ts'
import { EntityPlace } from './entity-place.ts'
import { Sketch } from './sketch.ts'
import { type TypePlace, typeOf, typePlace } from './type-place.ts'

/** Where types stand is told by so many records from the start. */
const firstRecords = 2_000

export interface Inferred {
  /** An AsyncAPI document, as a value. */
  readonly document: JsonObject
  readonly events: number
  /** Records that say no type, or cannot be read: they are in no message. */
  readonly left: number
}

interface MessageSketch {
  readonly type: string
  events: number
  readonly payload: Sketch
  readonly headers: Sketch
}

/**
 * A first document for a recording that has none: a message for each type that events say, with what is common to its payloads. Values are not in
 * it, but for the types themselves. `undefined` where no record can be read.
 *
 * @param name what the recording is called: title, channel and address come from it
 */
export async function inferDocument(source: Source, name: string): Promise<Inferred | undefined> {
  const place = typePlace(await firstOf(source))
  const messages = new Map<string, MessageSketch>()
  const entity = new EntityPlace()
  const shapes = new Map<Shape, number>()
  let events = 0
  let left = 0
  for await (const batch of source.read()) {
    for (const { content } of batch) {
      events++
      const record = recordOf(content)
      const type = record && (place ? typeOf(record, place) : name)
      if (!record || type === undefined || record.isTombstone) {
        left++
        continue
      }
      shapes.set(record.shape, (shapes.get(record.shape) ?? 0) + 1)
      let message = messages.get(type)
      if (!message) messages.set(type, (message = { type, events: 0, payload: new Sketch(), headers: new Sketch() }))
      message.events++
      message.payload.add(record.payload)
      message.headers.add(record.headers)
      entity.add(record)
    }
  }
  if (messages.size === 0) return undefined
  const isCloudEvent = (shapes.get('cloudevents') ?? 0) > events / 2
  return { document: documentOf([...messages.values()], place, entity.name, isCloudEvent, name), events, left }
}

async function firstOf(source: Source): Promise<EventRecord[]> {
  const first: EventRecord[] = []
  for await (const batch of source.read()) {
    for (const { content } of batch) {
      const record = recordOf(content)
      if (record) first.push(record)
    }
    if (first.length >= firstRecords) break
  }
  return first
}

function recordOf(content: Content): EventRecord | undefined {
  if (content.kind === 'row') return readShape(content.row)
  const result = content.kind === 'text' ? readJson(content.text) : undefined
  return result?.ok ? readShape(result.value) : undefined
}

function documentOf(
  messages: readonly MessageSketch[],
  place: TypePlace | undefined,
  entity: string | undefined,
  isCloudEvent: boolean,
  name: string,
): JsonObject {
  const keys = keysOf(messages.map(({ type }) => type))
  const channel = pascal(name) || 'Events'
  const components: JsonObject = {}
  const references: JsonObject = {}
  for (const message of messages) {
    const key = keys.get(message.type) as string
    setMember(components, key, messageOf(message, place, entity, isCloudEvent))
    setMember(references, key, { $ref: `#/components/messages/${key}` })
  }
  return {
    asyncapi: '3.0.0',
    info: { title: channel.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' '), version: '0.1.0' },
    defaultContentType: 'application/json',
    channels: { [channel]: { address: name, 'x-event-source': true, messages: references } },
    components: {
      ...(entity !== undefined && {
        correlationIds: { entity: { location: `$message.payload#/${entity.replaceAll('~', '~0').replaceAll('/', '~1')}` } },
      }),
      messages: components,
    },
  }
}

function messageOf(
  { type, payload, headers }: MessageSketch,
  place: TypePlace | undefined,
  entity: string | undefined,
  isCloudEvent: boolean,
): JsonObject {
  const mark = (part: 'payload' | 'headers') => new Map(place?.in === part ? [[place.name, type]] : [])
  const head = headers.schema(mark('headers'))
  // The form itself says the type: a mark that replay finds again is the attribute's header.
  if (place?.in === 'record') setMember(propertiesOf(head), isCloudEvent ? 'ce_type' : 'type', { const: type })
  const hasHeaders = isObject(head['properties']) && Object.keys(head['properties']).length > 0
  return {
    name: type,
    ...(entity !== undefined && payload.names.includes(entity) && { correlationId: { $ref: '#/components/correlationIds/entity' } }),
    ...(hasHeaders && { headers: head }),
    payload: payload.schema(mark('payload')),
  }
}

function propertiesOf(schema: JsonObject): JsonObject {
  schema['type'] = 'object'
  if (!isObject(schema['properties'])) schema['properties'] = {}
  return schema['properties'] as JsonObject
}

/** A key for each type: its last words, as the field writes names, told apart where two come out alike. */
function keysOf(types: readonly string[]): Map<string, string> {
  const taken = new Set<string>()
  const keys = new Map<string, string>()
  for (const type of types) {
    const parts = type.split(/[./:]/).filter((part) => part !== '' && !/^v?\d+$/i.test(part))
    const last = parts.at(-1) ?? type
    const short = pascal(/^\p{Lu}|[-_\s]|\p{Ll}\p{Lu}/u.test(last) ? last : parts.slice(-2).join(' ')) || 'Event'
    let key = short
    for (let count = 2; taken.has(key); count++) key = `${short}${count}`
    taken.add(key)
    keys.set(type, key)
  }
  return keys
}

function pascal(text: string): string {
  return text
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}
