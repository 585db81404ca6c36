import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../../../../server/rules/asyncapi/structure/check.ts'
import { checkStructure } from '../../../../../server/rules/asyncapi/structure/structure.ts'
import { rootKind } from '../../../../../server/spec/kinds.ts'
import { supportedVersion, versions } from '../../../../../server/spec/versions.ts'
import { oracle } from '../../../spec/oracle.ts'
import { corpusDocuments, fullDocuments } from './documents.ts'
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
      { numRuns: Number(process.env['RUNS'] ?? 3000) },
    )
  })
})

type Change = { do: 'delete' } | { do: 'rename'; key: string } | { do: 'replace'; value: unknown } | { do: 'add'; key: string; value: unknown }

const keys = fc.constantFrom('$ref', 'x-own', 'x-b/d', 'tags', 'schemaFormat', 'schema', 'payload', 'bindingVersion', 'oneOf', 'type', 'name', 'title', 'nonsense', 'queue', 'topic', 'headers', 'security', 'scheme', 'is', 'allOf', '__proto__x', 'constructor', 'a b')
const values = fc.constantFrom<unknown[]>(
  null, true, false, 0, 5, -1, 1.5, 300, '', 'x', 'queue', 'http', 'record', 'string', '0.1.0', '0.2.0', '0.3.0', '0.5.0', '9.9.9',
  [], [1], ['a'], ['a', 'a'], [{}, {}], ['null', 'string'], {}, { $ref: '#/x' }, { $ref: null }, { $ref: 5 }, { $ref: '#/x', more: 1 }, { type: 'string' }, { type: 'object' }, { type: 'X509' },
  { type: 'nonsense' }, { name: 'a' }, { schema: true }, { schemaFormat: 'a', schema: 5 }, { schema: { type: 5 } }, { url: 'https://example.com' }, { bindingVersion: 'x' }, { oneOf: [] }, 'x'.repeat(300),
)
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>({ do: 'delete' }),
  fc.record({ do: fc.constant('rename' as const), key: keys }),
  fc.record({ do: fc.constant('replace' as const), value: values }),
  fc.record({ do: fc.constant('add' as const), key: keys, value: values }),
)

/** Walks down by the steps, each taken modulo the number of children, and changes what is there. The root's `asyncapi` is left alone. */
function spoil(root: unknown, steps: readonly number[], how: Change): void {
  let node = root as Record<string, unknown>
  for (const [depth, step] of steps.entries()) {
    const inside = Object.keys(node).filter((key) => node !== root || key !== 'asyncapi')
    const key = inside[step % Math.max(1, inside.length)]
    if (key === undefined) return
    const next = node[key]
    if (depth < steps.length - 1 && typeof next === 'object' && next !== null) node = next as Record<string, unknown>
    else return apply(node, key, structuredClone(how))
  }
}

function apply(node: Record<string, unknown>, key: string, how: Change): void {
  if (how.do === 'replace') node[key] = how.value
  else if (Array.isArray(node)) {
    if (how.do === 'delete') node.splice(Number(key), 1)
    else if (how.do === 'add') node.push(how.value)
  } else if (how.do === 'delete') delete node[key]
  else if (how.do === 'add') node[how.key] = how.value
  else {
    node[how.key] = node[key]
    if (how.key !== key) delete node[key]
  }
}
