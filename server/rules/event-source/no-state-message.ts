import { carriesState, isNamedLikeState } from '../../eventsource/states.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/no-state-message',
    severity: 'warning',
    title: 'A message that carries the accumulated state',
    background:
      'An event source has fine-grained events and no message with the final state: readers fold the events and get the state that they need. ' +
      'A message like `Order` or `OrderSnapshot` beside `OrderPlaced` and `OrderShipped` is a second truth, and soon another one.',
    whenNot: 'When the channel holds snapshots on purpose: give them a channel of their own.',
  },
  on: 'message',
  examples: [
    {
      title: 'By its name',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: {}
      OrderShipped: {}
      Order: {}
     #^^^^^
      OrderSnapshot: {}
     #^^^^^^^^^^^^^
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: {}
      OrderShipped: {}
      OrderSnapshot: {}
`,
    },
    {
      title: 'By its shape: it holds what three others have of their own',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": {
        "message": {
          "oneOf": [
            { "name": "OrderPlaced", "payload": { "type": "object", "properties": { "id": {}, "total": {} } } },
            { "name": "OrderPaid", "payload": { "type": "object", "properties": { "id": {}, "method": {} } } },
            { "name": "OrderShipped", "payload": { "type": "object", "properties": { "id": {}, "carrier": {} } } },
            { "name": "OrderPublished", "payload": { "type": "object", "properties": { "id": {}, "total": {}, "method": {}, "carrier": {} } } }
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          ]
        }
      }
    }
  }
}
`,
    },
    {
      title: 'A beginning, an event by its suffix, and what all share',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderEvent: {}
      OrderStateChanged: {}
      OrderPaid: { payload: { type: object, properties: { id: {}, time: {}, method: {} } } }
      OrderShipped: { payload: { type: object, properties: { id: {}, time: {}, carrier: {} } } }
      OrderCounted: { payload: { type: object, properties: { id: {}, time: {}, count: {} } } }
      OrderCreated: { payload: { type: object, properties: { id: {}, time: {}, method: {}, carrier: {}, count: {} } } }
  single: { address: single, x-event-source: true, messages: { Order: {} } }
`,
    },
    {
      title: 'The entity beside one event, and as what it is transferred',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      Order: {}
     #^^^^^
      OrderPlaced: {}
  parcels:
    address: parcels
    x-event-source: true
    messages:
      ParcelDto: {}
     #^^^^^^^^^
      ParcelMessage: {}
      ParcelEvent: {}
      ParcelSent: {}
`,
    },
  ],

  *check(one) {
    if (isNamedLikeState(one)) {
      yield {
        ...one.spot,
        message: `"${one.label}" is named like a state. An event source carries what happened; readers fold it into state.`,
      }
    } else if (carriesState(one.stream).includes(one)) {
      yield { ...one.spot, message: `"${one.label}" carries all that several others do: a state. An event says only what happened.` }
    }
  },

  fix({ at }) {
    return [{ title: 'Remove it from the message set', amendments: [{ do: 'remove', at }], safe: false }]
  },
})
