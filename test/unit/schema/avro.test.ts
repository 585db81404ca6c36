import { describe, expect, test } from 'vitest'
import { avroToSchema } from '../../../schema/avro.ts'
import { compile } from '../../../schema/compile.ts'
import { poolOf } from './pool.ts'

const format = 'application/vnd.apache.avro;version=1.9.0'
const check = (avro: unknown) => compile(poolOf({ s: avro }, format), 's')
const said = (avro: unknown, value: unknown) => check(avro)(value)?.map(({ path, message }) => `${path} ${message}`.trim())

const order = {
  type: 'record',
  name: 'Order',
  namespace: 'shop.orders',
  doc: 'An order.',
  fields: [
    { name: 'id', type: { type: 'string', logicalType: 'uuid' } },
    { name: 'quantity', type: 'int', minimum: 1 },
    { name: 'note', type: ['null', 'string'], default: null },
    { name: 'status', type: { type: 'enum', name: 'Status', symbols: ['NEW', 'PAID'] } },
    { name: 'former', type: ['null', 'Status'] },
    { name: 'tags', type: { type: 'array', items: 'string' }, default: [] },
    { name: 'totals', type: { type: 'map', values: 'double' }, default: {} },
    { name: 'parent', type: ['null', 'shop.orders.Order'], default: null },
    { name: 'at', type: { type: 'long', logicalType: 'timestamp-millis' } },
  ],
}
const value = { id: '7c8e2a53-1f7f-4a25-8a1b-2a8b8e2a5d11', quantity: 2, status: 'NEW', former: 'PAID', at: 1_700_000_000_000 }

describe('values against an Avro schema', () => {
  test('an event as it is written in JSON, defaults left out', () => {
    expect(said(order, value)).toEqual([])
    expect(said(order, { ...value, note: 'x', tags: ['a'], totals: { a: 1.5 }, parent: value })).toEqual([])
  })

  test.each([
    [{ ...value, quantity: 0 }, '/quantity "quantity" must be at least 1, but is 0.'],
    [{ ...value, quantity: 2 ** 31 }, '/quantity "quantity" must be at most 2147483647, but is 2147483648.'],
    [{ ...value, id: 'x' }, '/id "id" must be a UUID, but is "x".'],
    [{ ...value, status: 'GONE' }, '/status "status" must be one of "NEW", "PAID"; it is "GONE".'],
    [{ ...value, former: 'GONE' }, '/former "former" must be one of "NEW", "PAID"; it is "GONE".'],
    [{ ...value, note: 1 }, '/note "note" must be null or a string, but is the number 1.'],
    [{ ...value, parent: { ...value, at: 'now' } }, '/parent/at "at" must be a whole number, but is the string "now".'],
    [{ ...value, totals: { a: 'x' } }, '/totals/a "a" must be a number, but is the string "x".'],
    [{ ...value, at: undefined }, '/at "at" must be a whole number, but is nothing.'],
  ])('%j', (wrong, sentence) => {
    expect(said(order, wrong)).toEqual([sentence])
  })

  test('a missing field, at the whole: places inside derived schemas are nobody’s', () => {
    const { status: _, ...rest } = value
    expect(check(order)(rest)).toEqual([
      {
        path: '',
        keyword: 'required',
        message: 'A required property is missing: "status".',
        schemaPath: { id: 's', pointer: '' },
        expected: ['status'],
      },
    ])
  })

  test.each([
    ['long', 1, 'a'],
    ['bytes', '\u0000ÿ', 'Ā'],
    [{ type: 'fixed', name: 'F', size: 2 }, 'ab', 'abc'],
    [['string', 'int'], 1, true],
    [['null'], null, 1],
    [{ type: 'record', name: 'R', fields: [] }, {}, []],
    [{ type: { type: 'array', items: 'int' } }, [1], ['a']],
    [{ type: 'record', name: '__proto__', fields: [{ name: '__proto__', type: 'int' }] }, JSON.parse('{"__proto__": 1}'), {}],
  ])('%j accepts %j and refuses %j', (avro, right, wrong) => {
    expect(check(avro).accepts(right)).toBe(true)
    expect(check(avro).accepts(wrong)).toBe(false)
  })
})

test.each([
  undefined,
  null,
  1,
  'Order',
  [],
  {},
  { type: 'record', name: 'R' },
  { type: 'record', name: 'R', fields: [{ name: 'a', type: 'Gone' }] },
  { type: 'array' },
  { type: 'enum', symbols: ['A'] },
  { type: 'fixed', name: 'F' },
  { type: 'object', properties: {} },
])('%j is no Avro schema and decides nothing', (avro) => {
  expect(avroToSchema(avro)).toBeUndefined()
  expect(check(avro)(1)).toBeUndefined()
})

test('hostile: deep, and itself', () => {
  let deep: unknown = 'int'
  for (let level = 0; level < 50_000; level++) deep = { type: 'array', items: deep }
  expect(avroToSchema(deep)).toBeUndefined()
  const cyclic: Record<string, unknown> = { type: 'array' }
  cyclic.items = cyclic
  expect(avroToSchema(cyclic)).toBeUndefined()
})

test('a reference in place of the schema', () => {
  const pool = { a: { uri: 'a', pointer: '', format, schema: { $ref: 'b' } }, b: { uri: 'b', pointer: '', format, schema: 'int' } }
  expect(compile(pool, 'a')(1)).toEqual([])
  expect(compile(pool, 'a')('x')).toHaveLength(1)
})
