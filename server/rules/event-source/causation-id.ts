import { missingEnvelope } from '../missing-envelope.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/causation-id',
    severity: 'off',
    title: 'An event without a causation id',
    background:
      'The id of the event or command that caused an event lets a reader walk back to the root of what happened. The names that count are a setting, ' +
      '`envelope`.',
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
      OrderPlaced: { payload: { type: object, properties: { causationId: { type: string } } } }
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
      OrderPlaced: { headers: { type: object, properties: { causation-id: { type: string } } } }
      OrderPaid: { traits: [{ headers: { type: object, properties: { causationId: { type: string } } } }] }
      OrderShipped: { payload: { $ref: './elsewhere.yaml' } }
  commands: { address: commands, messages: { PlaceOrder: {} } }
`,
    },
  ],

  check(stream, context) {
    const names = context.envelope(stream.channel.cursor.uri).causation
    return missingEnvelope(stream, names, 'a causation id', 'its cause cannot be found')
  },
})
