import { describe, expect, test } from 'vitest'
import { compile } from '../../../schema/compile.ts'
import { dialectOf } from '../../../schema/dialect.ts'
import { poolOf } from './pool.ts'

describe('which dialect a schema is written in', () => {
  test.each([
    [undefined, {}, 'draft-07'],
    [undefined, { $schema: 'https://json-schema.org/draft/2020-12/schema' }, '2020-12'],
    [undefined, { $schema: 'http://json-schema.org/draft-04/schema#' }, 'draft-04'],
    [undefined, { $schema: 'http://json-schema.org/draft-06/schema#' }, 'draft-07'],
    [undefined, true, 'draft-07'],
    ['application/vnd.aai.asyncapi;version=3.0.0', {}, 'draft-07'],
    ['application/vnd.aai.asyncapi+yaml;version=2.6.0', {}, 'draft-07'],
    ['application/schema+json;version=draft-07', {}, 'draft-07'],
    ['application/schema+yaml; version="draft-04"', {}, 'draft-04'],
    ['application/schema+json;version=2019-09', {}, '2019-09'],
    ['application/schema+json', { $schema: 'https://json-schema.org/draft/2019-09/schema' }, '2019-09'],
    ['application/vnd.oai.openapi;version=3.0.3', {}, 'openapi-3.0'],
    ['application/vnd.oai.openapi+json;version=3.1.0', {}, '2020-12'],
    ['Application/Vnd.Apache.Avro+JSON;version=1.9.0', {}, 'avro'],
    ['application/raml+yaml;version=1.0', {}, undefined],
    ['application/vnd.google.protobuf;version=3', {}, undefined],
    ['', {}, undefined],
  ])('%s %j: %s', (format, schema, dialect) => {
    expect(dialectOf(format, schema)).toBe(dialect)
  })
})

const json = (version: string) => `application/schema+json;version=${version}`
const openapi = 'application/vnd.oai.openapi;version=3.0.0'

describe('what keywords mean there', () => {
  test.each<[format: string | undefined, schema: unknown, right: unknown, wrong: unknown]>([
    [json('draft-04'), { minimum: 1, exclusiveMinimum: true }, 1.5, 1],
    [json('draft-04'), { minimum: 1, exclusiveMinimum: false }, 1, 0],
    [json('draft-04'), { type: 'integer', const: 3 }, 4, 'a'],
    [openapi, { type: 'string', nullable: true }, null, 1],
    [openapi, { maximum: 1, exclusiveMaximum: true }, 0, 1],
    [openapi, { oneOf: [{ required: ['a'] }], discriminator: { propertyName: 'kind', mapping: {} } }, { a: 1 }, {}],
    [undefined, { items: [{ type: 'string' }], additionalItems: { type: 'integer' } }, ['a', 1], ['a', 'b']],
    [
      undefined,
      { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
      ['a', 1],
      ['a', 'b'],
    ],
    [json('2020-12'), { contains: { type: 'integer' }, minContains: 2, maxContains: 3 }, [1, 'a', 2], [1, 'a']],
    [json('2020-12'), { contains: { type: 'integer' }, maxContains: 1 }, [1, 'a'], [1, 2]],
    [json('2020-12'), { contains: { type: 'integer' }, minContains: 0, items: { type: 'integer' } }, [], ['a']],
    [json('2019-09'), { dependentRequired: { a: ['b'] } }, { b: 1 }, { a: 1 }],
    [json('2019-09'), { dependentSchemas: { a: { minProperties: 2 } } }, { a: 1, b: 1 }, { a: 1 }],
    [json('2020-12'), { $ref: '#/$defs/text', minLength: 2, $defs: { text: { type: 'string' } } }, 'ab', 'a'],
    [json('2020-12'), { properties: { next: { $dynamicRef: '#' } }, required: ['id'] }, { id: 1, next: { id: 1 } }, { id: 1, next: {} }],
    [json('2019-09'), { properties: { next: { $recursiveRef: '#' } }, required: ['id'] }, { id: 1, next: { id: 1 } }, { id: 1, next: {} }],
    [json('2020-12'), { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false }, { a: 1 }, { b: 1 }],
    [
      json('2020-12'),
      { anyOf: [{ required: ['b'], properties: { b: {} } }, { properties: { a: {} } }], unevaluatedProperties: false },
      { a: 1, b: 2 },
      { a: 1, c: 2 },
    ],
    [json('2020-12'), { if: { required: ['a'], properties: { a: {} } }, unevaluatedProperties: false }, { a: 1 }, { b: 1 }],
    [json('2020-12'), { properties: { a: { properties: { x: {} } } }, unevaluatedProperties: false }, { a: { y: 1 } }, { x: 1 }],
    [
      json('2020-12'),
      { $ref: '#/$defs/a', $defs: { a: { properties: { a: {} } } }, unevaluatedProperties: { type: 'integer' } },
      { a: 'x', b: 1 },
      { b: 'x' },
    ],
    [json('2020-12'), { prefixItems: [true], contains: { type: 'string' }, unevaluatedItems: false }, [1, 'a'], [1, 'a', 2]],
    [
      json('2020-12'),
      { oneOf: [{ prefixItems: [true, { type: 'string' }] }, { prefixItems: [true, { type: 'integer' }] }], unevaluatedItems: false },
      [1, 'a'],
      [1, 'a', 2],
    ],
    [json('draft-07'), { unevaluatedProperties: false, type: 'object' }, { a: 1 }, 1],
    [undefined, { items: [{}, {}], contains: { type: 'string' } }, ['a'], [1]],
  ])('%s %j', (format, schema, right, wrong) => {
    const check = compile(poolOf({ s: schema }, format), 's')
    for (let round = 0; round < 20; round++) {
      expect(check(right)).toEqual([])
      expect(check(wrong)).not.toEqual([])
      expect(check(wrong)).not.toBeUndefined()
    }
  })

  test('beside a reference nothing counts before 2019-09', () => {
    const schema = { $ref: '#/definitions/text', minLength: 2, definitions: { text: { type: 'string' } } }
    expect(compile(poolOf({ s: schema }), 's')('a')).toEqual([])
  })
})

test('a language that is not read decides nothing', () => {
  expect(compile(poolOf({ s: { type: 'string' } }, 'application/raml+yaml;version=1.0'), 's')(1)).toBeUndefined()
})

test('the keyword that refused is named where it was written', () => {
  const place = (schema: unknown, value: unknown, format?: string) =>
    compile(poolOf({ s: schema }, format), 's')(value)?.map(({ schemaPath }) => schemaPath.pointer)
  expect(place({ minimum: 1, exclusiveMinimum: true }, 1, json('draft-04'))).toEqual(['/minimum'])
  expect(place({ items: [{ type: 'string' }], additionalItems: false }, [1, 2])).toEqual(['/additionalItems', '/items/0/type'])
  expect(place({ dependencies: { a: ['b'] } }, { a: 1 })).toEqual(['/dependencies'])
  expect(place({ properties: { 'a/b': { enum: [1] } } }, { 'a/b': 2 })).toEqual(['/properties/a~1b/enum'])
})
