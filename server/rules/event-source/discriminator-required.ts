import { type Constant, constantAt } from '../../eventsource/constants.ts'
import { discriminatorDefect, unknownData } from '../../eventsource/event-data.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import { some } from '../lists.ts'
import { type Amendment, defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/discriminator-required',
    severity: 'warning',
    title: 'Messages that nothing tells apart',
    background:
      'Whoever reads an event back has to know which one it is. Its *type mark* says so: a property of the payload or a header with a constant value ' +
      '(`const`, or an `enum` of one), or a string `discriminator`, which stands for the name of the schema (AsyncAPI 3.1, Schema Object). A constant ' +
      'that is the same in every message of the channel says nothing.',
    whenNot: 'When readers find out in a way that AsyncAPI cannot express; name it as `discriminator` in `x-event-source` where it can.',
  },
  on: 'stream',
  examples: [
    {
      title: 'One of the messages has no mark',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
 #^^^^^^
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          required: [eventType]
          properties:
            eventType: { const: OrderPlaced }
            total: { type: number }
      OrderShipped:
        payload:
          type: object
          properties:
            carrier: { type: string }
`,
      fixed: `
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
          required: [eventType]
          properties:
            eventType: { const: OrderPlaced }
            total: { type: number }
      OrderShipped:
        payload:
          type: object
          properties:
            carrier: { type: string }
            eventType:
              const: OrderShipped
          required:
            - eventType
`,
    },
    {
      title: 'A constant that all share is no mark, in AsyncAPI 2 too',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
  //^^^^^^^^
      "x-event-source": true,
      "subscribe": {
        "message": {
          "oneOf": [
            { "$ref": "#/components/messages/OrderPlaced" },
            { "$ref": "#/components/messages/OrderShipped" }
          ]
        }
      }
    }
  },
  "components": {
    "messages": {
      "OrderPlaced": { "payload": { "type": "object", "properties": { "type": { "const": "order" }, "total": { "type": "number" } } } },
      "OrderShipped": { "payload": { "type": "object", "properties": { "type": { "const": "order" }, "carrier": { "type": "string" } } } }
    }
  }
}
`,
    },
    {
      title: 'Marks of every kind',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { type: { const: placed } } }
      OrderShipped:
        headers: { type: object, properties: { ce_type: { enum: [shipped] } } }
        payload: { type: object, properties: { carrier: { type: string } } }
      OrderPaid:
        payload: { $ref: '#/components/schemas/OrderPaid' }
      OrderPacked:
        payload:
          schemaFormat: application/vnd.apache.avro;version=1.9.0
          schema: { type: record, name: OrderPacked, fields: [] }
      OrderReturned:
        payload: { type: object, required: [orderReturned], properties: { orderReturned: { type: object } } }
components:
  schemas:
    OrderPaid:
      type: object
      discriminator: kind
      required: [kind]
      properties: { kind: { type: string } }
`,
    },
    {
      title: 'One message needs no mark, and what cannot be read is not held against anybody',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { total: { type: number } } }
  payments:
    address: payments
    x-event-source: true
    messages:
      Paid: { payload: { $ref: './elsewhere.yaml#/Paid' } }
      Refunded: { payload: { type: object, properties: { type: { const: refunded } } } }
`,
    },
  ],

  *check(stream) {
    const unmarked = unmarkedMessages(stream)
    if (unmarked.length === 0) return
    const names = some(unmarked.map(({ label }) => label))
    yield {
      ...stream.spot,
      message: `Nothing tells a reader which event ${names} ${unmarked.length === 1 ? 'is' : 'are'}: give each a property with a const, such as "type".`,
      related: unmarked.slice(0, 10).map((one) => ({ ...one.spot, message: `${one.label} has no type mark.` })),
    }
  },

  fix({ at }, { model, streams }) {
    const channel = model.documentOf(at)?.ownChannel(at)
    const stream = channel && streams.stream(channel)
    if (!stream) return []
    const name = usualName(stream)
    const amendments = unmarkedMessages(stream).map((one) => withMark(one, name))
    if (!amendments.every((one) => one !== undefined)) return []
    return [{ title: `Add a constant "${name}" to each`, amendments: amendments.flat(), safe: false }]
  },
})

/** Those of a set of two or more without a mark, unless another rule speaks of what they lack. */
function unmarkedMessages(stream: Stream): StreamMessage[] {
  if (stream.messages.length < 2) return []
  const unmarked = stream.messages.filter((one) => one.isMarked === false && !discriminatorDefect(one))
  return unmarked.length === 0 || unknownData(stream) ? [] : unmarked
}

/** The property that most of the others have as their mark, or that all share without being told apart by it. */
function usualName(stream: Stream): string {
  const counts = new Map<string, number>()
  const note = ({ in: part, path: [name, deeper] }: Constant) => {
    if (part === 'payload' && name !== undefined && deeper === undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  for (const { marks } of stream.messages) marks.slice(0, 1).forEach(note)
  if (counts.size === 0) stream.messages.flatMap(({ constants }) => constants.list).forEach(note)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'type'
}

/** What gives a message its mark; `undefined` where its payload cannot be changed for it alone. */
function withMark(one: StreamMessage, name: string): Amendment[] | undefined {
  const { message, stream } = one
  const value = one.label
  const { cursor } = message.payload
  if (!message.target || message.label === '') return undefined
  if (!cursor) return [{ do: 'insert', at: message.target, key: 'payload', value: objectWith(name, value) }]
  const isShared = stream.messages.some((other) => other !== one && other.message.payload.cursor === cursor)
  if (isShared || !cursor.isMapping || message.payload.layers.cursors.length > 1) return undefined
  const properties = cursor.at('properties')
  const property = properties.at(name)
  const same = property.exists ? constantAt(message.payload.sub('properties', name)) : undefined
  if (same) return [{ do: 'set', at: same.at, value }]
  const amendments: Amendment[] = []
  if (property.isMapping && !property.has('$ref')) amendments.push({ do: 'insert', at: property, key: 'const', value })
  else if (property.exists) return undefined
  else if (properties.isMapping) amendments.push({ do: 'insert', at: properties, key: name, value: { const: value } })
  else amendments.push({ do: 'insert', at: cursor, key: 'properties', value: { [name]: { const: value } } })
  const required = cursor.at('required')
  if (!required.exists) amendments.push({ do: 'insert', at: cursor, key: 'required', value: [name] })
  else if (required.isSequence && !required.children.some((child) => child.text === name))
    amendments.push({ do: 'append', at: required, value: name })
  return amendments
}

function objectWith(name: string, value: string): unknown {
  return { type: 'object', required: [name], properties: { [name]: { const: value } } }
}
