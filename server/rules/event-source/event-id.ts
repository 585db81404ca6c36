import { missingEnvelope } from '../missing-envelope.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/event-id',
    severity: 'info',
    title: 'An event without an id',
    background:
      'A broker delivers some events twice. By an event id (the `id` of CloudEvents, `eventId`, `messageId`, …) a reader knows which it has seen already. The ' +
      'names that count are a setting, `envelope`.',
  },
  on: 'stream',
  examples: [
    {
      title: 'One of the messages has none',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { eventId: { type: string } } } }
      OrderShipped: { payload: { type: object, properties: { carrier: { type: string } } } }
     #^^^^^^^^^^^^
`,
    },
    {
      title: 'None has one: said once',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
  //^^^^^^^^
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [{ "name": "OrderPlaced", "payload": { "type": "string" } }, { "name": "OrderShipped", "payload": { "type": "string" } }] } }
    }
  }
}
`,
    },
    {
      title: 'In another spelling, in a header, through a trait, or not to be read',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { headers: { type: object, properties: { ce_id: { type: string } } } }
      OrderPaid: { traits: [{ headers: { type: object, properties: { eventId: { type: string } } } }] }
      OrderShipped: { payload: { $ref: './elsewhere.yaml' } }
  commands: { address: commands, messages: { PlaceOrder: {} } }
`,
    },
  ],

  check(stream, context) {
    const names = context.envelope(stream.channel.cursor.uri).id
    return missingEnvelope(stream, names, 'an event id', 'a reader cannot drop duplicates')
  },
})
