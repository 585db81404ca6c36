import { _, Ajv, type Code, type KeywordCxt } from 'ajv'
import { hasFormat, isFormat } from './format.ts'
import { children, type SchemaNode } from './node.ts'
import { matcher, type RegExpMode } from './pattern.ts'
import { includes, isUnique } from './scalar.ts'

/** What a compiled check calls for a `$ref`: whether its target accepts. Throws `Undecided` when that cannot be told. */
export interface FastContext {
  accepts(ref: string, value: unknown): boolean
}

/** Says yes or no. Throws `Undecided`. */
export type FastCheck = (this: FastContext, value: unknown) => boolean

/** Thrown through a compiled check that cannot tell; who called it evaluates instead. */
export class Undecided extends Error {}

/** Schemas with more parts make functions that no engine optimises, and are evaluated. */
const mostParts = 2_000
/** An Ajv instance keeps what it compiled for good, so that each serves only so many schemas. */
const mostSchemas = 200
const longEnum = 16
/** Matches that may cost more are left to the evaluation, which counts them. */
const longMatch = 20_000

type AjvSchema = boolean | Readonly<Record<string, unknown>>

const instances: Partial<Record<RegExpMode, { ajv: Ajv; left: number }>> = {}

/** The compiled form of a node, without what it refers to. `undefined` where it has to be evaluated, or the host allows no eval. */
export function compileFast(node: SchemaNode, mode: RegExpMode): FastCheck | undefined {
  let parts = 0
  const fits = (part: SchemaNode): boolean => ++parts <= mostParts && isPlain(part) && [...children(part)].every(fits)
  try {
    if (!fits(node)) return undefined
    return instance(mode).compile(toAjv(node)) as unknown as FastCheck
  } catch {
    return undefined
  }
}

/** Neither what draft-07 cannot say, nor names that every object seems to have, nor the `contains` that Ajv forgets beside a tuple longer than the array. */
function isPlain(node: SchemaNode): boolean {
  if (node.unevaluatedItems || node.unevaluatedProperties || node.minContains !== undefined || node.maxContains !== undefined) return false
  if (node.prefixItems && node.contains) return false
  const names = [...(node.required ?? []), ...(node.properties?.keys() ?? []), ...(node.dependentSchemas?.keys() ?? [])]
  for (const [name, others] of node.dependentRequired ?? []) names.push(name, ...others)
  return !names.some((name) => name in Object.prototype)
}

function instance(mode: RegExpMode): Ajv {
  let found = instances[mode]
  if (!found || found.left-- === 0) {
    found = { ajv: newInstance(mode), left: mostSchemas }
    instances[mode] = found
  }
  return found.ajv
}

function newInstance(mode: RegExpMode): Ajv {
  const regExp = (pattern: string): { test(text: string): boolean; toString(): string } => ({
    toString: () => pattern,
    test(text) {
      const expression = matcher(pattern, mode)
      const matches = expression.size * text.length > longMatch ? undefined : expression(text)
      if (matches === undefined) throw new Undecided()
      return matches
    },
  })
  const ajv = new Ajv({
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    addUsedSchema: false,
    messages: false,
    code: { regExp: Object.assign(regExp, { code: '' }) },
  })
  const add = (keyword: string, valid: (cxt: KeywordCxt) => Code): void => {
    ajv.addKeyword({ keyword, code: (cxt) => cxt.pass(valid(cxt)) })
  }
  const external = (cxt: KeywordCxt, ref: unknown): Code => cxt.gen.scopeValue('func', { ref })
  add('x-ref', (cxt) => _`this.accepts(${cxt.schema}, ${cxt.data})`)
  add('x-exact', (cxt) => _`typeof ${cxt.data} != "bigint"`)
  add('x-enum', (cxt) => _`${external(cxt, includes)}(${cxt.schemaCode}, ${cxt.data})`)
  add('x-unique', (cxt) => _`(!Array.isArray(${cxt.data}) || ${external(cxt, isUnique)}(${cxt.data}))`)
  add('x-format', (cxt) => _`${external(cxt, hasFormat)}(${cxt.schema}, ${cxt.data}) !== false`)
  return ajv
}

const copied = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'required',
] as const
const single = ['contains', 'propertyNames', 'additionalProperties', 'not', 'if', 'then', 'else'] as const
const several = ['allOf', 'anyOf', 'oneOf'] as const
const numeric = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const

/** The node as draft-07, with our own keywords where Ajv's are slower than linear or read another world. */
function toAjv(node: SchemaNode): AjvSchema {
  if (node.never) return false
  const schema: Record<string, unknown> = {}
  if (node.ref !== undefined) schema['x-ref'] = node.ref
  if (node.types) schema.type = node.types
  else if (numeric.some((keyword) => node[keyword] !== undefined)) schema['x-exact'] = true
  if (node.enum) schema[node.enum.length > 0 && node.enum.length <= longEnum ? 'enum' : 'x-enum'] = node.enum
  if (node.const) schema.const = node.const.value
  if (node.format !== undefined && isFormat(node.format)) schema['x-format'] = node.format
  if (node.uniqueItems) schema['x-unique'] = true
  for (const keyword of copied) if (node[keyword] !== undefined) schema[keyword] = node[keyword]
  for (const keyword of single) if (node[keyword]) schema[keyword] = toAjv(node[keyword])
  for (const keyword of several) if (node[keyword]) schema[keyword] = node[keyword].map(toAjv)
  if (node.prefixItems) schema.items = node.prefixItems.map(toAjv)
  if (node.items) schema[node.prefixItems ? 'additionalItems' : 'items'] = toAjv(node.items)
  if (node.properties) schema.properties = record([...node.properties].map(([name, part]) => [name, toAjv(part)]))
  if (node.patternProperties)
    schema.patternProperties = record(node.patternProperties.map(({ pattern, schema: part }) => [pattern, toAjv(part)]))
  const dependencies = new Map<string, unknown>(node.dependentRequired)
  for (const [name, part] of node.dependentSchemas ?? []) {
    const required = dependencies.get(name)
    dependencies.set(name, required === undefined ? toAjv(part) : { required, allOf: [toAjv(part)] })
  }
  if (dependencies.size > 0) schema.dependencies = record([...dependencies])
  return schema
}

function record(members: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  return Object.fromEntries(members)
}
