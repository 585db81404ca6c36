import { describe, expect, test } from 'vitest'
import { compile } from '../../../schema/compile.ts'
import { poolOf } from './pool.ts'

type Row = readonly [schema: unknown, value: unknown, ...sentences: readonly string[]]

const order = {
  type: 'object',
  required: ['orderId', 'status'],
  properties: {
    orderId: { type: 'string', format: 'uuid' },
    status: { enum: ['new', 'paid'] },
    quantity: { type: 'integer', minimum: 1 },
    lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string', pattern: '^[A-Z]+$' } } } },
  },
}
const id = '7c8e2a53-1f7f-4a25-8a1b-2a8b8e2a5d11'
const created = { title: 'Created', properties: { type: { const: 'created' }, total: { type: 'number' } }, required: ['type', 'total'] }
const cancelled = { title: 'Cancelled', properties: { type: { const: 'cancelled' }, reason: { type: 'string' } }, required: ['type'] }

const rows: readonly Row[] = [
  [order, { orderId: id, status: 'new' }],
  [order, { status: 'new' }, 'A required property is missing: "orderId".'],
  [order, {}, 'A required property is missing: "orderId".', 'A required property is missing: "status".'],
  [order, { orderId: id, status: 'foo' }, '/status "status" must be one of "new", "paid"; it is "foo".'],
  [order, { orderId: id, status: 'new', quantity: 0 }, '/quantity "quantity" must be at least 1, but is 0.'],
  [order, { orderId: id, status: 'new', quantity: '3' }, '/quantity "quantity" must be a whole number, but is the string "3".'],
  [order, { orderId: id, status: 'new', quantity: 1.5 }, '/quantity "quantity" must be a whole number, but is the number 1.5.'],
  [order, { orderId: 'x', status: 'new' }, '/orderId "orderId" must be a UUID, but is "x".'],
  [
    order,
    { orderId: id, status: 'new', lines: [{ sku: 'A' }, { sku: 'b' }] },
    '/lines/1/sku "sku" must match the pattern ^[A-Z]+$, but is "b".',
  ],
  [order, 7, 'The value must be an object, but is the number 7.'],
  [order, null, 'The value must be an object, but is null.'],
  [{ type: ['string', 'null'] }, true, 'The value must be a string or null, but is true.'],
  [{ type: ['integer', 'number', 'boolean'] }, [], 'The value must be a number or true or false, but is an empty array.'],
  [{ const: 'a' }, 'b', 'The value must be "a", but is "b".'],
  [{ enum: [1, { a: 1 }] }, { a: 1 }],
  [{ enum: [1, { a: 1 }] }, { a: 2 }, 'The value must be one of 1, {"a":1}; it is an object.'],
  [{ enum: [] }, 1, 'The value can have no value: its list of values is empty.'],
  [{ exclusiveMinimum: 0, exclusiveMaximum: 10 }, 0, 'The value must be greater than 0, but is 0.'],
  [{ exclusiveMinimum: 0, exclusiveMaximum: 10 }, 10, 'The value must be less than 10, but is 10.'],
  [{ maximum: 10 }, 11, 'The value must be at most 10, but is 11.'],
  [{ multipleOf: 0.1 }, 0.3],
  [{ multipleOf: 5 }, 7, 'The value must be a multiple of 5, but is 7.'],
  [{ minLength: 2 }, '💶', 'The value must have at least 2 characters, but has 1.'],
  [{ maxLength: 1 }, 'ab', 'The value must have at most 1 character, but has 2.'],
  [{ minItems: 1 }, [], 'The value must have at least 1 item, but has 0.'],
  [{ maxProperties: 0 }, { a: 1 }, 'The value must have at most 0 properties, but has 1.'],
  [{ items: [{ type: 'string' }], additionalItems: false }, ['a', 1], 'The value must have at most 1 items, but has 2.'],
  [{ uniqueItems: true }, [{ a: 1, b: 2 }, 1, { b: 2, a: 1 }], 'The value must not repeat an item, but its items [0] and [2] are equal.'],
  [{ contains: { const: 1 } }, [2], 'The value must have an item as its "contains" describes, but has none.'],
  [{ properties: { a: {} }, additionalProperties: false }, { a: 1, b: 2 }, '/b The property "b" is not allowed.'],
  [{ properties: { a: false } }, { a: 1 }, '/a "a" is not allowed.'],
  [{ propertyNames: { pattern: '^[a-z]$' } }, { A: 1 }, '/A The property name "A" is not allowed.'],
  [{ dependencies: { card: ['address'] } }, { card: 1 }, 'Where there is "card" there must be "address", which is missing.'],
  [{ not: { required: ['a'] } }, { a: 1 }, `The value is what its "not" rules out.`],
  [{ not: { const: 'a' } }, 'a', 'The value must not be "a".'],
  [{ not: { enum: ['a', 'b'] } }, 'a', 'The value must be none of "a", "b".'],
  [{ if: { required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } }, { a: 1 }, 'A required property is missing: "b".'],
  [{ anyOf: [{ type: 'string' }, { type: 'null' }] }, 1, 'The value must be a string or null, but is the number 1.'],
  [{ oneOf: [{ type: 'integer' }, { minimum: 2 }] }, 3, 'The value must match exactly one of 2 alternatives, but matches number 1 and 2.'],
  [{ oneOf: [created, cancelled] }, { type: 'created' }, 'A required property is missing: "total".'],
  [{ oneOf: [created, cancelled] }, { type: 'cancelled', reason: 1 }, '/reason "reason" must be a string, but is the number 1.'],
  [{ oneOf: [created, cancelled] }, { type: 'x' }, '/type "type" must be one of "created", "cancelled"; it is "x".'],
  [
    {
      discriminator: 'kind',
      oneOf: [
        { title: 'A', required: ['kind', 'a', 'b', 'c'] },
        { title: 'B', properties: { kind: { type: 'string', maxLength: 0 } } },
      ],
    },
    { kind: 'A', a: 1 },
    'A required property is missing: "b".',
    'A required property is missing: "c".',
  ],
  [
    { allOf: [{ required: ['a'] }, { required: ['a', 'b'] }] },
    {},
    'A required property is missing: "a".',
    'A required property is missing: "b".',
  ],
  // What AsyncAPI adds, and what nobody knows, asks for nothing.
  [{ discriminator: 'type', externalDocs: 1, deprecated: true, 'x-a': 1, prefixItems: [false], nonsense: [] }, [1]],
  [{ type: 'string', nullable: true }, null, 'The value must be a string, but is null.'],
  [{ type: 'strng' }, 1],
  [{ minimum: '3', required: 'a', properties: [], pattern: '(', oneOf: [], items: 4, enum: 3, additionalProperties: 'no' }, { a: 1 }],
  [{ minimum: '3', maximum: 2 }, 3, 'The value must be at most 2, but is 3.'],
]

describe('a refused value is explained', () => {
  test.each(rows.map((row) => [JSON.stringify(row.slice(0, 2)), row] as const))('%s', (_, [schema, value, ...sentences]) => {
    const problems = compile(poolOf({ s: schema }), 's')(value)
    expect(problems?.map(({ path, message }) => `${path} ${message}`.trim())).toEqual(sentences)
  })
})
