import { hasEnvelope } from '../../eventsource/envelope.ts'
import { splitWords } from '../../eventsource/names.ts'
import type { StreamMessage } from '../../eventsource/stream.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/schema-version',
    severity: 'off',
    title: 'An event that does not say which version of it was written',
    background:
      'Old events stay as they were written. A version (a property, the `dataschema` of CloudEvents, or a `V2` in the mark or the name) tells a reader how to ' +
      'read one (Greg Young, Versioning in an Event Sourced System). With Avro and a registry each record carries its own.',
  },
  on: 'stream',
  examples: [
    {
      title: 'One of the messages says nothing',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { schemaVersion: { type: integer } } } }
      OrderShipped: { payload: { type: object, properties: { carrier: { type: string } } } }
     #^^^^^^^^^^^^
`,
    },
    {
      title: 'In the name, in the mark, or in a registry',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [
        { "name": "OrderPlacedV2" },
        { "name": "OrderPaid", "payload": { "type": "object", "properties": { "type": { "const": "order.paid.v1" } } } },
        { "name": "OrderShipped", "schemaFormat": "application/vnd.apache.avro;version=1.9.0", "payload": { "type": "record" } }
      ] } }
    }
  }
}
`,
    },
  ],

  *check(stream, context): Generator<Finding> {
    const names = context.envelope(stream.channel.cursor.uri).version
    const { messages } = stream
    const without = messages.filter((one) => hasEnvelope(one.message, names) === false && !namesVersion(one))
    if (without.length === 0) return
    if (without.length === messages.length) yield { ...stream.spot, message: 'Nothing says which version of an event was written.' }
    else for (const one of without) yield { ...one.spot, message: `Nothing says which version of "${one.label}" was written.` }
  },
})

function namesVersion({ message, constants }: StreamMessage): boolean {
  if (message.schemaLanguage === 'avro') return true
  const texts = [message.name, message.key, message.componentKey, ...constants.list.flatMap(({ values }) => values)]
  return texts.some((text) => text !== undefined && splitWords(text).some((word) => /^v\p{N}+$/u.test(word)))
}
