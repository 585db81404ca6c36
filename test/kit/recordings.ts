import fc from 'fast-check'
import type { ReplayChannel } from '../../replay/message/channel.ts'
import { channelWith } from './replay.ts'

/** A channel, and records that are good in it, most of the time. */
export interface Subject {
  readonly name: string
  readonly channel: ReplayChannel
  readonly record: fc.Arbitrary<unknown>
}

/** The first, most of the time. */
function mostly(good: fc.Arbitrary<unknown>, ...odd: readonly unknown[]): fc.Arbitrary<unknown> {
  return fc.oneof<fc.WeightedArbitrary<unknown>[]>({ weight: 19, arbitrary: good }, { weight: 1, arbitrary: fc.constantFrom(...odd) })
}

const id = fc.constantFrom('a', 'b', 'order-1', 'o/1')
const eventId = mostly(fc.uuid(), 'e-1', 'e-2', '')
const time = mostly(
  fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.5+02:00', '2026-02-28T00:00:00Z', '2026-03-01T10:11:12.123456789Z'),
  'no',
  '2026-02-29T00:00:00Z',
  '2016-12-31T23:59:60Z',
)
const sequence = fc.integer({ min: 0, max: 6 })
const amount = mostly(fc.constantFrom(1, 7.25, 100, 12345678901), -1, 0.5, 0.1)
const lines = fc.array(fc.record({ sku: mostly(fc.constantFrom('x-1', 'y'), ''), quantity: mostly(fc.constantFrom(1, 2), 0, 1.5) }), {
  maxLength: 2,
})

const payloads = {
  placed: `{ payload: { type: object, required: [type, orderId], additionalProperties: false, properties: {
    type: { const: placed }, orderId: { type: string, maxLength: 8 }, eventId: { type: string, format: uuid }, time: { type: string, format: date-time }, sequence: { type: integer },
    amount: { type: number, minimum: 0, multipleOf: 0.25 }, isNew: { type: boolean }, note: { type: [string, 'null'], pattern: '^[a-z ]*$' }, causationId: { type: string },
    customer: { type: object, properties: { id: { type: integer, maximum: 10 }, kind: { enum: [good, bad, 3] } }, if: { properties: { kind: { const: bad } } }, then: { required: [id] } },
    lines: { type: array, maxItems: 2, items: { type: object, required: [sku], properties: { sku: { type: string, minLength: 1 }, quantity: { type: integer, exclusiveMinimum: 0 } } } } } },
    correlationId: { location: $message.payload#/orderId } }`.replaceAll('\n', ' '),
  paid: `{ payload: { type: object, properties: { type: { const: paid }, orderId: { type: string }, amount: { oneOf: [{ type: number, minimum: 5 }, { const: 1 }] }, sequence: { type: integer } }, not: { required: [forbidden] } },
    correlationId: { location: $message.payload#/orderId } }`.replaceAll('\n', ' '),
}

const placed = fc.record(
  {
    type: fc.constant('placed'),
    orderId: id,
    eventId,
    time,
    sequence,
    amount,
    isNew: fc.boolean(),
    note: mostly(fc.constantFrom('some text', null), 'UP'),
    causationId: fc.constantFrom('e-1', 'e-9'),
    customer: fc.record({ id: mostly(fc.constant(1), 11), kind: mostly(fc.constantFrom('good', 3), 'bad', 'odd') }, { requiredKeys: [] }),
    lines,
  },
  { requiredKeys: ['type', 'orderId', 'eventId'] },
)
const paid = fc.record(
  {
    type: fc.constant('paid'),
    orderId: id,
    amount,
    sequence,
    forbidden: mostly(fc.constant(undefined), 1),
    id: fc.constantFrom('a', 'b', 1),
  },
  { requiredKeys: ['type', 'orderId', 'amount'] },
)
const bare = fc.oneof({ weight: 3, arbitrary: placed }, paid)

const loose = {
  m: '{ headers: { type: object, properties: { id: { type: string, minLength: 2 }, n: { type: integer } } }, payload: { type: object, properties: { id: { type: string }, n: { type: integer } } } }',
}
const mixed = {
  m: '{ name: m, payload: { type: object, properties: { n: { type: integer } } } }',
  k: '{ name: k, payload: { type: object, properties: { n: { type: string } } } }',
}
const addressed = '    parameters: { region: { location: $message.payload#/region }, id: { location: $message.header#/id } }'

/** Channels and recordings of each form that records have. */
export const subjects: readonly Subject[] = [
  { name: 'bare payloads', channel: channelWith(payloads), record: bare },
  {
    name: 'envelopes',
    channel: channelWith(payloads),
    record: fc.record(
      {
        topic: fc.constant('t'),
        partition: fc.constantFrom(0, 1, 2),
        offset: fc.nat(9),
        timestamp: mostly(fc.constantFrom(1772438493841, 1772438493, 177243849384123), 1.5, '1772438493841'),
        key: mostly(fc.constant('a'), 'b', '', 7, null),
        headers: fc.record(
          { id: eventId, time, sequence: mostly(fc.constantFrom('1', '02', 3), 'x'), causationid: fc.constantFrom('e-1', 'zz') },
          { requiredKeys: ['id'] },
        ),
        value: mostly(
          bare.map((payload) => ({ ...payload, orderId: 'a' })),
          null,
        ),
      },
      { requiredKeys: ['topic', 'partition', 'offset', 'value', 'key'] },
    ),
  },
  {
    name: 'CloudEvents',
    channel: channelWith(mixed),
    record: fc.record(
      {
        specversion: fc.constant('1.0'),
        type: mostly(fc.constant('m'), 'k', 'other'),
        source: mostly(fc.constantFrom('/s', '/t'), ''),
        id: eventId,
        time,
        partitionkey: id,
        sequence: fc.oneof(fc.constantFrom('1', '2', '3'), sequence),
        data: fc.record({ n: mostly(fc.constant(1), 'x', 2.5) }),
      },
      { requiredKeys: ['specversion', 'type', 'source', 'id', 'data', 'partitionkey'] },
    ),
  },
  {
    name: 'rows of an event store',
    channel: channelWith(payloads),
    record: fc.record(
      {
        stream_id: mostly(fc.constantFrom('order-a', 'a'), 'b', 'x-order-1'),
        type: fc.constantFrom('placed', 'paid'),
        version: sequence,
        id: eventId,
        timestamp: time,
        data: bare.map((payload) => ({ ...payload, orderId: 'a' })),
      },
      { requiredKeys: ['stream_id', 'type', 'data'] },
    ),
  },
  {
    name: 'events that only their key tells apart',
    channel: channelWith(loose),
    record: fc.record({
      topic: fc.constant('t'),
      partition: fc.nat(3),
      key: fc.constantFrom('a', 'b', 12),
      headers: fc.record({ id: fc.constantFrom('h1', 'h2', '1') }, { requiredKeys: [] }),
      value: fc.record({ id: fc.constantFrom('a', 'b', 'c'), n: fc.integer() }, { requiredKeys: ['n'] }),
      offset: fc.nat(3),
    }),
  },
  {
    name: 'events of one entity',
    channel: channelWith({ m: '{ payload: { type: object, properties: { id: { type: string } } } }' }),
    record: fc.record({ id: fc.constantFrom('(all)', 'a', 'b', 'c'), n: amount }),
  },
  {
    name: 'entities that the address says',
    channel: channelWith(loose, addressed),
    record: fc.record({
      headers: fc.record({ id: fc.constantFrom('1', '2', 'a/b', '') }),
      key: fc.constantFrom('eu/1', 'x'),
      payload: fc.record({ region: fc.constantFrom('eu', 'us', 3, 'e/u'), n: fc.integer() }),
    }),
  },
]

/** How a good record goes wrong, or only another way. */
const damages: readonly ((text: string, at: number) => string)[] = [
  (text) => text.replaceAll('"a"', '"\\u0061"'),
  (text) => text.replaceAll('a', 'ä'),
  (text) => JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as object).reverse())),
  (text) => text.replace('{', '{"extra":[1,{"x":null}],'),
  (text) => text.replace('{', '{"__proto__":{"a":1},'),
  (text) => text.replace(/:(\d+)([,}])/, ':1234567890123456789$2'),
  (text) => text.replace(/:(\d+)([,}])/, ':$1.0$2'),
  (text) => text.replace(/:(\d+)([,}])/, ':$1e3$2'),
  (text) => text.replace(/:(\d+)([,}])/, ':-0$2'),
  (text) => text.replace(/:(\d+)([,}])/, ':0$1$2'),
  (text) => text.replace(/:(\d+)([,}])/, ':"$1"$2'),
  (text) => text.replace(/:"[^"]*"/, ':""'),
  (text) => text.replace(/:"[^"]*"/, ':null'),
  (text) => text.replace(/:"[^"]*"/, ':"{}"'),
  (text) => text.replace(/:"[^"]*"/, ':true'),
  (text) => text.replace('"', '\u0000"'),
  (text, at) => text.slice(0, at % text.length),
  (text, at) => `${text.slice(0, at % text.length)}\ufffd${text.slice(at % text.length)}`,
  (text, at) => `${text.slice(0, at % text.length)}"${text.slice(at % text.length)}`,
  (text) => `${text} `,
  (text) => ` ${text}`,
  (text) => `${text}\r`,
  (text) => `${text}${text}`,
  (text) => text.replaceAll(':', ': ').replaceAll(',', ', '),
  (text) => text.replace('}', ',"type":"placed"}'),
  (text) => `${text}\n`,
  (text) => `[${text}]`,
]

/** Values that may stand where another of their type does. */
const others: Readonly<Record<string, readonly unknown[]>> = {
  string: [
    'a',
    'b',
    'order-1',
    'o/1',
    '',
    'EUR',
    'good',
    'x y',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:01.25-01:30',
    '7c9e6679-7425-40de-944b-e07fc1f00001',
    '12',
    '{}',
  ],
  number: [0, 1, 2, 3, 7, -1, 0.5, 7.25, 100, 12345678901, 1772438493841, 123456789012345],
  boolean: [true, false],
}

/** The same record with other values; `picks` say which. */
function varied(value: unknown, picks: readonly number[], count = { at: 0 }): unknown {
  if (Array.isArray(value)) return value.map((item) => varied(item, picks, count))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, varied(inner, picks, count)]))
  const pick = picks[count.at++ % picks.length] ?? 0
  const all = others[typeof value]
  return pick < 16 && all ? all[pick % all.length] : value
}

/**
 * The lines of a recording: a few records again and again with other values, so that there is something to learn, some of them not as they should be,
 * and some there twice. The bytes of `\ufffd` stand for what is no UTF-8.
 */
export function recordingOf(record: fc.Arbitrary<unknown>): fc.Arbitrary<Uint8Array> {
  const line = fc.tuple(fc.nat(3), fc.array(fc.nat(200), { minLength: 3, maxLength: 12 }), fc.nat(400), fc.nat(damages.length * 6))
  return fc
    .tuple(fc.array(record, { minLength: 4, maxLength: 4 }), fc.array(line, { minLength: 5, maxLength: 80 }), fc.boolean(), fc.nat(3))
    .map(([records, lines, isEnded, twice]) => {
      const texts = lines.map(([which, picks, at, damage]) => {
        const text = JSON.stringify(varied(records[which], picks))
        return damages[damage]?.(text, at) ?? text
      })
      const all = [...texts, ...texts.slice(0, twice)]
      const bytes = new TextEncoder().encode(`${all.join('\n')}${isEnded ? '\n' : ''}`)
      for (let at = 0; at + 2 < bytes.length; at++)
        if (bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) bytes[at] = 0xff
      return bytes
    })
}
