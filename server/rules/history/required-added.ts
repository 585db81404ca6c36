import { defineRule } from '../rule.ts'
import { changesOf } from './changes/changes.ts'
import { named } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/required-added',
    severity: 'error',
    title: 'A property that is now required and was not',
    background:
      'Events are never rewritten: those that were written without the property stay without it, and every replay reads them. A schema that requires it now ' +
      'refuses them. A `default` stands in for a missing value, so with one it is fine (the backward direction of the Confluent Schema Registry’s JSON Schema compatibility types; ' +
      'Greg Young, *Versioning in an Event Sourced System*).',
  },
  on: 'history',
  examples: [
    {
      title: 'Required from now on',
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
            currency: { type: string }
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
          required: [orderId, currency]
          properties:
            orderId: { type: string }
            currency: { type: string }
            #<------
`,
    },
    {
      title: 'New, and optional or with a default',
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
          required: [orderId, currency]
          properties:
            orderId: { type: string }
            note: { type: string }
            currency: { type: string, default: EUR }
`,
    },
  ],

  *check(history) {
    yield* changesOf(history, 'required-added', ({ name }) => ({
      message: `${named(name)} is required now, and events were written without it. Leave it optional, or give it a default.`,
      was: 'It was not required here.',
    }))
  },
})
