import { isClassification, namesCompany, namesPersonalData } from '../../eventsource/personal-data.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import { everySchema } from '../../model/every-schema.ts'
import { parameterNames } from '../../model/parameter.ts'
import { type Property, SchemaView } from '../../model/schema-view.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { remembered } from '../../workspace/remembered.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/sensitive-data',
    severity: 'info',
    title: 'Personal data in an event that can never be deleted',
    background:
      'Events are kept for ever, and a person may ask to be forgotten. Personal data is kept elsewhere, or encrypted with a key for each person that can be ' +
      'thrown away; `x-encrypted`, `x-classification`, `x-pii` or `x-sensitive` on the property say that somebody has thought of it. In a key, a correlation id or ' +
      'an address it cannot be encrypted away at all.',
    whenNot: 'When the data is about companies, or public.',
  },
  on: 'document',
  examples: [
    {
      title: 'An e-mail address',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            customerEmail: { type: string }
           #^^^^^^^^^^^^^
            shippingAddress:
           #^^^^^^^^^^^^^^^
              type: object
              properties: { street: { type: string } }
`,
    },
    {
      title: 'In an address parameter',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "customers/{email}": {
      "x-event-source": true,
      "parameters": {
        "email": { "schema": { "type": "string" } }
      //^^^^^^^
      }
    }
  }
}
`,
    },
    {
      title: 'Marked, a fact about it, a company’s, or no event source',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            email: { type: string, x-encrypted: true }
            person: { type: object, x-classification: personal, properties: { phone: { type: string } } }
            emailVerified: { type: boolean }
            companyEmail: { type: string }
            streetCount: { type: integer }
            position: { type: object, properties: { latitude: { type: number } } }
  commands: { address: commands, messages: { Register: { payload: { type: object, properties: { email: { type: string } } } } } }
`,
    },
    {
      title: 'Several of them, and what belongs to a company or a thing',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            emails: { type: array, items: { type: string } }
           #^^^^^^
            supplier: { type: object, properties: { email: { type: string } } }
            streetLight: { type: string }
            phoneModel: { type: string }
`,
    },
  ],

  *check(document, { streams }) {
    const told = new Set<Cursor>()
    for (const stream of streams.streamsOf(document)) {
      for (const finding of [
        ...inIdentity(stream),
        ...inSchemas(stream.messages.flatMap(({ message }) => [message.payload, message.headers])),
      ]) {
        if (told.has(finding.at)) continue
        told.add(finding.at)
        yield finding
      }
    }
  },
})

/** Address parameters, correlation ids and Kafka keys: there a person cannot be forgotten at all. */
function* inIdentity(stream: Stream): Generator<Finding> {
  const { channel, messages } = stream
  const named = new Set(parameterNames(channel.address ?? ''))
  for (const { key, entry } of channel.parameters) {
    if (named.has(key) && namesPersonalData(key)) yield identity(entry)
  }
  for (const one of messages) yield* inKeys(one)
}

/** A message's correlation id and Kafka key. */
const inKeys = remembered(
  (one: StreamMessage) => one.message.entry.file.clock,
  ({ message, correlation }) => {
    const found: Finding[] = []
    const expression = correlation.kind === 'found' ? correlation.expression : undefined
    if (expression && namesPersonalData(expression.path.at(-1) ?? '')) {
      const lookup = message[expression.in].follow(expression.path)
      const at = lookup.kind === 'found' ? lookup.schema.entry : undefined
      if (at && !isMarked(lookup.kind === 'found' ? lookup.schema : undefined)) found.push(identity(at))
    }
    const key = new SchemaView(message.binding('kafka').at('key'))
    for (const { name, schema } of key.isReadable ? key.properties().values() : []) {
      if (schema.entry && namesPersonalData(name) && !isMarked(schema)) found.push(identity(schema.entry))
    }
    return found
  },
)

function identity(at: Cursor): Finding {
  const message = `"${at.key}" names personal data and is part of what events are found by: it can never be deleted. Use an id without meaning.`
  return { at, part: 'key', severity: 'warning', message }
}

const inSchemas = everySchema<Finding>((schema, into, tell) => {
  if (isMarked(schema)) return
  for (const property of schema.properties().values()) {
    const at = property.schema.entry
    if (!at || isMarked(property.schema)) continue
    if (isPersonal(property)) {
      tell({
        at,
        part: 'key',
        message: `"${property.name}" names personal data, and an event is kept for ever: keep it elsewhere or encrypted, or classify it.`,
      })
    } else if (!namesCompany(property.name)) {
      into(property.schema)
      into(property.schema.sub('items'))
    }
  }
})

function isPersonal({ name, schema }: Property): boolean {
  const { types } = schema
  return namesPersonalData(name) && !types.includes('boolean')
}

function isMarked(schema: SchemaView | undefined): boolean {
  return schema?.parts().some((part) => part.layers.keys.some(isClassification)) ?? false
}
