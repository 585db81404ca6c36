import { hasEnvelope } from '../../eventsource/envelope.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/sequence',
    severity: 'off',
    title: 'Events without a sequence number',
    background:
      'A number that counts the events of one entity shows what is missing and lets two writers notice each other. The names that count are a setting, ' +
      '`envelope`.',
  },
  on: 'stream',
  examples: [
    {
      title: 'No sequence anywhere',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
 #^^^^^^
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { total: { type: number } } } }
`,
    },
    {
      title: 'Somewhere in the set',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [{}, { "payload": { "type": "object", "properties": { "aggregate_version": { "type": "integer" } } } }] } }
    }
  }
}
`,
    },
  ],

  *check(stream, context) {
    const names = context.envelope(stream.channel.cursor.uri).sequence
    const { messages } = stream
    if (messages.length === 0 || !messages.every(({ message }) => hasEnvelope(message, names) === false)) return
    yield { ...stream.spot, message: 'No event here has a sequence number: nobody sees whether one is missing.' }
  },
})
