import { type Expression, formatExpression, parseExpression, resolveExpression } from '../../eventsource/expression.ts'
import { locationsOf } from '../../eventsource/locations.ts'
import type { Message } from '../../model/message.ts'
import type { SchemaView } from '../../model/schema-view.ts'
import { some } from '../lists.ts'
import { nearest } from '../nearest.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/correlation-id-resolves',
    severity: 'error',
    title: 'A correlation id or an address parameter that points at nothing',
    background:
      'The `location` of a correlation id, or of a parameter, is a runtime expression: `$message.header#/…` or `$message.payload#/…` with a JSON Pointer ' +
      'behind it (AsyncAPI 3.1, Runtime Expression). Where it points at nothing, no reader finds the entity that an event belongs to.',
    whenNot: 'When the property is sent but left out of the schema; better describe it.',
  },
  on: 'document',
  examples: [
    {
      title: 'The header has another name',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        headers: { type: object, properties: { correlationId: { type: string } } }
        payload: { type: object, properties: { total: { type: number } } }
        correlationId:
          location: $message.header#/correlationID
                   #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
        headers: { type: object, properties: { correlationId: { type: string } } }
        payload: { type: object, properties: { total: { type: number } } }
        correlationId:
          location: $message.header#/correlationId
`,
    },
    {
      title: 'No expression, and a parameter that one of the messages does not have; AsyncAPI 2',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders/{orderId}": {
      "x-event-source": true,
      "parameters": {
        "orderId": {
          "schema": { "type": "string" },
          "location": "$message.payload#/orderId"
                    //^^^^^^^^^^^^^^^^^^^^^^^^^^^
        }
      },
      "subscribe": {
        "message": {
          "oneOf": [{ "$ref": "#/components/messages/OrderPlaced" }, { "$ref": "#/components/messages/OrderPaid" }]
        }
      }
    }
  },
  "components": {
    "messages": {
      "OrderPlaced": {
        "payload": { "type": "object", "properties": { "orderId": { "type": "string" } } },
        "correlationId": { "$ref": "#/components/correlationIds/order" }
      },
      "OrderPaid": {
        "payload": { "type": "object", "properties": { "id": { "type": "string" } } },
        "correlationId": { "$ref": "#/components/correlationIds/order" }
      }
    },
    "correlationIds": {
      "order": {
        "location": "message.headers.correlationId"
                  //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
      }
    }
  }
}
`,
    },
    {
      title: 'Through references, allOf and traits, and into headers that nobody described',
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
          allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { total: { type: number } } }]
        correlationId: { location: '$message.payload#/meta/order~1id' }
      OrderPaid:
        traits: [{ headers: { type: object, properties: { correlationId: { type: string } } } }]
        correlationId: { location: $message.header#/correlationId }
      OrderShipped:
        payload: { type: object, properties: { carrier: { type: string } } }
        correlationId: { location: $message.header#/correlationId }
      OrderPacked:
        payload: { $ref: './elsewhere.yaml' }
        correlationId: { location: $message.payload#/orderId }
  replies:
    address: replies
    messages:
      Reply:
        payload: { type: object, properties: { text: { type: string } } }
        correlationId: { location: $message.payload#/nowhere }
components:
  schemas:
    Base:
      type: object
      properties:
        meta: { type: object, properties: { order/id: { type: string } } }
`,
    },
  ],

  *check(document, { streams }) {
    for (const location of locationsOf(streams.streamsOf(document))) {
      const { at } = location
      const expression = at.text === undefined ? undefined : parseExpression(at.text)
      if (!expression) {
        yield { at, part: 'value', message: noExpression(at.text) }
        continue
      }
      const lost = location.messages.filter((message) => resolveExpression(expression, message).kind === 'missing')
      if (lost.length > 0) yield pointsAtNothing({ at, part: 'value' }, expression, lost)
    }
  },

  fix({ at, data }) {
    const instead = data?.['instead']
    if (typeof instead !== 'string') return []
    return [{ title: `Point at ${instead}`, amendments: [{ do: 'set', at, value: instead }], safe: false }]
  },
})

function noExpression(text: string | undefined): string {
  const form = 'write $message.header#/name or $message.payload#/name'
  return text === undefined ? `A location is a runtime expression: ${form}.` : `"${text}" is no runtime expression: ${form}.`
}

function pointsAtNothing(where: Pick<Finding, 'at' | 'part'>, expression: Expression, lost: readonly Message[]): Finding {
  const part = expression.in === 'headers' ? 'headers' : 'payload'
  const names = some(lost.map(({ caption }) => caption))
  const [first] = lost
  const meant = first && mendedPath(first[expression.in], expression.path)
  const instead = meant && formatExpression({ in: expression.in, path: meant })
  return {
    ...where,
    message: `There is no "/${expression.path.join('/')}" in the ${part} of ${names}.${meant ? ` Did you mean "/${meant.join('/')}"?` : ''}`,
    ...(instead && { data: { instead } }),
  }
}

/** The path with its first wrong segment replaced by the nearest property there. */
function mendedPath(schema: SchemaView, path: readonly string[]): string[] | undefined {
  for (let i = 0; i < path.length; i++) {
    const above = schema.follow(path.slice(0, i))
    if (above.kind !== 'found') return undefined
    const wrong = path[i] ?? ''
    if (above.schema.property(wrong).kind === 'found') continue
    const meant = nearest(wrong, above.schema.properties().keys())
    if (meant === undefined) return undefined
    const mended = [...path.slice(0, i), meant, ...path.slice(i + 1)]
    return schema.follow(mended).kind === 'missing' ? undefined : mended
  }
  return undefined
}
