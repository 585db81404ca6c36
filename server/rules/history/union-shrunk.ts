import { defineRule } from '../rule.ts'
import { changesOf } from './changes/changes.ts'
import { named } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/union-shrunk',
    severity: 'error',
    title: 'A choice of schemas that accepts less than it did',
    background:
      'A branch that is gone from `oneOf` or `anyOf`, a part that was added to `allOf`, or a new `oneOf` branch that overlaps another one (then a value is right twice, ' +
      'which `oneOf` refuses): old events are refused (the Confluent Schema Registry’s JSON Schema compatibility types).',
  },
  on: 'history',
  examples: [
    {
      title: 'A branch that is gone',
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
            amount: { oneOf: [{ type: integer }, { type: string }] }
            by:
              anyOf:
                - { title: Person, type: object, required: [name] }
                - { title: System, type: object, required: [host] }
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
            amount: { oneOf: [{ type: integer }, { type: string }] }
            by:
              anyOf:
             #^^^^^
                - { title: Person, type: object, required: [name] }
`,
    },
    {
      title: 'One more branch',
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
            amount: { oneOf: [{ type: integer }, { type: string }] }
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
            amount: { oneOf: [{ type: integer }, { type: string }, { type: 'null' }] }
`,
    },
  ],

  *check(history) {
    yield* changesOf(history, 'union-shrunk', ({ name, keyword }) => ({ message: said(named(name), keyword), was: 'It was this before.' }))
  },
})

function said(name: string, keyword: string | undefined): string {
  if (keyword === 'allOf') return `${name} has one more condition, which old events need not meet. Take it out of \`allOf\`.`
  return `${name} accepts less than before: a branch of \`${keyword ?? 'oneOf'}\` is gone or overlaps another. Keep the old branches, and the new ones apart.`
}
