import { formatExpression, parseExpression, resolveExpression } from '../../eventsource/expression.ts'
import { pascalCase } from '../../eventsource/names.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { type Amendment, defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/correlation-id-required',
    severity: 'warning',
    title: 'A message that does not say which entity it belongs to',
    background:
      'State is folded entity by entity, so each event has to say which one it is about: by a `correlationId` (its own, through a trait, or as ' +
      '`x-event-source.correlation` for the whole channel), or by a parameter of the address, where each entity has a channel of its own.',
    whenNot: 'When the whole channel is about one entity.',
  },
  on: 'stream',
  examples: [
    {
      title: 'One of the messages has none',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload: { type: object, properties: { orderId: { type: string } } }
        correlationId:
          location: $message.payload#/orderId
      OrderShipped:
     #^^^^^^^^^^^^
        payload: { type: object, properties: { orderId: { type: string } } }
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
        payload: { type: object, properties: { orderId: { type: string } } }
        correlationId:
          location: $message.payload#/orderId
      OrderShipped:
        payload: { type: object, properties: { orderId: { type: string } } }
        correlationId:
          location: $message.payload#/orderId
`,
    },
    {
      title: 'None has one: said once',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
 #^^^^^^
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object, properties: { total: { type: number } } } }
      OrderShipped: { payload: { type: object, properties: { carrier: { type: string } } } }
`,
    },
    {
      title: 'In AsyncAPI 2 the place is the entry in the list',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": {
      "x-event-source": true,
      "subscribe": {
        "message": {
          "oneOf": [
            { "$ref": "#/components/messages/OrderPlaced" },
            { "$ref": "#/components/messages/OrderShipped" }
          //^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          ]
        }
      }
    }
  },
  "components": {
    "messages": {
      "OrderPlaced": { "correlationId": { "$ref": "#/components/correlationIds/order" } },
      "OrderShipped": { "payload": { "type": "object" } }
    },
    "correlationIds": { "order": { "location": "$message.header#/orderId" } }
  }
}
`,
    },
    {
      title: 'By an address parameter, a trait, the channel, or not to be told',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  order:
    address: orders/{orderId}
    parameters: { orderId: {} }
    x-event-source: true
    messages:
      OrderPlaced: { payload: { type: object } }
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: { traits: [{ $ref: '#/components/messageTraits/correlated' }] }
      OrderPaid: { traits: [{ $ref: './elsewhere.yaml#/trait' }] }
      OrderShipped: { $ref: './elsewhere.yaml#/message' }
  parcels:
    address: parcels
    x-event-source: { correlation: $message.payload#/parcelId }
    messages:
      ParcelSent: { payload: { type: object, properties: { parcelId: { type: string } } } }
components:
  messageTraits:
    correlated:
      correlationId: { location: $message.header#/orderId }
`,
    },
    {
      title: 'Of a declared correlation that is none another rule speaks',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders: { address: orders, x-event-source: { correlation: orderId }, messages: { OrderPlaced: { payload: { type: object, properties: { orderId: {} } } } } }
`,
    },
  ],

  *check(stream): Generator<Finding> {
    if (stream.hasAddressParameter || isDeclaredNowhere(stream)) return
    const without = stream.messages.filter(({ correlation }) => correlation.kind === 'none')
    if (without.length === 0) return
    if (without.length === stream.messages.length) {
      yield {
        ...stream.spot,
        message: 'No message says which entity it belongs to: give each a correlationId, or the address a parameter.',
      }
      return
    }
    for (const one of without) {
      yield { ...one.spot, message: `"${one.label}" does not say which entity it belongs to: give it a correlationId.` }
    }
  },

  fix({ at }, { model, streams }) {
    const document = model.documentOf(at)
    const stream =
      document && streams.streamsOf(document).find((one) => one.channel.cursor === at || one.messages.some(({ spot }) => spot.at === at))
    if (!stream) return []
    const concerned = stream.messages.filter(
      (one) => one.correlation.kind === 'none' && (one.spot.at === at || stream.channel.cursor === at),
    )
    const amendments = concerned.map((one) => withCorrelation(one, stream))
    if (amendments.length === 0 || !amendments.every((one) => one !== undefined)) return []
    return [{ title: concerned.length === 1 ? 'Add a correlation id' : 'Add a correlation id to each', amendments, safe: false }]
  },
})

/** Whether the channel declares a correlation that no message has, or that is none: then that is what is wrong, and `declaration` says so. */
function isDeclaredNowhere({ declaration, messages }: Stream): boolean {
  const expression = declaration.correlation?.expression
  if (!expression) return declaration.at.at('correlation').exists
  return messages.every(({ message }) => resolveExpression(expression, message).kind === 'missing')
}

/** The correlation id that the others of the set have, where the message has such a property; else a property named like the entity's id. */
function withCorrelation(one: StreamMessage, stream: Stream): Amendment | undefined {
  const { message } = one
  if (!message.target) return undefined
  for (const value of usual(stream, message.target)) {
    const text = typeof value.location === 'string' ? value.location : value.at.text
    const expression = text === undefined ? undefined : parseExpression(text)
    if (!expression || resolveExpression(expression, message).kind === 'missing') continue
    return { do: 'insert', at: message.target, key: 'correlationId', value: value.whole }
  }
  const expression = idProperty(one)
  return expression === undefined ? undefined : { do: 'insert', at: message.target, key: 'correlationId', value: { location: expression } }
}

interface Usual {
  readonly at: Cursor
  readonly location?: string
  readonly whole: unknown
}

/** The correlation ids of the set, the commonest first. A reference is kept where it holds in the target's file too. */
function usual(stream: Stream, target: Cursor): Usual[] {
  const counts = new Map<string, { usual: Usual; count: number }>()
  for (const { message, correlation } of stream.messages) {
    if (correlation.kind !== 'found' || correlation.declared || !correlation.at.text) continue
    const entry = message.correlationId.entry
    const reference = entry?.root === target.root ? entry.at('$ref').text : undefined
    const whole = reference === undefined ? { location: correlation.at.text } : { $ref: reference }
    const key = JSON.stringify(whole)
    const known = counts.get(key)
    if (known) known.count++
    else counts.set(key, { usual: { at: correlation.at, location: correlation.at.text, whole }, count: 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count).map((one) => one.usual)
}

function idProperty({ message, stream }: StreamMessage): string | undefined {
  const entity = pascalCase(stream.aggregate)
  const names = ['correlationId', `${entity.charAt(0).toLowerCase()}${entity.slice(1)}Id`].map(comparable)
  for (const part of ['headers', 'payload'] as const) {
    if (!message[part].isReadable) continue
    const name = [...message[part].properties().keys()].find((key) => names.includes(comparable(key)))
    if (name !== undefined) return formatExpression({ in: part, path: [name] })
  }
  return undefined
}

function comparable(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '')
}
