import { correlationSchemas, isCompound, typeOf } from '../../eventsource/correlation-schemas.ts'
import { mostCommon } from '../../eventsource/most-common.ts'
import { numberAt } from '../../eventsource/retention.ts'
import type { StreamMessage } from '../../eventsource/stream.ts'
import { SchemaView } from '../../model/schema-view.ts'
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
  ],

  *check(stream) {
    const usual = mostCommon(correlationSchemas(stream).flatMap(({ schema }) => typeOf(schema) ?? []))
    const schemas = new Map(correlationSchemas(stream).map(({ one, schema }) => [one, schema]))
    const keyless: StreamMessage[] = []
    for (const one of stream.messages) {
      const key = one.message.binding('kafka').at('key')
      const at = key.entry
      if (!at) {
        if (key.complete && one.message.isReadable) keyless.push(one)
        continue
      }
      const view = new SchemaView(key)
      const correlation = schemas.get(one)
      if (!correlation || !view.isReadable || view.cursor === correlation.cursor || isCompound(correlation)) continue
      const [mine, theirs] = [typeOf(view), typeOf(correlation)]
      // A correlation id that is the odd one in its set is told of by `correlation-id-type`.
      if (mine === undefined || theirs !== usual || mine === theirs) continue
      yield {
        at,
        part: 'key',
        message: `The key is ${mine}, the correlation id ${theirs}: events of one entity may lie in several partitions.`,
      }
    }
    const partitions = stream.channel.binding('kafka')?.at('partitions')
    if (!partitions || (numberAt(partitions) ?? 1) <= 1 || keyless.length === 0) return
    const message = 'Without a key, events of one entity lie in several partitions and lose their order: give the correlation id as key.'
    if (keyless.length === stream.messages.length) yield { at: partitions, part: 'key', message }
    else for (const one of keyless) yield { ...one.spot, message }
  },
})
