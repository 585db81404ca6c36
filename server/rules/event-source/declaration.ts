import { Declaration, type DeclaredExpression } from '../../eventsource/declaration.ts'
import { type DeclaredKind, declaredKeys, sequences } from '../../eventsource/declaration-schema.ts'
import { parseExpression, resolveExpression } from '../../eventsource/expression.ts'
import type { Channel } from '../../model/channel.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { nearest } from '../nearest.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/declaration',
    severity: 'error',
    title: 'An `x-event-source` that does not say what it means',
    background:
      '`x-event-source` on a channel is `true`, `false`, or an object with `aggregate`, `correlation`, `discriminator`, `fold`, `baseline`, `archive`, ' +
      '`sequence`, `story` and `ignore`. A misspelt key does nothing; a `correlation` or `discriminator` that no message of the set has finds nothing.',
  },
  on: 'channel',
  examples: [
    {
      title: 'A misspelt key and a wrong value',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source:
      agregate: Order
     #^^^^^^^^
      sequence: message
               #^^^^^^^
      ignore: event-source/single-message
             #^^^^^^^^^^^^^^^^^^^^^^^^^^^
  parcels:
    address: parcels
    x-event-source: 'yes'
                   #^^^^^
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source:
      aggregate: Order
      sequence: message
      ignore: event-source/single-message
  parcels:
    address: parcels
    x-event-source: 'yes'
`,
    },
    {
      title: 'A correlation that no message has; AsyncAPI 2',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": {
        "correlation": "$message.payload#/orderID",
                     //^^^^^^^^^^^^^^^^^^^^^^^^^^^
        "discriminator": "payload.type"
                       //^^^^^^^^^^^^^^
      },
      "subscribe": {
        "message": { "payload": { "type": "object", "properties": { "orderId": { "type": "string" } } } }
      }
    }
  }
}
`,
    },
    {
      title: 'All of it, and a correlation that some messages have',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source:
      aggregate: Order
      correlation: $message.payload#/orderId
      discriminator: $message.header#/type
      fold: ./fold.ts
      baseline: v1
      archive: s3://events
      sequence: channel
      story: [OrderPlaced, OrderShipped]
      ignore: [event-source/event-id]
      x-note: ours
    messages:
      OrderPlaced: { payload: { type: object, properties: { orderId: { type: string } } } }
      OrderShipped: { payload: { type: object, properties: { carrier: { type: string } } } }
  empty: { address: empty, x-event-source: { correlation: $message.payload#/id } }
  none: { address: none, x-event-source: false }
`,
    },
  ],

  *check(channel) {
    const { at, correlation, discriminator } = new Declaration(channel)
    if (!at.exists) return
    const node = at.node
    if (node?.kind === 'scalar' && typeof node.value === 'boolean') return
    if (node?.kind === 'unknown') return
    if (node?.kind !== 'mapping') {
      yield { at, part: 'value', message: 'x-event-source is true, false, or an object.' }
      return
    }
    for (const value of at.children) yield* checkKey(value)
    yield* checkResolves(channel, correlation)
    yield* checkResolves(channel, discriminator)
  },

  fix({ at, data }) {
    const instead = data?.['instead']
    if (typeof instead !== 'string') return []
    return [{ title: `Write ${instead}`, amendments: [{ do: 'rename', at, key: instead }], safe: false }]
  },
})

function* checkKey(value: Cursor): Generator<Finding> {
  const { key } = value
  const kind = declaredKeys.get(key)?.kind
  if (kind === undefined) {
    if (key.startsWith('x-')) return
    const instead = nearest(key, declaredKeys.keys())
    const hint = instead === undefined ? `it has ${[...declaredKeys.keys()].join(', ')}` : `did you mean "${instead}"?`
    yield { at: value, part: 'key', message: `x-event-source has no "${key}": ${hint}`, ...(instead && { data: { instead } }) }
    return
  }
  const message = value.node?.kind === 'unknown' ? undefined : problemOf(kind, value)
  if (message) yield { at: value, part: 'value', message: `"${key}" ${message}.` }
}

function problemOf(kind: DeclaredKind, value: Cursor): string | undefined {
  const { text } = value
  switch (kind) {
    case 'text':
      return text ? undefined : 'is a text'
    case 'expression':
      return text !== undefined && parseExpression(text)
        ? undefined
        : 'is a runtime expression, such as $message.header#/name or $message.payload#/name'
    case 'sequence':
      return sequences.some((one) => one === text) ? undefined : 'is "entity" or "channel"'
    case 'messages':
    case 'rules':
      return value.isSequence && value.children.every((item) => item.text !== undefined) ? undefined : 'is a list of texts'
  }
}

function* checkResolves(channel: Channel, declared: DeclaredExpression | undefined): Generator<Finding> {
  const { messages } = channel
  if (!declared || messages.length === 0) return
  const lost = messages.every((message) => resolveExpression(declared.expression, message).kind === 'missing')
  if (lost) yield { at: declared.at, part: 'value', message: 'No message of this channel has such a property.' }
}
