import { type Expression, parseExpression, resolveExpression } from '../../eventsource/expression.ts'
import { locationsOf } from '../../eventsource/locations.ts'
import type { Message } from '../../model/message.ts'
import { some } from '../lists.ts'
import { type Amendment, defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/correlation-id-in-required',
    severity: 'info',
    title: 'A correlation id that may be missing',
    background:
      'An event without the id of its entity can be folded into nothing. The property that the correlation id points at belongs into `required`, and so do ' +
      'the objects on the way to it.',
    whenNot: 'When the id may come in another place instead.',
  },
  on: 'document',
  examples: [
    {
      title: 'Described, not required',
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
            orderId: { type: string }
        correlationId: { location: $message.payload#/orderId }
                                  #^^^^^^^^^^^^^^^^^^^^^^^^^
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
          properties:
            orderId: { type: string }
          required:
            - orderId
        correlationId: { location: $message.payload#/orderId }
`,
    },
    {
      title: 'Required all the way down, or pointing at nothing, which is said elsewhere',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [
        {
          "headers": { "type": "object", "required": ["meta"], "properties": { "meta": { "type": "object", "required": ["id"], "properties": { "id": { "type": "string" } } } } },
          "correlationId": { "location": "$message.header#/meta/id" }
        },
        { "payload": { "type": "object", "properties": { "orderId": { "type": "string" } } }, "correlationId": { "location": "$message.payload#/id" } }
      ] } }
    }
  }
}
`,
    },
  ],

  *check(document, { streams }) {
    for (const { at, of, messages } of locationsOf(streams.streamsOf(document))) {
      const expression = of === 'correlation' && at.text !== undefined ? parseExpression(at.text) : undefined
      if (!expression || expression.path.length === 0) continue
      const loose = messages.filter((message) => isOptional(expression, message))
      if (loose.length === 0) continue
      const name = expression.path.join('/')
      yield {
        at,
        part: 'value',
        message: `"${name}" is not required in ${some(loose.map(({ caption }) => caption))}: an event may come without its id.`,
      }
    }
  },

  fix({ at }, { model, streams }) {
    const expression = at.text === undefined ? undefined : parseExpression(at.text)
    if (!expression) return []
    const all = model.documents.flatMap((document) => locationsOf(streams.streamsOf(document)))
    const messages = all.filter((location) => location.at === at).flatMap((location) => location.messages)
    const amendments = messages.filter((message) => isOptional(expression, message)).flatMap((message) => requirements(expression, message))
    const distinct = [...new Map(amendments.map((one) => [one.at, one])).values()]
    return distinct.length === 0 ? [] : [{ title: 'Add it to required', amendments: distinct, safe: false }]
  },
})

function isOptional(expression: Expression, message: Message): boolean {
  const found = resolveExpression(expression, message)
  return found.kind === 'found' && !found.required
}

function requirements({ in: part, path }: Expression, message: Message): Amendment[] {
  return path.flatMap((name, level): Amendment[] => {
    const above = message[part].follow(path.slice(0, level))
    if (above.kind !== 'found') return []
    const property = above.schema.property(name)
    const schema = above.schema.cursor
    if (property.kind !== 'found' || property.required || !schema?.isMapping) return []
    const required = schema.at('required')
    return [
      required.isSequence ? { do: 'append', at: required, value: name } : { do: 'insert', at: schema, key: 'required', value: [name] },
    ]
  })
}
