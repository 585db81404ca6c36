import { isCompacted, kafkaTopic, numberAt } from '../../eventsource/retention.ts'
import type { Channel } from '../../model/channel.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/unbounded-retention',
    severity: 'warning',
    title: 'A log of events that forgets',
    background:
      'Events that the broker deletes after a while can be folded no more. Kafka keeps a topic for seven days unless `retention.ms` says otherwise; -1 ' +
      'is for ever, for `retention.bytes` too. Pulsar deletes what was acknowledged after `retention` and what was not after `ttl`, and Pub/Sub ' +
      'after `messageRetentionDuration` (AsyncAPI bindings of Kafka, Pulsar and Google Cloud Pub/Sub).',
    whenNot: 'When old events live on elsewhere: name that place as `archive` in `x-event-source`.',
  },
  on: 'stream',
  examples: [
    {
      title: 'A week, then all is gone',
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
          cleanup.policy: [delete]
          retention.ms: 604800000
                       #^^^^^^^^^
          retention.bytes: 1000000000
                          #^^^^^^^^^^
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
          retention.bytes: 1000000000
`,
    },
    {
      title: 'Nothing is said, so the broker forgets after seven days',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "event-sourced-orders": {
      "bindings": {
        "kafka": {
      //^^^^^^^
          "topicConfiguration": {
            "cleanup.policy": ["delete"]
          }
        }
      }
    }
  }
}
`,
      fixed: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "event-sourced-orders": {
      "bindings": {
        "kafka": {
          "topicConfiguration": {
            "cleanup.policy": ["delete"],
            "retention.ms": -1
          }
        }
      }
    }
  }
}
`,
    },
    {
      title: 'Pulsar and Pub/Sub',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    bindings:
      pulsar:
        namespace: shop
        persistence: persistent
        retention: { time: 10080, size: 0 }
                          #^^^^^
        ttl: 360
            #^^^
      googlepubsub:
        messageRetentionDuration: 86400s
                                 #^^^^^^
        schemaSettings: { encoding: json, name: orders }
`,
    },
    {
      title: 'Kept for ever, or elsewhere, or not described at all',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    bindings:
      kafka:
        topicConfiguration: { retention.ms: -1, retention.bytes: -1 }
      pulsar: { namespace: shop, persistence: persistent, retention: { time: 0, size: 0 }, ttl: 0 }
  archived:
    address: archived
    x-event-source: { archive: 's3://events' }
    bindings:
      kafka:
        topicConfiguration: { retention.ms: 604800000 }
  plain:
    address: plain
    x-event-source: true
    bindings:
      kafka: { partitions: 3 }
`,
    },
    {
      title: 'Compaction is what is wrong here, and its own rule says so',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    bindings:
      kafka:
        topicConfiguration: { cleanup.policy: [compact] }
`,
    },
  ],

  *check({ channel, declaration }) {
    if (declaration.archive) return
    yield* kafka(channel)
    yield* pulsar(channel)
    const duration = channel.binding('googlepubsub')?.at('messageRetentionDuration')
    if (duration?.exists) {
      yield {
        at: duration,
        part: 'value',
        message: 'Events are deleted after this time. An event source keeps them for ever, or in an archive.',
      }
    }
  },

  fix(finding) {
    const { at, data } = finding
    if (data?.['protocol'] !== 'kafka') return []
    const topic = at.key === 'kafka' ? at.target?.at('topicConfiguration').target : undefined
    return [
      {
        title: 'Keep events for ever',
        amendments: [topic ? { do: 'insert', at: topic, key: 'retention.ms', value: -1 } : { do: 'set', at, value: -1 }],
        safe: true,
      },
    ]
  },
})

function* kafka(channel: Channel): Generator<Finding> {
  const topic = kafkaTopic(channel)
  if (!topic) return
  const data = { protocol: 'kafka' }
  for (const key of ['retention.ms', 'retention.bytes']) {
    const limit = topic.at(key)
    if (!limit.exists || numberAt(limit) === -1) continue
    yield { at: limit, part: 'value', message: `Kafka deletes events beyond this ${key}. An event source keeps them for ever: -1.`, data }
  }
  if (topic.at('retention.ms').exists || isCompacted(topic)) return
  const binding = channel.cursor.at('bindings').target?.at('kafka')
  if (!binding) return
  yield {
    at: binding,
    part: 'key',
    message: 'Without retention.ms Kafka deletes events after seven days. An event source keeps them for ever: add "retention.ms": -1.',
    data,
  }
}

function* pulsar(channel: Channel): Generator<Finding> {
  const binding = channel.binding('pulsar')
  const retention = binding?.at('retention').target
  if (binding && retention?.exists) {
    const limits = [retention, retention.at('time'), retention.at('size')].filter((limit) => (numberAt(limit) ?? 0) > 0)
    const [only] = limits
    const at = limits.length > 1 ? retention : only
    if (at)
      yield {
        at,
        part: 'value',
        message: 'Pulsar deletes acknowledged events beyond this. An event source keeps them for ever, or in an archive.',
      }
  }
  const ttl = binding?.at('ttl')
  if (ttl && (numberAt(ttl) ?? 0) > 0) {
    yield {
      at: ttl,
      part: 'value',
      message: 'Pulsar drops events after this time, read or not. An event source keeps them for ever: remove it.',
    }
  }
}
