import { correlationSchemas, isCompound, typeOf } from '../../eventsource/correlation-schemas.ts'
import { mostCommon } from '../../eventsource/most-common.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/correlation-id-type',
    severity: 'warning',
    title: 'A correlation id of another type',
    background:
      'Events of one entity are found by comparing their ids. A number in one message and a text in another are never equal, and an object or a list is no id ' +
      'at all.',
    whenNot: 'When readers convert them.',
  },
  on: 'stream',
  examples: [
    {
      title: 'A number among texts',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: { correlation: $message.payload#/orderId }
    messages:
      OrderPlaced: { payload: { type: object, properties: { orderId: { type: string } } } }
      OrderPaid: { payload: { type: object, properties: { orderId: { type: string } } } }
      OrderShipped: { payload: { type: object, properties: { orderId: { type: integer } } } }
                                                            #^^^^^^^
`,
    },
    {
      title: 'An object',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": {
        "message": {
          "payload": {
            "type": "object",
            "properties": {
              "order": { "type": "object", "properties": { "id": { "type": "string" } } }
            //^^^^^^^
            }
          },
          "correlationId": { "location": "$message.payload#/order" }
        }
      }
    }
  }
}
`,
    },
    {
      title: 'The same, or not said',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: { correlation: $message.payload#/orderId }
    messages:
      OrderPlaced: { payload: { type: object, properties: { orderId: { $ref: '#/components/schemas/Id' } } } }
      OrderPaid: { payload: { type: object, properties: { orderId: { type: string, format: uuid } } } }
      OrderShipped: { payload: { type: object, properties: { orderId: {} } } }
components:
  schemas: { Id: { type: string, format: uuid } }
`,
    },
  ],

  *check(stream) {
    const all = correlationSchemas(stream)
    const usual = mostCommon(all.flatMap(({ schema }) => typeOf(schema) ?? []))
    const told = new Set<Cursor>()
    for (const { one, schema } of all) {
      const at = schema.entry
      const type = typeOf(schema)
      if (!at || told.has(at)) continue
      const message = isCompound(schema)
        ? `The correlation id of "${one.label}" is no single value, so it cannot be compared.`
        : type !== undefined && usual !== undefined && type !== usual
          ? `The correlation id of "${one.label}" is ${type}; in the other messages it is ${usual}.`
          : undefined
      if (message === undefined) continue
      told.add(at)
      yield { at, part: 'key', message }
    }
  },
})
