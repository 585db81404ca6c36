import { defineRule } from '../rule.ts'
import { changesOf } from './changes/changes.ts'
import { named, shown } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/default-changed',
    severity: 'warning',
    title: 'Another default',
    background:
      'A default stands in for a value that an event does not have. When it changes, every old event without the value means something else on replay, ' +
      'and the state that is folded from it is another one (Greg Young, *Versioning in an Event Sourced System*).',
  },
  on: 'history',
  examples: [
    {
      title: 'Another currency',
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
            currency: { type: string, default: EUR }
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
            currency: { type: string, default: USD }
                                     #^^^^^^^
`,
    },
    {
      title: 'A first one',
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
          required: [orderId]
          properties:
            orderId: { type: string }
            currency: { type: string, default: EUR }
`,
    },
  ],

  *check(history) {
    yield* changesOf(history, 'default-changed', ({ name, from, to }) => ({
      message: `The default of ${named(name, 'this')} was ${shown(from)} and is ${shown(to)} now: old events without it mean something else. Keep the old default.`,
      was: `It was ${shown(from)} here.`,
    }))
  },
})
