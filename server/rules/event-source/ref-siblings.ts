import { refSiblings } from '../../model/ref-siblings.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/ref-siblings',
    severity: 'warning',
    title: 'Keys beside a `$ref`',
    background:
      'Whatever stands beside a `$ref` is ignored (AsyncAPI 3.1, Reference Object: "any properties added SHALL be ignored"; JSON Schema draft 7 says the ' +
      'same). Whoever wrote it believes that it counts.',
    whenNot: 'When a tool of your own reads it.',
  },
  on: 'document',
  examples: [
    {
      title: 'A name that nobody reads, a constraint that nobody checks',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        $ref: '#/components/messages/OrderPlaced'
        name: Placed
       #^^^^
components:
  messages:
    OrderPlaced:
      payload:
        type: object
        properties:
          id: { $ref: '#/components/schemas/Id', maxLength: 10 }
                                                #^^^^^^^^^
  schemas:
    Id: { type: string }
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        $ref: '#/components/messages/OrderPlaced'
components:
  messages:
    OrderPlaced:
      payload:
        type: object
        properties:
          id: { $ref: '#/components/schemas/Id', maxLength: 10 }
  schemas:
    Id: { type: string }
`,
    },
    {
      title: 'Notes beside the reference of a schema, a property of that name, and a channel that is none',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "payload": {
        "type": "object",
        "properties": {
          "id": { "$ref": "#/components/schemas/Id", "description": "Of the order.", "deprecated": true, "x-order": 1 },
          "link": { "type": "object", "properties": { "$ref": { "type": "string" }, "title": { "type": "string" } } }
        },
        "examples": [{ "id": { "$ref": "#/a", "b": 1 } }]
      } } }
    },
    "commands": { "subscribe": { "message": { "$ref": "#/components/messages/Place", "name": "Place" } } }
  },
  "components": { "schemas": { "Id": { "type": "string" } }, "messages": { "Place": {} } }
}
`,
    },
    {
      title: 'Beside the reference to a channel of another document',
      text: `
--- file: app.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders: { $ref: './orders.yaml#/channels/orders', description: Ours }
                                                   #^^^^^^^^^^^
  other: { $ref: './orders.yaml#/channels/other', description: No event source }
--- file: orders.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders: { address: orders, x-event-source: true }
  other: { address: other }
`,
    },
  ],

  *check(document, { streams }) {
    const found = new Set<Cursor>(streams.streamsOf(document).flatMap(({ channel }) => refSiblings(channel.cursor)))
    // In AsyncAPI 2 what stands beside the reference of a channel is not ignored, but undefined.
    for (const channel of document.is3 ? document.channels : []) {
      if (!channel.isReference || !streams.speaksOf(channel)) continue
      for (const sibling of channel.entry.children) if (sibling.key !== '$ref') found.add(sibling)
    }
    for (const at of found) {
      yield {
        at,
        part: 'key',
        message: `"${at.key}" stands beside a $ref, where every reader ignores it: remove it, or write it where the reference leads.`,
      }
    }
  },

  fix({ at }) {
    return [{ title: `Remove "${at.key}"`, amendments: [{ do: 'remove', at }], safe: false }]
  },
})
