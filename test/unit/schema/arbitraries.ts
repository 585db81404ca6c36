import fc from 'fast-check'

const names = fc.constantFrom('a', 'b', 'ab', 'type', 'c d')
const scalars: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, 1, 1.5, -1, 3, 'a', 'ab', '', '💶', '2026-01-31', 'a@b.de'),
  fc.integer({ min: -5, max: 5 }),
  fc.string({ maxLength: 4 }),
)

/** JSON values over the names and scalars that the schemas speak of. */
export const values: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

const types = fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object')
const small = fc.nat({ max: 3 })
const limit = fc.integer({ min: -3, max: 3 })
const patterns = fc.constantFrom('^a', 'b$', '^[a-z]+$', '^$', '.')

/** Well-formed schemas of a draft; references name one of `refs`. Without the `unevaluated` keywords: there Ajv is no oracle, it crashes, and forgets what an `if` has seen. */
export function schemas(version: string, refs: readonly string[] = []): fc.Arbitrary<unknown> {
  return fc.letrec<{ schema: unknown }>((tie) => {
    const sub = tie('schema')
    const map = fc.dictionary(names, sub, { maxKeys: 3, noNullPrototype: true })
    const list = fc.array(sub, { minLength: 1, maxLength: 3 })
    const stringList = fc.uniqueArray(names, { maxLength: 2 })
    const keywords: Record<string, fc.Arbitrary<unknown>> = {
      type: fc.oneof(types, fc.uniqueArray(types, { minLength: 1, maxLength: 3 })),
      enum: fc.uniqueArray(values, { minLength: 1, maxLength: 4, comparator: (a, b) => JSON.stringify(a) === JSON.stringify(b) }),
      const: values,
      minimum: limit,
      maximum: limit,
      exclusiveMinimum: limit,
      exclusiveMaximum: limit,
      multipleOf: fc.constantFrom(1, 2, 0.5),
      minLength: small,
      maxLength: small,
      pattern: patterns,
      format: fc.constantFrom('date', 'email', 'int32', 'uuid', 'regex'),
      minItems: small,
      maxItems: small,
      uniqueItems: fc.boolean(),
      contains: sub,
      properties: map,
      patternProperties: fc.dictionary(patterns, sub, { maxKeys: 2, noNullPrototype: true }),
      additionalProperties: sub,
      propertyNames: sub,
      required: stringList,
      minProperties: small,
      maxProperties: small,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: sub,
      if: sub,
      then: sub,
      else: sub,
    }
    if (version === '2020-12') Object.assign(keywords, { items: sub, prefixItems: list })
    else Object.assign(keywords, { items: fc.oneof(sub, list), additionalItems: sub })
    if (version === 'draft-07')
      Object.assign(keywords, { dependencies: fc.dictionary(names, fc.oneof(sub, stringList), { maxKeys: 2, noNullPrototype: true }) })
    else {
      const dependentRequired = fc.dictionary(names, stringList, { maxKeys: 2, noNullPrototype: true })
      Object.assign(keywords, { dependentRequired, dependentSchemas: map, minContains: small, maxContains: small })
    }
    const entries = fc.subarray(Object.keys(keywords), { maxLength: 5 })
    const object = entries
      .chain((keys) =>
        fc.record(Object.fromEntries(keys.map((key) => [key, keywords[key] ?? fc.constant(undefined)])), { noNullPrototype: true }),
      )
      .map(withoutTupleAndContains)
    const ref = refs.length === 0 ? [] : [fc.constantFrom(...refs).map(($ref) => ({ $ref }))]
    return { schema: fc.oneof({ depthSize: 'small', maxDepth: 4 }, fc.boolean(), ...ref, object, object) }
  }).schema
}

/** Ajv forgets `contains` beside a tuple that is longer than the array. */
function withoutTupleAndContains(schema: Readonly<Record<string, unknown>>): unknown {
  if (!Array.isArray(schema.items) && !schema.prefixItems) return schema
  const { contains: _, ...rest } = schema
  return rest
}

/** The schema in other words: every part says one thing more that asks for nothing. */
export function reworded(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(reworded)
  if (typeof schema !== 'object' || schema === null) return schema
  const own: Record<string, unknown> = { ...schema, nothing: 1 }
  for (const key of ['items', 'additionalProperties', 'allOf', 'anyOf', 'oneOf', 'not', 'prefixItems'])
    if (key in own) own[key] = reworded(own[key])
  if (own.properties) own.properties = Object.fromEntries(Object.entries(own.properties).map(([name, part]) => [name, reworded(part)]))
  return own
}
