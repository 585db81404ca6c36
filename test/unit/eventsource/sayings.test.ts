import { describe, expect, test } from 'vitest'
import { findSaying, isAboutServerSentEvents } from '../../../server/eventsource/sayings.ts'

describe('a text says that something is an event source', () => {
  test.each([
    ['The event source of all orders', 'event source'],
    ['Event-Sourced orders', 'Event-Sourced'],
    ['uses EVENT_SOURCING throughout', 'EVENT_SOURCING'],
    ['EventSourceOrders', 'EventSource'],
    ['our eventstore', 'eventstore'],
    ['orderEventStoreV2', 'EventStore'],
    ['event\n  store of the shop', 'event\n  store'],
    ['An event-sourced service that sends CloudEvents.', 'event-sourced'],
    ['Messages are CloudEvents. The channel is an event source.', 'event source'],
    ['An event store, encrypted with SSE-KMS', 'event store'],
  ])('%s', (text, said) => {
    expect(findSaying(text)?.text).toBe(said)
  })
})

describe('a text says something else', () => {
  test.each([
    'prevent stores from closing',
    'the event stored in the table',
    'event sources',
    'events source',
    'event. Source of all',
    'the event source URI',
    'eventSourceUrl',
    'set by the Event-Source header',
    'a Lambda event source mapping',
    'The CloudEvents source attribute names the event source.',
    'A stream of server-sent events for the event store',
    'Event store over SSE',
    'Read it with new EventSource("/orders")',
    'Uses the EventSource API of the browser',
    'Served as text/event-stream by the event store',
    'eventful source',
    '',
  ])('%s', (text) => {
    expect(findSaying(text)).toBeUndefined()
  })
})

test('server-sent events are known by any of their names', () => {
  expect(
    ['text/event-stream', 'Server Sent Events', 'by SSE.', 'window.EventSource'].filter((text) => !isAboutServerSentEvents(text)),
  ).toEqual([])
  expect(['EventSourceOrders', 'SSE-KMS', 'assess', 'the event source'].filter(isAboutServerSentEvents)).toEqual([])
})
