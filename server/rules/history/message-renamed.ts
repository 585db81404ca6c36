import { defineRule } from '../rule.ts'
import { named } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/message-renamed',
    severity: 'error',
    title: 'A message that is called something else now',
    background:
      'Old events carry the old name: a reader that looks for the new type mark, or the new name, passes them over. A renamed message is one that is gone and one that is new. ' +
      'Keep the old one in the set, marked as deprecated, and add the new one beside it (Greg Young, *Versioning in an Event Sourced System*).',
  },
  on: 'history',
  examples: [
    {
      title: 'Another type mark',
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
        payload: { type: object, properties: { type: { const: placed }, orderId: { type: string } } }
      OrderNoted:
        payload: { type: object, properties: { type: { const: noted }, orderId: { type: string } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { type: { const: placed }, orderId: { type: string } } }
      OrderNoted:
        payload: { type: object, properties: { type: { const: remarked }, orderId: { type: string } } }
                                                             #^^^^^^^^
`,
    },
    {
      title: 'Another name and the same payload',
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
        payload: { type: object, properties: { type: { const: placed }, orderId: { type: string } } }
      OrderShipped:
        payload: { type: object, properties: { type: { const: shipped }, orderId: { type: string }, to: { type: string } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { type: { const: placed }, orderId: { type: string } } }
      OrderDispatched:
     #^^^^^^^^^^^^^^^
        payload: { type: object, properties: { type: { const: dispatched }, orderId: { type: string }, to: { type: string } } }
`,
    },
    {
      title: 'The old one stays',
      text: `
--- file: before/document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderShipped:
        payload: { type: object, properties: { type: { const: shipped }, orderId: { type: string } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderShipped:
        payload: { type: object, properties: { type: { const: shipped }, orderId: { type: string } } }
      OrderDispatched:
        payload: { type: object, properties: { type: { const: dispatched }, orderId: { type: string } } }
`,
    },
  ],

  *check({ gone, pairs }) {
    for (const { message, successor } of gone) {
      if (!successor) continue
      yield {
        ...successor.spot,
        message: `${named(message.label || undefined, 'A message')} is called ${named(successor.label || undefined, 'something else')} now, and old events keep the old name. Keep both.`,
        related: [{ ...message.spot, message: 'It was called this.' }],
      }
    }
    for (const { markChange, now } of pairs) {
      if (!markChange) continue
      const { before, now: mark } = markChange
      yield {
        at: mark.at,
        part: 'value',
        message: `The type mark of ${named(now.label || undefined, 'this message')} was ${before.values.join(' or ')} and is ${mark.values.join(' or ')} now: old events carry the old one. Keep it, and add a new message.`,
        related: [{ at: before.at, part: 'value' as const, message: `It was ${before.values.join(' or ')} here.` }],
      }
    }
  },
})
