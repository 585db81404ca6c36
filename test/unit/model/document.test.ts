import { describe, expect, test } from 'vitest'
import type { Document } from '../../../server/model/document.ts'
import { Model } from '../../../server/model/model.ts'
import { openWorkspace, retype, uriOf } from '../../kit/workspace.ts'

function documents(texts: Record<string, string> | string): Document[] {
  return new Model(openWorkspace(typeof texts === 'string' ? { 'a.yaml': texts } : texts)).documents
}

function only(text: string): Document {
  const [document] = documents(text)
  if (!document) throw new Error('no document')
  return document
}

test('3.x: channels, messages and operations', () => {
  const document = only(`
asyncapi: 3.0.0
channels:
  orders:
    address: /orders
    messages:
      placed: { $ref: '#/components/messages/OrderPlaced' }
      lost: { $ref: '#/components/messages/Nowhere' }
  reused: { $ref: '#/components/channels/parcels' }
operations:
  append: { action: send, channel: { $ref: '#/channels/orders' } }
  read: { action: receive, channel: { $ref: '#/channels/reused' }, messages: [] }
components:
  channels:
    parcels: { address: null, messages: { Sent: { name: ParcelSent } } }
    unused: { address: unused }
  messages:
    OrderPlaced: { name: Placed }
`)
  expect(document.channels.map(({ key, address }) => [key, address])).toEqual([
    ['orders', '/orders'],
    ['reused', undefined],
  ])
  expect(document.ownChannels.map(({ cursor }) => cursor.pointer)).toEqual([
    '/channels/orders',
    '/components/channels/parcels',
    '/components/channels/unused',
  ])
  const [orders] = document.channels
  expect(orders?.messages.map(({ key, name, isReadable }) => [key, name, isReadable])).toEqual([
    ['placed', 'Placed', true],
    ['lost', undefined, false],
  ])
  expect(orders?.operations.map(({ name, action }) => [name, action])).toEqual([['append', 'send']])
  expect(document.operations[1]?.channel?.messages.map(({ label }) => label)).toEqual(['ParcelSent'])
})

test('2.x: publish and subscribe make one set, and say who sends', () => {
  const document = only(`
asyncapi: 2.6.0
channels:
  orders:
    publish: { operationId: take, message: { $ref: '#/components/messages/A' } }
    subscribe: { message: { oneOf: [{ $ref: '#/components/messages/A' }, { messageId: b }, { name: c }] } }
components: { messages: { A: {} } }
`)
  const [orders] = document.channels
  expect(orders?.address).toBe('orders')
  expect(orders?.messages.map(({ key, entry }) => [key, entry.pointer])).toEqual([
    ['A', '/channels/orders/publish/message'],
    ['b', '/channels/orders/subscribe/message/oneOf/1'],
    ['c', '/channels/orders/subscribe/message/oneOf/2'],
  ])
  expect(document.operations.map(({ name, action, messages }) => [name, action, messages.length])).toEqual([
    ['take', 'receive', 1],
    [undefined, 'send', 3],
  ])
})

describe('traits', () => {
  const text = (version: string) => `
asyncapi: ${version}
components:
  messages:
    A:
      contentType: text/own
      headers: { type: object, required: [own], properties: { own: {}, shared: { const: own } } }
      traits:
        - { contentType: text/first, name: First, headers: { properties: { shared: { const: first }, first: {} } } }
        - { $ref: '#/components/messageTraits/last' }
  messageTraits:
    last: { name: Last, headers: { required: [last], properties: { last: {} } } }
`
  const read = (version: string) => {
    const document = only(text(version))
    const message = document.message(document.root.at('components', 'messages', 'A'))
    const { headers } = message
    return {
      name: message.name,
      at: message.at('name').entry?.pointer,
      contentType: message.contentType,
      headers: [...headers.properties()].map(([name, { required }]) => `${name}${required ? '!' : ''}`).sort(),
      shared: headers.layers.at('properties', 'shared', 'const').text,
    }
  }
  test('in 3.x the message wins, and of the traits the last', () => {
    expect(read('3.0.0')).toEqual({
      name: 'Last',
      at: '/components/messageTraits/last/name',
      contentType: 'text/own',
      headers: ['first', 'last', 'own!', 'shared'],
      shared: 'own',
    })
  })
  test('in 2.x the trait wins', () => {
    expect(read('2.6.0')).toEqual({
      name: 'Last',
      at: '/components/messageTraits/last/name',
      contentType: 'text/first',
      headers: ['first', 'last!', 'own', 'shared'],
      shared: 'first',
    })
  })
  test('one that leads nowhere leaves what the message lacks unknown', () => {
    const document = only(`
asyncapi: 3.0.0
components: { messages: { A: { name: A, traits: [{ $ref: '#/nowhere' }] } } }
`)
    const message = document.message(document.root.at('components', 'messages', 'A'))
    expect([message.isReadable, message.name]).toEqual([false, 'A'])
  })
})

test('a channel in a file of parts belongs to the documents that refer to it', () => {
  const found = documents({
    'a.yaml': "asyncapi: 3.0.0\nchannels: { orders: { $ref: './parts.yaml#/orders' } }",
    'b.yaml': "asyncapi: 3.0.0\nchannels: { mine: { $ref: './a.yaml#/channels/orders' } }",
    'parts.yaml': 'orders: { address: orders, messages: { A: { $ref: "#/a" } } }\na: { name: OrderPlaced }',
  })
  expect(found.map(({ ownChannels }) => ownChannels.map(({ cursor }) => cursor.uri))).toEqual([
    [uriOf('parts.yaml')],
    [uriOf('parts.yaml')],
  ])
  expect(found[0]?.channels[0]?.messages[0]?.label).toBe('OrderPlaced')
})

test('the same place gives the same object after an edit elsewhere', () => {
  const workspace = openWorkspace({
    'a.yaml': 'asyncapi: 3.0.0\nchannels:\n  a: { address: a, messages: { A: {} } }\n  b: { address: b }\n',
  })
  const [document] = new Model(workspace).documents
  const before = [document?.channels[0], document?.channels[0]?.messages[0]]
  retype(
    workspace.file(uriOf('a.yaml')),
    'asyncapi: 3.0.0\nchannels:\n  a: { address: changed, messages: { A: {} } }\n  b: { address: b }\n  c: {}\n',
  )
  expect([document?.channels[0], document?.channels[0]?.messages[0]]).toEqual(before)
  expect(document?.channels.map(({ address }) => address)).toEqual(['changed', 'b', undefined])
})

test('whatever stands there, nothing is thrown', () => {
  for (const part of ['null', '[]', '42', 'text', '{ $ref: 7 }', '{ $ref: "#/channels" }', '[{ $ref: "#" }]', '&a { a: *a }']) {
    for (const version of ['2.6.0', '3.1.0']) {
      const [document] = documents(`
asyncapi: ${version}
servers: ${part}
channels: ${part}
operations: ${part}
components: { channels: ${part}, messages: { a: ${part}, b: { traits: ${part}, payload: ${part}, headers: ${part}, correlationId: ${part} } } }
`)
      const read = document?.messages.map((message) => [
        message.label,
        message.contentType,
        message.payload.properties().size,
        message.at('a').value,
      ])
      expect(
        [read, document?.servers, document?.operations, document?.ownChannels.flatMap(({ messages }) => messages)].every(Array.isArray),
      ).toBe(true)
    }
  }
})
