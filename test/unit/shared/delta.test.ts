import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deltaOf, patched } from '../../../shared/delta.ts'

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, 0, 1, '', 'a'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('key', 'name', 'a', 'b', '__proto__'), tie('value'), { maxKeys: 4 }),
  ),
})).value

test('any value becomes any other one, over the wire', () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const delta = deltaOf(before, after)
      const sent: typeof delta = delta && JSON.parse(JSON.stringify(delta))
      expect(JSON.stringify(patched(before, sent), sorted)).toBe(JSON.stringify(after, sorted))
    }),
  )
})

test('what is the same says nothing, and stays the object that it was', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(deltaOf(value, structuredClone(value))).toBeUndefined()
    }),
  )
  const before = {
    rows: [
      { key: 'a', is: [1] },
      { key: 'b', is: [2] },
      { key: 'c', is: [3] },
    ],
    at: { line: 1 },
  }
  const after = { rows: [{ key: 'n' }, { key: 'a', is: [1] }, { key: 'b', is: [4] }, { key: 'c', is: [3] }], at: { line: 1 } }
  const delta = deltaOf(before, after)
  expect(delta).toEqual({
    parts: {
      rows: {
        items: [
          { is: { key: 'n' } },
          { from: 0, count: 1 },
          { at: 1, delta: { parts: { is: { items: [{ is: 4 }] } } } },
          { from: 2, count: 1 },
        ],
      },
    },
  })
  const made = patched(before, delta) as typeof before
  expect(made).toEqual(after)
  expect(made.at).toBe(before.at)
  expect(made.rows[1]).toBe(before.rows[0])
  expect(made.rows[3]).toBe(before.rows[2])
})

test('what is not there is the same as what is undefined', () => {
  expect(deltaOf({ a: undefined }, {})).toBeUndefined()
  expect(patched({ a: 1, b: 2 }, deltaOf({ a: 1, b: 2 }, { a: undefined, b: 2 }))).toEqual({ b: 2 })
})

/** The order of keys says nothing. */
function sorted(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
    : value
}
