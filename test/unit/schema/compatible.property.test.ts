import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compatible } from '../../../schema/compatible/compare.ts'
import { isBreaking } from '../../../schema/compatible/incompatibility.ts'
import { compile } from '../../../schema/compile.ts'
import { reworded } from './arbitraries.ts'
import { poolOf } from './pool.ts'

type Schema = Readonly<Record<string, unknown>>
const names = ['a', 'b', 'c'] as const
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const given = (schema: Record<string, unknown>): Schema =>
  Object.fromEntries(Object.entries(schema).filter(([, value]) => value !== undefined))
const bound = maybe(fc.integer({ min: -2, max: 4 }))
const size = maybe(fc.nat({ max: 3 }))

const texts = fc.record({
  type: fc.constantFrom<unknown>('string', ['string', 'null']),
  minLength: size,
  maxLength: size,
  pattern: maybe(fc.constantFrom('^[ab]*$', '^a', 'b$', '^a?b?$')),
  default: maybe(fc.constantFrom('a', 'ab')),
})
const numbers = fc.record({
  type: fc.constantFrom<unknown>('integer', 'number', ['integer', 'null']),
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  multipleOf: maybe(fc.constantFrom(1, 2, 0.5)),
  default: maybe(fc.constantFrom(0, 1)),
})
const listed = fc.oneof(
  fc.record({
    enum: fc.uniqueArray(fc.constantFrom<unknown>('a', 'b', 1, null), { minLength: 1 }),
    type: maybe(fc.constantFrom('string', 'integer')),
  }),
  fc.record({ const: fc.constantFrom<unknown>('a', 'b', 1) }),
  fc.record({ type: fc.constantFrom('boolean', 'null') }),
  fc.constant({}),
)

/** Schemas whose every constraint is decided, over a few names. */
const { schema: schemas } = fc.letrec<{ schema: Schema; object: Schema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    texts.map(given),
    numbers.map(given),
    listed.map(given),
    tie('object'),
    arrays(tie('schema')),
    unions(tie('object')),
  ),
  object: objects(tie('schema')),
}))

function objects(part: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  const members = fc.uniqueArray(fc.tuple(fc.constantFrom(...names), part), { selector: ([name]) => name, maxLength: 3 })
  return fc
    .record({
      type: fc.constant('object'),
      properties: members.map((list) => Object.fromEntries(list)),
      required: fc.subarray([...names], { maxLength: 2 }),
      additionalProperties: maybe(fc.constantFrom<unknown>(true, false, { type: 'string' })),
      minProperties: maybe(fc.nat({ max: 2 })),
      allOf: maybe(fc.tuple(fc.record({ required: fc.subarray([...names], { maxLength: 1 }) }))),
    })
    .map(given)
}

function arrays(part: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  return fc
    .record({ type: fc.constant('array'), items: maybe(part), minItems: size, maxItems: size, uniqueItems: maybe(fc.boolean()) })
    .map(given)
}

/** Branches that a mark tells apart, and branches of different types. */
function unions(part: fc.Arbitrary<Schema>): fc.Arbitrary<Schema> {
  const marked = fc
    .uniqueArray(fc.tuple(fc.constantFrom('x', 'y', 'z'), part), { selector: ([mark]) => mark, minLength: 1, maxLength: 3 })
    .map((list) =>
      list.map(([mark, branch]) => ({
        ...branch,
        properties: { ...(branch.properties as object), kind: { const: mark } },
        required: [...((branch.required as readonly string[] | undefined) ?? []), 'kind'],
      })),
    )
  const typed = fc.subarray([{ type: 'string' }, { type: 'integer' }, { type: 'null' }, { type: 'boolean' }], { minLength: 1 })
  return fc.tuple(fc.constantFrom('oneOf', 'anyOf'), fc.oneof(marked, typed)).map(([keyword, list]) => ({ [keyword]: list }))
}

/** A value built from what the schema declares, so that it is often accepted. */
function sample(schema: Schema, random: () => number): unknown {
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  const union = schema.oneOf ?? schema.anyOf
  if (Array.isArray(union)) return sample(pick(union as Schema[]) ?? {}, random)
  if ('const' in schema) return schema.const
  if (Array.isArray(schema.enum)) return pick(schema.enum)
  const type = Array.isArray(schema.type) ? pick(schema.type) : schema.type
  if (type === 'string') return pick(['', 'a', 'b', 'ab', 'aab', 'bb', 'abc'])
  if (type === 'integer') return pick([-2, -1, 0, 1, 2, 3, 4, 6])
  if (type === 'number') return pick([-2, -0.5, 0, 0.5, 1, 1.5, 2, 3, 4])
  if (type === 'boolean') return random() < 0.5
  if (type === 'null') return null
  if (type === 'array')
    return Array.from({ length: Math.floor(random() * 4) }, () => sample((schema.items as Schema | undefined) ?? {}, random))
  if (type !== 'object') return pick<unknown>(['a', 1, null, {}, []])
  const value: Record<string, unknown> = {}
  for (const [name, part] of Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {})) {
    if ((schema.required as readonly string[] | undefined)?.includes(name) || random() < 0.6) value[name] = sample(part, random)
  }
  return value
}

/** The value with the defaults that the schema declares in place of what is missing. */
function filled(schema: Schema, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => filled((schema.items as Schema | undefined) ?? {}, item))
  if (typeof value !== 'object' || value === null) return value
  let result: Record<string, unknown> = { ...value }
  for (const [name, part] of Object.entries((schema.properties as Record<string, Schema> | undefined) ?? {})) {
    if (name in result) result[name] = filled(part, result[name])
    else if ('default' in part && compile(poolOf({ part }), 'part').accepts(part.default)) result[name] = part.default
  }
  for (const branch of (schema.oneOf ?? schema.anyOf ?? []) as Schema[]) {
    const mark = (branch.properties as Record<string, Schema> | undefined)?.kind?.const
    if (mark !== undefined && mark === result.kind) result = filled(branch, result) as Record<string, unknown>
  }
  return result
}

const breaking = (old: Schema, now: Schema) =>
  compatible({ pool: poolOf({ s: old }), id: 's' }, { pool: poolOf({ s: now }), id: 's' }).filter(isBreaking)

function holdOldValues(old: Schema, now: Schema, random: () => number): void {
  if (breaking(old, now).length > 0) return
  const [before, after] = [compile(poolOf({ s: old }), 's'), compile(poolOf({ s: now }), 's')]
  for (let round = 0; round < 20; round++) {
    const value = sample(old, random)
    if (before.accepts(value) !== true) continue
    expect({ value, problems: after(filled(now, value)) }).toEqual({ value, problems: [] })
  }
}

const randoms = fc
  .infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { noHistory: true })
  .map((stream) => () => stream.next().value as number)

test('no two schemas that are called compatible refuse an old value', () => {
  fc.assert(fc.property(schemas, schemas, randoms, holdOldValues), { numRuns: 300, seed: 7 })
})

test('nor does a schema with one part replaced', () => {
  const edited = fc.tuple(schemas, schemas, fc.nat()).map(([old, part, where]) => [old, replaced(old, part, where)] as const)
  fc.assert(
    fc.property(edited, randoms, ([old, now], random) => holdOldValues(old, now, random)),
    { numRuns: 300, seed: 7 },
  )
})

/** One property, items or branch put in place of another, counted through the schema. */
function replaced(schema: Schema, part: Schema, where: number): Schema {
  const copy = structuredClone(schema) as Record<string, unknown>
  const slots: [Record<string, unknown> | unknown[], string | number][] = []
  const visit = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return
    const { properties, items } = one as { properties?: Record<string, unknown>; items?: unknown }
    for (const name of Object.keys(properties ?? {})) if (properties && name !== 'kind') slots.push([properties, name])
    if (items) slots.push([one as Record<string, unknown>, 'items'])
    for (const value of Object.values(properties ?? {})) visit(value)
    visit(items)
    for (const branch of ((one as Schema).oneOf ?? (one as Schema).anyOf ?? []) as unknown[]) visit(branch)
  }
  visit(copy)
  const slot = slots[where % Math.max(1, slots.length)]
  if (slot) (slot[0] as Record<string | number, unknown>)[slot[1]] = part
  return copy
}

test('every schema is compatible with itself', () => {
  fc.assert(
    fc.property(schemas, (schema) => breaking(schema, reworded(schema) as Schema).length === 0),
    { numRuns: 300, seed: 7 },
  )
})

test('what widens a schema is compatible', () => {
  const optional = { type: 'string', title: 'new' }
  fc.assert(
    fc.property(objects(schemas), ({ minProperties: _, allOf: __, ...old }) => {
      const wider = {
        ...old,
        properties: { ...(old.properties as object), extra: optional },
        required: (old.required as readonly string[] | undefined)?.slice(1) ?? [],
      }
      expect(breaking(old, { ...wider, additionalProperties: true })).toEqual([])
      expect(breaking(old, { anyOf: [reworded(old), { type: 'null' }] })).toEqual([])
    }),
    { numRuns: 200, seed: 7 },
  )
})
