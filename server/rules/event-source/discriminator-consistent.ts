import { type Constant, constantId } from '../../eventsource/constants.ts'
import { mostCommon } from '../../eventsource/most-common.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/discriminator-consistent',
    severity: 'warning',
    title: 'Type marks in different places',
    background:
      'A reader looks for the type of an event in one place. Where one message has its mark in `type` and another in `eventType`, or in a header, the reader ' +
      'has to try them all.',
    whenNot: 'When several systems append, each in its own form.',
  },
  on: 'stream',
  examples: [
    {
      title: 'One of them has another name for it',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { type: { const: placed } } } }
      OrderPaid: { payload: { type: object, properties: { type: { const: paid } } } }
      OrderShipped: { payload: { type: object, properties: { eventType: { const: shipped } } } }
                                                                                #^^^^^^^
`,
    },
    {
      title: 'The same place, with other constants beside it',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [
        { "payload": { "type": "object", "properties": { "type": { "const": "placed" }, "kind": { "const": "new" } } } },
        { "payload": { "type": "object", "properties": { "type": { "const": "paid" } } } }
      ] } }
    }
  }
}
`,
    },
  ],

  *check({ messages }) {
    const usual = mostCommon(messages.flatMap(({ marks }) => marks.map(constantId)))
    if (usual === undefined) return
    const example = messages.flatMap(({ marks }) => marks).find((mark) => constantId(mark) === usual)
    for (const { label, marks, constants } of messages) {
      const [mark] = marks
      if (!mark || !example || !constants.complete || marks.some((one) => constantId(one) === usual)) continue
      yield {
        at: mark.at,
        part: 'value',
        message: `"${label}" has its type mark in ${placeName(mark)}, the others in ${placeName(example)}.`,
        related: [{ at: example.at, part: 'value', message: 'Where the others have it.' }],
      }
    }
  },
})

function placeName({ in: part, path }: Constant): string {
  return `"${path.join('/')}" of the ${part}`
}
