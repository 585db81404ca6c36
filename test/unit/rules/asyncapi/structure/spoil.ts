import fc from 'fast-check'

export type Change =
  | { do: 'delete' }
  | { do: 'rename'; key: string }
  | { do: 'replace'; value: unknown }
  | { do: 'add'; key: string; value: unknown }

const keys = fc.constantFrom(
  '$ref',
  'x-own',
  'x-b/d',
  'tags',
  'schemaFormat',
  'schema',
  'payload',
  'bindingVersion',
  'oneOf',
  'type',
  'name',
  'title',
  'nonsense',
  'queue',
  'topic',
  'headers',
  'security',
  'scheme',
  'is',
  'allOf',
  '__proto__x',
  'constructor',
  'a b',
)
const values = fc.constantFrom<unknown[]>(
  null,
  true,
  false,
  0,
  5,
  -1,
  1.5,
  300,
  '',
  'x',
  'queue',
  'http',
  'record',
  'string',
  '0.1.0',
  '0.2.0',
  '0.3.0',
  '0.5.0',
  '9.9.9',
  [],
  [1],
  ['a'],
  ['a', 'a'],
  [{}, {}],
  ['null', 'string'],
  {},
  { $ref: '#/x' },
  { $ref: null },
  { $ref: 5 },
  { $ref: '#/x', more: 1 },
  { type: 'string' },
  { type: 'object' },
  { type: 'X509' },
  { type: 'nonsense' },
  { name: 'a' },
  { schema: true },
  { schemaFormat: 'a', schema: 5 },
  { schema: { type: 5 } },
  { url: 'https://example.com' },
  { bindingVersion: 'x' },
  { oneOf: [] },
  'x'.repeat(300),
)
/** One random defect. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.constant<Change>({ do: 'delete' }),
  fc.record({ do: fc.constant('rename' as const), key: keys }),
  fc.record({ do: fc.constant('replace' as const), value: values }),
  fc.record({ do: fc.constant('add' as const), key: keys, value: values }),
)

/** Walks down by the steps, each taken modulo the number of children, and changes what is there. The root's `asyncapi` is left alone. */
export function spoil(root: unknown, steps: readonly number[], how: Change): void {
  let node = root as Record<string, unknown>
  for (const [depth, step] of steps.entries()) {
    const inside = Object.keys(node).filter((key) => node !== root || key !== 'asyncapi')
    const key = inside[step % Math.max(1, inside.length)]
    if (key === undefined) return
    const next = node[key]
    if (depth < steps.length - 1 && typeof next === 'object' && next !== null) node = next as Record<string, unknown>
    else {
      apply(node, key, structuredClone(how))
      return
    }
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
