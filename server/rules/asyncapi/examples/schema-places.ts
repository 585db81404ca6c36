import type { Document } from '../../../model/document.ts'
import type { Message } from '../../../model/message.ts'
import { type SchemaAt, schemaAt } from '../../../model/schema-pool.ts'
import { isJsonSchema } from '../../../spec/schemaFormats.ts'
import { Cell, type Clock } from '../../../workspace/cells.ts'
import type { Cursor } from '../../../workspace/cursor.ts'

/** Where bindings hold schemas (AsyncAPI bindings, Kafka, HTTP, WebSockets, Anypoint MQ, JMS). */
const inBindings = [
  ['kafka', 'key'],
  ['kafka', 'groupId'],
  ['kafka', 'clientId'],
  ['http', 'headers'],
  ['http', 'query'],
  ['ws', 'headers'],
  ['ws', 'query'],
  ['anypointmq', 'headers'],
  ['jms', 'headers'],
] as const

/** The schemas that a document writes out or names where the specification wants one, as far as they are to be read as JSON Schema; some more than once. */
export function* schemaPlaces(document: Document): Generator<SchemaAt> {
  const { clock } = document.root.file
  for (const message of document.messages) yield* remembered(message, clock, () => ofMessage(message))
  for (const trait of document.components('messageTraits')) yield* remembered(trait, clock, () => below(trait, 'headers'))
  for (const schema of document.components('schemas')) yield* remembered(schema, clock, () => placesAt(schema))
  for (const parameter of document.components('parameters')) yield* remembered(parameter, clock, () => below(parameter, 'schema'))
  for (const channel of document.ownChannels) {
    yield* ofBindings(channel.cursor)
    for (const { entry } of channel.parameters) yield* below(entry, 'schema')
  }
  for (const { cursor } of document.operations) if (cursor) yield* ofBindings(cursor)
}

const cells = new WeakMap<object, Cell<readonly SchemaAt[]>>()

function remembered(holder: object, clock: Clock, find: () => readonly SchemaAt[]): readonly SchemaAt[] {
  let cell = cells.get(holder)
  if (!cell) cells.set(holder, (cell = new Cell(clock, find)))
  return cell.get()
}

function ofMessage(message: Message): SchemaAt[] {
  const { target } = message
  if (!target) return []
  return [
    ...placesAt(target.at('payload'), message.document.is3 ? undefined : message.schemaFormat),
    ...placesAt(target.at('headers')),
    ...ofBindings(target),
    ...message.traits.flatMap((trait) => below(trait, 'headers')),
  ]
}

function ofBindings(holder: Cursor): SchemaAt[] {
  const bindings = holder.has('bindings') ? holder.at('bindings').target : undefined
  if (!bindings?.isMapping) return []
  return inBindings.flatMap(([protocol, key]) => {
    const binding = bindings.at(protocol).target
    return binding?.at(key).isMapping ? placesAt(binding.at(key)) : []
  })
}

function below(holder: Cursor, key: string): SchemaAt[] {
  const { target } = holder
  return target ? placesAt(target.at(key)) : []
}

function placesAt(place: Cursor, format?: string): SchemaAt[] {
  const { target } = place
  if (!target?.exists) return []
  const schema = schemaAt(target, format)
  return isJsonSchema(schema.format) ? [schema] : []
}
