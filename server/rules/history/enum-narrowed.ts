import { defineRule } from '../rule.ts'
import { changesOf } from './changes/changes.ts'
import { named, shownAll } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/enum-narrowed',
    severity: 'error',
    title: 'Values that were allowed and are not any more',
    background:
      'A value that was taken out of an `enum`, or another `const`, is still in the events that were written. Replay reads them, and the schema refuses them. ' +
      'Values may be added, never taken away (the backward direction of the Confluent Schema Registry’s JSON Schema compatibility types). A changed type mark is ' +
      'another message: `history/message-renamed` speaks of that.',
  },
  on: 'history',
  examples: [
    {
      title: 'A value that is gone, and another constant',
      text: `
--- file: before/document.yaml
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
          required: [orderId]
          properties:
            orderId: { type: string }
            channel: { enum: [web, shop, phone] }
            currency: { const: EUR }
--- file: document.yaml
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
          required: [orderId]
          properties:
            orderId: { type: string }
            channel: { enum: [web, shop] }
                      #^^^^
            currency: { const: USD }
                       #^^^^^
`,
    },
    {
      title: 'One more value',
      text: `
--- file: before/document.yaml
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
          required: [orderId]
          properties:
            orderId: { type: string }
            channel: { enum: [web, shop] }
--- file: document.yaml
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
          required: [orderId]
          properties:
            orderId: { type: string }
            channel: { enum: [shop, phone, web] }
`,
    },
  ],

  *check(history) {
    yield* changesOf(history, 'enum-narrowed', ({ name, from, to, values }) => {
      const gone = values && values.length > 0 ? shownAll(values) : undefined
      return {
        message: gone
          ? `${named(name)} no longer allows ${gone}, which is in old events. Keep the old values.`
          : `${named(name)} allows ${Array.isArray(to) ? shownAll(to) : 'certain values'} only, and events were written with others. Keep it open.`,
        was: Array.isArray(from) ? `It allowed ${shownAll(from)} here.` : 'It allowed any value here.',
      }
    })
  },
})
