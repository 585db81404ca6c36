import { expect, test } from 'vitest'
import { streamModel, streamPool } from '../../../server/eventsource/stream-model.ts'
import { contextOf } from '../../kit/rules.ts'
import { openWorkspace, retype, uriOf } from '../../kit/workspace.ts'

const text = `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
servers: { broker: { host: 'broker:9092', protocol: Kafka } }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      placed: { $ref: '#/components/messages/OrderPlaced' }
      shipped:
        name: OrderShipped
        payload: { type: object, properties: { type: { const: shipped }, address: { $ref: '#/components/schemas/Address' } } }
        correlationId: { location: $message.payload#/orderId }
operations:
  append: { action: send, channel: { $ref: '#/channels/orders' } }
components:
  messages:
    OrderPlaced:
      messageId: order-placed
      name: OrderPlaced
      payload: { type: object, properties: { type: { const: placed }, node: { $ref: '#/components/schemas/Node' } } }
      headers: { type: object, properties: { own: {} } }
      traits: [{ headers: { properties: { fromTrait: {} } } }]
      correlationId: { location: $message.payload#/orderId }
  schemas:
    Address: { type: object, properties: { street: { type: string } } }
    Node: { type: object, properties: { next: { $ref: '#/components/schemas/Node' } } }
`

function read() {
  const workspace = openWorkspace({
    'orders.yaml': text,
    'app.yaml': `
asyncapi: 3.0.0
info: { title: Shipping, version: 1.0.0 }
channels: { orders: { $ref: './orders.yaml#/channels/orders' } }
operations: { follow: { action: receive, channel: { $ref: '#/channels/orders' } } }
`,
  })
  const context = contextOf(workspace)
  const stream = context.model.documents.flatMap((document) => context.streams.streamsOf(document))[0]
  if (!stream) throw new Error('no stream')
  return { workspace, stream }
}

test('an event source as plain data', () => {
  const { stream } = read()
  const { messages, ...rest } = streamModel(stream)
  expect(rest).toMatchObject({
    uri: uriOf('orders.yaml'),
    pointer: '/channels/orders',
    key: 'orders',
    address: 'orders',
    why: { kind: 'declared' },
    aggregate: 'Order',
    entity: [{ in: 'payload', pointer: '/orderId' }],
    operations: [
      { uri: uriOf('app.yaml'), pointer: '/operations/follow', name: 'follow', action: 'receive', application: 'Shipping' },
      { uri: uriOf('orders.yaml'), pointer: '/operations/append', name: 'append', action: 'send', application: 'Orders' },
    ],
    servers: [{ key: 'broker', protocol: 'kafka', host: 'broker:9092' }],
  })
  expect(messages.map(({ key, name, aliases, marks }) => ({ key, name, aliases, marks }))).toEqual([
    { key: 'placed', name: 'OrderPlaced', aliases: ['order-placed'], marks: [{ in: 'payload', pointer: '/type', value: 'placed' }] },
    { key: 'shipped', name: 'OrderShipped', aliases: [], marks: [{ in: 'payload', pointer: '/type', value: 'shipped' }] },
  ])
})

test('every schema is in the pool, once, and refers to others by their ids', () => {
  const { stream } = read()
  const pool = streamPool(stream)
  const ids = streamModel(stream).messages.flatMap(({ payload, headers }) => [payload, headers])
  expect(ids.map((id) => id !== undefined && pool.has(id))).toEqual([true, true, true, false])
  expect(pool.size).toBe(5)
  for (const entry of pool.values()) {
    const references = JSON.stringify(entry.schema.schema).matchAll(/"\$ref":"([^"]+)"/g)
    for (const [, id = ''] of references) expect(pool.has(id)).toBe(true)
  }
  const headers = pool.get(ids[1] ?? '')?.schema.schema
  expect(headers).toEqual({ type: 'object', properties: { own: {}, fromTrait: {} } })
})

test('the hash of a message changes with its schemas, and only with those', () => {
  const { workspace, stream } = read()
  const before = streamModel(stream).messages.map(({ hash }) => hash)
  retype(workspace.file(uriOf('orders.yaml')), text.replace('street: { type: string }', 'street: { type: number }'))
  const after = streamModel(stream).messages.map(({ hash }) => hash)
  expect(after[0]).toBe(before[0])
  expect(after[1]).not.toBe(before[1])
})

test('an edit in one message works out anew what that message says, not the others', () => {
  const count = 200
  const message = (i: number, value: string) =>
    `      M${i}: { payload: { type: object, properties: { type: { const: ${value} }, id: { type: string } } } }\n`
  const whole = (value: string) =>
    `asyncapi: 3.0.0\nchannels:\n  orders:\n    address: orders\n    x-event-source: true\n    messages:\n${Array.from({ length: count }, (_, i) => message(i, i === 7 ? value : `m${i}`)).join('')}`
  const workspace = openWorkspace({ 'a.yaml': whole('m7') })
  const { model, streams } = contextOf(workspace)
  const marks = () =>
    model.documents
      .flatMap((document) => streams.streamsOf(document))
      .flatMap((stream) => stream.messages.map(({ marks }) => marks[0]?.values[0]))
  expect(marks()[7]).toBe('"m7"')
  const all = workspace.clock.evaluations
  retype(workspace.file(uriOf('a.yaml')), whole('other'))
  expect(marks()[7]).toBe('"other"')
  expect(workspace.clock.evaluations - all).toBeLessThan(all / 2)
})
