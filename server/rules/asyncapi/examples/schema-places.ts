import type { Document } from '../../../model/document.ts'
import { type SchemaAt, schemaAt } from '../../../model/schema-pool.ts'
import { isJsonSchema } from '../../../spec/schemaFormats.ts'
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

/** The schemas that a document writes out or names where the specification wants one, as far as they are to be read as JSON Schema. */
export function schemaPlaces(document: Document): SchemaAt[] {
  const found: SchemaAt[] = []
  const add = (place: Cursor, format?: string) => {
    const target = place.target
    if (!target?.exists) return
    const schema = schemaAt(target, format)
    if (isJsonSchema(schema.format)) found.push(schema)
  }
  const addBindings = (holder: Cursor) => {
    const bindings = holder.at('bindings').exists ? holder.at('bindings').target : undefined
    for (const [protocol, key] of inBindings) {
      const binding = bindings?.at(protocol).target
      if (binding?.at(key).exists) add(binding.at(key))
    }
  }
  for (const message of document.messages) {
    const { target } = message
    if (!target) continue
    add(target.at('payload'), document.is3 ? undefined : message.schemaFormat)
    add(target.at('headers'))
    addBindings(target)
    for (const trait of message.traits) if (trait.target) add(trait.target.at('headers'))
  }
  for (const trait of document.components('messageTraits')) if (trait.target) add(trait.target.at('headers'))
  for (const schema of document.components('schemas')) add(schema)
  for (const parameter of document.components('parameters')) if (parameter.target) add(parameter.target.at('schema'))
  for (const channel of document.ownChannels) {
    addBindings(channel.cursor)
    for (const { entry } of channel.parameters) if (entry.target) add(entry.target.at('schema'))
  }
  for (const { cursor } of document.operations) if (cursor) addBindings(cursor)
  return found
}
