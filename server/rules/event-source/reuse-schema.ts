import { copyPlaces } from '../../eventsource/copies.ts'
import type { Streams } from '../../eventsource/streams.ts'
import type { Document } from '../../model/document.ts'
import type { Message } from '../../model/message.ts'
import { isSameValue } from '../../model/same-value.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule } from '../rule.ts'

/** A smaller schema is not worth a name. */
const leastProperties = 3

export const rule = defineRule({
  meta: {
    id: 'event-source/reuse-schema',
    severity: 'info',
    title: 'One schema written out several times',
    background:
      'Two copies of a payload or of headers are two places to change. Written once in `components/schemas` and referred to by `$ref`, they stay the same.',
    whenNot: 'When the two are equal by chance and will not stay so.',
  },
  on: 'document',
  examples: [
    {
      title: 'The same headers for two messages',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { $ref: '#/components/messages/OrderPlaced' }
      OrderShipped: { $ref: '#/components/messages/OrderShipped' }
components:
  messages:
    OrderPlaced:
      headers: { type: object, properties: { id: { type: string }, time: { type: string }, source: { type: string } } }
    OrderShipped:
      headers: { type: object, properties: { source: { type: string }, id: { type: string }, time: { type: string } } }
     #^^^^^^^
`,
    },
    {
      title: 'Two properties, another schema, or a reference',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": { "message": { "oneOf": [
        { "headers": { "type": "object", "properties": { "id": {}, "time": {} } }, "payload": { "$ref": "#/components/schemas/Order" } },
        { "headers": { "type": "object", "properties": { "id": {}, "time": {} } }, "payload": { "$ref": "#/components/schemas/Order" } },
        { "payload": { "type": "object", "properties": { "a": {}, "b": {}, "d": {} } } }
      ] } }
    }
  },
  "components": { "schemas": { "Order": { "type": "object", "properties": { "a": {}, "b": {}, "c": {} } } } }
}
`,
    },
    {
      title: 'In messages that are written out in the set, of which reuse-message speaks',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { a: {}, b: {}, c: {} } } }
      OrderPaid: { payload: { type: object, properties: { a: {}, b: {}, c: {} } } }
`,
    },
  ],

  *check(document, { streams }) {
    const first = new Map<string, Cursor[]>()
    for (const [at, owner] of inlineSchemas(document, streams)) {
      const shape = at.at('properties').keys.toSorted().join('\n')
      const others = first.get(shape) ?? []
      const same = others.find((other) => isSameValue(other, at))
      if (!same) first.set(shape, [...others, at])
      // Where the message itself is to move, `reuse-message` has said so.
      else if (owner.entry.has('$ref')) {
        yield {
          at,
          part: 'key',
          message: 'The same schema is written out before: write it once in components/schemas and refer to it.',
          related: [{ at: same, part: 'key', message: 'The first of them.' }],
        }
      }
    }
  },
})

/** The object schemas that the document's event sources have written out in place, in the order of their messages, each once, and whose they are. */
function inlineSchemas(document: Document, streams: Streams): Map<Cursor, Message> {
  const copies = copyPlaces(document, streams)
  const found = new Map<Cursor, Message>()
  for (const stream of streams.streamsOf(document)) {
    if (copies.has(stream.channel.cursor)) continue
    for (const { message } of stream.messages) {
      if (message.target && copies.has(message.target)) continue
      for (const { entry, isReadable } of [message.payload, message.headers]) {
        if (!entry || !isReadable || entry.root !== document.root || entry.has('$ref')) continue
        if (entry.at('properties').keys.length >= leastProperties && !found.has(entry)) found.set(entry, message)
      }
    }
  }
  return found
}
