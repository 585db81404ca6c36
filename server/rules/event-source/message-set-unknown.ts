import { pascalCase, singular, splitWords } from '../../eventsource/names.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/message-set-unknown',
    severity: 'warning',
    title: 'An event source without messages',
    background:
      'The message set is what an event source promises: every event that may ever be appended. Without `messages`, nobody can tell what the log holds ' +
      '(AsyncAPI 3.1, Channel Object, `messages`; 2.6, Operation Object, `message`).',
  },
  on: 'stream',
  examples: [
    {
      title: 'Nobody can tell what may be appended',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
 #^^^^^^
    address: orders
    x-event-source: true
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderCreated:
        payload:
          type: object
`,
    },
    {
      title: 'An empty set, and AsyncAPI 2',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "event-store/orders": { "subscribe": { "operationId": "read" } }
  //^^^^^^^^^^^^^^^^^^^^
  }
}
`,
    },
    {
      title: 'A set that cannot be read is said elsewhere',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages: { $ref: './messages.yaml' }
  parcels:
    address: parcels
    x-event-source: true
    messages: { ParcelSent: { $ref: './messages.yaml#/Sent' } }
  commands: { address: commands }
`,
    },
  ],

  *check({ channel, messages, spot }) {
    if (messages.length > 0 || !channel.isSetReadable) return
    yield { ...spot, message: 'This event source has no messages: say which events may be appended.' }
  },

  fix({ at }, { model }) {
    const channel = model.documentOf(at)?.ownChannel(at)
    if (!channel?.document.is3 || !at.isMapping) return []
    const name = `${pascalCase(splitWords(channel.key).map(singular))}Created`
    const value = { [name]: { payload: { type: 'object' } } }
    const messages = at.at('messages')
    return [
      {
        title: `Add a message "${name}"`,
        amendments: [messages.exists ? { do: 'set', at: messages, value } : { do: 'insert', at, key: 'messages', value }],
        safe: false,
      },
    ]
  },
})
