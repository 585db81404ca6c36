import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergePatch } from '../../../replay/fold/merge-patch.ts'
import { readJson } from '../../../replay/json/read.ts'
import { channelWith, outcomeOf } from '../../kit/replay.ts'

/** RFC 7396, appendix A. */
const appendix: readonly (readonly [string, string, string])[] = [
  ['{"a":"b"}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"b"}', '{"b":"c"}', '{"a":"b","b":"c"}'],
  ['{"a":"b"}', '{"a":null}', '{}'],
  ['{"a":"b","b":"c"}', '{"a":null}', '{"b":"c"}'],
  ['{"a":["b"]}', '{"a":"c"}', '{"a":"c"}'],
  ['{"a":"c"}', '{"a":["b"]}', '{"a":["b"]}'],
  ['{"a":{"b":"c"}}', '{"a":{"b":"d","c":null}}', '{"a":{"b":"d"}}'],
  ['{"a":[{"b":"c"}]}', '{"a":[1]}', '{"a":[1]}'],
  ['["a","b"]', '["c","d"]', '["c","d"]'],
  ['{"a":"b"}', '["c"]', '["c"]'],
  ['{"a":"foo"}', 'null', 'null'],
  ['{"a":"foo"}', '"bar"', '"bar"'],
  ['{"e":null}', '{"a":1}', '{"e":null,"a":1}'],
  ['[1,2]', '{"a":"b","c":null}', '{"a":"b"}'],
  ['{}', '{"a":{"bb":{"ccc":null}}}', '{"a":{"bb":{}}}'],
]

describe('mergePatch', () => {
  it.each(appendix)('of %s and %s is %s', (target, patch, result) => {
    expect(mergePatch(JSON.parse(target), JSON.parse(patch))).toEqual(JSON.parse(result))
  })

  it('has __proto__ as data', () => {
    const patch = readJson('{"__proto__":{"x":1},"a":{"__proto__":{"y":null,"z":2}}}')
    const merged = mergePatch({}, patch.ok ? patch.value : undefined)
    expect(JSON.stringify(merged)).toBe('{"__proto__":{"x":1},"a":{"__proto__":{"z":2}}}')
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })

  it('leaves the patch as it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (target, patch) => {
        const before = JSON.stringify(patch)
        mergePatch(mergePatch(JSON.parse(JSON.stringify(target)), patch), { a: { b: 1 } })
        expect(JSON.stringify(patch)).toBe(before)
      }),
    )
  })
})

describe('the default fold', () => {
  const channel = channelWith({
    m: '{ name: Changed, payload: {}, headers: { type: object }, correlationId: { location: $message.header#/id } }',
  })
  const record = (value: unknown, time?: string) => ({ headers: { id: 'x', ...(time && { time }) }, value })

  it('says the last message, how many there were and when it was', async () => {
    const { states, all } = await outcomeOf(channel, [
      record({ a: 1, $type: 'mine', $version: 'mine', b: { c: 1 } }, '2026-01-01T00:00:00+01:00'),
      record({ a: null, b: { d: 2 } }, '2026-01-02T00:00:00.5Z'),
    ])
    expect(states['x']).toEqual({ b: { c: 1, d: 2 }, $type: 'Changed', $version: 2, $at: '2026-01-02T00:00:00.500Z' })
    expect(all).toMatchObject([{ version: 2, at: '2026-01-02T00:00:00.500Z' }])
  })

  it('has no $at where the last event has no time', async () => {
    const { states, all } = await outcomeOf(channel, [record({ a: 1 }, '2026-01-01T00:00:00Z'), record({ $at: 'mine' })])
    expect(states['x']).toEqual({ a: 1, $type: 'Changed', $version: 2 })
    expect(all[0]?.at).toBeNull()
  })

  it('has a payload that is no object under $value', async () => {
    const { states } = await outcomeOf(channel, [record({ a: 1 }), record([1, 2])])
    expect(states['x']).toEqual({ a: 1, $value: [1, 2], $type: 'Changed', $version: 2 })
    expect((await outcomeOf(channel, [record('text')])).states['x']).toMatchObject({ $value: 'text' })
  })

  it('keeps whole numbers beyond 2^53 and dates as they were written', async () => {
    const { states } = await outcomeOf(channel, ['{"headers":{"id":"x"},"value":{"n":9007199254740993,"at":"2026-01-01T00:00:00+02:00"}}'])
    expect(states['x']).toMatchObject({ n: 9007199254740993n, at: '2026-01-01T00:00:00+02:00' })
  })
})
