import { discriminatorDefects } from '../../eventsource/event-data.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { type Amendment, defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/discriminator-defined',
    severity: 'error',
    title: 'A `discriminator` that names no required property',
    background:
      'The `discriminator` of a schema is the name of a property: it "MUST be defined at this schema and it MUST be in the `required` property list" ' +
      '(AsyncAPI 3.1, Schema Object). Otherwise an event may come without it, and nobody knows which one it is.',
  },
  on: 'document',
  examples: [
    {
      title: 'Not required, or not there',
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
          discriminator: type
                        #^^^^
          properties: { type: { type: string } }
      OrderShipped:
        payload:
          type: object
          discriminator: kind
                        #^^^^
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
          properties: { type: { type: string } }
          required:
            - type
      OrderShipped:
        payload:
          type: object
          discriminator: kind
          required: [type]
          properties: { type: { type: string } }
`,
    },
    {
      title: 'Through allOf, or not to be read',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [
        { "payload": { "allOf": [{ "$ref": "#/components/schemas/Event" }, { "type": "object", "properties": { "total": { "type": "number" } } }] } },
        { "payload": { "discriminator": "type", "allOf": [{ "$ref": "./elsewhere.json" }] } }
      ] } }
    }
  },
  "components": { "schemas": { "Event": { "type": "object", "discriminator": "type", "required": ["type"], "properties": { "type": { "type": "string" } } } } }
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
          type: object
          properties:
            item:
              type: object
              discriminator: kind
                            #^^^^
              properties: { sku: { type: string } }
`,
    },
  ],

  *check(document, { streams }) {
    const told = new Set<Cursor>()
    const messages = streams.streamsOf(document).flatMap((stream) => stream.messages)
    for (const defect of discriminatorDefects(messages)) {
      if (defect.why === 'not-a-text' || told.has(defect.at)) continue
      told.add(defect.at)
      const name = defect.at.text ?? ''
      yield {
        at: defect.at,
        part: 'value',
        message:
          defect.why === 'not-defined'
            ? `There is no property "${name}" in this schema.`
            : `"${name}" is not in the schema's required list.`,
        data: { why: defect.why },
      }
    }
  },

  fix({ at, data }) {
    const schema = at.parent
    const name = at.text
    if (!schema || name === undefined) return []
    const amendments: Amendment[] = []
    if (data?.['why'] === 'not-defined') amendments.push(member(schema, 'properties', name))
    if (!schema.at('required').children.some((one) => one.text === name)) amendments.push(required(schema, name))
    return [{ title: `Define "${name}" and require it`, amendments, safe: false }]
  },
})

function member(schema: Cursor, key: string, name: string): Amendment {
  const value = { type: 'string' }
  const map = schema.at(key)
  return map.isMapping ? { do: 'insert', at: map, key: name, value } : { do: 'insert', at: schema, key, value: { [name]: value } }
}

function required(schema: Cursor, name: string): Amendment {
  const list = schema.at('required')
  return list.isSequence ? { do: 'append', at: list, value: name } : { do: 'insert', at: schema, key: 'required', value: [name] }
}
