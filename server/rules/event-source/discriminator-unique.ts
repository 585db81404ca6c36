import { constantId } from '../../eventsource/constants.ts'
import type { StreamMessage } from '../../eventsource/stream.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/discriminator-unique',
    severity: 'error',
    title: 'Two messages with the same type mark',
    background:
      'The type mark of an event (a constant in its payload or headers) says which message it is. Where two messages of a channel agree in every ' +
      'constant that could be their mark, a reader takes one for the other.',
    whenNot: 'When the two are told apart by something that is not described here.',
  },
  on: 'stream',
  examples: [
    {
      title: 'Copied, and the constant forgotten',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { type: { const: OrderPlaced } } }
      OrderPaid:
        payload: { type: object, properties: { type: { const: OrderPaid } } }
      OrderShipped:
        payload: { type: object, properties: { type: { const: OrderPaid } } }
                                                             #^^^^^^^^^
`,
    },
    {
      title: 'In headers, through the publish and the subscribe of AsyncAPI 2',
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
          "oneOf": [{ "$ref": "#/components/messages/OrderPlaced" }, { "$ref": "#/components/messages/OrderPaid" }, { "$ref": "#/components/messages/OrderShipped" }]
        }
      }
    }
  },
  "components": {
    "messages": {
      "OrderPlaced": { "headers": { "type": "object", "properties": { "ce_type": { "const": "placed" } } } },
      "OrderPaid": { "headers": { "type": "object", "properties": { "ce_type": { "const": "paid" } } } },
      "OrderShipped": {
        "headers": {
          "type": "object",
          "properties": {
            "ce_type": { "enum": ["placed"] }
                                //^^^^^^^^
          }
        }
      }
    }
  }
}
`,
    },
    {
      title: 'Another constant tells two versions apart, and one that all share does not count',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { source: { const: shop }, type: { const: placed }, version: { const: 1 } } }
      OrderPlacedV2:
        payload: { type: object, properties: { source: { const: shop }, type: { const: placed }, version: { const: 2 } } }
      OrderPaid:
        payload: { type: object, properties: { source: { const: shop }, type: { const: paid }, version: { const: 1 } } }
`,
    },
  ],

  *check({ messages }) {
    const differing = differingPlaces(messages)
    const isSure = messages.every(({ constants }) => constants.complete)
    const first = new Map<string, StreamMessage>()
    const told = new Set<Cursor>()
    for (const one of messages) {
      const [mark] = one.marks
      if (!mark || !one.constants.complete) continue
      // What cannot be read may have the same constants: then only those count that are seen to differ.
      if (!isSure && !one.marks.some((constant) => differing.has(constantId(constant)))) continue
      const signature = JSON.stringify(one.marks.map((constant) => [constantId(constant), constant.values]).sort())
      const other = first.get(signature)
      if (!other) first.set(signature, one)
      else if (!told.has(mark.at)) {
        told.add(mark.at)
        const [theirs] = other.marks
        yield {
          at: mark.at,
          part: 'value',
          message: `"${one.label}" has the same type mark as "${other.label}", ${mark.values.join(' or ')}: a reader cannot tell them apart.`,
          ...(theirs && { related: [{ at: theirs.at, part: 'value' as const, message: `"${other.label}" has it too.` }] }),
        }
      }
    }
  },
})

/** The places with another value in some message. */
function differingPlaces(messages: readonly StreamMessage[]): ReadonlySet<string> {
  const values = new Map<string, string>()
  const differing = new Set<string>()
  for (const { marks } of messages) {
    for (const constant of marks) {
      const id = constantId(constant)
      const value = constant.values.join()
      if ((values.get(id) ?? value) !== value) differing.add(id)
      values.set(id, value)
    }
  }
  return differing
}
