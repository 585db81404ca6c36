import { describe, expect, it } from 'vitest'
import { channelOf, channelWith, outcomeOf } from '../../kit/replay.ts'

const plain = '{ payload: { type: object } }'

describe('which entity it is', () => {
  it('the correlation id says; 7, 7.0 and "7" are one', async () => {
    const channel = channelWith({ m: '{ payload: { type: object }, correlationId: { location: $message.payload#/a/id } }' })
    const { states, findings } = await outcomeOf(channel, [
      '{"a":{"id":7}}',
      '{"a":{"id":7.0}}',
      '{"a":{"id":"7"}}',
      '{"a":{"id":9007199254740993}}',
      '{"a":{"id":"9007199254740993"}}',
      '{"a":{"id":null}}',
      '{"a":{"id":""}}',
      '{"a":{"id":{}}}',
      '{"a":{"id":[7]}}',
      '{"a":7}',
    ])
    expect(Object.keys(states)).toEqual(['7', '9007199254740993'])
    expect(findings).toEqual([6, 7, 8, 9, 10].map((at) => `${at} no-correlation`))
  })

  it('a header may say it', async () => {
    const channel = channelWith({ m: '{ payload: { type: object }, correlationId: { location: $message.header#/id } }' })
    expect(Object.keys((await outcomeOf(channel, [{ headers: { id: 'x' }, value: {} }])).states)).toEqual(['x'])
  })

  it('else the parameters of the address, in its order, each / escaped', async () => {
    const channel = channelOf(`
asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  orders:
    address: 'o/{tenant}/{id}'
    x-event-source: true
    parameters: { id: { location: $message.payload#/id }, tenant: { location: $message.header#/tenant } }
    messages: { m: ${plain} }
`)
    const record = (tenant: unknown, id: unknown, key = 'k') => ({ key, headers: { tenant }, value: { id } })
    const { states, findings } = await outcomeOf(channel, [record('a/b', 1), record('', 1), record('t', 'x', 't/x')])
    expect(Object.keys(states)).toEqual(['a%2Fb/1', 'k', 't/x'])
    expect(findings).toEqual(['1 key-mismatch'])
  })

  it('else the key', async () => {
    const channel = channelWith({ m: plain })
    const { states, findings } = await outcomeOf(channel, [
      { headers: {}, value: {}, key: 'k' },
      { headers: {}, value: {} },
    ])
    expect(Object.keys(states)).toEqual(['k'])
    expect(findings).toEqual(['2 no-correlation'])
  })

  it('where nothing says any and no event has a key, all are of one', async () => {
    const { states, findings, entities } = await outcomeOf(channelWith({ m: plain }), [{ a: 1 }, { b: 2 }])
    expect(states).toMatchObject({ '(all)': { a: 1, b: 2 } })
    expect([findings, entities]).toEqual([[], 1])
  })

  it('what the channel declares overrides the messages', async () => {
    const message = '{ payload: { type: object, properties: { a: {}, b: {} } }, correlationId: { location: $message.payload#/a } }'
    const text = `
asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  orders:
    x-event-source: { correlation: $message.payload#/b }
    messages: { m: ${message} }
`
    expect(Object.keys((await outcomeOf(channelOf(text), [{ a: 1, b: 2 }])).states)).toEqual(['2'])
  })

  it('an event of no known message is counted in its entity, and not folded', async () => {
    const typed = (type: string) =>
      `{ payload: { type: object, properties: { type: { const: ${type} } } }, correlationId: { location: $message.payload#/id } }`
    const { states, entities, events } = await outcomeOf(channelWith({ a: typed('A'), b: typed('B') }), [
      { type: 'A', id: 1 },
      { type: 'X', id: 1, gone: true },
      { type: 'X', id: 2 },
    ])
    expect([events, entities]).toEqual([3, 2])
    expect(states).toEqual({ 1: { type: 'A', id: 1, $type: 'a', $version: 1 } })
  })
})
