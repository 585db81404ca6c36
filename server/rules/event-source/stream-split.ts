import { pascalCase } from '../../eventsource/names.ts'
import { splitStreams } from '../../eventsource/splits.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/stream-split',
    severity: 'info',
    title: 'One entity whose events lie in several channels',
    background:
      'Order is kept within a channel, not between channels. Where each kind of event has a channel of its own, a reader cannot tell whether the order was ' +
      'paid before it was cancelled, and cannot fold them in the order in which they happened.',
    whenNot: 'When the events carry a sequence number across the channels.',
  },
  on: 'document',
  examples: [
    {
      title: 'A channel for each event',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  placed: { address: placed, x-event-source: true, messages: { OrderPlaced: {} } }
 #^^^^^^
  paid: { address: paid, x-event-source: true, messages: { OrderPaid: {} } }
  shipped: { address: shipped, x-event-source: true, messages: { OrderShipped: {} } }
`,
    },
    {
      title: 'Only two, or of several entities',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  placed: { address: placed, x-event-source: true, messages: { OrderPlaced: {} } }
  paid: { address: paid, x-event-source: true, messages: { OrderPaid: {} } }
  sent: { address: sent, x-event-source: true, messages: { ParcelSent: {} } }
`,
    },
  ],

  *check(document, { streams }) {
    for (const [first, ...others] of splitStreams(streams.streamsOf(document))) {
      if (!first) continue
      const entity = pascalCase(first.aggregate)
      yield {
        ...first.spot,
        message: `The events of ${entity} lie in ${others.length + 1} channels, so their order is lost: put them into one.`,
        related: others.map(({ spot }) => ({ ...spot, message: `More events of ${entity}.` })),
      }
    }
  },
})
