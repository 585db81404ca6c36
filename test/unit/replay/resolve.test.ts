import { describe, expect, it } from 'vitest'
import { channelOf, channelWith, outcomeOf, sourceOf } from '../../kit/replay.ts'

const location = 'correlationId: { location: $message.payload#/id }'
const typed = (type: string, more = '') =>
  `{ name: ${type}, ${location}, payload: { type: object, required: [type, id], properties: { type: { const: ${type} }, id: {}, n: { type: integer }${more} } } }`

async function typesOf(channel: Parameters<typeof outcomeOf>[0], records: readonly unknown[]) {
  const { all, findings } = await outcomeOf(channel, records)
  return { types: all.map(({ entity, state }) => `${entity} ${(state as { $type: string }).$type}`), findings }
}

describe('which message it is', () => {
  const channel = channelWith({ a: typed('A'), b: typed('B') })

  it('the mark says, whatever else is wrong', async () => {
    expect(
      await typesOf(channel, [
        { type: 'A', id: 1, n: 'x' },
        { type: 'B', id: 2 },
      ]),
    ).toEqual({
      types: ['1 A', '2 B'],
      findings: ['1 invalid-payload /n'],
    })
  })

  it('nothing says where the mark is none of the set', async () => {
    expect(await typesOf(channel, [{ type: 'C', id: 1 }, { id: 2 }, 7, null])).toEqual({
      types: [],
      findings: [
        '1 unknown-message',
        '2 unknown-message',
        '3 unknown-message',
        '3 no-correlation',
        '4 unknown-message',
        '4 no-correlation',
      ],
    })
  })

  it('all constants together are the mark', async () => {
    const versions = channelWith({
      one: typed('A', ', v: { const: 1 }'),
      two: `{ name: A2, ${location}, payload: { type: object, properties: { type: { const: A }, v: { const: 2 }, id: {} } } }`,
      three: typed('B'),
    })
    expect(
      await typesOf(versions, [
        { type: 'A', v: 1, id: 1 },
        { type: 'A', v: 2, id: 2 },
        { type: 'B', id: 3 },
      ]),
    ).toEqual({
      types: ['1 A', '2 A2', '3 B'],
      findings: [],
    })
  })

  it('a value that several share narrows, and the name or the schema chooses among those', async () => {
    const shared = channelWith({
      one: `{ name: One, ${location}, payload: { type: object, required: [x], properties: { type: { const: A }, id: {}, x: {} } } }`,
      two: `{ name: Two, ${location}, payload: { type: object, required: [y], properties: { type: { const: A }, id: {}, y: {} } } }`,
      other: typed('B'),
    })
    const records = [
      { type: 'A', id: 1, x: 1 },
      { type: 'A', id: 2, y: 1 },
      { headers: { 'message-type': 'Two' }, value: { type: 'A', id: 3 } },
      { type: 'A', id: 4, x: 1, y: 1 },
      { type: 'A', id: 5 },
    ]
    expect(await typesOf(shared, records)).toEqual({
      types: ['1 One', '2 Two', '3 Two'],
      findings: ['3 invalid-payload ', '4 ambiguous-message', '5 unknown-message'],
    })
  })

  it('each branch of a oneOf may set the mark', async () => {
    const branches = channelWith({
      a: `{ name: A, ${location}, payload: { oneOf: [ { properties: { type: { const: A } }, required: [p] }, { properties: { type: { const: A } }, required: [q] } ] } }`,
      b: typed('B'),
    })
    expect(
      (
        await typesOf(branches, [
          { type: 'A', id: 1, p: 1 },
          { type: 'B', id: 2 },
        ])
      ).types,
    ).toEqual(['1 A', '2 B'])
  })

  it('a header may be the mark, as text too', async () => {
    const message = (n: number) =>
      `{ name: M${n}, ${location}, payload: { type: object }, headers: { type: object, properties: { kind: { type: integer, const: ${n} } } } }`
    const headers = channelWith({ a: message(1), b: message(2) })
    const records = [
      { headers: { kind: '1' }, value: { id: 1 } },
      { headers: [{ key: 'kind', value: 2 }], value: { id: 2 } },
    ]
    expect(await typesOf(headers, records)).toEqual({ types: ['1 M1', '2 M2'], findings: [] })
  })

  const named = channelWith({
    keyA: `{ name: A, ${location}, payload: { type: object } }`,
    keyB: `{ ${location}, payload: { type: object } }`,
  })
  it.each(['type', 'eventType', 'event_name', 'Message-Type', 'ce_type', 'cetype', 'typeId'])('a header %s names it', async (name) => {
    const records = [
      { headers: { [name]: 'A' }, value: { id: 1 } },
      { headers: { [name]: 'keyB' }, value: { id: 2 } },
      { headers: { [name]: 'nope' }, value: { id: 3 } },
    ]
    expect(await typesOf(named, records)).toEqual({ types: ['1 A', '2 keyB'], findings: ['3 ambiguous-message'] })
  })

  it('the type of a CloudEvent or of a row names it', async () => {
    const records = [
      { specversion: '1.0', type: 'A', source: 's', id: 'e', data: { id: 1 } },
      { stream_id: 's', type: 'A', data: { id: 2 }, version: 1 },
    ]
    expect((await typesOf(named, records)).types).toEqual(['1 A', '2 A'])
  })

  it('the only message of a set is every event', async () => {
    const one = channelWith({ only: `{ ${location}, payload: { type: object, required: [x] } }` })
    expect(await typesOf(one, [{ id: 1, x: 1 }, { id: 2 }])).toEqual({ types: ['1 only', '2 only'], findings: ['2 invalid-payload '] })
  })

  it('Avro messages are told by the schema that accepts', async () => {
    const avro = (name: string, field: string) =>
      `{ name: ${name}, payload: { schemaFormat: application/vnd.apache.avro+json;version=1.9.0, schema: { type: record, name: ${name}, fields: [ { name: no, type: string }, { name: ${field}, type: long } ] } } }`
    const channel = channelWith({ a: avro('A', 'x'), b: avro('B', 'y') })
    const { findings } = await outcomeOf(channel, [
      { no: '1', x: 1 },
      { no: '1', y: 2 },
      { no: '1', y: 'z' },
    ])
    expect(findings).toEqual(['3 unknown-message'])
  })
})

describe('what is text', () => {
  const channel = channelOf(`
asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  orders:
    x-event-source: true
    messages:
      a:
        name: A
        correlationId: { location: $message.payload#/id }
        payload:
          type: object
          required: [n, ok]
          properties:
            { type: { const: A }, id: { type: string }, n: { type: integer }, x: { type: [number, 'null'] }, ok: { type: boolean }, list: { type: array }, either: { type: [string, integer] } }
        headers: { type: object, properties: { retry: { type: integer }, note: { type: string } } }
      b: { name: B, payload: { type: object, properties: { type: { const: B } } } }
`)

  it('takes the type its schema asks for, where it is such a literal and text is not allowed', async () => {
    const text = 'type,id,n,x,ok,list,either\nA,007,9007199254740993,1.5,true,[1],5\nA,2,1.5,,yes,,\n'
    const { states, findings } = await outcomeOf(channel, sourceOf({ 'r.csv': text }))
    expect(states['007']).toMatchObject({ id: '007', n: 9007199254740993n, x: 1.5, ok: true, list: [1], either: '5' })
    expect(findings).toEqual(['3 invalid-payload /n'])
  })

  it('headers too', async () => {
    const value = { type: 'A', id: 'x', n: 1, ok: true }
    const records = [
      { headers: { retry: '3', note: '4' }, value },
      { headers: { retry: 'three' }, value },
    ]
    expect((await outcomeOf(channel, records)).findings).toEqual(['2 invalid-headers /retry'])
  })

  it('but not the payload of an envelope in JSON', async () => {
    expect((await outcomeOf(channel, [{ type: 'A', id: 'x', n: '1', ok: true }])).findings).toEqual(['1 invalid-payload /n'])
  })
})
