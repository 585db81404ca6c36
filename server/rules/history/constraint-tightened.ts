import { defineRule } from '../rule.ts'
import { changesOf } from './changes/changes.ts'
import { named, shown } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/constraint-tightened',
    severity: 'error',
    title: 'A limit that is stricter than it was',
    background:
      'Bounds, lengths, `pattern`, `multipleOf` and `uniqueItems` that were loosened accept all old events; one that is stricter refuses some of them ' +
      '(the backward direction of the Confluent Schema Registry’s JSON Schema compatibility types). Check new input where it comes in, not in the schema that old events are read with.',
  },
  on: 'history',
  examples: [
    {
      title: 'A shorter text, and a higher bound',
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
            note: { type: string, maxLength: 500 }
            total: { type: number }
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
            note: { type: string, maxLength: 100 }
                                 #^^^^^^^^^
            total: { type: number, minimum: 0 }
                                  #^^^^^^^
`,
    },
    {
      title: 'A longer one, and a bound that always held',
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
            note: { type: string, maxLength: 100 }
            total: { type: integer, exclusiveMinimum: 0 }
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
            note: { type: string, maxLength: 500 }
            total: { type: integer, minimum: 1 }
`,
    },
  ],

  *check(history) {
    yield* changesOf(history, 'constraint-tightened', ({ name, keyword, from, to }) => ({
      message: `${named(name)} is held to ${limit(keyword, to)} now${from === undefined ? '' : `, was ${shown(from)}`}: old events may be refused. Leave it as it was.`,
      was: from === undefined ? 'It was not limited here.' : `It was ${shown(from)} here.`,
    }))
  },
})

function limit(keyword: string | undefined, to: unknown): string {
  if (keyword === undefined) return 'a stricter limit'
  return to === undefined ? `\`${keyword}\`` : `\`${keyword}: ${shown(to)}\``
}
