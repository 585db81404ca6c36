import { unknownData } from '../../eventsource/event-data.ts'
import { some } from '../lists.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/event-data-unknown',
    severity: 'warning',
    title: 'Events of which nobody knows what they carry',
    background:
      'Whoever folds events needs to know what is in them. Messages without a payload schema (none, `{}`, `true`, or `type: object` alone), or many that ' +
      'share one schema while no constant tells them apart, say nothing of that.',
  },
  on: 'stream',
  examples: [
    {
      title: 'Half of the messages are not described',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
 #^^^^^^
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { type: { const: placed } } } }
      OrderShipped: { payload: { type: object } }
`,
    },
    {
      title: 'One schema for all',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
  //^^^^^^^^
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [{ "$ref": "#/components/messages/OrderPlaced" }, { "$ref": "#/components/messages/OrderShipped" }] } }
    }
  },
  "components": {
    "messages": {
      "OrderPlaced": { "payload": { "$ref": "#/components/schemas/Order" } },
      "OrderShipped": { "payload": { "$ref": "#/components/schemas/Order" } }
    },
    "schemas": { "Order": { "type": "object", "properties": { "id": { "type": "string" } } } }
  }
}
`,
    },
    {
      title: 'One schema whose header tells them apart, less than half, and what cannot be read',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { $ref: '#/components/schemas/Order' }, headers: { type: object, properties: { type: { const: placed } } } }
      OrderShipped: { payload: { $ref: '#/components/schemas/Order' }, headers: { type: object, properties: { type: { const: shipped } } } }
      OrderClosed: {}
  parcels:
    address: parcels
    x-event-source: true
    messages: { ParcelSent: { payload: { $ref: './a.yaml' } }, ParcelLost: { $ref: './b.yaml' } }
  single: { address: single, x-event-source: true, messages: { Started: {} } }
components:
  schemas:
    Order: { type: object, properties: { id: { type: string } } }
`,
    },
  ],

  *check(stream) {
    const unknown = unknownData(stream)
    if (!unknown) return
    const names = some(unknown.messages.map(({ label }) => label))
    yield {
      ...stream.spot,
      message:
        unknown.why === 'silent'
          ? `A reader cannot know what is in ${names}: describe ${unknown.messages.length === 1 ? 'its' : 'their'} payload.`
          : `${names} share one payload and nothing tells them apart: give each a schema of its own, or a constant.`,
    }
  },
})
