import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { EntityState } from '../../../replay/fold/folder.ts'
import { loadReducer, ModuleError } from '../../../replay/fold/module.ts'
import { ReducerFolder } from '../../../replay/fold/reducer-folder.ts'
import { startFoldWorker } from '../../../replay/node/start-fold-worker.ts'
import { channelWith, outcomeOf } from '../../kit/replay.ts'

const message = (type: string) =>
  `{ name: ${type}, payload: { type: object, properties: { type: { const: ${type} } } }, correlationId: { location: $message.payload#/id } }`
const channel = channelWith({ a: message('A'), b: message('B'), c: message('C') })

async function reduced(text: string, records: readonly unknown[], start: readonly EntityState[] = [], isTypeScript = true) {
  return outcomeOf(channel, records, {
    makeFolder: async (onRemark) => {
      const folder = new ReducerFolder({ text, file: '/w/x.fold.ts', isTypeScript }, startFoldWorker, onRemark, start)
      await folder.load()
      return folder
    },
  })
}

const a = (more: object = {}) => ({ type: 'A', id: 'x', ...more })
const b = (more: object = {}) => ({ type: 'B', id: 'x', ...more })

describe('a reducer', () => {
  it('in TypeScript folds: a draft that is changed, a state that is returned, a default', async () => {
    const text = `
      import type { A } from './types'
      interface State { readonly seen: string[]; last?: unknown }
      export const initial: State = { seen: [] }
      export const on = {
        A(state: State, payload: A, event: { position: number }) { state.seen.push('A' + event.position) },
        B: (state: State) => ({ ...state, last: undefined, seen: [...state.seen, 'B'] }),
        default(state: State, _: unknown, event: { type: string }) { state.last = event.type },
      } as const
      export default undefined`
    const { states, all, findings } = await reduced(text, [a(), b(), { type: 'C', id: 'x' }, a({ id: 'y' })])
    expect(states).toEqual({ x: { seen: ['A1', 'B'], last: 'C' }, y: { seen: ['A4'] } })
    expect(all.map(({ version }) => version)).toEqual([3, 1])
    expect(findings).toEqual([])
  })

  it('sees the event: its time in UTC, its key and headers; initial may be a function', async () => {
    const text = 'export const initial = () => ({}); export const on = { A: (state, payload, event) => ({ event }) }'
    const record = { headers: { time: '2026-01-01T00:00:00+01:00' }, key: 'x', topic: 't', partition: 2, value: a() }
    expect((await reduced(text, [record], [], false)).states['x']).toEqual({
      event: {
        position: 1,
        partition: 2,
        time: '2025-12-31T23:00:00.000Z',
        key: 'x',
        headers: { time: '2026-01-01T00:00:00+01:00' },
        type: 'A',
        entity: 'x',
      },
    })
  })

  it('gets whole numbers beyond 2^53 as bigint, which are written with their digits', async () => {
    const text = 'export const initial = { sum: 0n }; export const on = { A(s, p) { s.sum += p.n } }'
    const record = '{"type":"A","id":"x","n":9007199254740993}'
    expect((await reduced(text, [record])).states['x']).toEqual({ sum: 9007199254740993n })
  })

  it('may map an older form before it folds', async () => {
    const text = `export const upcast = { A: (payload) => ({ ...payload, name: payload.old ?? payload.name }) }
      export const on = { A: (state, { name }) => ({ name }) }`
    expect((await reduced(text, [a({ old: 'n' })])).states['x']).toEqual({ name: 'n' })
  })

  it('deletes with null, and by a tombstone; the version goes on', async () => {
    const text = 'export const initial = { n: 0 }; export const on = { A(s) { s.n++ }, B: () => null }'
    const records = [a(), a(), b(), a(), a({ id: 'y' }), { topic: 't', offset: 1, key: 'y', value: null }]
    const { states, all } = await reduced(text, records)
    expect(states).toEqual({ x: { n: 1 } })
    expect(all[0]?.version).toBe(4)
  })

  it('that throws stops nothing: the state is as it was, the line is said', async () => {
    const text = `export const initial = { n: 0, list: [] }
export const on = {
  A(s, p) { s.n++; s.list.push(p.v) },
  B(s) { s.n = 99; s.list.length = 0;
    throw new Error('no') },
}`
    const { states, findings, messages, all } = await reduced(text, [b(), a({ v: [1] }), a(), b(), a(), b()])
    expect(states['x']).toEqual({ n: 3, list: [[1], null, null] })
    expect(findings).toEqual(['1 fold-threw', '4 fold-threw', '6 fold-threw'])
    expect(messages[0]).toBe('Error: no (x.fold.ts:5:11)')
    expect(all[0]?.version).toBe(6)
  })

  it('whose first event fails leaves the entity as it begins', async () => {
    expect((await reduced('export const initial = { n: 0 }; export const on = { A() { throw 1 } }', [a()])).states['x']).toEqual({ n: 0 })
  })

  it.each([
    ['s.at.deep = [Number.NaN]', '/at/deep/0', 'NaN'],
    ['s.at.f = () => 1', '/at/f', 'function'],
    ['s.at.self = s', '/at/self', 'cycle'],
    ['s.at.p = Promise.resolve()', '/at/p', 'promise'],
    ['s.at.m = new Map()', '/at/m', 'Map'],
    ['return Promise.resolve(s)', '', 'promise'],
    ['return () => s', '', 'function'],
  ])('may hold data only: %s', async (code, path, what) => {
    const text = `export const initial = { n: 0, at: {} }; export const on = { A(s) { s.n++ }, B(s) { ${code} } }`
    const { states, findings, messages } = await reduced(text, [a(), b(), a()])
    expect(findings).toEqual([`2 fold-threw ${path}`])
    expect(messages[0]).toContain(what)
    expect(states['x']).toEqual({ n: 2, at: {} })
  })

  it.each(['Math.random()', 'Date.now()', 'new Date().toISOString()', '(globalThis.count = (globalThis.count ?? 0) + 1)'])(
    'that uses %s is not repeatable',
    async (code) => {
      const { findings } = await reduced(`export const on = { A(s) { s.v = ${code} }, B(s) { s.w = 1 } }`, [a(), b()])
      expect(findings).toEqual(['1 fold-not-repeatable'])
    },
  )

  it('that never ends is ended for that event, and nothing is lost', async () => {
    const text = 'export const initial = { n: 0 }; export const on = { A(s) { s.n++ }, B(s) { s.n = 99; for (;;); } }'
    const { states, findings, messages } = await reduced(text, [a(), a(), b(), a()])
    expect(states['x']).toEqual({ n: 3 })
    expect(findings).toEqual(['3 fold-threw'])
    expect(messages[0]).toContain('limit of 1 s')
  }, 20_000)

  it('that ends its thread is ended likewise', async () => {
    const text = `export const initial = { n: 0 }
      export const on = { A(s) { s.n++ }, B() { process.exit() } }`
    const { states, findings } = await reduced(text, [a(), b(), a()])
    expect(states['x']).toEqual({ n: 2 })
    expect(findings).toEqual(['2 fold-threw'])
  }, 20_000)

  it('that never ends ten times in a row is not asked any more, which is said once', async () => {
    const text = 'export const initial = { n: 0 }; export const on = { A(s) { s.n++ }, B() { for (;;); } }'
    const records = [a(), b(), a(), ...Array.from({ length: 12 }, () => b()), a()]
    const { states, findings, messages, all } = await outcomeOf(channel, records, {
      makeFolder: (onRemark) => new ReducerFolder({ text, file: '/w/x.fold.ts', isTypeScript: true }, startFoldWorker, onRemark, [], 400),
    })
    expect(states['x']).toEqual({ n: 2 })
    expect(all[0]?.version).toBe(13)
    expect(findings).toEqual([2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13].map((at) => `${at} fold-threw`))
    expect(messages.filter((message) => message.includes('folding ended'))).toHaveLength(1)
  }, 30_000)

  it('begins with the states that are given', async () => {
    const text = 'export const initial = { n: 0 }; export const on = { A(s) { s.n++ } }'
    const { all } = await reduced(
      text,
      [a()],
      [
        { entity: 'x', version: 5, at: null, state: { n: 40 } },
        { entity: 'z', version: 1, at: '2026-01-01T00:00:00.000Z', state: { n: 7 } },
      ],
    )
    expect(all).toEqual([
      { entity: 'x', version: 6, at: null, state: { n: 41 } },
      { entity: 'z', version: 1, at: '2026-01-01T00:00:00.000Z', state: { n: 7 } },
    ])
  })

  it('gives the same in however many batches it folds', async () => {
    const text =
      'export const initial = { n: 0, ids: [] }; export const on = { A(s, p) { s.n += p.v; if (s.n % 7 === 0) throw 0; s.ids.push(p.v) } }'
    const records = Array.from({ length: 1_700 }, (_, v) => a({ v, id: `e${v % 3}` }))
    const expected: Record<string, { n: number; ids: number[] }> = {}
    for (const { v, id } of records as unknown as { v: number; id: string }[]) {
      const state = (expected[id] ??= { n: 0, ids: [] })
      if ((state.n + v) % 7 === 0) continue
      state.n += v
      state.ids.push(v)
    }
    expect((await reduced(text, records)).states).toEqual(expected)
  })
})

describe('a module that cannot be used', () => {
  const load = (text: string) =>
    loadReducer({ text, file: '/w/x.fold.ts', isTypeScript: true }, (script) => new Script(script).runInThisContext())
  it.each([
    ['export const on = {\n  A( {}', 'x'],
    ['import { x } from "./other"\nexport const on = { A: () => x }', './other'],
    ['export const initial = {}', 'on'],
    ['throw new Error("at once")', 'at once'],
  ])('%s says why', (text, _) => {
    expect(() => load(text)).toThrow(ModuleError)
  })

  it('names the line', () => {
    try {
      load('export const on = {}\n\nconst = 3')
      expect.unreachable()
    } catch (error) {
      expect((error as ModuleError).line).toBe(3)
    }
  })
})
