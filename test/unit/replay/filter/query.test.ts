import { describe, expect, test } from 'vitest'
import type { ReplayEvent } from '../../../../replay/event/event.ts'
import { compileCel, mentionsEvent } from '../../../../replay/filter/cel.ts'
import { isWithin, type Query, readQuery } from '../../../../replay/filter/query.ts'

async function query(text: string): Promise<Query> {
  const result = await readQuery(text)
  if (typeof result === 'string') throw new Error(result)
  return result
}

describe('what is typed into the filter', () => {
  test('is words, which are looked for without case', async () => {
    expect((await query('Lamp order-1007 "two Words"')).words).toEqual(['lamp', 'order-1007', 'two words'])
  })

  test.each(['order-1007', 'a & b', 'status=paid', 'www.example.com/x', 'payload', 'time'])('%s is no expression', async (text) => {
    expect((await query(text)).condition).toBeUndefined()
  })

  test('is parts with a name, beside words', async () => {
    const { types, entities, headers, paths, problemsOnly, words } = await query(
      'type:OrderShipped entity:"o 1" header:trace-id=7 header:user path:/lines/0/sku=lamp-7 path:/note is:problem post',
    )
    expect({ types, entities, headers, paths, problemsOnly, words }).toEqual({
      types: ['ordershipped'],
      entities: ['o 1'],
      headers: [
        { name: 'trace-id', value: '7' },
        { name: 'user', value: undefined },
      ],
      paths: [
        { path: ['lines', '0', 'sku'], value: 'lamp-7' },
        { path: ['note'], value: undefined },
      ],
      problemsOnly: true,
      words: ['post'],
    })
  })

  test.each([
    ['type:', 'type: what follows it is missing.'],
    ['is:odd', 'is:odd is not known; there is is:problem.'],
    ['path:status', 'path: takes a JSON pointer, and a value behind =, such as path:/status=paid.'],
    ['time:soon', 'time: takes a time or a range, such as time:10:31..10:45 or time:2026-03-02..'],
    ['time:10:00..2026-03-02', 'time: takes a time or a range, such as time:10:31..10:45 or time:2026-03-02..'],
    ['time:25:00', 'time: takes a time or a range, such as time:10:31..10:45 or time:2026-03-02..'],
  ])('%s is refused in words', async (text, sentence) => {
    expect(await readQuery(text)).toBe(sentence)
  })

  const at = (text: string) => Date.parse(text)
  test.each([
    ['time:10:31', '2026-03-02T10:31:59.999Z', true],
    ['time:10:31', '2026-03-02T10:32:00Z', false],
    ['time:10:31..10:45', '2026-03-02T10:45:30Z', true],
    ['time:23:00..01:00', '2026-03-02T00:30:00Z', true],
    ['time:23:00..01:00', '2026-03-02T12:00:00Z', false],
    ['time:2026-03-02', '2026-03-02T23:59:59.999Z', true],
    ['time:2026-03-02', '2026-03-03T00:00:00Z', false],
    ['time:2026-03-02..', '2030-01-01T00:00:00Z', true],
    ['time:..2026-03-02', '2026-03-02T12:00:00Z', true],
    ['time:..2026-03-02', '2026-03-03T12:00:00Z', false],
    ['time:2026-03-02T10:31', '2026-03-02T10:31:30Z', true],
    ['time:2026-03-02T10:31:05Z', '2026-03-02T10:31:05.400Z', true],
    ['time:2026-03-02T10:31:05Z', '2026-03-02T10:31:06Z', false],
  ])('%s holds of %s: %s', async (text, time, holds) => {
    expect((await query(text)).times.every((range) => isWithin(range, at(time)))).toBe(holds)
  })

  test('a time range holds of no event without a time', async () => {
    expect((await query('time:2026-03-02..')).times.every((range) => isWithin(range, Number.NaN))).toBe(false)
  })
})

const event = (payload: unknown, more: Partial<ReplayEvent> = {}) =>
  ({ status: 'known', payload, headers: {}, key: 'k', entity: 'o-1', remarks: [], ...more }) as unknown as ReplayEvent

describe('an expression', () => {
  const holds = async (text: string, payload: unknown, more: Partial<ReplayEvent> = {}) => {
    const condition = await compileCel(text)
    if (typeof condition === 'string') throw new Error(condition)
    return condition(event(payload, more), '213.1')
  }

  test.each([
    ['payload.total > 400', { total: 476.5 }, true],
    ['payload.total > 400', { total: 12 }, false],
    ['payload.total > 400', {}, false],
    ['payload.total > 400', undefined, false],
    ['payload.n % 2 == 1 && payload.n * 2 > 5', { n: 3 }, true],
    ['payload.lines.exists(line, line.sku == "lamp-7")', { lines: [{ sku: 'pen' }, { sku: 'lamp-7' }] }, true],
    ['has(payload.note)', { total: 1 }, false],
    ['payload.id == 12345678901234567890', { id: 12345678901234567890n }, true],
    ['payload.id == 12345678901234567890', { id: 12345678901234567891n }, false],
    ['payload.at > "2026-03-02T"', { at: '2026-03-02T10:31:00Z' }, true],
    ['position == "213.1" && entity == "o-1" && key == "k"', {}, true],
    ['payload.name.matches("^L(am)+p$")', { name: 'Lamp' }, true],
    ['payload["__proto__"] == 1', JSON.parse('{"__proto__":1}'), true],
  ])('%s of %o: %s', async (text, payload, expected) => {
    expect(mentionsEvent(text)).toBe(true)
    expect(await holds(text, payload)).toBe(expected)
  })

  test('asks headers and the message', async () => {
    expect(await holds('headers["trace-id"] == "7"', {}, { headers: { 'trace-id': '7' } })).toBe(true)
  })

  test('runs a hostile pattern on no engine that goes astray', async () => {
    expect(await holds('payload.text.matches("^(a+)+$")', { text: `${'a'.repeat(40)}!` })).toBe(false)
  })

  test.each(['payload.total >', 'payload.total > 1 )', 'nothing.like > payload.it'])('%s is refused in words', async (text) => {
    expect(await readQuery(text)).toMatch(/^The expression cannot be read: .+\.$/)
  })
})
