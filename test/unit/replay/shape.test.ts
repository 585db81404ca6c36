import { describe, expect, it } from 'vitest'
import { readHeaders } from '../../../replay/record/headers.ts'
import { readShape } from '../../../replay/record/shape.ts'
import { channelWith, outcomeOf } from '../../kit/replay.ts'

describe('readShape', () => {
  it('takes a structured CloudEvent apart, its attributes as headers', () => {
    const record = { specversion: '1.0', type: 'T', source: 's', id: '1', partitionkey: 'k', sequence: '7', data: { a: 1 } }
    const { data, ...headers } = record
    expect(readShape(record)).toMatchObject({
      shape: 'cloudevents',
      key: 'k',
      headers,
      payload: data,
      own: { type: 'T', id: '1', sequence: '7' },
    })
  })

  it('opens the base64 data of a CloudEvent', () => {
    const record = { specversion: '1.0', type: 'T', source: 's', id: '1', data_base64: Buffer.from('{"é":1}').toString('base64') }
    expect(readShape(record)?.payload).toEqual({ é: 1 })
  })

  it.each(['payload', 'value', 'data', 'body'])('takes an envelope with %s apart', (name) => {
    expect(readShape({ headers: { a: 'b' }, [name]: { x: 1 } })).toMatchObject({
      shape: 'envelope',
      headers: { a: 'b' },
      payload: { x: 1 },
    })
    expect(readShape({ topic: 't', partition: 3, offset: 9, key: 'k', ts: 5, [name]: { x: 1 } })).toMatchObject({
      shape: 'envelope',
      key: 'k',
      partition: 3,
      offset: 9,
      timestamp: 5,
      payload: { x: 1 },
    })
    expect(readShape({ topic: 't', [name]: { x: 1 } })?.shape).toBe('bare')
  })

  it('parses a text value only where it opens an object or an array', () => {
    const payload = (value: string) => readShape({ headers: {}, value })?.payload
    expect(payload('{"a":9007199254740993}')).toEqual({ a: 9007199254740993n })
    expect(payload('[1]')).toEqual([1])
    expect(payload('1')).toBe('1')
    expect(payload('true')).toBe('true')
    expect(payload('{broken')).toBe('{broken')
  })

  it('has a key with a null value as a tombstone', () => {
    expect(readShape({ topic: 't', offset: 1, key: 'k', payload: null })?.isTombstone).toBe(true)
    expect(readShape({ topic: 't', offset: 1, key: null, payload: null })?.isTombstone).toBe(false)
  })

  it.each([
    [{ stream_id: 'o-1', type: 'T', data: { a: 1 }, version: 3, id: 'e', timestamp: 't', headers: { h: 1 } }, '3'],
    [{ streamId: 'o-1', eventType: 'T', data: '{"a":1}', revision: 3, id: 'e', created: 't', metadata: '{"h":1}' }, '3'],
    [
      {
        aggregateIdentifier: 'o-1',
        type: 'Order',
        payloadType: 'T',
        payload: { a: 1 },
        sequenceNumber: 3,
        eventIdentifier: 'e',
        timeStamp: 't',
        metaData: { h: 1 },
      },
      '3',
    ],
    [
      {
        stream_id: 'o-1',
        message_type: 'T',
        message_data: { a: 1 },
        stream_position: 3,
        message_id: 'e',
        created: 't',
        message_metadata: { h: 1 },
      },
      '3',
    ],
  ])('takes the row of an event store apart: %j', (row, sequence) => {
    expect(readShape(row)).toMatchObject({
      shape: 'event-store',
      key: 'o-1',
      payload: { a: 1 },
      headers: { h: 1 },
      own: { type: 'T', id: 'e', time: 't', sequence: Number(sequence) },
    })
  })

  it('has all else as a bare payload', () => {
    for (const value of [{ type: 'T', data: 1 }, [1], 'x', 7, null])
      expect(readShape(value)).toMatchObject({ shape: 'bare', payload: value })
  })

  it('takes the shape that is asked for, or none', () => {
    expect(readShape({ headers: {}, value: 1 }, { shape: 'bare' })?.payload).toEqual({ headers: {}, value: 1 })
    expect(readShape({ a: 1 }, { shape: 'envelope' })).toBeUndefined()
    expect(readShape(7, { shape: 'cloudevents' })).toBeUndefined()
  })

  it('leaves a payload alone that is itself described as an envelope', () => {
    const declares = (name: string) => name === 'specversion'
    const record = { specversion: '1.0', type: 'T', source: 's', id: '1', data: {} }
    expect(readShape(record, { declares })).toMatchObject({ payload: record, own: { id: '1' } })
  })
})

describe('readHeaders', () => {
  it.each([
    [{ a: '1', b: 2 }],
    [
      [
        { key: 'a', value: '1' },
        { name: 'b', value: 2 },
      ],
    ],
    [
      [
        ['a', '1'],
        ['b', 2],
      ],
    ],
    [['a', '1', 'b', 2]],
    [[{ a: '1' }, { b: 2 }]],
    [{ a: ['0', '1'], b: [2] }],
    [
      [
        { key: 'a', value: '0' },
        { key: 'b', value: 2 },
        { key: 'a', value: '1' },
      ],
    ],
  ])('are the same in the form %j', (value) => {
    expect(readHeaders(value)).toEqual({ a: '1', b: 2 })
  })

  it('are none of what is no headers', () => {
    for (const value of [null, undefined, 'x', 7]) expect(readHeaders(value)).toEqual({})
  })

  it('have __proto__ as data', () => {
    const headers = readHeaders([['__proto__', 'x']])
    expect(Object.keys(headers)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype)
  })
})

it('a shape that is asked for makes what has another one unreadable', async () => {
  const channel = channelWith({ m: '{ payload: { type: object } }' })
  const { findings, states } = await outcomeOf(channel, [{ headers: {}, value: { a: 1 } }, { a: 2 }], { shape: 'envelope' })
  expect(findings).toEqual(['2 unreadable'])
  expect(states).toMatchObject({ '(all)': { a: 1 } })
})
