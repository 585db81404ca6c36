import '../../../kit/seed.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { opened, placedDocument, whatOf } from '../../../kit/session.ts'

const what = whatOf(placedDocument())

const good = fc.record({
  type: fc.constant('Placed'),
  id: fc.constantFrom('a', '__proto__', '', 'x/~'),
  n: fc.constantFrom<unknown>(1, 'x', null),
})
const line = fc.oneof(
  good.map((one) => JSON.stringify(one)),
  fc.json(),
  fc.constantFrom(
    '{"__proto__":{"id":1}}',
    '{"type":"Placed","id":"a","n":12345678901234567890,"constructor":{"x":1}}',
    '{"id":',
    '\u0000',
    '[[[[',
  ),
  good.map((value) => JSON.stringify({ key: value.id, headers: { causationId: 'a', id: 'a', time: '2026-03-02T10:00:00Z' }, value })),
)
const at = fc.oneof(fc.nat(20), fc.constantFrom(-1, 1e9, Number.NaN, 0.5, Number.POSITIVE_INFINITY))
const text = fc.oneof(
  fc.string(),
  fc.constantFrom('a', '__proto__', 'nobody', 'payload.n > 0', 'path:/n=1', 'is:problem', '(((((', 'time:..', '/n', '/__proto__/x', '/0/1'),
)
const number = fc.oneof(fc.nat(30), fc.constantFrom(-5, Number.NaN, 1e12))
const requests = fc.oneof(
  fc.record({ name: fc.constant('rows' as const), params: fc.record({ from: number, count: number }) }),
  fc.record({ name: fc.constantFrom('rowOf' as const, 'row' as const, 'event' as const, 'causes' as const), params: fc.record({ at }) }),
  fc.record({ name: fc.constant('marks' as const), params: fc.record({ bins: number }) }),
  fc.record({
    name: fc.constant('axis' as const),
    params: fc.record({
      scale: fc.constantFrom('time' as const, 'position' as const),
      from: at,
      to: at,
      bins: number,
      entity: text,
      watch: fc.array(text, { maxLength: 2 }),
    }),
  }),
  fc.record({ name: fc.constant('moment' as const), params: fc.record({ at, entity: text }, { requiredKeys: ['at'] }) }),
  fc.record({ name: fc.constant('history' as const), params: fc.record({ entity: text, path: text, at }) }),
  fc.record({ name: fc.constant('entities' as const), params: fc.record({ at, search: text, watch: text, from: number, count: number }) }),
  fc.record({ name: fc.constant('compare' as const), params: fc.record({ entity: text, from: at, to: at, branches: fc.boolean() }) }),
  fc.record({
    name: fc.constant('audit' as const),
    params: fc.record({
      by: fc.constantFrom('kind' as const, 'entity' as const, 'message' as const),
      open: fc.array(text),
      from: number,
      count: number,
    }),
  }),
  fc.record({
    name: fc.constant('step' as const),
    params: fc.record(
      {
        from: at,
        by: fc.constantFrom('row' as const, 'entity' as const, 'problem' as const, 'change' as const, 'end' as const),
        count: fc.integer({ min: -3, max: 3 }),
        entity: text,
        path: text,
        until: text,
      },
      { requiredKeys: ['from', 'by', 'count'] },
    ),
  }),
  fc.record({ name: fc.constant('goTo' as const), params: fc.record({ text, from: at }) }),
  fc.record({
    name: fc.constant('filter' as const),
    params: fc.record({ text, hidden: fc.array(fc.integer({ min: -1, max: 3 })), problemsOnly: fc.boolean() }),
  }),
  fc.record({
    name: fc.constant('branch' as const),
    params: fc.record({
      edits: fc.array(
        fc.oneof(
          fc.record({ drop: fc.oneof(fc.nat(9), text) }),
          fc.record({ insert: fc.oneof(line, text), after: fc.oneof(fc.nat(9), text) }),
          fc.record({ edit: fc.nat(9), record: line }),
          fc.record({ move: fc.nat(9), after: fc.nat(9) }),
        ),
        { maxLength: 3 },
      ),
      moment: at,
    }),
  }),
  fc.record({
    name: fc.constant('write' as const),
    params: fc.record({ what: fc.constantFrom('states' as const, 'example' as const), at }),
  }),
)

test('whatever is recorded and asked, there is an answer or a sentence, and nothing of the host is another', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.array(requests, { minLength: 1, maxLength: 8 }), async (lines, asked) => {
      const { ask } = await opened(what, lines)
      for (const { name, params } of asked) {
        await ask(name, params as never).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Error)
          expect((error as Error).message).toMatch(/^(?:There is no event yet\.|The expression cannot be read: .*)$/s)
        })
      }
      expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('x')
      expect(({} as Record<string, unknown>)['id']).toBe(undefined)
      await ask('overview', {})
    }),
    { numRuns: 120 },
  )
}, 60_000)
