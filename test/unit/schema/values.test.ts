import { describe, expect, test } from 'vitest'
import { refusedValues, schemaValues } from '../../../schema/values.ts'
import { poolOf } from './pool.ts'

describe('values of a schema', () => {
  const schema = {
    type: 'object',
    default: {},
    properties: {
      count: { type: 'integer', default: 'x', examples: [1, 'two'] },
      'a/b': { type: 'array', items: { type: 'string', default: 3 } },
      other: { $ref: 'other' },
      default: { type: 'string' },
    },
    allOf: [{ required: ['count'], examples: [{}, { count: 1 }] }],
  }
  const pool = poolOf({ s: schema, other: { type: 'string', default: 1 } })

  test('each stands at its place, with its subschema; references are not followed', () => {
    const found = [...schemaValues(pool, 's')].map(({ place, schema: { pointer }, value }) => [place.pointer, pointer, value])
    expect(found).toHaveLength(7)
    expect(found).toEqual(
      expect.arrayContaining([
        ['/default', '', {}],
        ['/properties/count/default', '/properties/count', 'x'],
        ['/properties/count/examples/0', '/properties/count', 1],
        ['/properties/a~1b/items/default', '/properties/a~1b/items', 3],
        ['/allOf/0/examples/1', '/allOf/0', { count: 1 }],
      ]),
    )
  })

  test('those that are refused', () => {
    const refused = [...refusedValues(pool, 's')].map(({ place, problems }) => [place.pointer, problems[0]?.message])
    expect(refused).toEqual(
      expect.arrayContaining([
        ['/properties/count/default', 'The value must be a whole number, but is the string "x".'],
        ['/properties/count/examples/1', 'The value must be a whole number, but is the string "two".'],
        ['/properties/a~1b/items/default', 'The value must be a string, but is the number 3.'],
        ['/allOf/0/examples/0', 'A required property is missing: "count".'],
      ]),
    )
    expect(refused).toHaveLength(5)
  })

  test('inner references of one entry, and what is not there', () => {
    expect([
      ...refusedValues(
        poolOf({ s: { definitions: { a: { type: 'string' } }, properties: { x: { $ref: '#/definitions/a' } }, default: { x: 1 } } }),
        's',
      ),
    ]).toHaveLength(1)
    expect([...schemaValues(pool, 'gone')]).toEqual([])
    expect([...schemaValues(poolOf({ s: { default: 1 } }, 'application/raml+yaml;version=1.0'), 's')]).toEqual([])
  })
})
