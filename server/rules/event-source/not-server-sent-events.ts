import { isEventStream, isServerSentEvents } from '../../eventsource/server-sent-events.ts'
import type { Channel } from '../../model/channel.ts'
import { defineRule, type Spot } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/not-server-sent-events',
    severity: 'warning',
    title: 'Server-sent events taken for an event source',
    background:
      'The browser’s `EventSource` reads `text/event-stream`: a way to push data over HTTP. An event source in the sense of event sourcing is a log that is ' +
      'kept for ever. The two share a name and nothing else.',
    whenNot: 'When a log is kept behind the stream: describe the log as a channel of its own.',
  },
  on: 'channel',
  examples: [
    {
      title: 'Declared an event source',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: /orders
    x-event-source: true
    messages:
      OrderPlaced:
        contentType: text/event-stream
                    #^^^^^^^^^^^^^^^^^
  updates:
 #^^^^^^^
    address: /updates
    description: Read it with the browser's EventSource.
    x-event-source: true
    messages: { OrderPlaced: {} }
`,
    },
    {
      title: 'Not declared, or not about the browser',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  stream: { address: /orders, messages: { OrderPlaced: { contentType: text/event-stream } } }
  EventSourceOrders: { address: /log, x-event-source: true, messages: { OrderPlaced: { contentType: application/json } } }
`,
    },
  ],

  *check(channel, { streams }) {
    if (streams.why(channel).kind !== 'declared' || !isServerSentEvents(channel)) return
    yield {
      ...place(channel),
      message:
        'These are server-sent events, a way to push data to a browser. An event source is a log that is kept: declare that instead.',
    }
  },
})

function place(channel: Channel): Spot {
  const message = channel.messages.find(({ contentType }) => isEventStream(contentType))
  if (!message) return { at: channel.cursor, part: 'key' }
  return { at: message.at('contentType').cursor ?? message.document.defaultContentType, part: 'value' }
}
