import { describe, expect, test } from 'vitest'
import { contextOf } from '../../kit/rules.ts'
import { openWorkspace } from '../../kit/workspace.ts'

/** The kinds of why by key of channel, of all documents. */
function whys(
  texts: Record<string, string> | string,
  patterns?: (key: string, address?: string) => string | undefined,
): Record<string, string> {
  const { model, streams } = contextOf(openWorkspace(typeof texts === 'string' ? { 'a.yaml': texts } : texts), patterns)
  const channels = model.documents.flatMap((document) => document.channels)
  return Object.fromEntries(
    channels.map((channel) => {
      const why = streams.why(channel)
      return [channel.key, why.kind === 'said' ? `said by ${why.by}: ${why.text}` : why.kind]
    }),
  )
}

const two = 'messages: { OrderPlaced: {}, OrderShipped: {} }'

test('what is declared wins over everything', () => {
  expect(
    whys(`
asyncapi: 3.0.0
info: { title: Event sourcing, version: 1.0.0 }
channels:
  yes: { address: a, x-event-source: true }
  object: { address: b, x-event-source: { aggregate: Order } }
  no: { address: c, description: The event store, x-event-source: false, ${two} }
  neither: { address: d, x-event-source: maybe }
`),
  ).toEqual({ yes: 'declared', object: 'declared', no: 'denied', neither: 'none' })
})

test('the texts of the channel say it', () => {
  expect(
    whys(`
asyncapi: 3.0.0
info: { title: Shop, version: 1.0.0 }
channels:
  EventSourceOrders: { address: /orders }
  byAddress: { address: event-store/orders }
  byTitle: { address: a, title: Our event store }
  bySummary: { address: b, summary: Event sourced }
  byDescription: { address: c, description: Event-Sourced }
  byTag: { address: d, tags: [{ name: event-sourcing }] }
  none: { address: prevent-stores }
`),
  ).toEqual({
    EventSourceOrders: 'said by channel: EventSource',
    byAddress: 'said by channel: event-store',
    byTitle: 'said by channel: event store',
    bySummary: 'said by channel: Event sourced',
    byDescription: 'said by channel: Event-Sourced',
    byTag: 'said by channel: event-sourcing',
    none: 'none',
  })
})

test('a channel of server-sent events is none, by its own content type or by default', () => {
  expect(
    whys(`
asyncapi: 3.0.0
info: { title: Shop, version: 1.0.0 }
channels:
  eventStore: { address: a, messages: { A: { contentType: text/event-stream }, B: {} } }
  eventSourcing: { address: b, messages: { A: {} } }
`),
  ).toEqual({ eventStore: 'none', eventSourcing: 'said by channel: eventSourcing' })
  expect(
    whys(`
asyncapi: 2.6.0
info: { title: Shop, version: 1.0.0 }
defaultContentType: text/event-stream; charset=utf-8
channels:
  event-store: { subscribe: { message: { payload: {} } } }
`),
  ).toEqual({ 'event-store': 'none' })
})

describe('the document says it', () => {
  const document = (channels: string) => `
asyncapi: 3.0.0
info: { title: The event-sourced shop, version: 1.0.0 }
channels:
${channels}`
  test('of channels with two messages or more that are not called something else', () => {
    expect(
      whys(
        document(`
  orders: { address: orders, ${two} }
  single: { address: single, messages: { OrderPlaced: {} } }
  orderCommands: { address: a, ${two} }
  queries: { address: queries, ${two} }
  byAddress: { address: orders.read-models.all, ${two} }
  byTitle: { address: t, title: Dead letters, ${two} }
  dlq: { address: d, ${two} }
  byParameter: { address: 'orders/{requestId}', ${two} }
  preview: { address: previews, ${two} }
  wishes: { address: w, messages: { CreateOrder: {}, CancelOrder: {}, OrderPlaced: {} } }
  half: { address: h, messages: { CreateOrder: {}, OrderPlaced: {} } }
`),
      ),
    ).toEqual({
      orders: 'said by document: event-sourced',
      single: 'none',
      orderCommands: 'none',
      queries: 'none',
      byAddress: 'none',
      byTitle: 'none',
      dlq: 'none',
      byParameter: 'said by document: event-sourced',
      preview: 'said by document: event-sourced',
      wishes: 'none',
      half: 'said by document: event-sourced',
    })
  })
  test('in 2.x by its tags, of publish and subscribe together', () => {
    expect(
      whys(`
asyncapi: 2.6.0
info: { title: Shop, version: 1.0.0 }
tags: [{ name: Event Sourcing }]
channels:
  orders:
    publish: { message: { $ref: '#/components/messages/A' } }
    subscribe: { message: { oneOf: [{ $ref: '#/components/messages/A' }, { $ref: '#/components/messages/B' }] } }
  same:
    publish: { message: { $ref: '#/components/messages/A' } }
    subscribe: { message: { $ref: '#/components/messages/A' } }
components: { messages: { A: {}, B: {} } }
`),
    ).toEqual({ orders: 'said by document: Event Sourcing', same: 'none' })
  })
})

test('a pattern of the settings says it', () => {
  expect(
    whys('asyncapi: 3.0.0\nchannels: { orders: { address: /orders }, other: {} }', (key, address) =>
      address === '/orders' ? key : undefined,
    ),
  ).toEqual({ orders: 'setting', other: 'none' })
})

test('a channel that is only a reference is what its owner says, and is spoken of there', () => {
  const { model, streams } = contextOf(
    openWorkspace({
      'app.yaml': `
asyncapi: 3.0.0
info: { title: Event-sourced app, version: 1.0.0 }
channels: { orders: { $ref: './owner.yaml#/channels/theirOrders' } }
`,
      'owner.yaml': `
asyncapi: 3.0.0
info: { title: Owner, version: 1.0.0 }
channels: { theirOrders: { address: orders, x-event-source: true } }
`,
    }),
  )
  const [app, owner] = model.documents
  expect(app && streams.streamsOf(app)).toEqual([])
  expect(owner && streams.streamsOf(owner).map(({ channel }) => channel.key)).toEqual(['theirOrders'])
  const [reference] = app?.channels ?? []
  expect(reference && streams.stream(reference)?.channel.key).toBe('theirOrders')
})
