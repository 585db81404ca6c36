import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../../schema/compile.ts'
import { schemas, values } from './arbitraries.ts'
import { poolOf } from './pool.ts'

const plain = { strict: false, logger: false, ownProperties: true } as const
const formats = addFormats.default
const drafts = {
  'draft-07': formats(new Ajv(plain)),
  '2019-09': formats(new Ajv2019(plain)),
  '2020-12': formats(new Ajv2020(plain)),
}

test.each(Object.entries(drafts))('%s: accepts and refuses what plain Ajv does, evaluated and compiled', (version, ajv) => {
  fc.assert(
    fc.property(schemas(version), fc.array(values, { minLength: 1, maxLength: 4 }), (schema, samples) => {
      const oracle = ajv.compile(schema as object | boolean)
      const check = compile(poolOf({ s: schema }, `application/schema+json;version=${version}`), 's')
      for (let round = 0; round < 10; round++) {
        for (const value of samples) {
          const expected = judged(oracle, value)
          // Ajv crashes over its own bookkeeping for the `unevaluated` keywords now and then.
          fc.pre(expected !== undefined)
          const problems = check(value)
          expect({ value, accepts: problems?.length === 0 }).toEqual({ value, accepts: expected })
          expect({ value, accepts: check.accepts(value) }).toEqual({ value, accepts: expected })
        }
      }
    }),
    { numRuns: 150, seed: 7 },
  )
})

test('references between schemas of a pool are those of one document', () => {
  const defs = (parts: Record<string, unknown>, prefix: string): unknown =>
    JSON.parse(JSON.stringify(parts), (key, value) => (key === '$ref' ? prefix + value : value))
  const referring = (refs: readonly string[]): fc.Arbitrary<unknown> => schemas('draft-07', refs)
  fc.assert(
    fc.property(
      referring(['a', 'b']),
      referring(['b']),
      schemas('draft-07'),
      fc.array(values, { minLength: 1, maxLength: 4 }),
      (root, a, b, samples) => {
        const parts = { root, a, b }
        const oracle = new Ajv(plain)
        formats(oracle)
        const valid = oracle.compile({ $ref: '#/definitions/root', definitions: defs(parts, '#/definitions/') as object })
        const check = compile(poolOf(parts), 'root')
        for (let round = 0; round < 10; round++)
          for (const value of samples) expect({ value, accepts: check.accepts(value) }).toEqual({ value, accepts: valid(value) })
      },
    ),
    { numRuns: 60, seed: 7 },
  )
})

function judged(oracle: (value: unknown) => unknown, value: unknown): boolean | undefined {
  try {
    return oracle(value) === true
  } catch {
    return undefined
  }
}
