import { formatPointer, type Pointer, parsePointer } from '../shared/pointer.ts'
import { type PoolSchema, poolSchema, type SchemaId, type SchemaPlace, type SchemaPool } from '../shared/schema-pool.ts'
import { avroToSchema } from './avro.ts'
import { type Dialect, dialectOf } from './dialect.ts'
import { type Example, keywordPointer, type SchemaNode, type TypeName } from './node.ts'

/** A node and the pool entry it belongs to. */
export interface Located {
  readonly id: SchemaId
  readonly entry: PoolSchema
  readonly node: SchemaNode
}

interface Entry {
  readonly dialect: Exclude<Dialect, 'avro'>
  readonly schema: unknown
  readonly nodes: Map<Pointer, SchemaNode>
  readonly derived: boolean
}

type Writable = { -readonly [K in keyof SchemaNode]: SchemaNode[K] }
type Bag = Readonly<Record<string, unknown>>

/** Deeper schemas are nobody's; what stands there is as unknown as a reference that leads nowhere. */
const maxDepth = 400
const tooDeep = '#too-deep'

const entries = new WeakMap<PoolSchema, Entry | 'foreign'>()

/** The schema of that id, read. `undefined` when the pool lacks it, or its format is none that is read here. */
export function readSchema(pool: SchemaPool, id: SchemaId): Located | undefined {
  return readSchemaAt(pool, { id, pointer: '' })
}

/** The subschema at a place. `undefined` when there is none. */
export function readSchemaAt(pool: SchemaPool, { id, pointer }: SchemaPlace): Located | undefined {
  const entry = poolSchema(pool, id)
  const node = entry && nodeAt(entry, pointer)
  return node && { id, entry, node }
}

/** Where a node or one of its keywords stands. In an Avro schema only the whole has a place: what is held against values was derived from it. */
export function placeOf(at: Located, keyword?: string, ...rest: readonly string[]): SchemaPlace {
  if (isDerived(at)) return { id: at.id, pointer: '' }
  return { id: at.id, pointer: keyword === undefined ? at.node.pointer : keywordPointer(at.node, keyword, ...rest) }
}

/** Whether the schema was derived from one in another language, so that pointers into it mean nothing to its author. */
export function isDerived(at: Located): boolean {
  const entry = entries.get(at.entry)
  return entry !== undefined && entry !== 'foreign' && entry.derived
}

/** What a node's `ref` names; `undefined` when it names nothing. */
export function follow(pool: SchemaPool, from: Located, ref: string): Located | undefined {
  if (!ref.startsWith('#') || poolSchema(pool, ref)) return readSchema(pool, ref)
  const pointer = fragmentPointer(ref)
  const node = pointer === undefined ? undefined : nodeAt(from.entry, pointer)
  return node && { id: from.id, entry: from.entry, node }
}

function fragmentPointer(ref: string): Pointer | undefined {
  try {
    const path = parsePointer(decodeURIComponent(ref.slice(1)))
    return path && formatPointer(path)
  } catch {
    return undefined
  }
}

function nodeAt(source: PoolSchema, pointer: Pointer): SchemaNode | undefined {
  let entry = entries.get(source)
  if (!entry) {
    entry = openEntry(source)
    entries.set(source, entry)
  }
  if (entry === 'foreign') return undefined
  const known = entry.nodes.get(pointer)
  if (known) return known
  let schema = entry.schema
  for (const segment of parsePointer(pointer) ?? []) {
    if (typeof schema !== 'object' || schema === null || !Object.hasOwn(schema, segment)) return undefined
    schema = (schema as Bag)[segment]
  }
  const node = readNode(schema, pointer, entry.dialect, 0)
  entry.nodes.set(pointer, node)
  return node
}

function openEntry(source: PoolSchema): Entry | 'foreign' {
  const dialect = dialectOf(source.format, source.schema)
  if (dialect === undefined) return 'foreign'
  if (dialect !== 'avro') return { dialect, schema: source.schema, nodes: new Map(), derived: false }
  // A reference in place of the schema: what it names may be in any language.
  if (isBag(source.schema) && typeof source.schema.$ref === 'string')
    return { dialect: 'draft-07', schema: source.schema, nodes: new Map(), derived: true }
  const schema = avroToSchema(source.schema)
  return schema === undefined ? 'foreign' : { dialect: 'draft-07', schema, nodes: new Map(), derived: true }
}

function readNode(schema: unknown, pointer: Pointer, dialect: Entry['dialect'], depth: number): SchemaNode {
  if (schema === false) return { pointer, never: true }
  if (!isBag(schema)) return { pointer }
  if (depth > maxDepth) return { pointer, ref: tooDeep }
  const modern = dialect === '2019-09' || dialect === '2020-12'
  const ref = readRef(schema, modern)
  // Before 2019-09 whatever stands beside a `$ref` is ignored.
  if (ref !== undefined && !modern) return { pointer, ref }
  const node: Writable = { pointer }
  const written: Record<string, string> = {}
  const sub = (value: unknown, ...path: string[]): SchemaNode => readNode(value, pointer + formatPointer(path), dialect, depth + 1)
  const one = (key: string): SchemaNode | undefined => (isSchema(schema[key]) ? sub(schema[key], key) : undefined)
  if (ref !== undefined) node.ref = ref
  readValues(schema, node, dialect)
  readLimits(schema, node, written, dialect)
  readItems(schema, node, written, dialect, sub)
  readObject(schema, node, written, modern, sub)
  for (const key of ['allOf', 'anyOf', 'oneOf'] as const) {
    const list = schema[key]
    if (Array.isArray(list) && list.length > 0) node[key] = list.map((item, index) => sub(item, key, String(index)))
  }
  const simple = ['contains', 'propertyNames', 'not', 'if', 'then', 'else', 'additionalProperties'] as const
  for (const key of simple) {
    const read = one(key)
    if (read) node[key] = read
  }
  if (modern) {
    for (const key of ['unevaluatedItems', 'unevaluatedProperties'] as const) {
      const read = one(key)
      if (read) node[key] = read
    }
  }
  if (Object.keys(written).length > 0) node.written = written
  return node
}

function readRef(schema: Bag, modern: boolean): string | undefined {
  if (typeof schema.$ref === 'string') return schema.$ref
  if (!modern) return undefined
  if (typeof schema.$dynamicRef === 'string') return schema.$dynamicRef
  return typeof schema.$recursiveRef === 'string' ? schema.$recursiveRef : undefined
}

const typeNames: ReadonlySet<unknown> = new Set<TypeName>(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'])
const isTypeName = (value: unknown): value is TypeName => typeNames.has(value)

function readValues(schema: Bag, node: Writable, dialect: Dialect): void {
  const type = schema.type
  // One name that nobody knows makes the whole keyword unreadable: what it would have let pass is not known.
  const types = Array.isArray(type) ? type : [type]
  if (types.length > 0 && types.every(isTypeName)) node.types = types
  if (Array.isArray(schema.enum)) node.enum = schema.enum
  if (dialect === 'openapi-3.0' && schema.nullable === true && node.types && !node.types.includes('null'))
    node.types = [...node.types, 'null']
  if (Object.hasOwn(schema, 'const') && dialect !== 'draft-04' && dialect !== 'openapi-3.0') node.const = { value: schema.const }
  if (Object.hasOwn(schema, 'default')) node.default = { value: schema.default }
  const examples: Example[] = []
  const listed: readonly unknown[] = Array.isArray(schema.examples) ? schema.examples : []
  for (const [index, value] of listed.entries()) examples.push({ pointer: `/examples/${index}`, value })
  if (dialect === 'openapi-3.0' && Object.hasOwn(schema, 'example')) examples.push({ pointer: '/example', value: schema.example })
  if (examples.length > 0) node.examples = examples
  if (typeof schema.title === 'string') node.title = schema.title
  const discriminator = schema.discriminator
  if (typeof discriminator === 'string') node.discriminator = discriminator
  else if (isBag(discriminator) && typeof discriminator.propertyName === 'string') node.discriminator = discriminator.propertyName
  for (const key of ['pattern', 'format'] as const) if (typeof schema[key] === 'string') node[key] = schema[key]
}

const counts = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'minContains', 'maxContains'] as const

function readLimits(schema: Bag, node: Writable, written: Record<string, string>, dialect: Dialect): void {
  for (const key of counts) {
    const value = schema[key]
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) node[key] = value
  }
  const multiple = asNumber(schema.multipleOf)
  if (multiple !== undefined && multiple > 0) node.multipleOf = multiple
  for (const [limit, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const bound = asNumber(schema[limit])
    const strict = asNumber(schema[exclusive])
    const old = (dialect === 'draft-04' || dialect === 'openapi-3.0') && schema[exclusive] === true
    if (old && bound !== undefined) {
      node[exclusive] = bound
      written[exclusive] = limit
      continue
    }
    if (bound !== undefined) node[limit] = bound
    if (strict !== undefined) node[exclusive] = strict
  }
}

type Sub = (value: unknown, ...path: string[]) => SchemaNode

function readItems(schema: Bag, node: Writable, written: Record<string, string>, dialect: Dialect, sub: Sub): void {
  if (schema.uniqueItems === true) node.uniqueItems = true
  const items = schema.items
  const prefix = schema.prefixItems
  if (dialect === '2020-12') {
    if (Array.isArray(prefix)) node.prefixItems = prefix.map((item, index) => sub(item, 'prefixItems', String(index)))
    if (isSchema(items)) node.items = sub(items, 'items')
    return
  }
  if (!Array.isArray(items)) {
    if (isSchema(items)) node.items = sub(items, 'items')
    return
  }
  node.prefixItems = items.map((item, index) => sub(item, 'items', String(index)))
  written.prefixItems = 'items'
  if (!isSchema(schema.additionalItems)) return
  node.items = sub(schema.additionalItems, 'additionalItems')
  written.items = 'additionalItems'
}

function readObject(schema: Bag, node: Writable, written: Record<string, string>, modern: boolean, sub: Sub): void {
  const required = strings(schema.required)
  if (required && required.length > 0) node.required = [...new Set(required)]
  const properties = schema.properties
  if (isBag(properties)) node.properties = new Map(Object.keys(properties).map((name) => [name, sub(properties[name], 'properties', name)]))
  const patterns = schema.patternProperties
  if (isBag(patterns))
    node.patternProperties = Object.keys(patterns).map((pattern) => ({
      pattern,
      schema: sub(patterns[pattern], 'patternProperties', pattern),
    }))
  const names = new Map<string, readonly string[]>()
  const schemas = new Map<string, SchemaNode>()
  const read = (keyword: string, key: string, value: unknown): void => {
    const list = strings(value)
    if (list && keyword !== 'dependentSchemas') names.set(key, list)
    else if (isSchema(value) && keyword !== 'dependentRequired') schemas.set(key, sub(value, keyword, key))
  }
  for (const keyword of modern ? ['dependentRequired', 'dependentSchemas', 'dependencies'] : ['dependencies']) {
    const map = schema[keyword]
    if (isBag(map)) for (const key of Object.keys(map)) read(keyword, key, map[key])
  }
  if (names.size > 0) node.dependentRequired = names
  if (schemas.size > 0) node.dependentSchemas = schemas
  if (names.size > 0 && isBag(schema.dependencies)) written.dependentRequired = 'dependencies'
}

function strings(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined
}

function asNumber(value: unknown): number | undefined {
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function isSchema(value: unknown): boolean {
  return typeof value === 'boolean' || isBag(value)
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
