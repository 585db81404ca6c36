import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../../../../server/rules/asyncapi/structure/check.ts'
import { checkStructure } from '../../../../../server/rules/asyncapi/structure/structure.ts'
import { rootKind } from '../../../../../server/spec/kinds.ts'
import { supportedVersion, versions } from '../../../../../server/spec/versions.ts'
import { oracle } from '../../../spec/oracle.ts'
import { corpusDocuments, fullDocuments } from './documents.ts'
import { change, spoil } from './spoil.ts'
import { toNode } from './toNode.ts'

const oracles = new Map(versions.map((version) => [version, oracle(version, 'corrected')]))

function bothSay(value: unknown): { ours: boolean; theirs: boolean } | undefined {
  const version = supportedVersion((value as { asyncapi?: unknown } | null)?.asyncapi)
  if (version === undefined) return undefined
  return { ours: check(toNode(value), rootKind(version)) === undefined, theirs: oracles.get(version)?.(value) === true }
}

const corpus = corpusDocuments()
const documents = [...fullDocuments(), ...corpus].filter(({ value }) => bothSay(value) !== undefined)

describe('accepts what a validator over the corrected schema accepts', () => {
  test.each(fullDocuments())('$name is accepted by both', ({ value }) => {
    expect(checkStructure(toNode(value))).toEqual([])
    expect(bothSay(value)).toEqual({ ours: true, theirs: true })
  })

  test.skipIf(corpus.length === 0)('every document of the corpus (absent: skipped)', () => {
    for (const { name, value } of corpus) {
      const verdict = bothSay(value)
      expect(verdict?.ours, name).toBe(verdict?.theirs)
    }
  })

  test('and refuses what it refuses, over documents with random defects', () => {
    const defects = fc.array(fc.record({ steps: fc.array(fc.nat(), { maxLength: 14 }), how: change }), { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(fc.constantFrom(...documents), defects, ({ value }, changes) => {
        const changed = structuredClone(value)
        for (const { steps, how } of changes) spoil(changed, steps, how)
        const verdict = bothSay(changed)
        expect(verdict?.ours).toBe(verdict?.theirs)
      }),
      { numRuns: Number(process.env['RUNS'] ?? 1500) },
    )
  }, 60_000)
})
