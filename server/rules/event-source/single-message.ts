import { splitStreams } from '../../eventsource/splits.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/single-message',
    severity: 'info',
    title: 'An event source with one message only',
    background:
      'The life of an entity is rarely one event. A set of one is often a set that is not complete yet, or one whose events lie in several channels, where ' +
      'the order between them is lost.',
    whenNot: 'When there is nothing more to tell, as with measurements.',
  },
  on: 'stream',
  examples: [
    {
      title: 'One message',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
 #^^^^^^
    address: orders
    x-event-source: true
    messages: { OrderPlaced: {} }
`,
    },
    {
      title: 'Two, none at all, or not an event source',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders: { address: orders, x-event-source: true, messages: { OrderPlaced: {}, OrderShipped: {} } }
  empty: { address: empty, x-event-source: true }
  commands: { address: commands, messages: { PlaceOrder: {} } }
`,
    },
  ],

  *check(stream, { streams }) {
    if (stream.messages.length !== 1 || !stream.channel.isSetReadable) return
    if (splitStreams(streams.streamsOf(stream.channel.document)).some((group) => group.includes(stream))) return
    yield { ...stream.spot, message: 'This event source has one message only. Are these all events that can happen?' }
  },
})
