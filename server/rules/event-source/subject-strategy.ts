import type { Stream } from '../../eventsource/stream.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/subject-strategy',
    severity: 'warning',
    title: 'Several events under one subject of the schema registry',
    background:
      'With the TopicNameStrategy a schema registry knows one schema for all records of a topic, so the events of a set are taken for versions of each other. ' +
      'RecordNameStrategy or TopicRecordNameStrategy give each its own subject (AsyncAPI Kafka bindings, `schemaLookupStrategy`; Confluent Schema Registry).',
    whenNot: 'When one schema holds all events as a union.',
  },
  on: 'stream',
  examples: [
    {
      title: 'One subject for the whole topic',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { bindings: { kafka: { schemaIdLocation: payload, schemaLookupStrategy: TopicNameStrategy } } }
                                                                                          #^^^^^^^^^^^^^^^^^
      OrderShipped: {}
`,
    },
    {
      title: 'A subject for each, or one event only',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [
        { "bindings": { "kafka": { "schemaIdLocation": "header", "schemaLookupStrategy": "TopicRecordNameStrategy" } } },
        { "bindings": { "kafka": { "key": { "type": "string" } } } }
      ] } }
    },
    "parcels": { "x-event-source": true, "subscribe": { "message": { "bindings": { "kafka": { "schemaIdLocation": "payload", "schemaLookupStrategy": "TopicNameStrategy" } } } } }
  }
}
`,
    },
  ],

  *check(stream) {
    if (stream.messages.length < 2) return
    for (const at of strategies(stream)) {
      yield {
        at,
        part: 'value',
        message:
          'With the TopicNameStrategy all events of this topic share one subject: use RecordNameStrategy or TopicRecordNameStrategy.',
      }
    }
  },
})

/** The values that name the strategy in a message's binding that also names a registry, each once. */
function strategies({ messages, channel }: Stream): Set<Cursor> {
  const found = new Set<Cursor>()
  const registries = channel.servers.some((server) => server?.bindings?.at('kafka').target?.at('schemaRegistryUrl').exists)
  for (const { message } of messages) {
    const binding = message.binding('kafka')
    const strategy = binding.at('schemaLookupStrategy').cursor
    const hasRegistry =
      registries || ['schemaIdLocation', 'schemaIdPayloadEncoding', 'schemaRegistryUrl'].some((key) => binding.at(key).exists)
    if (hasRegistry && strategy?.text !== undefined && /^(?:\w+\.)*TopicNameStrategy$/.test(strategy.text.trim())) found.add(strategy)
  }
  return found
}
