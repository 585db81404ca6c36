import { describe, expect, it } from 'vitest'
import { makeBranch, readBranch } from '../../../replay/branch/branch.ts'
import { type Moment, parseMoment } from '../../../replay/moment.ts'
import { channelWith, outcomeOf } from '../../kit/replay.ts'

const channel = channelWith({
  m: '{ payload: { type: object, properties: { n: { type: integer } } }, correlationId: { location: $message.payload#/id } }',
})
/** Each event adds a member of its own, so that the state's keys say what was folded, and in which order. */
const records = [1, 2, 3, 4].map((n) => ({ id: 'x', n, [`e${n}`]: n }))

async function folded(lines: readonly object[], at?: string) {
  const moment = at === undefined ? undefined : (parseMoment(at) as Moment)
  const branch = makeBranch(readBranch(lines.map((line) => JSON.stringify(line)).join('\n')))
  const outcome = await outcomeOf(channel, records, { branch, at: moment })
  const order = Object.keys((outcome.states['x'] ?? {}) as object).filter((name) => name.startsWith('e'))
  return { order: order.join(' '), ...outcome }
}

describe('a branch', () => {
  it.each([
    [[], 'e1 e2 e3 e4'],
    [[{ drop: 2 }], 'e1 e3 e4'],
    [[{ drop: 2 }, { drop: 2 }], 'e1 e3 e4'],
    [[{ insert: { id: 'x', e9: 1 }, after: 2 }], 'e1 e2 e9 e3 e4'],
    [[{ insert: { id: 'x', e9: 1 }, after: 0 }], 'e9 e1 e2 e3 e4'],
    [
      [
        { insert: { id: 'x', e8: 1 }, after: 2 },
        { insert: { id: 'x', e9: 1 }, after: 2 },
      ],
      'e1 e2 e8 e9 e3 e4',
    ],
    [[{ edit: 2, record: { id: 'x', e9: 1 } }], 'e1 e9 e3 e4'],
    [[{ move: 1, after: 3 }], 'e2 e3 e1 e4'],
    [[{ move: 4, after: 0 }], 'e4 e1 e2 e3'],
    [
      [
        { edit: 1, record: { id: 'x', e9: 1 } },
        { move: 1, after: 4 },
      ],
      'e2 e3 e4 e9',
    ],
    [[{ insert: { id: 'x', e9: 1 }, after: 2 }, { drop: '2.1' }], 'e1 e2 e3 e4'],
    [
      [
        { insert: { id: 'x', e9: 1 }, after: 2 },
        { edit: '2.1', record: { id: 'x', e8: 1 } },
      ],
      'e1 e2 e8 e3 e4',
    ],
    [
      [
        { insert: { id: 'x', e9: 1 }, after: 2 },
        { move: '2.1', after: 4 },
      ],
      'e1 e2 e3 e4 e9',
    ],
  ])('%j folds %s', async (edits, order) => {
    const { order: found, missing } = await folded(edits)
    expect(found).toBe(order)
    expect(missing).toEqual([])
  })

  it('changes nothing but the states: counts and findings are the log’s', async () => {
    const { events, entities, findings, states } = await folded([{ insert: { id: 'y', n: 'bad' }, after: 1 }, { drop: 3 }])
    expect([events, entities, findings]).toEqual([4, 1, []])
    expect(Object.keys(states)).toEqual(['x', 'y'])
  })

  it('may name only what is there', async () => {
    expect((await folded([{ drop: 9 }])).missing).toEqual([9])
    expect((await folded([{ insert: {}, after: 7 }])).missing).toEqual([7])
    expect(() => makeBranch(readBranch('{"drop":"2.1"}'))).toThrow('2.1')
    expect(() => makeBranch(readBranch('{"move":2,"after":3}\n{"move":2,"after":4}'))).toThrow('taken away')
  })

  it.each(['x', '{}', '{"drop":"a"}', '{"insert":{}}', '{"edit":1}', '{"move":1}', '[1]'])('has no line %s', (line) => {
    expect(() => readBranch(`{"drop":1}\n${line}`)).toThrow('Line 2')
  })

  it.each([
    ['2', 'e1 e2'],
    ['2.1', 'e1 e2 e8'],
    ['2.2', 'e1 e2 e8 e9'],
    ['3', 'e1 e2 e8 e9 e3'],
  ])('at %s is %s', async (at, order) => {
    const edits = [
      { insert: { id: 'x', e8: 1 }, after: 2 },
      { insert: { id: 'x', e9: 1 }, after: 2 },
    ]
    expect((await folded(edits, at)).order).toBe(order)
  })
})

describe('a moment', () => {
  const timed = channelWith({ m: '{ payload: { type: object }, headers: {}, correlationId: { location: $message.payload#/id } }' })
  const log = [
    ['e1', undefined],
    ['e2', '2026-01-01T00:00:02Z'],
    ['e3', undefined],
    ['e4', '2026-01-01T00:00:01Z'],
    ['e5', '2026-01-01T00:00:05Z'],
    ['e6', undefined],
  ].map(([name, time]) => ({ headers: time ? { time } : {}, value: { id: 'x', [String(name)]: 1 } }))
  const keys = async (options: Parameters<typeof outcomeOf>[2]) => {
    const { states, events } = await outcomeOf(timed, log, options)
    return `${events}: ${Object.keys((states['x'] ?? {}) as object)
      .filter((name) => name.startsWith('e'))
      .join(' ')}`
  }

  it.each([
    ['1', '6: e1'],
    ['4', '6: e1 e2 e3 e4'],
    ['99', '6: e1 e2 e3 e4 e5 e6'],
    ['0', '6: '],
    ['2026-01-01T00:00:00Z', '6: e1'],
    ['2026-01-01T00:00:01.999Z', '6: e1'],
    ['2026-01-01T00:00:02Z', '6: e1 e2 e3 e4'],
    ['2026-01-01T01:00:05+01:00', '6: e1 e2 e3 e4 e5 e6'],
  ])('--at %s folds %s', async (at, order) => {
    expect(await keys({ at: parseMoment(at) })).toBe(order)
  })

  it.each([
    [{ since: '3' }, '4: e3 e4 e5 e6'],
    [{ until: '3' }, '3: e1 e2 e3'],
    [{ since: '2', until: '4' }, '3: e2 e3 e4'],
    [{ since: '2026-01-01T00:00:02Z' }, '5: e2 e3 e4 e5 e6'],
    [{ until: '2026-01-01T00:00:02Z' }, '4: e1 e2 e3 e4'],
    [{ limit: 2 }, '2: e1 e2'],
    [{ since: '3', limit: 2 }, '2: e3 e4'],
  ])('a read bounded by %j has %s', async ({ since, until, limit }: { since?: string; until?: string; limit?: number }, order) => {
    expect(
      await keys({
        since: since === undefined ? undefined : parseMoment(since),
        until: until === undefined ? undefined : parseMoment(until),
        limit,
      }),
    ).toBe(order)
  })

  it.each(['', 'x', '-1', '1.2.3', '1.', '2026-01-01', '1e3'])('is none: %j', (text) => {
    expect(parseMoment(text)).toBeUndefined()
  })

  it('is a position where it is digits, however many', () => {
    expect(parseMoment('1700000000')).toEqual({ kind: 'spot', spot: { at: 1_700_000_000, sub: 0 } })
  })
})
