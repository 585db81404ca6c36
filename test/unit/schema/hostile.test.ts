import { describe, expect, test, vi } from 'vitest'
import { compile } from '../../../schema/compile.ts'
import { poolOf } from './pool.ts'

const check = (schema: unknown, options = {}) => compile(poolOf({ s: schema }), 's', options)
/** Enough to be evaluated first and compiled later. */
const often = Array.from({ length: 20 }, (_, round) => round)

describe('patterns', () => {
  test.each(['^(a+)+$', '^(a|a)*$', '^(([a-z])+.)+[A-Z]([a-z])+$', '(x+x+)+y'])('%s is linear', (pattern) => {
    const refuse = check({ pattern })
    for (const _ of often) expect(refuse(`${'a'.repeat(30)}!`)).toHaveLength(1)
    const named = check({ patternProperties: { [pattern]: false } })
    for (const _ of often) expect(named({ [`${'a'.repeat(30)}!`]: 1 })).toEqual([])
  })

  test.each(['^(?=.*[A-Z]).{8,}$', '(a)\\1', '^(?!x)', '(x{1000}){1000}'])('%s cannot be decided', (pattern) => {
    for (const _ of often) expect(check({ pattern })('aA')).toBeUndefined()
    for (const _ of often) expect(check({ patternProperties: { [pattern]: { type: 'string' } } })({ a: 1 })).toBeUndefined()
  })

  test('what it would have decided alone, others still decide', () => {
    const accept = check({ pattern: '(?=a)', minLength: 3 })
    expect(accept('aa')).toHaveLength(1)
    expect(accept('aaa')).toBeUndefined()
    expect(check({ not: { pattern: '(?=a)' } })('a')).toBeUndefined()
    expect(check({ anyOf: [{ pattern: '(?=a)' }, { minLength: 1 }] })('b')).toEqual([])
    expect(check({ anyOf: [{ pattern: '(?=a)' }, { minLength: 9 }] })('b')).toBeUndefined()
    expect(check({ oneOf: [{ pattern: '(?=a)' }, { minLength: 1 }] })('b')).toBeUndefined()
  })

  test('native where the caller can be killed', () => {
    const accept = check({ pattern: '^(?=.*[A-Z]).{3,}$' }, { regExp: 'native' })
    for (const _ of often) {
      expect(accept('aaA')).toEqual([])
      expect(accept('aaa')).toHaveLength(1)
    }
  })

  test('a long text against a large expression is not tried', () => {
    expect(check({ pattern: '^(a{0,900}|b)*$' })('a'.repeat(1_000_000))).toBeUndefined()
  })

  test('many long texts against an expression that is slow on each', () => {
    const texts = Array.from({ length: 2_000 }, (_, index) => 'ab'.repeat(1_500 + (index % 100)))
    expect(check({ items: { pattern: '(a|b)*a(a|b){500}[c-d]' } })(texts)).toBeUndefined()
    expect(check({ items: { pattern: 'x{500}'.repeat(600) } })(texts)).toBeUndefined()
  })

  test.each([
    ['\\d{2}\\/\\d', '12/3', true],
    ['^[\\w.-]+@\\w+$', 'a-b.c@d', true],
    ['^\\u0041$', 'A', true],
    ['^(?<year>\\d{4})$', '2026', true],
    ['^[^]$', '\n', true],
    ['^a$', 'a\n', false],
    ['^\\p{Lu}$', 'Ä', true],
    ['^.$', '💶', true],
    ['^\\-$', '-', true],
  ])('%s is read as in ECMAScript', (pattern, text, accepts) => {
    expect(new RegExp(pattern, pattern.includes('\\-') ? '' : 'u').test(text)).toBe(accepts)
    expect(check({ pattern }).accepts(text)).toBe(accepts)
  })
})

describe('size and depth', () => {
  const deep = (levels: number): unknown => {
    let value: unknown = 1
    for (let level = 0; level < levels; level++) value = { a: value }
    return value
  }

  test('a value deeper than the stack', () => {
    const tree = check({ $ref: '#/definitions/n', definitions: { n: { properties: { a: { $ref: '#/definitions/n' } } } } })
    for (const _ of often) expect(tree(deep(100))).toEqual([])
    for (const _ of often) expect(tree(deep(100_000))).toBeUndefined()
    expect(check({ enum: [1] })(deep(100_000))).toBeUndefined()
  })

  test('a schema deeper than the stack', () => {
    let schema: unknown = { type: 'string' }
    for (let level = 0; level < 50_000; level++) schema = { not: schema }
    for (const _ of often) expect(() => check(schema)(1)).not.toThrow()
    expect(check({ allOf: [schema], type: 'integer' })('a')).toHaveLength(1)
  })

  test('a schema that is itself', () => {
    for (const schema of [{ $ref: 's' }, { allOf: [{ $ref: '#' }] }, { not: { $ref: 's' } }])
      for (const _ of often) expect(check(schema)(1)).toBeUndefined()
  })

  test('a cyclic object as a schema', () => {
    const schema: Record<string, unknown> = { type: 'object' }
    schema.properties = { self: schema }
    expect(check(schema)({ self: { self: 1 } })).toHaveLength(1)
  })

  test('references that double at each level', () => {
    const schemas: Record<string, unknown> = { a40: { type: 'string' } }
    for (let level = 0; level < 40; level++) {
      const $ref = `a${level + 1}`
      schemas[`a${level}`] = { allOf: [{ $ref }, { $ref }, { anyOf: [{ $ref }, { $ref }] }] }
    }
    const accept = compile(poolOf(schemas), 'a0')
    for (const _ of often) expect(accept('x')).toEqual([])
    for (const _ of often) expect(accept(1)).toHaveLength(1)
    for (const _ of often) expect(accept.accepts(1)).toBe(false)
  })

  test('members that double at each level', () => {
    const accept = check({ allOf: [{ properties: { a: { $ref: 's' } } }, { properties: { a: { $ref: 's' } } }] })
    for (const _ of often) expect(accept(deep(60))).toEqual([])
  })

  test('large arrays, all different, and large enums', () => {
    const items = Array.from({ length: 20_000 }, (_, a) => ({ a }))
    const unique = check({ uniqueItems: true })
    for (const _ of often) expect(unique(items)).toEqual([])
    const listed = check({ items: { enum: items } })
    for (const _ of often) expect(listed(items)).toEqual([])
  })

  test('no more than a hundred problems', () => {
    expect(check({ items: { type: 'string' } })(Array.from({ length: 100_000 }, () => 1))).toHaveLength(100)
    expect(check({ items: { type: 'string' } }, { mostProblems: 3 })([1, 2, 3, 4])).toHaveLength(3)
  })

  test('a long text against a format', () => {
    const check0 = check({ format: 'email' })
    for (const _ of often) expect(check0(`${'a-'.repeat(500_000)}@`)).toEqual([])
  })
})

describe('names that every object seems to have', () => {
  test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('%s', (name) => {
    const own = JSON.parse(`{"${name}": 1}`) as unknown
    const accept = check({ required: [name], properties: JSON.parse(`{"${name}": {"type": "integer"}}`), additionalProperties: false })
    for (const _ of often) {
      expect(accept(own)).toEqual([])
      expect(accept({})).toHaveLength(1)
      expect(accept(JSON.parse(`{"${name}": "a"}`))).toHaveLength(1)
    }
  })
  test('a schema of that id is not there', () => {
    expect(compile(poolOf({}), 'toString')(1)).toBeUndefined()
    expect(check({ $ref: 'constructor' })(1)).toBeUndefined()
  })
})

test('integers beyond 2^53', () => {
  const limited = check({ minimum: 5 })
  for (const _ of often) {
    expect(check({ type: 'integer' })(9007199254740993n)).toEqual([])
    expect(limited(3n)).toHaveLength(1)
    expect(limited(2n ** 70n)).toEqual([])
    expect(check({ format: 'int64' })(2n ** 63n)).toHaveLength(1)
    expect(check({ enum: [9007199254740993n] })(9007199254740993n)).toEqual([])
    expect(check({ multipleOf: 2 })(9007199254740993n)).toHaveLength(1)
  }
})

test('what JSON has no word for', () => {
  for (const value of [undefined, Number.NaN, Number.POSITIVE_INFINITY, () => 1, Symbol('x')])
    expect(() => check({ type: 'string', enum: ['a'] })(value)).not.toThrow()
})

test('where the host allows no eval, values are evaluated all the same', () => {
  vi.stubGlobal('Function', () => {
    throw new EvalError('no eval here')
  })
  try {
    const limited = check({ type: 'object', required: ['evalless'] })
    for (const _ of often) {
      expect(limited({ evalless: 1 })).toEqual([])
      expect(limited({})).toHaveLength(1)
    }
  } finally {
    vi.unstubAllGlobals()
  }
})
