import type { JsonType, KindId, KindRow, Literal, Select } from '../../server/spec/row.ts'
import { type Schema, type SchemaObject, TARGET } from './link.ts'

/** A row while the table grows. */
export type Draft = { -readonly [field in keyof KindRow]: KindRow[field] } & {
  text?: string | undefined
  keyTexts?: Record<string, string>
}

type SchemaMap = Record<string, Schema>

const EXTENSION = '^x-[\\w\\d\\.\\x2d_]+$'
const passing = new Set(['minItems', 'pattern', 'format', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum'])
const silent = new Set([
  '$id',
  '$schema',
  '$comment',
  'title',
  'description',
  'examples',
  'example',
  'default',
  'additionalItems',
  'definitions',
])

/** Turns linked schemas into rows; a schema that is met again is the same row. Throws at a construct of JSON Schema that it does not know. */
export function compiler(nameOf: (id: string) => string | undefined): { drafts: Draft[]; compile: (schema: Schema) => KindId } {
  const drafts: Draft[] = [{}]
  const known = new Map<SchemaObject, KindId>()

  function compile(schema: Schema): KindId {
    if (schema === true) return 0
    if (schema === false) throw new Error('a schema that nothing satisfies is no kind')
    const seen = known.get(schema)
    if (seen !== undefined) return seen
    if (Object.keys(schema).every((keyword) => silent.has(keyword) || (keyword === 'additionalProperties' && schema[keyword] === true)))
      return 0
    const id = drafts.length
    const draft: Draft = {}
    drafts.push(draft)
    known.set(schema, id)
    fill(draft, schema)
    const name = typeof schema['$id'] === 'string' ? nameOf(schema['$id']) : undefined
    if (name !== undefined) draft.name = name
    return id
  }

  function add(draft: Draft): KindId {
    drafts.push(draft)
    return drafts.length - 1
  }

  function fill(draft: Draft, source: SchemaObject): void {
    if (source[TARGET] !== undefined) {
      draft.target = compile(source[TARGET] as Schema)
      return
    }
    const schema = merged(source)
    if (typeof schema['description'] === 'string') draft.text = schema['description']
    for (const [keyword, value] of Object.entries(schema)) {
      if (passing.has(keyword)) Object.assign(draft, { [keyword]: value })
      else if (!silent.has(keyword) && keyword !== 'allOf') handle(draft, keyword, value, schema)
    }
    if (schema['allOf'] !== undefined) conditions(draft, schema['allOf'] as SchemaObject[], schema)
  }

  function handle(draft: Draft, keyword: string, value: unknown, schema: SchemaObject): void {
    switch (keyword) {
      case 'type':
        draft.type = [value].flat() as JsonType[]
        return
      case 'enum':
        draft.enum = value as Literal[]
        return
      case 'const':
        draft.enum = [value as Literal]
        return
      case 'uniqueItems':
        if (value === true) draft.uniqueItems = true
        return
      case 'required':
      case 'requiredOne':
      case 'forbidden':
        draft[keyword] = value as string[]
        return
      case 'properties':
        draft.properties = Object.fromEntries(Object.entries(value as SchemaMap).map(([key, child]) => [key, compile(child)]))
        draft.keyTexts = texts(value as SchemaMap)
        return
      case 'patternProperties':
        patterns(draft, value as SchemaMap)
        return
      case 'additionalProperties':
        if (value !== true) draft.other = value === false ? false : compile(value as Schema)
        return
      case 'propertyNames':
        draft.names = compile(value as Schema)
        return
      case 'items':
        if (Array.isArray(value)) draft.tuple = value.map((item) => compile(item as Schema))
        else draft.items = compile(value as Schema)
        return
      case 'not':
        draft.notEnum = excluded(value as SchemaObject)
        return
      case 'anyOf':
      case 'oneOf':
        union(draft, value as SchemaObject[])
        return
      case 'if':
        presence(draft, schema)
        return
      case 'then':
      case 'else':
        return
      default:
        throw new Error(`unknown keyword ${keyword}`)
    }
  }

  function patterns(draft: Draft, map: SchemaMap): void {
    const others = Object.entries(map).filter(([pattern]) => pattern !== EXTENSION)
    if (others.length < Object.keys(map).length) draft.extensible = true
    if (others.length > 0) draft.patterns = others.map(([pattern, child]) => [pattern, compile(child)] as const)
  }

  /** `if: {required: [key]}, then, else`. */
  function presence(draft: Draft, schema: SchemaObject): void {
    const test = schema['if'] as SchemaObject
    const [key] = test['required'] as string[]
    if (key === undefined || test['properties'] !== undefined) throw new Error('unknown condition')
    draft.has = { key, then: compile(schema['then'] as Schema), else: compile(schema['else'] as Schema) }
  }

  function union(draft: Draft, members: SchemaObject[]): void {
    const others = members.filter((member) => !isReference(member))
    if (others.length < members.length) {
      if (others.length > 0) draft.reference = others.length === 1 ? compile(others[0] ?? true) : compileUnion(others)
      else draft.target = 0
    } else spread(draft, members)
  }

  function compileUnion(members: SchemaObject[]): KindId {
    const draft: Draft = {}
    spread(draft, members)
    return add(draft)
  }

  /** Where one key tells the members apart, they become a choice by its value. */
  function spread(draft: Draft, members: SchemaObject[]): void {
    const kinds = members.flatMap(opened)
    const [list, other] = kinds
    const key = kinds.length === 2 && list && other ? marker(list, other) : undefined
    if (list && other && key !== undefined) {
      draft.has = { key, then: compile(list), else: compile(other) }
      return
    }
    const mappings = kinds.filter((kind) => typeKey(kind) !== undefined)
    const rest = kinds.filter((kind) => typeKey(kind) === undefined).map(compile)
    if (mappings.length < 2) {
      draft.anyOf = kinds.map(compile)
      return
    }
    const byValue = new Map<string, KindId[]>()
    for (const mapping of mappings) {
      for (const value of typeKey(mapping) ?? []) byValue.set(value, [...(byValue.get(value) ?? []), compile(mapping)])
    }
    const cases: Record<string, KindId> = {}
    for (const [value, ids] of byValue) cases[value] = ids.length === 1 ? (ids[0] ?? 0) : add({ anyOf: ids })
    if (rest.length === 0) draft.select = { key: 'type', cases }
    else draft.anyOf = [...rest, add({ type: ['object'], select: { key: 'type', cases } })]
  }

  /** `allOf` of `if`s over the value of one key: bindings by version, payloads by schema format. */
  function conditions(draft: Draft, parts: SchemaObject[], schema: SchemaObject): void {
    const cases: Record<string, KindId> = {}
    let key = ''
    let property: string | undefined
    let absent: KindId | undefined
    for (const part of parts) {
      const test = part['if'] as SchemaObject
      const then = part['then'] as SchemaObject
      const only = then['properties'] as SchemaMap | undefined
      const dependent = then['$id'] === undefined && only !== undefined && Object.keys(then).length === 1
      if (dependent) property = Object.keys(only)[0]
      const kind = compile(dependent ? (only[property ?? ''] ?? true) : then)
      if (test['not'] !== undefined) {
        absent = kind
        continue
      }
      key = (test['required'] as string[])[0] ?? ''
      const condition = (test['properties'] as Record<string, SchemaObject>)[key]
      for (const value of (condition?.['enum'] as string[] | undefined) ?? [condition?.['const'] as string]) cases[value] = kind
    }
    if (absent === undefined) throw new Error('no kind without the key')
    if (property !== undefined) draft.depends = { key, property, absent, cases, otherwise: 0 }
    else {
      draft.type = ['object']
      delete draft.properties
      const open = (schema['properties'] as Record<string, SchemaObject>)[key]?.['enum'] === undefined
      const select: Select = open
        ? { key, absent, cases, otherwise: add({ type: ['object'], properties: { [key]: add({ type: ['string'] }) } }) }
        : { key, absent, cases }
      draft.select = select
    }
  }

  return { drafts, compile }
}

function texts(map: SchemaMap): Record<string, string> {
  const found = Object.entries(map).flatMap(([key, child]) =>
    typeof child === 'object' && typeof child['description'] === 'string' ? [[key, child['description']] as const] : [],
  )
  return Object.fromEntries(found)
}

function isReference(schema: SchemaObject): boolean {
  const keys = Object.keys((schema['properties'] ?? schema['patternProperties'] ?? {}) as SchemaMap)
  return Array.isArray(schema['required']) && schema['required'].join() === '$ref' && keys.length === 1
}

/** Members of a union that are unions themselves are opened. */
function opened(schema: SchemaObject): SchemaObject[] {
  const inner = (schema['oneOf'] ?? schema['anyOf']) as SchemaObject[] | undefined
  const alone = Object.keys(schema).every((keyword) => silent.has(keyword) || keyword === 'oneOf' || keyword === 'anyOf')
  return inner !== undefined && alone ? inner.flatMap(opened) : [schema]
}

/** The key that only the first of two mappings may have, and must. */
function marker(first: SchemaObject, second: SchemaObject): string | undefined {
  const [key, ...more] = (first['required'] as string[] | undefined) ?? []
  const closed = second['additionalProperties'] === false && first['additionalProperties'] === false
  return key !== undefined && more.length === 0 && closed && !Object.hasOwn(second['properties'] as SchemaMap, key) ? key : undefined
}

/** The values that a required `type` key may have in this kind of mapping, if it is told apart so. */
function typeKey(schema: SchemaObject): string[] | undefined {
  if (schema['type'] !== 'object' || !((schema['required'] as string[] | undefined) ?? []).includes('type')) return undefined
  const type = (schema['properties'] as Record<string, SchemaObject>)['type']
  const values = type?.['enum'] ?? (type?.['const'] === undefined ? undefined : [type['const']])
  return values as string[] | undefined
}

function excluded(schema: SchemaObject): Literal[] {
  const values = schema['enum']
  if (!Array.isArray(values)) throw new Error('unknown negation')
  return values as Literal[]
}

/** One schema for a schema and the unconditional members of its `allOf`; of two that say something of the same key, the later one counts (it is the narrower one in all of @asyncapi/specs, which a test holds). */
function merged(schema: SchemaObject): SchemaObject {
  if (schema['if'] !== undefined && (schema['if'] as SchemaObject)['not'] !== undefined) {
    const { if: _if, then: _then, else: otherwise, ...rest } = schema
    return merged({ ...rest, allOf: [otherwise as SchemaObject] })
  }
  let result: SchemaObject = {}
  const conditional: SchemaObject[] = []
  const { allOf, not, ...own } = schema
  for (const part of (allOf as SchemaObject[] | undefined) ?? []) {
    if (part['if'] !== undefined && part['else'] === undefined) conditional.push(part)
    else {
      const { $id: _, allOf: inner, ...flat } = merged(part)
      conditional.push(...((inner as SchemaObject[] | undefined) ?? []))
      result = joined(result, flat)
    }
  }
  result = joined(result, own)
  if (conditional.length > 0) result['allOf'] = conditional
  return exclusions(result, not as SchemaObject | undefined)
}

function exclusions(schema: SchemaObject, not: SchemaObject | undefined): SchemaObject {
  const result = { ...schema }
  if (Array.isArray(result['anyOf']) && result['anyOf'].every(isRequirement)) {
    result['requiredOne'] = (result['anyOf'] as SchemaObject[]).flatMap((part) => part['required'] as string[])
    delete result['anyOf']
  }
  if (not === undefined) return result
  if (isRequirement(not)) result['forbidden'] = [...((result['forbidden'] as string[] | undefined) ?? []), ...(not['required'] as string[])]
  else if (not['properties'] !== undefined) {
    const properties = { ...(result['properties'] as SchemaMap) }
    for (const [key, child] of Object.entries(not['properties'] as Record<string, SchemaObject>)) {
      properties[key] = { ...(properties[key] as SchemaObject), not: { enum: child['enum'] } }
    }
    result['properties'] = properties
  } else result['not'] = not
  return result
}

function isRequirement(schema: SchemaObject): boolean {
  return Object.keys(schema).join() === 'required'
}

function joined(first: SchemaObject, second: SchemaObject): SchemaObject {
  const result: SchemaObject = { ...first, ...second }
  for (const keyword of ['properties', 'patternProperties']) {
    if (first[keyword] && second[keyword]) result[keyword] = { ...(first[keyword] as SchemaMap), ...(second[keyword] as SchemaMap) }
  }
  for (const keyword of ['required', 'forbidden']) {
    if (first[keyword] && second[keyword])
      result[keyword] = [...new Set([...(first[keyword] as string[]), ...(second[keyword] as string[])])]
  }
  return result
}
