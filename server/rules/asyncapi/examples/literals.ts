import type { Node } from '../../../document/node.ts'
import type { Cursor } from '../../../workspace/cursor.ts'

/** Where the schemas in a schema carry values that are meant to fit them: in the schema itself, and in which parts of it. */
interface Literals {
  readonly here: boolean
  readonly children: readonly (readonly [path: readonly string[], literals: Literals])[]
}

const none: Literals = { here: false, children: [] }
const known = new WeakMap<Node, Literals>()

const schemas: ReadonlySet<string> = new Set([
  ...['additionalItems', 'additionalProperties', 'contains', 'else', 'if', 'items', 'not', 'propertyNames', 'then', 'unevaluatedItems'],
  'unevaluatedProperties',
])
const maps: ReadonlySet<string> = new Set(['$defs', 'definitions', 'dependencies', 'dependentSchemas', 'patternProperties', 'properties'])
const lists: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'items', 'oneOf', 'prefixItems'])

/** The schema at a place and those inside it that have a `default` or a list of `examples`; what a `$ref` leads to is not inside. */
export function* schemasWithLiterals(schema: Cursor): Generator<Cursor> {
  yield* walk(schema, literalsOf(schema.node))
}

function* walk(at: Cursor, literals: Literals): Generator<Cursor> {
  if (literals.here) yield at
  for (const [path, below] of literals.children) yield* walk(at.at(...path), below)
}

function literalsOf(node: Node | undefined): Literals {
  if (node?.kind !== 'mapping') return none
  const before = known.get(node)
  if (before) return before
  // A schema that holds itself through an alias is empty to itself.
  known.set(node, none)
  const children: [string[], Literals][] = []
  const visit = (value: Node, ...path: string[]) => {
    const literals = literalsOf(value)
    if (literals !== none) children.push([path, literals])
  }
  for (const { key, value } of node.entries) {
    if (value.kind === 'mapping' && schemas.has(key)) visit(value, key)
    else if (value.kind === 'mapping' && maps.has(key)) for (const entry of value.entries) visit(entry.value, key, entry.key)
    else if (value.kind === 'sequence' && lists.has(key))
      for (const [index, item] of value.items.entries()) visit(item.value, key, String(index))
  }
  const here = node.get('default') !== undefined || node.get('examples')?.value.kind === 'sequence'
  const found = here || children.length > 0 ? { here, children } : none
  known.set(node, found)
  return found
}
