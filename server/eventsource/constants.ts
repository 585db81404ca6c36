import { canonical } from '../../schema/value.ts'
import { escapeSegment } from '../../shared/pointer.ts'
import type { Message } from '../model/message.ts'
import type { SchemaView } from '../model/schema-view.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** A property that has one and the same value in every event of a message. */
export interface Constant {
  readonly in: 'payload' | 'headers'
  readonly path: readonly string[]
  /** As JSON. More than one where each branch of a `oneOf` or `anyOf` sets another. */
  readonly values: readonly string[]
  /** The value, where it is written. Where the name of the schema is the value (`discriminator` alone): the payload's `$ref`, or the payload. */
  readonly at: Cursor
}

export interface Constants {
  readonly list: readonly Constant[]
  /** Whether payload and headers could be read to the end. If not, there may be more. */
  readonly complete: boolean
}

/** Constants deeper down do not tell messages apart for anybody. */
const deepest = 4
const mostSchemas = 1_000

/** One text for a constant's place. */
export function constantId({ in: part, path }: Pick<Constant, 'in' | 'path'>): string {
  return `${part}${path.map((segment) => `/${escapeSegment(segment)}`).join('')}`
}

/** The constants of a message in the order of the text, the payload's first. */
export function constantsOf(message: Message): Constants {
  if (!message.isReadable) return { list: [], complete: false }
  const payload = collect(message.payload, 'payload')
  const headers = collect(message.headers, 'headers')
  const list = [...payload.found.values(), ...headers.found.values()]
  const named = nameOfSchema(message.payload)
  if (named && !list.some((constant) => constantId(constant) === constantId(named))) list.push(named)
  return { list, complete: payload.complete && headers.complete }
}

interface Collection {
  readonly found: Map<string, Constant>
  complete: boolean
}

function collect(view: SchemaView, part: Constant['in']): Collection {
  let left = mostSchemas
  /** The schemas around the one that is looked at. */
  const around = new Set<Cursor>()
  const visit = (schema: SchemaView, path: readonly string[], into: Collection): void => {
    const { cursor } = schema
    if (!schema.isReadable) into.complete = false
    if (!schema.isReadable || !cursor || around.has(cursor)) return
    if (path.length > deepest || left-- <= 0) return
    around.add(cursor)
    for (const one of schema.parts()) {
      if (one.isReadable) for (const [name, property] of one.own) visitProperty(property, path, name, into)
      else into.complete = false
    }
    for (const branches of schema.unions()) {
      const each = branches.map((branch) => {
        const collection: Collection = { found: new Map(), complete: true }
        visit(branch, path, collection)
        return collection
      })
      if (each.some((one) => !one.complete)) into.complete = false
      for (const common of inAll(each.map(({ found }) => found))) add(common, into)
    }
    around.delete(cursor)
  }
  const visitProperty = (property: SchemaView, above: readonly string[], name: string, into: Collection) => {
    const constant = constantAt(property)
    if (constant) add({ in: part, path: [...above, name], values: [constant.value], at: constant.at }, into)
    else if (canHoldMore(property)) {
      const { complete } = into
      visit(property, [...above, name], into)
      // What is missing deeper down is no mark that anybody misses.
      if (above.length > 0) into.complete = complete
    }
  }
  const all: Collection = { found: new Map(), complete: true }
  if (view.exists) visit(view, [], all)
  return all
}

function add(constant: Constant, { found }: Collection): void {
  const id = constantId(constant)
  if (!found.has(id)) found.set(id, constant)
}

/** Without any of these, a schema sets no constant. */
const constantKeys = ['const', 'enum', 'allOf']

/** The `const` of a schema or the one value of its `enum`. */
export function constantAt(schema: SchemaView): { value: string; at: Cursor } | undefined {
  if (!schema.isReadable || !schema.layers.hasAny(constantKeys)) return undefined
  for (const part of schema.parts()) {
    const single = part.layers.at('enum')
    const at = part.layers.at('const').cursor ?? (single.isSequence && single.keys.length === 1 ? single.at('0').cursor : undefined)
    if (at?.exists) return { value: json(at.value), at }
  }
  return undefined
}

/** One text for equal values: members of an object may stand in any order. */
function json(value: unknown): string {
  return typeof value === 'object' && value !== null ? canonical(JSON.parse(JSON.stringify(value))) : (JSON.stringify(value) ?? 'null')
}

const holdingKeys = ['properties', 'allOf', 'oneOf', 'anyOf']

function canHoldMore(property: SchemaView): boolean {
  if (!property.isReadable) return true
  return property.layers.hasAny(holdingKeys)
}

/** The constants that every branch sets, with all their values. */
function inAll(branches: readonly ReadonlyMap<string, Constant>[]): Constant[] {
  const [first, ...rest] = branches
  if (!first) return []
  return [...first].flatMap(([id, constant]) => {
    const others = rest.map((branch) => branch.get(id))
    if (others.some((other) => other === undefined)) return []
    const values = new Set([constant, ...others].flatMap((one) => one?.values ?? []))
    return [{ ...constant, values: [...values].sort() }]
  })
}

/** With a string `discriminator` and no `const`, the schema's own name is the value (AsyncAPI 3.1, Schema Object, `discriminator`). */
function nameOfSchema(payload: SchemaView): Constant | undefined {
  if (!payload.isReadable || !payload.entry) return undefined
  const property = discriminatorOf(payload)?.text
  if (!property) return undefined
  const branches = payload.unions().flat()
  const names = branches.length > 0 ? branches.map(schemaName) : [schemaName(payload)]
  if (names.some((name) => name === undefined)) return undefined
  const reference = payload.entry.at('$ref')
  const at = reference.exists ? reference : payload.entry
  return { in: 'payload', path: [property], values: [...new Set(names.map((name) => JSON.stringify(name)))].sort(), at }
}

/** The `discriminator` of a schema, its own or of what its `allOf` holds, whatever stands there. */
export function discriminatorOf(schema: SchemaView): Cursor | undefined {
  for (const part of schema.parts()) {
    const cursor = part.isReadable ? part.layers.at('discriminator').cursor : undefined
    if (cursor?.exists) return cursor
  }
  return undefined
}

const holders: ReadonlySet<string> = new Set(['schemas', 'definitions', '$defs'])

/** The name under which a schema is defined; `undefined` for one that is written in place. */
function schemaName(schema: SchemaView): string | undefined {
  const { cursor } = schema
  return cursor?.parent && holders.has(cursor.parent.key) ? cursor.key : undefined
}
