/** A JSON Schema as it is in @asyncapi/specs. */
export type Schema = boolean | SchemaObject
export type SchemaObject = { [keyword: string]: unknown }

export interface Linked {
  readonly root: SchemaObject
  /** By `$id`. */
  readonly definitions: ReadonlyMap<string, SchemaObject>
}

/** What a schema says beside `$ref` about what the reference means; see corrections. */
export const TARGET = 'x-target'

const schemaMaps = ['properties', 'patternProperties', 'definitions']
const schemaLists = ['allOf', 'anyOf', 'oneOf']
const schemaPlaces = ['items', 'additionalItems', 'contains', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else']

/** Opens every `$ref` of a bundled schema: the same definition becomes the same object, so that the result may be cyclic. */
export function link(bundle: SchemaObject): Linked {
  const sources = bundle['definitions'] as Record<string, SchemaObject>
  const copies = new Map<unknown, Schema>()

  function find(ref: string, base: SchemaObject): { schema: Schema; base: SchemaObject } {
    const [uri = '', fragment = ''] = ref.split('#')
    const document = uri === '' ? base : sources[uri]
    if (document === undefined) throw new Error(`unresolved ${ref}`)
    let schema: unknown = document
    for (const segment of fragment.split('/').slice(1))
      schema = (schema as SchemaObject)[segment.replaceAll('~1', '/').replaceAll('~0', '~')]
    if (schema === undefined) throw new Error(`unresolved ${ref}`)
    return { schema: schema as Schema, base: document }
  }

  function copy(schema: Schema, base: SchemaObject): Schema {
    if (typeof schema === 'boolean') return schema
    const known = copies.get(schema)
    if (known !== undefined) return known
    const ref = schema['$ref']
    if (typeof ref === 'string') {
      const found = find(ref, base)
      const target = schema[TARGET]
      if (typeof target !== 'string') return copy(found.schema, found.base)
      const reference: SchemaObject = {}
      copies.set(schema, reference)
      reference[TARGET] = copy(find(target, base).schema, find(target, base).base)
      return reference
    }
    const result: SchemaObject = {}
    copies.set(schema, result)
    for (const [keyword, value] of Object.entries(schema)) {
      if (keyword === 'definitions') continue
      if (schemaMaps.includes(keyword)) {
        const entries = Object.entries(value as Record<string, Schema>)
        result[keyword] = Object.fromEntries(entries.map(([key, child]) => [key, copy(child, base)]))
      } else if (schemaLists.includes(keyword) || (keyword === 'items' && Array.isArray(value))) {
        result[keyword] = (value as Schema[]).map((child) => copy(child, base))
      } else if (schemaPlaces.includes(keyword)) result[keyword] = copy(value as Schema, base)
      else result[keyword] = value
    }
    return result
  }

  const definitions = new Map<string, SchemaObject>()
  for (const [id, source] of Object.entries(sources)) definitions.set(id, copy(source, source) as SchemaObject)
  const { definitions: _, ...root } = bundle
  return { root: copy(root, bundle) as SchemaObject, definitions }
}
