import { editsLog } from '../../eventsource/mutations.ts'
import type { Streams } from '../../eventsource/streams.ts'
import type { Document } from '../../model/document.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/no-log-mutation',
    severity: 'error',
    title: 'A message or operation that edits the log',
    background:
      'Events are immutable and are only ever appended: a log whose entries can be changed or deleted is a mutable event log, another pattern. A ' +
      'mistake is mended by a new event that says so (a reversal, a correction), never by editing an old one.',
    whenNot: 'When the entity itself is called Event, Log, Journal or Stream: name it as `aggregate` in `x-event-source`.',
  },
  on: 'document',
  examples: [
    {
      title: 'Messages and an operation about the events themselves',
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
      EventUpdated: {}
     #^^^^^^^^^^^^
      DeleteEvent: {}
     #^^^^^^^^^^^
operations:
  purgeOldEvents: { action: send, channel: { $ref: '#/channels/orders' } }
 #^^^^^^^^^^^^^^
`,
    },
    {
      title: 'An entity that is called Event, and an Event that is only a suffix',
      text: `
asyncapi: 3.0.0
info: { title: Calendar, version: 1.0.0 }
channels:
  calendar:
    address: calendar
    x-event-source: true
    messages: { EventCreated: {}, EventUpdated: {}, EventDeleted: {} }
  orders:
    address: orders
    x-event-source: true
    messages: { OrderPlaced: {}, OrderDeletedEvent: {}, DeleteOrderEvent: {}, OrderHistoryRequested: {} }
`,
    },
    {
      title: 'In other spellings, of one entity’s events, and of a stream',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: {}
      OrderPaid: {}
      OrderHistoryShown: {}
      event-removed.v2: {}
     #^^^^^^^^^^^^^^^^
      EventDeletedEvent: {}
     #^^^^^^^^^^^^^^^^^
      OrderEventDeleted: {}
     #^^^^^^^^^^^^^^^^^
      truncateStream: {}
     #^^^^^^^^^^^^^^
`,
    },
  ],

  *check(document, { streams }) {
    for (const stream of streams.streamsOf(document)) {
      for (const one of stream.messages) {
        if (editsLog(one.label, stream.aggregate)) yield { ...one.spot, message: saying(one.label) }
      }
    }
    yield* checkOperations(document, streams)
  },
})

function* checkOperations(document: Document, streams: Streams): Generator<Finding> {
  for (const operation of document.operations) {
    const { channel, name } = operation
    if (name === undefined || !channel || !streams.speaksOf(channel)) continue
    const aggregate = streams.stream(channel)?.aggregate ?? []
    if (editsLog(name, aggregate)) yield { at: operation.entry, part: 'key', message: saying(name) }
  }
}

function saying(name: string): string {
  return `"${name}" says that events are changed or deleted. A log is only appended to: mend a mistake with a new event.`
}
