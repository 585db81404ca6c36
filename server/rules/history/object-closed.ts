import { defineRule } from '../rule.ts'
import { changesOf } from './changes/changes.ts'

export const rule = defineRule({
  meta: {
    id: 'history/object-closed',
    severity: 'error',
    title: 'An object that no longer takes the properties it did',
    background:
      'With `additionalProperties: false`, or a narrower schema there, events that carry more than is described are refused, and nobody knows what old writers put in ' +
      '(the Confluent Schema Registry’s JSON Schema compatibility types). Closing is for what is written from now on: check it there.',
  },
  on: 'history',
  examples: [
    {
      title: 'Closed',
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
          additionalProperties: false
          #<------------------
          properties:
            orderId: { type: string }
`,
    },
    {
      title: 'Opened',
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
          additionalProperties: false
          properties:
            orderId: { type: string }
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
`,
    },
  ],

  *check(history) {
    yield* changesOf(history, 'object-closed', () => ({
      message:
        'Properties that are not described were allowed, and are not any more: old events that have some are refused. Leave it open.',
      was: 'It was open here.',
    }))
  },
})
