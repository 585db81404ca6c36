import { relativeUri } from '../../../shared/uri.ts'
import { copiedMessages } from '../../eventsource/copies.ts'
import { referenceFrom } from '../reference-from.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/copied-message',
    severity: 'warning',
    title: 'An event that another document defines',
    background:
      'One document owns an event; whoever appends or reads it refers to that definition. A copy with the same name and payload is right on the day on which it ' +
      'is made, and wrong after the first change.',
    whenNot: 'When the two only happen to be equal today.',
  },
  on: 'workspace',
  examples: [
    {
      title: 'Copied into the components of an application',
      text: `
--- file: app.yaml
asyncapi: 3.0.0
info: { title: Shipping, version: 1.0.0 }
channels: {}
components:
  messages:
    OrderPlaced:
   #^^^^^^^^^^^
      payload: { type: object, properties: { orderId: { type: string } } }
--- file: orders.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages: { OrderPlaced: { $ref: '#/components/messages/OrderPlaced' } }
components:
  messages:
    OrderPlaced: { payload: { type: object, properties: { orderId: { $ref: '#/components/schemas/Id' } } } }
  schemas: { Id: { type: string } }
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Shipping, version: 1.0.0 }
channels: {}
components:
  messages:
    OrderPlaced:
      $ref: "./orders.yaml#/components/messages/OrderPlaced"
`,
    },
    {
      title: 'Another payload, no event, or a channel that is copied as a whole',
      text: `
--- file: a.json
{
  "asyncapi": "2.6.0",
  "info": { "title": "A", "version": "1.0.0" },
  "channels": {
    "a": { "x-event-source": true, "subscribe": { "message": { "$ref": "#/components/messages/OrderPlaced" } } },
    "shared": { "x-event-source": true, "subscribe": { "message": { "name": "Shared", "payload": { "type": "string" } } } },
    "c": { "subscribe": { "message": { "name": "PlaceOrder", "payload": { "type": "string" } } } }
  },
  "components": { "messages": { "OrderPlaced": { "payload": { "type": "object", "properties": { "id": { "type": "string" } } } } } }
}
--- file: b.json
{
  "asyncapi": "2.6.0",
  "info": { "title": "B", "version": "1.0.0" },
  "channels": {
    "shared": { "subscribe": { "message": { "name": "Shared", "payload": { "type": "string" } } } },
    "d": { "subscribe": { "message": { "name": "PlaceOrder", "payload": { "type": "string" } } } }
  },
  "components": { "messages": { "OrderPlaced": { "payload": { "type": "object", "properties": { "orderId": { "type": "string" } } } } } }
}
`,
    },
  ],

  *check(documents, { streams }) {
    for (const { copy, at, owner, ownerAt } of copiedMessages(documents, streams)) {
      const reference = referenceFrom(at.uri, ownerAt)
      yield {
        at,
        part: 'key',
        message: `"${copy.label}" is defined in ${relativeUri(at.uri, ownerAt.uri)}. Refer to it: "$ref": "${reference}".`,
        related: [{ at: ownerAt, part: 'key', message: 'The event that is to be reused.' }],
        ...(owner.document.is3 === copy.document.is3 && { data: { reference } }),
      }
    }
  },

  fix({ at, data }) {
    const reference = data?.['reference']
    if (typeof reference !== 'string') return []
    return [{ title: `Refer to ${reference}`, amendments: [{ do: 'set', at, value: { $ref: reference } }], safe: false }]
  },
})
