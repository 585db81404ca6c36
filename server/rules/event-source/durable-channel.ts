import type { Channel } from '../../model/channel.ts'
import type { Server } from '../../model/server.ts'
import type { Tag } from '../../model/tags.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { some } from '../lists.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/durable-channel',
    severity: 'warning',
    title: 'An event source on a channel that keeps nothing',
    background:
      'An event source is a log that can be read again from its beginning. A queue that goes with its connection (AMQP `autoDelete`, `exclusive`, ' +
      '`durable: false`), a non-persistent Pulsar topic, and protocols that only pass messages on (WebSocket, HTTP, MQTT, STOMP, Redis channels) keep none.',
    whenNot:
      'When events are kept elsewhere: name that place as `archive` in `x-event-source`. Streams of Redis or JetStream are known by their name.',
  },
  on: 'stream',
  examples: [
    {
      title: 'A queue that goes with its connection, a topic that is not persistent',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    bindings:
      amqp:
        is: queue
        queue:
          name: orders
          durable: false
                  #^^^^^
          exclusive: true
                    #^^^^
  parcels:
    address: parcels
    x-event-source: true
    bindings: { pulsar: { namespace: shop, persistence: non-persistent } }
                                                       #^^^^^^^^^^^^^^
`,
    },
    {
      title: 'A protocol that only passes messages on',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "servers": { "live": { "url": "wss://shop.example.com", "protocol": "wss" } },
  "channels": {
    "orders": { "x-event-source": true }
  //^^^^^^^^
  }
}
`,
    },
    {
      title: 'Durable queues, JetStream, an archive, or one broker that keeps them',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers:
  broker: { host: broker, protocol: kafka }
  live: { host: live, protocol: ws }
  redis: { host: redis, protocol: redis, description: Redis Streams }
channels:
  everywhere: { address: a, x-event-source: true }
  queue: { address: b, servers: [{ $ref: '#/servers/broker' }], x-event-source: true, bindings: { amqp: { is: queue, queue: { durable: true, exclusive: false } } } }
  streams: { address: c, servers: [{ $ref: '#/servers/redis' }], x-event-source: true }
  archived: { address: d, servers: [{ $ref: '#/servers/live' }], x-event-source: { archive: 's3://events' } }
  live: { address: e, servers: [{ $ref: '#/servers/live' }] }
`,
    },
    {
      title: 'A stream by its name',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers:
  redis: { host: redis, protocol: redis }
channels:
  orders: { address: orders, title: OrderStream, x-event-source: true }
  parcels: { address: p, description: Fed by the upstream service, x-event-source: true }
 #^^^^^^^
`,
    },
  ],

  *check(stream) {
    if (stream.declaration.archive) return
    const lossy = lossyBindings(stream.channel)
    yield* lossy
    if (lossy.length > 0) return
    const passing = passingProtocols(stream.channel)
    if (!passing) return
    yield {
      ...stream.spot,
      message: `${some(passing)} only ${passing.length === 1 ? 'passes messages on and keeps' : 'pass messages on and keep'} none: an event source needs a log, or an archive.`,
    }
  },
})

function lossyBindings(channel: Channel): Finding[] {
  const found: Finding[] = []
  const note = (at: Cursor | undefined, lossy: unknown, message: string) => {
    const node = at?.node
    if (at && node?.kind === 'scalar' && node.value === lossy) found.push({ at, part: 'value', message })
  }
  const queue = channel.binding('amqp')?.at('queue').target
  note(queue?.at('autoDelete'), true, 'This queue is deleted with its last reader, and its events with it.')
  note(queue?.at('exclusive'), true, 'This queue belongs to one connection and goes with it.')
  note(queue?.at('durable'), false, 'This queue does not survive a restart of the broker.')
  note(channel.binding('pulsar')?.at('persistence'), 'non-persistent', 'A non-persistent topic keeps no events.')
  return found
}

const passing: ReadonlySet<string> = new Set([
  'ws',
  'wss',
  'http',
  'https',
  'stomp',
  'stomps',
  'redis',
  'mqtt',
  'mqtt5',
  'mqtts',
  'secure-mqtt',
])

/** The protocols of its servers if all of them only pass messages on; `undefined` where one does not, or cannot be read, or says *stream*. */
function passingProtocols(channel: Channel): string[] | undefined {
  const { servers } = channel
  const protocols = new Set<string>()
  for (const server of servers) {
    const protocol = server?.protocol
    if (protocol === undefined || !passing.has(protocol) || (server && saysStream(server))) return undefined
    protocols.add(protocol)
  }
  return protocols.size === 0 || channelSaysStream(channel) ? undefined : [...protocols]
}

/** *JetStream*, or *stream* as a word of a text or a name. */
const streamMarks = [/jet[\s_-]?stream|(?<!\p{L})streams?(?!\p{L})/iu, /\p{Ll}Streams?(?!\p{Ll})/u]

function channelSaysStream(channel: Channel): boolean {
  const bindings = channel.cursor.at('bindings').target
  return [channel.title, channel.description, bindings].some((place) => place && marks(place)) || channel.tags.some(tagMarks)
}

function saysStream(server: Server): boolean {
  return [server.title, server.description, server.bindings].some((place) => place && marks(place)) || server.tags.some(tagMarks)
}

function tagMarks(tag: Tag): boolean {
  return marks(tag.name) || marks(tag.description)
}

/** Bindings have it in a key or a value, such as `x-jetstream`. */
function marks(place: Cursor): boolean {
  const { value } = place
  if (value === undefined) return false
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return streamMarks.some((mark) => mark.test(text))
}
