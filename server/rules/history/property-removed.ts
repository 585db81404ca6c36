import { defineRule } from '../rule.ts'
import { changesOf } from './changes/changes.ts'
import { named } from './changes/words.ts'

export const rule = defineRule({
  meta: {
    id: 'history/property-removed',
    severity: 'error',
    title: 'A property that events have and the schema no longer describes',
    background:
      'Old events keep the property. Where the object is closed (`additionalProperties: false`) they are refused; where it is open they pass, but nobody can ' +
      'learn from the schema any more what the property meant: then it is only a word to the wise. Keep it, and mark it `deprecated` ' +
      '(Greg Young, *Versioning in an Event Sourced System*).',
  },
  on: 'history',
  examples: [
    {
      title: 'From an open object, a word to the wise',
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
            note: { type: string }
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
         #^^^^^^^^^^
            orderId: { type: string }
`,
    },
    {
      title: 'From a closed one, JSON and AsyncAPI 2',
      text: `
--- file: before/document.json
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": {
        "message": {
          "name": "OrderPlaced",
          "payload": {
            "type": "object",
            "additionalProperties": false,
            "properties": { "orderId": { "type": "string" }, "note": { "type": "string" } }
          }
        }
      }
    }
  }
}
--- file: document.json
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": {
        "message": {
          "name": "OrderPlaced",
          "payload": {
            "type": "object",
            "additionalProperties": false,
            "properties": { "orderId": { "type": "string" } }
          //^^^^^^^^^^^^
          }
        }
      }
    }
  }
}
`,
    },
    {
      title: 'Marked as deprecated instead, and another one added',
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
            note: { type: string }
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
            note: { type: string, deprecated: true }
            remark: { type: string }
`,
    },
  ],

  *check(history) {
    yield* changesOf(history, 'property-removed', ({ name, closed }) =>
      closed
        ? {
            message: `${named(name)} is gone, and this schema refuses the events that have it. Keep it, marked as deprecated.`,
            was: 'It was described here.',
          }
        : {
            message: `${named(name)} is gone, and old events still have it: nobody can tell what it meant. Keep it, marked as deprecated.`,
            was: 'It was described here.',
            severity: 'info',
          },
    )
  },
})
