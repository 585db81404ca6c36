import { parsePointer } from '../shared/pointer.ts'
import { type PoolSchema, poolSchema, type SchemaId, type SchemaPlace, type SchemaPool } from '../shared/schema-pool.ts'
import { dialectOf } from './dialect.ts'
import { canonical, isObject } from './value.ts'

export interface EqualOptions {
  /** Whether `title`, `description`, examples, `x-` and the like count; they do not unless said otherwise. */
  readonly annotations?: boolean
}

type Bag = Readonly<Record<string, unknown>>
interface Side {
  readonly pool: SchemaPool
  /** The schema that `#…` references start from. */
  readonly root: unknown
  /** Whether what stands beside a `$ref` counts. */
  readonly siblings: boolean
  readonly value: unknown
}
interface Comparison {
  readonly annotations: boolean
  /** Pairs under comparison or done: meeting one again adds nothing. */
  readonly met: Map<unknown, Set<unknown>>
  left: number
}

const annotations: ReadonlySet<string> = new Set([
  'title',
  'description',
  'examples',
  'example',
  '$comment',
  '$id',
  '$schema',
  'externalDocs',
  'deprecated',
  'readOnly',
  'writeOnly',
])
const containers: ReadonlySet<string> = new Set(['definitions', '$defs'])
const maps: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas', 'dependencies'])
const lists: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems', 'items'])
const singles: ReadonlySet<string> = new Set([
  'items',
  'additionalItems',
  'additionalProperties',
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
  'unevaluatedItems',
  'unevaluatedProperties',
])
const sets: ReadonlySet<string> = new Set(['required', 'enum', 'type'])
const mostPairs = 100_000

/** Whether two schemas say the same, references followed; members and the values of `required`, `enum` and `type` in any order. `false` when either is not there. */
export function equal(poolA: SchemaPool, idA: SchemaId, poolB: SchemaPool, idB: SchemaId, options: EqualOptions = {}): boolean {
  return equalAt(poolA, { id: idA, pointer: '' }, poolB, { id: idB, pointer: '' }, options)
}

/** The same of two subschemas. */
export function equalAt(
  poolA: SchemaPool,
  placeA: SchemaPlace,
  poolB: SchemaPool,
  placeB: SchemaPlace,
  options: EqualOptions = {},
): boolean {
  const a = poolSchema(poolA, placeA.id)
  const b = poolSchema(poolB, placeB.id)
  if (!a || !b || essence(a.format) !== essence(b.format)) return false
  const comparison: Comparison = { annotations: options.annotations ?? false, met: new Map(), left: mostPairs }
  try {
    const [from, to] = [target(side(poolA, a), `#${placeA.pointer}`), target(side(poolB, b), `#${placeB.pointer}`)]
    return from !== undefined && to !== undefined && equalSchemas(comparison, from, to)
  } catch {
    // Deeper than the stack: not known to be equal.
    return false
  }
}

function essence(format: string | undefined): string {
  return (format ?? 'application/vnd.aai.asyncapi')
    .toLowerCase()
    .replace(/\+(json|yaml)/, '')
    .replace(/;.*$/, '')
}

function side(pool: SchemaPool, { format, schema }: PoolSchema): Side {
  const dialect = dialectOf(format, schema)
  return { pool, root: schema, siblings: dialect === '2019-09' || dialect === '2020-12', value: schema }
}

function equalSchemas(comparison: Comparison, from: Side, to: Side): boolean {
  const a = resolve(comparison, from)
  const b = resolve(comparison, to)
  if (a.value === b.value && a.pool === b.pool) return true
  if (!isObject(a.value) || !isObject(b.value)) return canonical(a.value) === canonical(b.value)
  let met = comparison.met.get(a.value)
  if (!met) {
    met = new Set()
    comparison.met.set(a.value, met)
  }
  if (met.has(b.value)) return true
  met.add(b.value)
  if (--comparison.left < 0) return false
  const keys = keysThatCount(comparison, a.value)
  const others = keysThatCount(comparison, b.value)
  if (keys.length !== others.length) return false
  const [left, right] = [a.value, b.value]
  return keys.every(
    (key) => Object.hasOwn(right, key) && equalKeyword(comparison, key, { ...a, value: left[key] }, { ...b, value: right[key] }),
  )
}

function keysThatCount(comparison: Comparison, schema: Bag): string[] {
  const counts = (key: string): boolean =>
    !containers.has(key) && (comparison.annotations || !(annotations.has(key) || key.startsWith('x-')))
  return Object.keys(schema).filter(counts)
}

function equalKeyword(comparison: Comparison, key: string, a: Side, b: Side): boolean {
  if (key === '$ref') return equalTargets(comparison, a, b)
  if (maps.has(key) && isObject(a.value) && isObject(b.value))
    return equalMembers(comparison, { ...a, value: a.value }, { ...b, value: b.value })
  if (lists.has(key) && Array.isArray(a.value) && Array.isArray(b.value)) {
    const [left, right]: [readonly unknown[], readonly unknown[]] = [a.value, b.value]
    return (
      left.length === right.length && left.every((value, index) => equalSchemas(comparison, { ...a, value }, { ...b, value: right[index] }))
    )
  }
  if (singles.has(key)) return equalSchemas(comparison, a, b)
  if (sets.has(key)) return setText(a.value) === setText(b.value)
  return canonical(a.value) === canonical(b.value)
}

function equalMembers(comparison: Comparison, a: Side & { value: Bag }, b: Side & { value: Bag }): boolean {
  const names = Object.keys(a.value)
  if (names.length !== Object.keys(b.value).length) return false
  return names.every(
    (name) => Object.hasOwn(b.value, name) && equalSchemas(comparison, { ...a, value: a.value[name] }, { ...b, value: b.value[name] }),
  )
}

function setText(value: unknown): string {
  const values = Array.isArray(value) ? value : [value]
  return [...new Set(values.map(canonical))].sort().join(',')
}

function equalTargets(comparison: Comparison, a: Side, b: Side): boolean {
  const [left, right] = [target(a, a.value), target(b, b.value)]
  return left && right ? equalSchemas(comparison, left, right) : !left && !right && a.value === b.value
}

/** What a schema that is but a reference stands for; itself where that is not there. */
function resolve(comparison: Comparison, from: Side): Side {
  let found = from
  for (let hops = 0; hops < 100; hops++) {
    if (!isObject(found.value) || !Object.hasOwn(found.value, '$ref')) return found
    if (found.siblings && keysThatCount(comparison, found.value).length > 1) return found
    const next = target(found, found.value.$ref)
    if (!next) return found
    found = next
  }
  return found
}

function target(from: Side, ref: unknown): Side | undefined {
  if (typeof ref !== 'string') return undefined
  const entry = poolSchema(from.pool, ref)
  if (entry) return side(from.pool, entry)
  const path = ref.startsWith('#') ? parsePointer(ref.slice(1)) : undefined
  if (!path) return undefined
  let value = from.root
  for (const segment of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, segment)) return undefined
    value = (value as Bag)[segment]
  }
  return { ...from, value }
}
