/** A JSON Schema (draft-07) as a plain object. */
export type JsonSchema = Readonly<Record<string, unknown>>

type Bag = Readonly<Record<string, unknown>>
interface Names {
  readonly definitions: Record<string, JsonSchema>
  readonly known: Set<string>
}

const bytes = '^[\\u0000-\\u00ff]*$'

const primitives: Readonly<Record<string, JsonSchema>> = {
  null: { type: 'null' },
  boolean: { type: 'boolean' },
  int: { type: 'integer', minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  long: { type: 'integer' },
  float: { type: 'number' },
  double: { type: 'number' },
  bytes: { type: 'string', pattern: bytes },
  string: { type: 'string' },
}

/**
 * What an Avro schema (1.12, *Schema Declaration*) asks of a value in plain JSON, where a union's value stands bare, as AsyncAPI's tools write it.
 * Named types become `definitions`, so a recursive one costs nothing. `undefined` when it is no Avro schema.
 */
export function avroToSchema(avro: unknown): JsonSchema | undefined {
  const names: Names = { definitions: {}, known: new Set() }
  try {
    const schema = convert(avro, '', names)
    if (!schema) return undefined
    return names.known.size === 0 ? schema : { allOf: [schema], definitions: names.definitions }
  } catch {
    // Nested deeper than the stack is high.
    return undefined
  }
}

function convert(avro: unknown, space: string, names: Names): JsonSchema | undefined {
  if (typeof avro === 'string') return named(avro, space, names)
  if (Array.isArray(avro)) return union(avro, space, names)
  if (!isBag(avro)) return undefined
  const { type } = avro
  if (typeof type !== 'string') return convert(type, space, names)
  switch (type) {
    case 'record':
    case 'error':
    case 'enum':
    case 'fixed':
      return define(avro, type, space, names)
    case 'array': {
      const items = convert(avro.items, space, names)
      return items && { type: 'array', items }
    }
    case 'map': {
      const values = convert(avro.values, space, names)
      return values && { type: 'object', additionalProperties: values }
    }
    default: {
      const schema = named(type, space, names)
      return schema && refined(schema, avro)
    }
  }
}

function named(name: string, space: string, names: Names): JsonSchema | undefined {
  const primitive = Object.hasOwn(primitives, name) ? primitives[name] : undefined
  if (primitive) return primitive
  for (const full of name.includes('.') || space === '' ? [name] : [`${space}.${name}`, name])
    if (names.known.has(full)) return reference(full)
  return undefined
}

function reference(full: string): JsonSchema {
  return { $ref: `#/definitions/${encodeURIComponent(full)}` }
}

function union(branches: readonly unknown[], space: string, names: Names): JsonSchema | undefined {
  const anyOf = branches.map((branch) => convert(branch, space, names))
  if (anyOf.length === 0 || anyOf.includes(undefined)) return undefined
  return anyOf.length === 1 ? anyOf[0] : { anyOf }
}

function define(avro: Bag, type: string, space: string, names: Names): JsonSchema | undefined {
  const name = avro.name
  if (typeof name !== 'string' || name === '') return undefined
  const own = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : typeof avro.namespace === 'string' ? avro.namespace : space
  const full = name.includes('.') || own === '' ? name : `${own}.${name}`
  names.known.add(full)
  const schema = type === 'enum' ? enumeration(avro) : type === 'fixed' ? fixed(avro) : record(avro, own, names)
  if (!schema) return undefined
  const title = { title: name, ...description(avro) }
  Object.defineProperty(names.definitions, full, { value: { ...title, ...schema }, enumerable: true })
  return reference(full)
}

function enumeration(avro: Bag): JsonSchema | undefined {
  return Array.isArray(avro.symbols) ? { type: 'string', enum: avro.symbols } : undefined
}

function fixed(avro: Bag): JsonSchema | undefined {
  const size = avro.size
  return typeof size === 'number' ? { type: 'string', pattern: bytes, minLength: size, maxLength: size } : undefined
}

function record(avro: Bag, space: string, names: Names): JsonSchema | undefined {
  const fields = avro.fields
  if (!Array.isArray(fields)) return undefined
  const properties: [string, JsonSchema][] = []
  const required: string[] = []
  for (const field of fields) {
    if (!isBag(field) || typeof field.name !== 'string') return undefined
    const schema = convert(field.type, space, names)
    if (!schema) return undefined
    const optional = Object.hasOwn(field, 'default') || (Array.isArray(field.type) && field.type.includes('null'))
    if (!optional) required.push(field.name)
    properties.push([field.name, annotated(typeof field.type === 'string' ? refined(schema, field) : schema, field)])
  }
  return { type: 'object', properties: Object.fromEntries(properties), required }
}

function annotated(schema: JsonSchema, field: Bag): JsonSchema {
  const extra = { ...description(field), ...(Object.hasOwn(field, 'default') ? { default: field.default } : {}) }
  if (Object.keys(extra).length === 0) return schema
  return '$ref' in schema ? { allOf: [schema], ...extra } : { ...schema, ...extra }
}

function description(avro: Bag): JsonSchema {
  return typeof avro.doc === 'string' ? { description: avro.doc } : {}
}

/** The attributes AsyncAPI's Avro tools read beside a primitive type, and the logical type that JSON Schema can say. */
function refined(schema: JsonSchema, avro: Bag): JsonSchema {
  if ('$ref' in schema) return schema
  const extra: Record<string, unknown> = {}
  const keys =
    schema.type === 'string'
      ? ['pattern', 'minLength', 'maxLength']
      : ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf']
  for (const key of keys) if (Object.hasOwn(avro, key)) extra[key] = avro[key]
  if (avro.logicalType === 'uuid' && avro.type === 'string') extra.format = 'uuid'
  return { ...schema, ...extra, ...description(avro) }
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
