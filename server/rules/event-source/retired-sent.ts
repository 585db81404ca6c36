import type { Message } from '../../model/message.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/retired-sent',
    severity: 'warning',
    title: 'A retired event that is still written',
    background:
      'Old events stay in the log and stay readable, so their message stays in the set, marked as deprecated. New ones are not written any more: no `send` ' +
      'operation (AsyncAPI 2: `subscribe`) lists it (Greg Young, Versioning in an Event Sourced System).',
    whenNot: 'While both versions are written during a change-over.',
  },
  on: 'document',
  examples: [
    {
      title: 'Deprecated, and yet sent',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, deprecated: true } }
      OrderPlacedV2: { payload: { type: object } }
operations:
  append:
    action: send
    channel: { $ref: '#/channels/orders' }
    messages:
      - $ref: '#/channels/orders/messages/OrderPlaced'
             #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      - $ref: '#/channels/orders/messages/OrderPlacedV2'
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, deprecated: true } }
      OrderPlacedV2: { payload: { type: object } }
operations:
  append:
    action: send
    channel: { $ref: '#/channels/orders' }
    messages:
      - $ref: '#/channels/orders/messages/OrderPlacedV2'
`,
    },
    {
      title: 'AsyncAPI 2',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "publish": { "message": { "$ref": "#/components/messages/OrderPlaced" } },
      "subscribe": {
        "message": {
          "oneOf": [
            { "$ref": "#/components/messages/OrderPlaced" },
                    //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            { "$ref": "#/components/messages/OrderPlacedV2" }
          ]
        }
      }
    }
  },
  "components": { "messages": { "OrderPlaced": { "x-deprecated": true }, "OrderPlacedV2": {} } }
}
`,
    },
    {
      title: 'Read, or in an operation that lists nothing',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, deprecated: true } }
operations:
  append: { action: send, channel: { $ref: '#/channels/orders' } }
  read: { action: receive, channel: { $ref: '#/channels/orders' }, messages: [{ $ref: '#/channels/orders/messages/OrderPlaced' }] }
`,
    },
  ],

  *check(document, { streams }) {
    for (const operation of document.operations) {
      const { channel } = operation
      if (operation.action !== 'send' || !channel || !streams.speaksOf(channel)) continue
      for (const entry of operation.messageEntries) {
        const message = document.message(entry)
        const reference = entry.at('$ref')
        if (!isRetired(message)) continue
        const name = message.name ?? message.target?.key ?? ''
        yield {
          at: reference.exists ? reference : entry,
          part: 'value',
          message: `"${name}" is deprecated: it stays readable, but new ones are not written. Remove it from what is sent.`,
        }
      }
    }
  },

  fix({ at }) {
    const entry = at.key === '$ref' && at.parent ? at.parent : at
    if (!entry.parent?.isSequence) return []
    return [{ title: 'Remove it from what is sent', amendments: [{ do: 'remove', at: entry }], safe: false }]
  },
})

function isRetired(message: Message): boolean {
  const marks = [
    message.at('x-deprecated').scalar,
    message.payload.layers.at('deprecated').scalar,
    message.payload.layers.at('x-deprecated').scalar,
  ]
  return marks.some((mark) => mark !== undefined && mark !== null && mark !== false)
}
