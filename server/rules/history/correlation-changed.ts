import { equal } from '../../../schema/equal.ts'
import { formatExpression } from '../../eventsource/expression.ts'
import { isSameAddress } from '../../eventsource/history/channels.ts'
import type { MessagePair } from '../../eventsource/history/message-pair.ts'
import type { Channel } from '../../model/channel.ts'
import type { Message } from '../../model/message.ts'
import { poolEntry, schemaAt, wholePool } from '../../model/schema-pool.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { remembered } from '../../workspace/remembered.ts'
import { defineRule, type Finding, type Spot } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'history/correlation-changed',
    severity: 'error',
    title: 'Another correlation id, Kafka key or address',
    background:
      'The correlation id, the key and the address say to which entity an event belongs, and where it is. Events that were written stay where they are and ' +
      'as they are: with another location a reader finds another entity in them, with another key the order within an entity is lost across the change, at another ' +
      'address there are none of them (the pattern of the event source; AsyncAPI Kafka bindings, `key`).',
  },
  on: 'history',
  examples: [
    {
      title: 'Another location',
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
        correlationId: { location: '$message.payload#/orderId' }
        payload: { type: object, properties: { orderId: { type: string }, cartId: { type: string } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        correlationId: { location: '$message.payload#/cartId' }
                                  #^^^^^^^^^^^^^^^^^^^^^^^^^^
        payload: { type: object, properties: { orderId: { type: string }, cartId: { type: string } } }
`,
    },
    {
      title: 'Another address, and another key',
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
        bindings: { kafka: { key: { type: string } } }
        payload: { type: object, properties: { orderId: { type: string } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders.v2
            #^^^^^^^^^
    x-event-source: true
    messages:
      OrderPlaced:
        bindings: { kafka: { key: { type: string, format: uuid } } }
                            #^^^
        payload: { type: object, properties: { orderId: { type: string } } }
`,
    },
    {
      title: 'The same under other words, and a first one',
      text: `
--- file: before/document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: 'orders/{orderId}'
    x-event-source: true
    messages:
      OrderPlaced:
        bindings: { kafka: { key: { type: string } } }
        payload: { type: object, properties: { orderId: { type: string } } }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: 'orders/{id}'
    x-event-source: true
    messages:
      OrderPlaced:
        bindings: { kafka: { key: { type: string, description: The order } } }
        correlationId: { location: '$message.payload#/orderId' }
        payload: { type: object, properties: { orderId: { type: string } } }
`,
    },
  ],

  *check({ before, now, pairs }) {
    if (!now) return
    const [old, address] = [before.channel.address, now.channel.address]
    if (old !== undefined && address !== undefined && !isSameAddress(old, address)) {
      yield {
        ...addressSpot(now.channel),
        message: `The address was "${old}" and is "${address}" now: old events are still at the old one. Keep it, or describe the new one as a channel of its own.`,
        related: [{ ...addressSpot(before.channel), message: 'It was this.' }],
      }
    }
    const told = new Set<Cursor>()
    for (const finding of pairs.flatMap(findingsOf)) {
      if (told.has(finding.at)) continue
      told.add(finding.at)
      yield finding
    }
  },
})

function addressSpot(channel: Channel): Spot {
  const at = channel.cursor.at('address')
  return at.exists ? { at, part: 'value' } : { at: channel.cursor, part: 'key' }
}

const findingsOf = remembered(
  ({ now }: MessagePair) => now.message.entry.file.clock,
  (pair) => [...locationFindings(pair), ...(pair.isUnchanged ? [] : keyFindings(pair))],
)

function* locationFindings({ before, now }: MessagePair): Iterable<Finding> {
  const [old, today] = [before.correlation, now.correlation]
  if (old.kind !== 'found' || today.kind !== 'found' || !old.expression || !today.expression) return
  const [was, is] = [formatExpression(old.expression), formatExpression(today.expression)]
  if (was === is) return
  yield {
    at: today.at,
    part: 'value',
    message: `The correlation id was at ${was} and is at ${is} now: in old events a reader finds another entity there. Leave it where it was.`,
    related: [{ at: old.at, part: 'value', message: 'It was here.' }],
  }
}

function* keyFindings({ before, now }: MessagePair): Iterable<Finding> {
  const [old, today] = [keyOf(before.message), keyOf(now.message)]
  if (!old || !today) return
  const [was, is] = [poolEntry(schemaAt(old)), poolEntry(schemaAt(today))]
  if (!was || !is || equal(wholePool(old.file.workspace), was.id, wholePool(today.file.workspace), is.id)) return
  yield {
    at: today,
    part: 'key',
    message: 'The Kafka key is another one than before: events of one entity no longer land where the older ones are. Keep the key.',
    related: [{ at: old, part: 'key', message: 'It was this.' }],
  }
}

/** The schema of the Kafka key; `undefined` where there is none, or it cannot be read. */
function keyOf(message: Message): Cursor | undefined {
  const { entry, cursor, complete } = message.binding('kafka').at('key')
  return complete && cursor?.isMapping ? entry : undefined
}
