import '../../../kit/seed.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DefaultFolder } from '../../../../replay/fold/default-folder.ts'
import type { FoldedEvent } from '../../../../replay/fold/folder.ts'
import { Tracer } from '../../../../replay/fold/tracer.ts'
import { startFoldWorker } from '../../../../replay/node/start-fold-worker.ts'
import type { BlameNode } from '../../../../replay/state/blame.ts'
import { type Cursor, defaultFold, reducerFold, type StateFold } from '../../../../replay/state/state-fold.ts'
import { Track } from '../../../../replay/state/track.ts'

const names = ['a', 'b', 'c', '__proto__', 'x/y', 'id']
const json = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(1, 2, 'p', 'q', true, 12345678901234567890n),
    tie('object'),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
  object: fc
    .array(fc.tuple(fc.constantFrom(...names), fc.oneof(tie('value'), fc.constant(null))), { maxLength: 4 })
    .map((members) => Object.fromEntries(members)),
}))
const payloads = fc.oneof({ weight: 8, arbitrary: json.object }, { weight: 1, arbitrary: fc.constantFrom<unknown>(7, 'text', null) })
const events = fc.array(fc.oneof({ weight: 9, arbitrary: payloads.map((payload) => ({ payload })) }, fc.constant(undefined)), {
  minLength: 1,
  maxLength: 60,
})

function folded(payload: { readonly payload: unknown } | undefined, ordinal: number): FoldedEvent {
  return {
    entity: 'e',
    message: payload && 'Happened',
    messageKey: 'happened',
    payload: payload && structuredClone(payload.payload),
    headers: {},
    key: 'e',
    partition: undefined,
    time: undefined,
    place: { ordinal, position: ordinal + 1, entity: 'e' },
  }
}

function trackOf(log: readonly ({ readonly payload: unknown } | undefined)[], fold: StateFold = defaultFold): Track {
  return new Track({ length: log.length, read: async (from, to) => log.slice(from, to).map((one, at) => folded(one, from + at)) }, fold)
}

/** By pointer: which event set what is there now. */
function blamed({ value, blame }: Cursor): Record<string, number> {
  const found: Record<string, number> = {}
  const walk = (node: BlameNode | undefined, inner: unknown, path: string) => {
    found[path] = node?.by ?? -1
    if (Array.isArray(inner)) for (const [at, item] of inner.entries()) walk(node?.items?.[at], item, `${path}/${at}`)
    else if (typeof inner === 'object' && inner !== null)
      for (const name of Object.keys(inner))
        walk(node?.members?.get(name), Object.getOwnPropertyDescriptor(inner, name)?.value, `${path}/${name.replaceAll('/', '~1')}`)
  }
  if (value !== undefined) walk(blame.root, value, '')
  return found
}

describe('a track', () => {
  test('has at each moment the state of a fold from the start, in whatever order it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }), async (log, moments) => {
        const track = trackOf(log)
        for (const moment of moments) {
          const n = moment % (log.length + 1)
          const folder = new DefaultFolder()
          for (const [at, one] of log.slice(0, n).entries()) folder.add(folded(one, at))
          const expected = folder.state('e')?.state
          expect(await track.at(n, ({ value }) => structuredClone(value))).toStrictEqual(expected)
          if (n > 0) {
            const before = new DefaultFolder()
            for (const [at, one] of log.slice(0, n - 1).entries()) before.add(folded(one, at))
            expect(await track.around(n, (value) => value)).toStrictEqual(before.state('e')?.state)
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  test('knows of each path who set it, its container or something in it last', async () => {
    const isBelow = (path: string, above: string) => path === above || path.startsWith(`${above}/`)
    /** What a patch sets: pointers, each with all that is below. */
    const sets = (patch: unknown, target: unknown, path: string): string[] => {
      const isObject = (value: unknown): value is Record<string, unknown> =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
      if (patch === null && target === undefined) return []
      if (!isObject(patch) || !isObject(target)) return [path]
      return Object.keys(patch).flatMap((name) => {
        const own = (object: object) => Object.getOwnPropertyDescriptor(object, name)?.value as unknown
        return sets(own(patch), own(target), `${path}/${name.replaceAll('/', '~1')}`)
      })
    }
    await fc.assert(
      fc.asyncProperty(fc.array(json.object, { minLength: 1, maxLength: 30 }), fc.nat(30), async (payloads, moment) => {
        const n = (moment % payloads.length) + 1
        const log = payloads.map((payload) => ({ payload }))
        const folder = new DefaultFolder()
        const last: (readonly [string, number])[] = []
        for (const [at, payload] of payloads.slice(0, n).entries()) {
          const before = folder.state('e')?.state
          const named =
            before === undefined ? Object.keys(payload).map((name) => `/${name.replaceAll('/', '~1')}`) : sets(payload, before, '')
          for (const path of [...named, '/$type', '/$version']) last.push([path, at])
          folder.add(folded({ payload }, at))
        }
        const track = trackOf(log)
        const found = await track.at(n, blamed)
        for (const [path, by] of Object.entries(found)) {
          const expected = last.findLast(([set]) => isBelow(path, set) || isBelow(set, path))?.[1]
          expect([path, by]).toEqual([path, expected])
        }
      }),
      { numRuns: 200 },
    )
  })

  test('has the same blame however a moment was come to', async () => {
    await fc.assert(
      fc.asyncProperty(events, fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }), async (log, moments) => {
        const track = trackOf(log)
        for (const moment of moments) {
          const n = moment % (log.length + 1)
          expect(await track.at(n, blamed)).toEqual(await trackOf(log).at(n, blamed))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('goes another way from where it is forked', async () => {
    await fc.assert(
      fc.asyncProperty(events, events, fc.nat(60), async (log, other, moment) => {
        const same = moment % (log.length + 1)
        const both = [...log.slice(0, same), ...other]
        const track = trackOf(log)
        await track.at(log.length, () => undefined)
        const fork = track.fork(same, trackOf(both).events)
        const end = ({ value }: Cursor) => structuredClone(value)
        expect(await fork.at(both.length, end)).toStrictEqual(await trackOf(both).at(both.length, end))
        expect(await track.at(log.length, end)).toStrictEqual(await trackOf(log).at(log.length, end))
      }),
      { numRuns: 60 },
    )
  })

  test('tells all that ever set a path, and the values before and after', async () => {
    const track = trackOf([
      { payload: { status: 'new', total: 1 } },
      { payload: { note: 'x' } },
      { payload: { status: 'paid' } },
      { payload: { status: 'paid' } },
      { payload: { status: null } },
    ])
    expect(await track.history(['status'], 5)).toEqual([
      { n: 0, old: undefined, value: 'new' },
      { n: 2, old: 'new', value: 'paid' },
      { n: 3, old: 'paid', value: 'paid' },
      { n: 4, old: 'paid', value: undefined },
    ])
    expect((await track.history(['total'], 5)).map(({ n }) => n)).toEqual([0])
  })

  test('keeps who removed a path', async () => {
    const track = trackOf([{ payload: { a: { b: 1 } } }, { payload: { a: null } }, { payload: { c: 1 } }])
    const gone = await track.at(3, ({ blame }) => blame.root?.members?.get('a'))
    expect([gone?.by, gone?.isGone, gone?.members?.get('b')?.by]).toEqual([1, true, 1])
  })

  test('counts how often a path was set, and how often it ever will be', async () => {
    const track = trackOf(Array.from({ length: 50 }, (_, n) => ({ payload: n % 2 === 0 ? { even: n } : { odd: n } })))
    await track.at(50, () => undefined)
    expect(await track.at(5, ({ blame }) => blame.root?.members?.get('even')?.count)).toBe(3)
    expect(await track.at(5, ({ blame }) => track.total(blame.root?.members?.get('even') as BlameNode))).toBe(25)
  })

  test('is folded to its end besides, and answers meanwhile', async () => {
    const track = trackOf(Array.from({ length: 9_000 }, (_, n) => ({ payload: { n } })))
    const done = track.complete()
    expect(await track.at(3, ({ value }) => (value as { n: number }).n)).toBe(2)
    expect(track.isComplete).toBe(false)
    await done
    expect(track.isComplete).toBe(true)
    expect(await track.at(3, ({ blame }) => track.total(blame.root?.members?.get('n') as BlameNode))).toBe(9_000)
  })

  test('keeps a bounded number of checkpoints, so that a seek into a long history folds little', async () => {
    const log = Array.from({ length: 20_000 }, (_, n) => ({ payload: { n } }))
    let read = 0
    const { events: all } = trackOf(log)
    const track = new Track(
      {
        length: log.length,
        read: (from, to) => {
          read += to - from
          return all.read(from, to)
        },
      },
      defaultFold,
    )
    await track.at(log.length, () => undefined)
    for (const n of [19_999, 7, 10_001, 5_003, 12_345]) {
      read = 0
      expect(await track.at(n, ({ value }) => (value as { n: number }).n)).toBe(n - 1)
      expect(read).toBeLessThanOrEqual(64)
    }
  })
})

describe('a track of a reducer', () => {
  const module = (text: string) => ({ text, file: 'f.fold.js', isTypeScript: false })
  const replaced = 'export const initial = {}\nexport const on = { default: (state, payload) => payload }'

  test('tells by the difference who set a path', async () => {
    const tracer = new Tracer(module(replaced), startFoldWorker)
    const leaf = fc.constantFrom<unknown>(1, 2, 'p', null, 12345678901234567890n)
    const state = fc.dictionary(
      fc.constantFrom('a', 'b'),
      fc.oneof(leaf, fc.dictionary(fc.constantFrom('c', 'd'), leaf, { maxKeys: 2, noNullPrototype: true })),
      {
        maxKeys: 2,
        noNullPrototype: true,
      },
    )
    const at = (value: unknown, path: string): unknown =>
      path
        .split('/')
        .slice(1)
        .reduce<unknown>(
          (inner, name) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined),
          value,
        )
    const text = (value: unknown) =>
      value === undefined
        ? undefined
        : JSON.stringify(value, (_, inner) =>
            typeof inner === 'bigint'
              ? `${inner}n`
              : typeof inner === 'object' && inner !== null
                ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
                : inner,
          )
    await fc.assert(
      fc.asyncProperty(fc.array(state, { minLength: 1, maxLength: 12 }), async (states) => {
        const track = trackOf(
          states.map((payload) => ({ payload })),
          reducerFold(tracer),
        )
        for (const n of [states.length, Math.ceil(states.length / 2)]) {
          expect(await track.at(n, ({ value }) => structuredClone(value))).toStrictEqual(states[n - 1])
          for (const [path, by] of Object.entries(await track.at(n, blamed))) {
            const values = states.slice(0, n).map((one) => text(at(one, path)))
            const expected = values.findLastIndex((value, index) => index === 0 || value !== values[index - 1])
            expect([path, by]).toEqual([path, expected])
          }
        }
      }),
      { numRuns: 60 },
    )
    tracer.dispose()
  })

  test('follows elements of lists by what identifies them, wherever they are', async () => {
    const tracer = new Tracer(module(replaced), startFoldWorker)
    const line = (sku: string, quantity: number) => ({ sku, quantity })
    const states = [
      { lines: [line('a', 1), line('b', 1)] },
      { lines: [line('b', 1)] },
      { lines: [line('c', 5), line('b', 2)] },
      { lines: [line('b', 2), line('c', 5)] },
    ]
    const track = trackOf(
      states.map((payload) => ({ payload })),
      reducerFold(tracer),
    )
    expect(await track.at(4, blamed)).toEqual({
      '': 3,
      '/lines': 3,
      '/lines/0': 2,
      '/lines/0/sku': 0,
      '/lines/0/quantity': 2,
      '/lines/1': 2,
      '/lines/1/sku': 2,
      '/lines/1/quantity': 2,
    })
    expect(await track.history(['lines', '0', 'quantity'], 4)).toEqual([
      { n: 0, old: undefined, value: 1 },
      { n: 2, old: 1, value: 2 },
    ])
    tracer.dispose()
  })

  test('goes on from the last checkpoint where a handler never ends, with the state as it was', async () => {
    const tracer = new Tracer(
      module(
        'export const on = { default: (state, { n }) => { if (n === 20) for (;;) {} ; if (n === 21) throw new Error(); state.n = n } }',
      ),
      startFoldWorker,
      150,
    )
    const track = trackOf(
      Array.from({ length: 30 }, (_, n) => ({ payload: { n } })),
      reducerFold(tracer),
    )
    expect(await track.at(22, ({ value }) => value)).toEqual({ n: 19 })
    expect(await track.at(30, ({ value }) => value)).toEqual({ n: 29 })
    tracer.dispose()
  })

  test('keeps numbers beyond 2^53 as they were written', async () => {
    const tracer = new Tracer(module('export const on = { default: (state, { n }) => ({ n: n + 1n, small: 3n }) }'), startFoldWorker)
    const track = trackOf([{ payload: { n: 9007199254740993n } }, { payload: { n: 9007199254740995n } }], reducerFold(tracer))
    expect(await track.at(2, ({ value }) => value)).toEqual({ n: 9007199254740996n, small: 3n })
    expect(await track.at(1, ({ value }) => value)).toEqual({ n: 9007199254740994n, small: 3n })
    tracer.dispose()
  })
})
