import { resolveExpression } from '../../eventsource/expression.ts'
import { mostCommon } from '../../eventsource/most-common.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { some } from '../lists.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/correlation-id-consistent',
    severity: 'warning',
    title: 'Messages of one set with different correlation locations',
    background:
      'To fold one entity, a reader takes the events that carry its id. Where one message has it in `orderId` and another in a header, the reader has to know ' +
      'each of them, and a broker that partitions by key cannot keep them in order.',
    whenNot: 'When the channel is about several kinds of entities.',
  },
  on: 'stream',
  examples: [
    {
      title: 'One has it elsewhere',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { correlationId: { location: $message.payload#/orderId } }
      OrderPaid: { correlationId: { location: $message.payload#/orderId } }
      OrderShipped: { correlationId: { location: $message.header#/orderId } }
                                                #^^^^^^^^^^^^^^^^^^^^^^^^
`,
    },
    {
      title: 'The same for all, or one that points at nothing, which is said elsewhere',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [
        { "correlationId": { "location": "$message.payload#/orderId" } },
        { "correlationId": { "$ref": "#/components/correlationIds/order" } },
        { "correlationId": { "location": "$message.payload#/id" }, "payload": { "type": "object", "properties": { "orderId": {} } } }
      ] } }
    }
  },
  "components": { "correlationIds": { "order": { "location": "$message.payload#/orderId" } } }
}
`,
    },
  ],

  *check({ messages }) {
    const located = messages.flatMap(({ label, message, correlation }) => {
      if (correlation.kind !== 'found' || correlation.declared || !correlation.expression) return []
      const isLost = resolveExpression(correlation.expression, message).kind === 'missing'
      return isLost ? [] : [{ label, at: correlation.at, text: correlation.at.text ?? '' }]
    })
    const usual = mostCommon(located.map(({ text }) => text))
    const odd = new Map<Cursor, string[]>()
    for (const { at, text, label } of located) if (text !== usual) note(odd, at, label)
    for (const [at, labels] of odd) {
      yield {
        at,
        part: 'value',
        message: `The correlation id of ${some(labels)} is elsewhere than in the other messages, which have it at ${usual}.`,
      }
    }
  },
})

function note(labels: Map<Cursor, string[]>, at: Cursor, label: string): void {
  const known = labels.get(at)
  if (known) known.push(label)
  else labels.set(at, [label])
}
