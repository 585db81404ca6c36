import { isCompacted, kafkaTopic, numberAt } from '../../eventsource/retention.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/no-compaction',
    severity: 'error',
    title: 'A log of events that is compacted',
    background:
      'An event source keeps every event for ever, in order: state is what folding all of them gives. A compacted Kafka topic ' +
      '(`cleanup.policy: compact`) keeps only the newest event of each key, and Pulsar compaction drops the same from what new readers get, ' +
      'so history is lost and the fold of what is left is wrong (AsyncAPI Kafka bindings, `topicConfiguration`; Pulsar bindings, `compaction`).',
    whenNot: 'When the channel carries the current state of things, a table rather than a log: then say `x-event-source: false`.',
  },
  on: 'stream',
  examples: [
    {
      title: 'A compacted Kafka topic',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    bindings:
      kafka:
        topicConfiguration:
          cleanup.policy: [delete, compact]
                         #^^^^^^^^^^^^^^^^^
          retention.ms: -1
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    bindings:
      kafka:
        topicConfiguration:
          cleanup.policy: [delete]
          retention.ms: -1
`,
    },
    {
      title: 'The policy as a bare text, in AsyncAPI 2',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "bindings": { "$ref": "#/components/channelBindings/log" }
    }
  },
  "components": {
    "channelBindings": {
      "log": {
        "kafka": {
          "topicConfiguration": {
            "cleanup.policy": "compact"
                            //^^^^^^^^^
          }
        }
      }
    }
  }
}
`,
    },
    {
      title: 'Pulsar',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    description: The event store of the shop.
    bindings:
      pulsar:
        namespace: shop
        persistence: persistent
        compaction: 1000
                   #^^^^
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    description: The event store of the shop.
    bindings:
      pulsar:
        namespace: shop
        persistence: persistent
`,
    },
    {
      title: 'A table beside the event source may be compacted',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    bindings:
      kafka:
        topicConfiguration: { cleanup.policy: [delete], retention.ms: -1 }
      pulsar: { namespace: shop, persistence: persistent, compaction: 0 }
  currentOrders:
    address: orders.current
    bindings:
      kafka:
        topicConfiguration: { cleanup.policy: [compact] }
`,
    },
  ],

  *check({ channel }) {
    const topic = kafkaTopic(channel)
    if (topic && isCompacted(topic)) {
      yield {
        at: topic.at('cleanup.policy'),
        part: 'value',
        message: 'Compaction keeps only the newest event of each key. An event source keeps them all: use ["delete"].',
        data: { use: ['delete'] },
      }
    }
    const threshold = channel.binding('pulsar')?.at('compaction')
    // Pulsar reads 0 as "never".
    if (threshold?.exists && numberAt(threshold) !== 0) {
      yield {
        at: threshold,
        part: 'value',
        message: 'Compaction keeps only the newest event of each key. An event source keeps them all: remove it.',
      }
    }
  },

  fix({ at, data }) {
    if (at.key === 'compaction') return [{ title: 'Remove the compaction', amendments: [{ do: 'remove', at }], safe: true }]
    return [{ title: 'Keep every event', amendments: [{ do: 'set', at, value: data?.['use'] }], safe: true }]
  },
})
