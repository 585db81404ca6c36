import { correlationSchemas, isCompound, typeOf } from '../../eventsource/correlation-schemas.ts'
import { mostCommon } from '../../eventsource/most-common.ts'
import { numberAt } from '../../eventsource/retention.ts'
import type { StreamMessage } from '../../eventsource/stream.ts'
import type { Message } from '../../model/message.ts'
import { SchemaView } from '../../model/schema-view.ts'
import { remembered } from '../../workspace/remembered.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/key-is-correlation',
    severity: 'info',
    title: 'A Kafka key that is not the id of the entity',
    background:
      'Kafka keeps the order within a partition, and the key of a message says which one. Only when the key is the correlation id do all events of an entity ' +
      'lie in one partition, in their order (AsyncAPI Kafka bindings, message binding `key`, channel binding `partitions`).',
    whenNot: 'When a partitioner of your own takes care of it.',
  },
  on: 'stream',
  examples: [
    {
      title: 'A key of another type, and one that is missing',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: { correlation: $message.payload#/orderId }
    bindings: { kafka: { partitions: 6 } }
    messages:
      OrderPlaced:
        payload: { type: object, properties: { orderId: { type: string, format: uuid } } }
        bindings: { kafka: { key: { type: string, format: uuid } } }
      OrderPaid:
        payload: { type: object, properties: { orderId: { type: string, format: uuid } } }
        bindings: { kafka: { key: { type: integer } } }
                            #^^^
      OrderShipped:
     #^^^^^^^^^^^^
        payload: { type: object, properties: { orderId: { type: string, format: uuid } } }
`,
    },
    {
      title: 'No key anywhere: said once',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "bindings": {
        "kafka": {
          "partitions": 6
        //^^^^^^^^^^^^
        }
      },
      "subscribe": { "message": { "oneOf": [{ "name": "OrderPlaced" }, { "name": "OrderShipped" }] } }
    }
  }
}
`,
    },
    {
      title: 'One partition, or a key as it should be',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  single: { address: single, x-event-source: true, bindings: { kafka: { partitions: 1 } }, messages: { OrderPlaced: {}, OrderShipped: {} } }
  orders:
    address: orders
    x-event-source: { correlation: $message.payload#/orderId }
    bindings: { kafka: { partitions: 6 } }
    messages:
      OrderPlaced:
        payload: { type: object, properties: { orderId: { $ref: '#/components/schemas/Id' } } }
        bindings: { kafka: { key: { $ref: '#/components/schemas/Id' } } }
components:
  schemas: { Id: { type: string } }
`,
    },
    {
      title: 'An id of which nothing is said',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: { correlation: $message.payload#/orderId }
    messages:
      OrderPlaced: { payload: { type: object, properties: { orderId: {} } }, bindings: { kafka: { key: { type: string } } } }
`,
    },
  ],

  *check(stream) {
    const correlated = correlationSchemas(stream)
    const usual = mostCommon(correlated.flatMap(({ schema }) => typeOf(schema) ?? []))
    const schemas = new Map(correlated.map(({ one, schema }) => [one, schema]))
    const keyless: StreamMessage[] = []
    for (const one of stream.messages) {
      const key = kafkaKey(one.message)
      if (key.entry === undefined) {
        if (key.isReadable) keyless.push(one)
        continue
      }
      const correlation = schemas.get(one)
      if (!correlation || !key.isReadable || key.cursor === correlation.cursor || isCompound(correlation)) continue
      const theirs = typeOf(correlation)
      // A correlation id that is the odd one in its set is told of by `correlation-id-type`.
      if (key.type === undefined || theirs === undefined || theirs !== usual || key.type === theirs) continue
      yield {
        at: key.entry,
        part: 'key',
        message: `The key is ${key.type}, the correlation id ${theirs}: events of one entity may lie in several partitions.`,
      }
    }
    const partitions = stream.channel.binding('kafka')?.at('partitions')
    if (!partitions || (numberAt(partitions) ?? 1) <= 1 || keyless.length === 0) return
    const message = 'Without a key, events of one entity lie in several partitions and lose their order: give the correlation id as key.'
    if (keyless.length === stream.messages.length) yield { at: partitions, part: 'key', message }
    else for (const one of keyless) yield { ...one.spot, message }
  },
})

/** The Kafka key of a message: where it is written and what it is; without `entry` it has none, as far as can be read. */
const kafkaKey = remembered(
  (message: Message) => message.entry.file.clock,
  (message) => {
    const key = message.binding('kafka').at('key')
    const view = new SchemaView(key)
    if (!key.entry) return { entry: undefined, cursor: undefined, type: undefined, isReadable: key.complete && message.isReadable }
    return { entry: key.entry, cursor: view.cursor, type: typeOf(view), isReadable: view.isReadable }
  },
  (a, b) => a.entry === b.entry && a.cursor === b.cursor && a.type === b.type && a.isReadable === b.isReadable,
)
