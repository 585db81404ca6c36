import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compatible } from '../../../schema/compatible/compare.ts'
import { reworded, schemas } from './arbitraries.ts'
import { poolOf } from './pool.ts'

type Row = readonly [old: unknown, now: unknown, ...found: readonly string[]]

const object = (properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({ type: 'object', properties, ...more })
const text = { type: 'string' }
const whole = { type: 'integer' }
const event = (type: string, more: Record<string, unknown> = {}) => object({ type: { const: type }, ...more }, { required: ['type'] })

const rows: readonly Row[] = [
  // required-added
  [object({ a: text }), object({ a: text }, { required: ['a'] }), 'required-added a /properties/a'],
  [object({ a: text }), object({ a: text, b: text }, { required: ['b'] }), 'required-added b /properties/b'],
  [object({ a: text }), object({ a: text }, { required: ['b'] }), 'required-added b /required'],
  [object({ a: text }), object({ a: { type: 'string', default: '' } }, { required: ['a'] })],
  [object({ a: text }), object({ a: { type: 'string', default: 1 } }, { required: ['a'] }), 'required-added a /properties/a'],
  [object({ a: text }, { required: ['a'] }), object({ a: text }, { required: ['a'] })],
  [object({ a: text, b: text }), object({ a: text, b: text }, { dependencies: { a: ['b'] } }), 'required-added b /properties/b'],
  // property-removed
  [object({ a: text, b: text }), object({ a: text }), 'property-removed b /properties'],
  [
    object({ a: text, b: text }, { additionalProperties: false }),
    object({ a: text }, { additionalProperties: false }),
    'property-removed b /properties closed',
  ],
  [object({ b: text }), { type: 'object' }, 'property-removed b '],
  [object({ b: text }), { type: 'object', patternProperties: { '^b': text } }],
  [object({ b: text }), { type: 'object', patternProperties: { '^b': whole } }, 'property-retyped b /patternProperties/^b/type'],
  [object({ a: text }), object({ a: text, b: whole })],
  [
    object({ a: text }, { additionalProperties: text }),
    object({ a: text, b: whole }, { additionalProperties: text }),
    'property-retyped b /properties/b/type',
  ],
  // property-retyped
  [object({ a: whole }), object({ a: { type: 'number' } })],
  [object({ a: { type: 'number' } }), object({ a: whole }), 'property-retyped a /properties/a/type'],
  [object({ a: text }), object({ a: whole }), 'property-retyped a /properties/a/type'],
  [object({ a: text }), object({ a: { type: ['string', 'null'] } })],
  [object({ a: { type: ['string', 'null'] } }), object({ a: text }), 'property-retyped a /properties/a/type'],
  [object({ a: {} }), object({ a: text }), 'property-retyped a /properties/a/type'],
  [object({ a: { type: 'string', format: 'uuid' } }), object({ a: text })],
  [object({ a: text }), object({ a: { type: 'string', format: 'uuid' } }), 'property-retyped a /properties/a/format'],
  [
    object({ a: { type: 'string', format: 'date' } }),
    object({ a: { type: 'string', format: 'date-time' } }),
    'property-retyped a /properties/a/format',
  ],
  [
    { type: 'integer', format: 'int32' },
    { type: 'integer', format: 'int64' },
  ],
  [{ type: 'integer', format: 'int64' }, { type: 'integer', format: 'int32' }, 'property-retyped /format'],
  [{ enum: ['a'] }, text],
  [{ enum: ['a', 1] }, text, 'property-retyped /type'],
  [object({ a: text }), object({ a: false }), 'property-retyped a /properties/a'],
  [{ type: 'number', multipleOf: 1 }, whole],
  // enum-narrowed
  [{ enum: ['a', 'b'] }, { enum: ['b', 'a', 'c'] }],
  [{ enum: ['a', 'b'] }, { enum: ['a'] }, 'enum-narrowed /enum'],
  [{ const: 'a' }, { const: 'b' }, 'enum-narrowed /const'],
  [{ const: 'a' }, { enum: ['a', 'b'] }],
  [text, { type: 'string', enum: ['a'] }, 'enum-narrowed /enum'],
  [{ type: 'boolean' }, { enum: [true, false] }],
  [{ type: 'boolean' }, { const: true }, 'enum-narrowed /const'],
  [
    object({ status: { enum: ['a', 'b'] } }),
    object({ status: { type: 'string', enum: ['a'] } }),
    'enum-narrowed status /properties/status/enum',
  ],
  // constraint-tightened
  [{ type: 'integer', minimum: 0 }, { type: 'integer', minimum: 1 }, 'constraint-tightened /minimum'],
  [
    { type: 'integer', minimum: 1 },
    { type: 'integer', minimum: 0 },
  ],
  [
    { type: 'integer', minimum: 1 },
    { type: 'integer', exclusiveMinimum: 0 },
  ],
  [{ type: 'number', minimum: 1 }, { type: 'number', exclusiveMinimum: 1 }, 'constraint-tightened /exclusiveMinimum'],
  [{ type: 'number', maximum: 9 }, { type: 'number', maximum: 8 }, 'constraint-tightened /maximum'],
  [{ type: 'number' }, { type: 'number', exclusiveMaximum: 8 }, 'constraint-tightened /exclusiveMaximum'],
  [
    { type: 'integer', multipleOf: 4 },
    { type: 'integer', multipleOf: 2 },
  ],
  [{ type: 'integer', multipleOf: 2 }, { type: 'integer', multipleOf: 4 }, 'constraint-tightened /multipleOf'],
  [{ type: 'string', maxLength: 5 }, { type: 'string', maxLength: 4 }, 'constraint-tightened /maxLength'],
  [{ type: 'string' }, { type: 'string', minLength: 1 }, 'constraint-tightened /minLength'],
  [text, { type: 'string', pattern: '^[A-Z]+$' }, 'constraint-tightened /pattern'],
  [{ type: 'string', pattern: '^[A-Z]+$' }, { type: 'string', pattern: '^[A-Z]{3}$' }, 'constraint-tightened /pattern'],
  [
    { type: 'string', pattern: '^[A-Z]{3}$' },
    { type: 'string', pattern: '^[A-Z]+$' },
  ],
  [{ type: 'string', pattern: '^(new|paid)$' }, { type: 'string', pattern: '^new$' }, 'constraint-tightened /pattern'],
  [{ type: 'string', pattern: '^a$' }, text],
  [{ type: 'array', items: text }, { type: 'array', items: whole }, 'property-retyped /items/type'],
  [{ type: 'array' }, { type: 'array', items: whole }, 'property-retyped /items/type'],
  [{ type: 'array' }, { type: 'array', uniqueItems: true }, 'constraint-tightened /uniqueItems'],
  [
    { type: 'array', maxItems: 1 },
    { type: 'array', uniqueItems: true },
  ],
  [{ type: 'array' }, { type: 'array', minItems: 1, maxItems: 3 }, 'constraint-tightened /minItems', 'constraint-tightened /maxItems'],
  [
    { type: 'array', items: [text, text], additionalItems: false },
    { type: 'array', items: [text], additionalItems: false },
    'constraint-tightened /additionalItems',
  ],
  [{ type: 'array', items: [text] }, { type: 'array', items: [whole] }, 'property-retyped /items/0/type'],
  [{ type: 'object' }, { type: 'object', minProperties: 1 }, 'constraint-tightened /minProperties'],
  [object({ a: text }, { required: ['a'] }), object({ a: text }, { required: ['a'], minProperties: 1 })],
  [object({ a: text }), object({ a: text }, { propertyNames: { maxLength: 3 } }), 'constraint-tightened /propertyNames'],
  [
    { type: ['string', 'integer'], minimum: 1 },
    { type: ['string', 'integer'], minimum: 2, minLength: 1 },
    'constraint-tightened /minimum',
    'constraint-tightened /minLength',
  ],
  // union-shrunk
  [{ oneOf: [text, whole] }, { oneOf: [text] }, 'union-shrunk /oneOf'],
  [{ oneOf: [text, whole] }, { type: ['string', 'integer'] }],
  [{ type: ['string', 'integer'] }, { oneOf: [text, whole] }],
  [{ type: ['string', 'integer'] }, { anyOf: [text, { type: 'null' }] }, 'property-retyped /anyOf'],
  [{ oneOf: [text] }, { oneOf: [text, whole] }],
  [{ oneOf: [whole] }, { oneOf: [whole, { type: 'number' }] }, 'union-shrunk /oneOf/1'],
  [{ anyOf: [whole] }, { anyOf: [whole, { type: 'number' }] }],
  [{ oneOf: [event('a'), event('b')] }, { oneOf: [event('b'), event('c'), event('a')] }],
  [{ oneOf: [event('a'), event('b')] }, { oneOf: [event('b')] }, 'union-shrunk /oneOf'],
  [
    { oneOf: [event('a', { n: whole }), event('b')] },
    { oneOf: [event('b'), event('a', { n: text })] },
    'property-retyped n /oneOf/1/properties/n/type',
  ],
  [object({ a: text }), object({ a: text }, { allOf: [{ required: ['a'] }] }), 'union-shrunk /allOf/0'],
  [
    object({ a: text }, { allOf: [{ required: ['a'] }] }),
    object({ a: text }, { allOf: [{ required: ['a'] }, { required: ['b'] }] }),
    'union-shrunk /allOf/1',
  ],
  [
    object({ a: text }, { allOf: [{ required: ['a'] }] }),
    object({ a: text }, { allOf: [{ properties: { z: text } }, { required: ['a'] }] }),
  ],
  [object({ a: text, b: text }, { required: ['a'] }), { allOf: [object({ a: text }, { required: ['a'] }), object({ b: text })] }],
  [
    object({ a: text, b: text }, { required: ['a'] }),
    { allOf: [object({ a: text }, { required: ['a', 'b'] }), object({ b: text })] },
    'required-added b /allOf/1/properties/b',
  ],
  // object-closed
  [object({ a: text }), object({ a: text }, { additionalProperties: false }), 'object-closed /additionalProperties'],
  [object({ a: text }, { additionalProperties: false }), object({ a: text })],
  [object({}, { additionalProperties: text }), object({}, { additionalProperties: whole }), 'object-closed /additionalProperties'],
  [object({}, { additionalProperties: whole }), object({}, { additionalProperties: { type: 'number' } })],
  [
    object({ a: text }, { additionalProperties: true }),
    object({ a: text }, { additionalProperties: text }),
    'object-closed /additionalProperties',
  ],
  // default-changed
  [
    object({ a: { type: 'string', default: 'x' } }),
    object({ a: { type: 'string', default: 'y' } }),
    'default-changed a /properties/a/default',
  ],
  [object({ a: text }), object({ a: { type: 'string', default: 'y' } })],
  // several, each once
  [
    object({ a: text, b: object({ c: whole, d: text }) }),
    object({ a: whole, b: object({ c: text, d: text }, { required: ['d'] }) }),
    'property-retyped a /properties/a/type',
    'property-retyped c /properties/b/properties/c/type',
    'required-added d /properties/b/properties/d',
  ],
  // what cannot be decided, or asks for nothing
  [text, { type: 'string', not: { const: 'x' } }],
  [object({ a: text }), object({ a: text }, { if: { required: ['a'] }, then: { required: ['b'] } })],
  [{ $ref: 'gone' }, text],
  [text, { $ref: 'gone' }],
  [false, text],
  [{}, true],
  [object({ a: text }), object({ a: { ...text, title: 'A', description: 'B', examples: ['c'], 'x-a': 1 } })],
]

const told = (old: unknown, now: unknown, format?: string) =>
  compatible({ pool: poolOf({ s: old }, format), id: 's' }, { pool: poolOf({ s: now }, format), id: 's' }).map(
    ({ kind, name, place, closed }) => `${kind}${name === undefined ? '' : ` ${name}`} ${place.pointer}${closed ? ' closed' : ''}`,
  )

describe('compatible', () => {
  test.each(rows.map((row) => [JSON.stringify(row), row] as const))('%s', (_, [old, now, ...found]) => {
    expect(told(old, now).sort()).toEqual([...found].sort())
  })

  test.each(rows.map(([old, now]) => [JSON.stringify(old), old, now] as const))('%s is compatible with itself', (_, old, now) => {
    expect(told(old, structuredClone(old))).toEqual([])
    expect(told(now, structuredClone(now))).toEqual([])
  })
})

describe('references', () => {
  const pools = (a: Record<string, unknown>, b: Record<string, unknown>) =>
    compatible({ pool: poolOf(a), id: 'root' }, { pool: poolOf(b), id: 'root' })

  test('a change in a shared schema is said once, where it stands', () => {
    const root = object({ from: { $ref: 'address' }, to: { $ref: 'address' }, all: { type: 'array', items: { $ref: 'address' } } })
    const found = pools({ root, address: object({ zip: text }) }, { root, address: object({ zip: whole }) })
    expect(found.map(({ kind, place }) => [kind, place])).toEqual([
      ['property-retyped', { id: 'address', pointer: '/properties/zip/type' }],
    ])
  })

  test('recursive schemas', () => {
    const tree = (value: unknown) => ({ root: object({ value, children: { type: 'array', items: { $ref: 'root' } } }) })
    expect(pools(tree(text), tree(text))).toEqual([])
    expect(pools(tree(text), tree(whole))).toHaveLength(1)
    expect(pools({ root: { $ref: 'root' } }, { root: { $ref: 'root' } })).toEqual([])
    expect(
      pools({ root: { type: 'array' } }, { root: { type: 'array', items: { $ref: 'root' } } }).map(({ place }) => place.pointer),
    ).toEqual(['/type'])
  })

  test('a branch that is a reference is known by its name', () => {
    const a = {
      root: { oneOf: [{ $ref: 'A' }, { $ref: 'B' }] },
      A: object({ a: text }, { required: ['a'] }),
      B: object({ b: text }, { required: ['b'] }),
    }
    expect(pools(a, { ...a, root: { oneOf: [{ $ref: 'B' }] } }).map(({ kind, place }) => [kind, place.pointer])).toEqual([
      ['union-shrunk', '/oneOf'],
    ])
    expect(pools(a, { ...a, A: object({ a: whole }, { required: ['a'] }) }).map(({ kind, place }) => [kind, place.id])).toEqual([
      ['property-retyped', 'A'],
    ])
  })

  test('the branch that was meant comes before one that accepts only because it is open', () => {
    const a = { root: { anyOf: [{ $ref: 'A' }, { $ref: 'B' }] }, A: object({ a: text }), B: object({ b: text }) }
    expect(pools(a, structuredClone({ ...a, x: 1 }))).toEqual([])
    expect(pools(a, { ...a, B: object({ b: whole }) }).map(({ kind, place }) => [kind, place.id])).toEqual([['property-retyped', 'B']])
    const kept = { ...a, root: { anyOf: [{ $ref: 'A' }, { $ref: 'B' }, { $ref: 'OldB' }] }, B: object({ b: whole }), OldB: a.B }
    expect(pools(a, kept)).toEqual([])
  })

  test('references that double at each level answer', () => {
    const build = (type: string) => {
      const schemas: Record<string, unknown> = { a30: { type } }
      for (let level = 0; level < 30; level++) {
        const $ref = `a${level + 1}`
        schemas[level === 0 ? 'root' : `a${level}`] = {
          allOf: [{ $ref }, { anyOf: [{ $ref }, { $ref }] }],
          properties: { x: { $ref }, y: { $ref } },
        }
      }
      return schemas
    }
    expect(() => pools(build('string'), build('integer'))).not.toThrow()
  })

  test('what is not there, or in a language that is not read, is not judged', () => {
    expect(pools({}, { root: text })).toEqual([])
    expect(told(text, whole, 'application/raml+yaml;version=1.0')).toEqual([])
  })
})

test('OpenAPI: nullable', () => {
  const format = 'application/vnd.oai.openapi;version=3.0.0'
  expect(told({ type: 'string', nullable: true }, text, format)).toEqual(['property-retyped /type'])
  expect(told(text, { type: 'string', nullable: true }, format)).toEqual([])
})

test('Avro: a field without default, and a lost symbol', () => {
  const format = 'application/vnd.apache.avro;version=1.9.0'
  const record = (...fields: unknown[]) => ({ type: 'record', name: 'R', fields })
  const id = { name: 'id', type: 'string' }
  expect(told(record(id), record(id, { name: 'n', type: 'int' }), format)).toEqual(['required-added n '])
  expect(told(record(id), record(id, { name: 'n', type: 'int', default: 0 }), format)).toEqual([])
  const symbols = (...list: string[]) => record({ name: 's', type: { type: 'enum', name: 'S', symbols: list } })
  expect(told(symbols('A', 'B'), symbols('A'), format)).toEqual(['enum-narrowed s '])
})

test('any two schemas are compared without a throw, and none differs from itself', () => {
  const any = schemas('2020-12', ['s', 'other'])
  fc.assert(
    fc.property(any, any, any, (s, other, now) => {
      const pool = poolOf({ s, other })
      compatible({ pool, id: 's' }, { pool: poolOf({ s: now, other }), id: 's' })
      expect(compatible({ pool, id: 's' }, { pool: poolOf({ s: reworded(s), other: reworded(other) }), id: 's' })).toEqual([])
    }),
    { numRuns: 300, seed: 7 },
  )
})
