import { formatPointer } from '../../../shared/pointer.ts'
import { type StrayMessage, strayMessages } from '../../model/stray-messages.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/operation-through-channel',
    severity: 'error',
    title: 'A message of an operation that is not referred to through its channel',
    background:
      "An operation's messages are a subset of its channel's, and must be referred to through the channel, never as components (AsyncAPI 3.1, Operation " +
      'Object, `messages`; the same holds for a reply). On an event source that is what keeps the message set in one place: a channel that is reused ' +
      'by `$ref` leads to the messages of the document that owns it.',
  },
  on: 'document',
  examples: [
    {
      title: 'A component instead of the channel’s own',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      placed: { $ref: '#/components/messages/OrderPlaced' }
operations:
  appendOrders:
    action: send
    channel: { $ref: '#/channels/orders' }
    messages:
      - $ref: '#/components/messages/OrderPlaced'
             #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
components:
  messages:
    OrderPlaced: { name: OrderPlaced }
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      placed: { $ref: '#/components/messages/OrderPlaced' }
operations:
  appendOrders:
    action: send
    channel: { $ref: '#/channels/orders' }
    messages:
      - $ref: '#/channels/orders/messages/placed'
components:
  messages:
    OrderPlaced: { name: OrderPlaced }
`,
    },
    {
      title: 'A message of another channel, and one in a reply',
      text: `
{
  "asyncapi": "3.0.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": { "address": "orders", "x-event-source": true, "messages": { "OrderPlaced": {} } },
    "replies": { "address": "replies", "x-event-source": true, "messages": { "Done": {} } },
    "late": { "address": null, "messages": { "Done": {} } }
  },
  "operations": {
    "appendOrders": {
      "action": "receive",
      "channel": { "$ref": "#/channels/orders" },
      "messages": [
        { "$ref": "#/channels/orders/messages/OrderPlaced" },
        { "$ref": "#/channels/replies/messages/Done" }
                //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      ],
      "reply": {
        "channel": { "$ref": "#/channels/replies" },
        "messages": [
          { "$ref": "#/channels/replies/messages/Done" },
          { "$ref": "#/components/messages/Done" }
                  //^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        ]
      }
    },
    "answerLate": {
      "action": "receive",
      "channel": { "$ref": "#/channels/orders" },
      "reply": { "channel": { "$ref": "#/channels/late" }, "messages": [{ "$ref": "#/components/messages/Done" }] }
    }
  },
  "components": { "messages": { "Done": {} } }
}
`,
    },
    {
      title: 'Through the channel of the document that owns it',
      text: `
--- file: app.yaml
asyncapi: 3.0.0
info: { title: Shipping, version: 1.0.0 }
channels:
  orders: { $ref: './orders.yaml#/channels/orders' }
operations:
  readOrders:
    action: receive
    channel: { $ref: '#/channels/orders' }
    messages:
      - $ref: '#/channels/orders/messages/OrderPlaced'
      - $ref: './orders.yaml#/channels/orders/messages/OrderShipped'
      - $ref: './orders.yaml#/channels/orders/messages/Nowhere'
--- file: orders.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages: { OrderPlaced: {}, OrderShipped: {} }
`,
    },
    {
      title: 'A channel that is no event source is left to `asyncapi/structure`',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  commands: { address: commands, messages: { PlaceOrder: { $ref: '#/components/messages/PlaceOrder' } } }
operations:
  place:
    action: send
    channel: { $ref: '#/channels/commands' }
    messages: [{ $ref: '#/components/messages/PlaceOrder' }]
components:
  messages: { PlaceOrder: {} }
`,
    },
  ],

  *check(document, { streams }) {
    for (const operation of document.operations) {
      for (const stray of strayMessages(operation)) {
        // Of other channels `asyncapi/structure` says it.
        if (!stray.channel || !streams.speaksOf(stray.channel)) continue
        const instead = through(stray)
        const what = stray.isComponent ? 'This is a component' : "This is none of the channel's messages"
        yield {
          at: stray.at,
          part: 'value',
          message: `${what}: an operation refers to messages through its channel${instead ? `, as in "${instead}"` : ''}.`,
          ...(instead && { data: { instead } }),
        }
      }
    }
  },

  fix({ at, data }) {
    const instead = data?.['instead']
    if (typeof instead !== 'string') return []
    return [{ title: `Refer to ${instead}`, amendments: [{ do: 'set', at, value: instead }], safe: true }]
  },
})

/** The reference to the same message through the channel; `undefined` where the channel does not have it. */
function through({ channel, channelAt, target }: StrayMessage): string | undefined {
  const base = channelAt.at('$ref').text
  if (!channel || base === undefined) return undefined
  const definition = target.target
  const message = channel.messages.find((one) => one.target !== undefined && one.target === definition)
  return message && `${base}/messages${formatPointer([message.entry.key])}`
}
