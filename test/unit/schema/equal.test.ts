import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equal } from '../../../schema/equal.ts'
import { schemas } from './arbitraries.ts'
import { poolOf } from './pool.ts'

const same = (a: Record<string, unknown>, b: Record<string, unknown>, options = {}) => equal(poolOf(a), 'root', poolOf(b), 'root', options)

describe('equal', () => {
  test('members in any order, sets in any order, annotations aside', () => {
    const a = { type: 'object', required: ['a', 'b'], properties: { a: { enum: [1, 2], title: 'A' }, b: { type: ['null', 'string'] } } }
    const b = {
      properties: { b: { type: ['string', 'null'] }, a: { enum: [2, 1], 'x-y': 1, examples: [1] } },
      required: ['b', 'a'],
      type: ['object'],
    }
    expect(same({ root: a }, { root: b })).toBe(true)
    expect(same({ root: a }, { root: b }, { annotations: true })).toBe(false)
  })

  test('a property may be called as an annotation is', () => {
    expect(same({ root: { properties: { title: { type: 'string' } } } }, { root: { properties: {} } })).toBe(false)
  })

  test.each([
    [{ type: 'string' }, { type: 'integer' }],
    [{ minimum: 1 }, {}],
    [{ items: { type: 'string' } }, { items: [{ type: 'string' }] }],
    [{ default: 1 }, { default: 2 }],
    [true, false],
    [{ allOf: [{}, { minimum: 1 }] }, { allOf: [{ minimum: 1 }, {}] }],
  ])('%j is not %j', (a, b) => {
    expect(same({ root: a }, { root: b })).toBe(false)
  })

  test('references are what they name, with what stands beside them ignored', () => {
    const inline = { properties: { a: { type: 'string' } } }
    expect(
      same({ root: inline }, { root: { properties: { a: { $ref: 's', minLength: 2 } } }, s: { $ref: 't' }, t: { type: 'string' } }),
    ).toBe(true)
    expect(
      same({ root: inline }, { root: { properties: { a: { $ref: '#/definitions/s' } }, definitions: { s: { type: 'string' } } } }),
    ).toBe(true)
    expect(same({ root: inline }, { root: { properties: { a: { $ref: 'gone' } } } })).toBe(false)
    expect(same({ root: { $ref: 'gone' } }, { root: { $ref: 'gone' } })).toBe(true)
  })

  test('in modern drafts what stands beside a reference counts', () => {
    const format = 'application/schema+json;version=2020-12'
    const pool = (minLength: number) => poolOf({ root: { $ref: 's', minLength }, s: { type: 'string' } }, format)
    expect(equal(pool(1), 'root', pool(1), 'root')).toBe(true)
    expect(equal(pool(1), 'root', pool(2), 'root')).toBe(false)
    const gone = poolOf({ root: { $ref: 'gone', minLength: 1 } }, format)
    expect(equal(gone, 'root', gone, 'root')).toBe(true)
  })

  test('cycles, unrolled or not', () => {
    const tree = { root: { properties: { next: { $ref: 'root' } } } }
    const unrolled = {
      root: { properties: { next: { $ref: 'again' } } },
      again: { properties: { next: { properties: { next: { $ref: 'root' } } } } },
    }
    expect(same(tree, unrolled)).toBe(true)
    expect(same(tree, { ...unrolled, again: { properties: { next: { properties: { next: {} } } } } })).toBe(false)
    expect(same({ root: { $ref: 'root' } }, { root: { $ref: 'root' } })).toBe(true)
  })

  test('what is not there, or of another format, equals nothing', () => {
    expect(same({}, {})).toBe(false)
    const schema = { type: 'record' }
    expect(equal(poolOf({ s: schema }), 's', poolOf({ s: schema }, 'application/vnd.apache.avro;version=1.9.0'), 's')).toBe(false)
  })

  test('every schema equals its copy', () => {
    fc.assert(
      fc.property(schemas('draft-07'), (root) => same({ root }, { root: structuredClone(root) }, { annotations: true })),
      { numRuns: 200 },
    )
  })

  test('deep and hostile schemas answer', () => {
    const build = () => {
      let schema: unknown = {}
      for (let level = 0; level < 50_000; level++) schema = { not: schema }
      return schema
    }
    expect(same({ root: build() }, { root: build() })).toBe(false)
  })
})
