import { discriminatorDefects } from '../../eventsource/event-data.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/discriminator-string',
    severity: 'error',
    title: 'A `discriminator` in the form of OpenAPI',
    background:
      'In AsyncAPI a `discriminator` is a text, the name of the property (AsyncAPI 3.1, Schema Object). The object with `propertyName` and `mapping` is ' +
      "OpenAPI's; a reader of AsyncAPI does not know what to do with it.",
    whenNot: 'When the payload is an OpenAPI schema: say so with its `schemaFormat`.',
  },
  on: 'document',
  examples: [
    {
      title: 'The object of OpenAPI',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          discriminator: { propertyName: type }
                        #^^^^^^^^^^^^^^^^^^^^^^
          required: [type]
          properties: { type: { type: string } }
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
        payload:
          type: object
          discriminator: type
          required: [type]
          properties: { type: { type: string } }
`,
    },
    {
      title: 'A text, or a payload that is an OpenAPI schema',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [
        { "payload": { "type": "object", "discriminator": "type", "required": ["type"], "properties": { "type": { "type": "string" } } } },
        { "schemaFormat": "application/vnd.oai.openapi;version=3.0.0", "payload": { "discriminator": { "propertyName": "type" } } }
      ] } }
    }
  }
}
`,
    },
    {
      title: 'In a schema within the payload',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: array
          items:
            discriminator: { propertyName: kind }
                          #^^^^^^^^^^^^^^^^^^^^^^
`,
    },
  ],

  *check(document, { streams }) {
    const told = new Set<Cursor>()
    const messages = streams.streamsOf(document).flatMap((stream) => stream.messages)
    for (const { at, why } of discriminatorDefects(messages)) {
      if (why !== 'not-a-text' || !at.isMapping || told.has(at)) continue
      told.add(at)
      yield { at, part: 'value', message: 'A discriminator is the name of a property; this object is the form of OpenAPI.' }
    }
  },

  fix({ at }) {
    const name = at.at('propertyName').text
    return name === undefined ? [] : [{ title: `Use "${name}"`, amendments: [{ do: 'set', at, value: name }], safe: at.keys.length === 1 }]
  },
})
