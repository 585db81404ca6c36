import { nameWords } from '../../eventsource/names.ts'
import { isParticiple } from '../../eventsource/participles.ts'
import { isServerSentEvents } from '../../eventsource/server-sent-events.ts'
import type { Channel } from '../../model/channel.ts'
import type { Server } from '../../model/server.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/undeclared',
    severity: 'hint',
    title: 'A channel that looks like an event source and does not say so',
    background:
      'Several messages named as facts, on a broker that keeps a log: this may be an event source. AsyncAPI has no word for it, so the channel says it with ' +
      '`x-event-source: true`, and then it is checked as one; `false` says that it is none.',
  },
  on: 'channel',
  examples: [
    {
      title: 'Facts on Kafka',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers: { broker: { host: broker, protocol: kafka } }
channels:
  orders:
 #^^^^^^
    address: orders
    messages: { OrderPlaced: {}, OrderPaid: {}, OrderShipped: {}, Heartbeat: {} }
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers: { broker: { host: broker, protocol: kafka } }
channels:
  orders:
    address: orders
    messages: { OrderPlaced: {}, OrderPaid: {}, OrderShipped: {}, Heartbeat: {} }
    x-event-source: true
`,
    },
    {
      title: 'It says what it is, has too few facts, or no log',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers: { broker: { host: broker, protocol: kafka }, socket: { host: socket, protocol: ws } }
channels:
  none: { address: a, x-event-source: false, messages: { OrderPlaced: {}, OrderPaid: {}, OrderShipped: {} } }
  two: { address: b, messages: { OrderPlaced: {}, OrderPaid: {} } }
  mixed: { address: c, messages: { OrderPlaced: {}, OrderPaid: {}, PlaceOrder: {} } }
  socket: { address: d, servers: [{ $ref: '#/servers/socket' }], messages: { OrderPlaced: {}, OrderPaid: {}, OrderShipped: {} } }
`,
    },
    {
      title: 'Of a declaration that is none another rule speaks',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers:
  kafka: { host: kafka, protocol: kafka }
channels:
  orders: { address: a, x-event-source: null, messages: { OrderPlaced: {}, OrderPaid: {}, OrderShipped: {} } }
`,
    },
  ],

  *check(channel, { streams }) {
    const { messages } = channel
    if (messages.length < 3 || streams.why(channel).kind !== 'none' || isServerSentEvents(channel)) return
    // What it says of itself, however badly, `declaration` speaks of.
    if (channel.cursor.at('x-event-source').exists) return
    const facts = messages.filter(({ label }) => nameWords(label).some(isParticiple))
    if (facts.length < messages.length * 0.75 || !isOnLog(channel)) return
    yield {
      at: channel.cursor,
      part: 'key',
      message: 'This looks like an event source: say so with x-event-source: true, or false if it is none.',
    }
  },

  fix({ at }) {
    const say = (value: boolean, title: string) => ({
      title,
      amendments: [{ do: 'insert' as const, at, key: 'x-event-source', value }],
      safe: false,
    })
    return [say(true, 'Mark as event source'), say(false, 'Not an event source')]
  },
})

const logs: ReadonlySet<string> = new Set(['kafka', 'kafka-secure', 'pulsar', 'kinesis', 'eventhubs'])

function isOnLog(channel: Channel): boolean {
  return channel.servers.some(
    (server) => server && (logs.has(server.protocol ?? '') || (server.protocol === 'nats' && hasJetStream(server, channel))),
  )
}

function hasJetStream(server: Server, channel: Channel): boolean {
  return /jet[\s_-]?stream/i.test(
    `${JSON.stringify(server.cursor?.value)} ${JSON.stringify(channel.cursor.at('bindings').value)} ${channel.description.text}`,
  )
}
