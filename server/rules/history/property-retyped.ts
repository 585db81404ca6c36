import { defineRule } from '../rule.ts'
import { changesOf } from './changes/changes.ts'
import { named, shown, typeWords } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/property-retyped',
    severity: 'error',
    title: 'A type that no longer accepts what it did',
    background:
      'A number that became a text, `null` that is no longer allowed, a `format` that was added: events that were right when they were written are refused on ' +
      'replay. A wider type (`integer` to `number`) or a dropped `format` is fine (the backward direction of the Confluent Schema Registry’s JSON Schema compatibility types). ' +
      'Add a property of the new type and keep the old one.',
  },
  on: 'history',
  examples: [
    {
      title: 'Another type, and a new format',
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
            total: { type: number }
            at: { type: string }
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
            total: { type: string }
                    #^^^^
            at: { type: string, format: date-time }
                               #^^^^^^
`,
    },
    {
      title: 'A wider type, and no format any more',
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
            total: { type: integer }
            at: { type: string, format: date-time }
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
            total: { type: [number, 'null'] }
            at: { type: string }
`,
    },
  ],

  *check(history) {
    yield* changesOf(history, 'property-retyped', ({ name, keyword, from, to }) => ({
      message:
        keyword === 'format'
          ? `${named(name)} must have the format ${shown(to)} now, and events were written ${from === undefined ? 'without one' : `with ${shown(from)}`}. Leave it, or add another property.`
          : `${named(name)} was ${typeWords(from)} and is ${typeWords(to)} now: old events are refused. Keep it, and add another property.`,
      was: keyword === 'format' ? 'It had another format, or none.' : `It was ${typeWords(from)} here.`,
    }))
  },
})
