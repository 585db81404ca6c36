import { describe, expect, it } from 'vitest'
import { channelOf, channelWith, outcomeOf, sourceOf } from '../../kit/replay.ts'

const channelText = (declaration: string) => `
asyncapi: 3.0.0
info: { title: T, version: 1.0.0 }
channels:
  orders:
    x-event-source: ${declaration}
    messages:
      m: { payload: { type: object, properties: { orderId: {}, sequence: {}, occurredAt: {}, causationId: {}, event_id: {}, source: {} } }, correlationId: { location: $message.payload#/orderId } }
`
const channel = channelOf(channelText('true'))

const event = (orderId: unknown, more: object = {}) => ({ orderId, ...more })
const findingsOf = async (records: readonly unknown[], of = channel) => (await outcomeOf(of, records)).findings

describe('the audit', () => {
  it('duplicate-id: with the source where there is one', async () => {
    const id = (source?: string) => ({ headers: { id: '1', ...(source && { source }) }, value: event(1) })
    expect(await findingsOf([id(), id(), id('a'), id('b'), id('a'), event(1, { event_id: '1' })])).toEqual([
      '2 duplicate-id',
      '5 duplicate-id',
      '6 duplicate-id',
    ])
  })

  it('an id counts only where the schema declares it', async () => {
    expect(await findingsOf([event(1, { messageId: 'x' }), event(1, { messageId: 'x' })])).toEqual([])
  })

  it('the id of the entity is none of the event', async () => {
    const plain = channelWith({ m: '{ payload: { type: object, properties: { id: {} } } }' })
    const record = (id: string, key: string) => ({ topic: 't', offset: 0, key, value: { id } })
    expect(await findingsOf([record('a', 'a'), record('a', 'a'), record('e', 'a'), record('e', 'a')], plain)).toEqual(['4 duplicate-id'])
  })

  it('sequence-gap and sequence-back, within an entity', async () => {
    const sequences = (numbers: readonly unknown[]) => findingsOf(numbers.map((sequence) => event(1, { sequence })))
    expect(await sequences([1, 2, 4, 3, 5])).toEqual(['3 sequence-gap', '4 sequence-back'])
    expect(await sequences([0, '1', '0002', 2])).toEqual(['4 sequence-back'])
    expect(await sequences([1, 1.5, 'x', null, 2])).toEqual([])
    expect(await findingsOf([event(1, { sequence: 1 }), event(2, { sequence: 1 }), event(1, { sequence: 2 })])).toEqual([])
  })

  it('a second delivery of an event is a duplicate, no step back', async () => {
    const twice = event(1, { sequence: 1, event_id: 'e' })
    expect(await findingsOf([twice, twice, event(1, { sequence: 2 })])).toEqual(['2 duplicate-id'])
  })

  it('the sequence of the channel, where it is declared', async () => {
    const whole = channelOf(channelText('{ sequence: channel }'))
    expect(await findingsOf([event(1, { sequence: 3 }), event(2, { sequence: 4 }), event(1, { sequence: 6 })], whole)).toEqual([
      '1 not-from-start',
      '3 sequence-gap',
    ])
  })

  it('time-back within an entity', async () => {
    const at = (orderId: number, occurredAt: unknown) => event(orderId, { occurredAt })
    expect(
      await findingsOf([
        at(1, '2026-01-01T10:00:00Z'),
        at(2, '2026-01-01T09:00:00Z'),
        at(1, '2026-01-01T09:59:59.999Z'),
        at(1, 'x'),
        at(1, 1767261600),
      ]),
    ).toEqual(['3 time-back'])
  })

  it('split-entity, key-mismatch and the first offset of a partition', async () => {
    const record = (partition: number, offset: number, key: string, orderId: string) => ({
      topic: 't',
      partition,
      offset,
      key,
      value: event(orderId),
    })
    expect(
      await findingsOf([
        record(0, 0, 'a', 'a'),
        record(1, 5, 'b', 'b'),
        record(1, 6, 'a', 'a'),
        record(0, 1, 'a', 'a'),
        record(0, 2, 'x', 'a'),
      ]),
    ).toEqual(['2 not-from-start', '3 split-entity', '5 key-mismatch'])
  })

  it('not-from-start, once for an entity, and not where its state is given', async () => {
    const records = [event(1, { sequence: 4 }), event(1, { sequence: 5 }), event(2, { sequence: 1 }), event(3, { sequence: 2 })]
    expect(await findingsOf(records)).toEqual(['1 not-from-start', '4 not-from-start'])
    expect((await outcomeOf(channel, records, { started: new Set(['1']) })).findings).toEqual(['4 not-from-start'])
  })

  it('dangling-causation: a cause that no event of the whole log is', async () => {
    expect(
      await findingsOf([
        event(1, { causationId: 'late' }),
        event(1, { causationId: 'never' }),
        event(1, { event_id: 'late', causationId: 'late' }),
      ]),
    ).toEqual(['2 dangling-causation'])
  })

  it('unreadable and cut records get no other finding, and count', async () => {
    const { events, findings, entities } = await outcomeOf(channel, ['{"orderId":1}', '{"orderId":', '{"orderId":1}x', '{"orderId":2'])
    expect(findings).toEqual(['2 unreadable', '3 unreadable', '4 truncated'])
    expect([events, entities]).toEqual([4, 1])
  })

  it('a tombstone is neither unknown nor invalid; it deletes its entity', async () => {
    const { states, findings, all } = await outcomeOf(channel, [
      { topic: 't', offset: 0, key: '1', value: event(1) },
      { topic: 't', offset: 1, key: '1', value: null },
      { topic: 't', offset: 2, key: '2', value: event(2) },
      { topic: 't', offset: 3, key: '2', value: null },
      { topic: 't', offset: 4, key: '2', value: event(2) },
    ])
    expect(findings).toEqual([])
    expect(Object.keys(states)).toEqual(['2'])
    expect(all[0]?.version).toBe(3)
  })

  it('over several files, positions run on and findings name file and line', async () => {
    const source = sourceOf({ 'a.ndjson': '\n{"orderId":1}\nbad\n', 'b.json': '[{"orderId":1},{}]' })
    const { events, findings } = await outcomeOf(channel, source)
    expect(events).toBe(4)
    expect(findings).toEqual(['2 unreadable', '4 no-correlation'])
  })

  it('is not led astray by hostile records', async () => {
    const hostile = [
      '{"orderId":1,"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
      '{"headers":{"__proto__":{"a":1},"id":{"toString":null}},"value":{"orderId":"__proto__"}}',
      '{"headers":[null,1,[],{}],"value":{"orderId":"constructor","toString":1,"sequence":"1e9"}}',
      `{"orderId":3,"deep":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      '{"specversion":"1.0","type":"__proto__","data_base64":"%%%"}',
      `{"orderId":4,"n":1e400,"sequence":${'9'.repeat(500)}}`,
    ]
    const { states, events, findings } = await outcomeOf(channel, hostile)
    expect(events).toBe(6)
    expect(findings).toContain('4 unreadable')
    expect(Object.keys(states).sort()).toEqual(['1', '4', '__proto__', 'constructor'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})
