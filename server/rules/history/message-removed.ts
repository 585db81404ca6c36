import { defineRule } from '../rule.ts'
import { named } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/message-removed',
    severity: 'error',
    title: 'A message that is gone from an event source',
    background:
      'An event source is append-only: the events of that kind are still in the log, and every replay meets them. Without their message nobody can tell what they are. ' +
      'A message that is no longer written stays in the set, marked as deprecated (Greg Young, *Versioning in an Event Sourced System*).',
  },
  on: 'history',
  examples: [
    {
      title: 'A message',
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
        payload: { type: object, properties: { type: { const: noted }, orderId: { type: string }, note: { type: string } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
 #^^^^^^
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { type: { const: placed }, orderId: { type: string } } }
`,
    },
    {
      title: 'The channel',
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
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
#<------
  payments: { address: payments }
`,
    },
    {
      title: 'Told by its mark though it has another key, and one that may be behind a reference that leads nowhere',
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
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      Placed:
        payload: { type: object, properties: { type: { const: placed }, orderId: { type: string }, note: { type: string } } }
      Lost: { $ref: './lost.yaml' }
`,
    },
  ],

  *check({ before, now, document, gone, isVanished }) {
    if (isVanished) {
      yield {
        at: document.root.at('channels'),
        part: 'key',
        message: `The event source "${before.channel.key}" is gone, and its events are still in the log. Keep the channel.`,
        related: [{ ...before.spot, message: 'It was described here.' }],
      }
      return
    }
    if (!now) return
    for (const { message, successor } of gone) {
      if (successor) continue
      yield {
        ...now.spot,
        message: `${named(message.label || undefined, 'A message')} is gone from the message set, and its events are still in the log. Keep it, marked as deprecated.`,
        related: [{ ...message.spot, message: 'It was in the set here.' }],
      }
    }
  },
})
