import { parsePointer } from '../shared/pointer.ts'
import type { SchemaId, SchemaPool } from '../shared/schema-pool.ts'
import type { SchemaNode, TypeName } from './node.ts'
import { follow, type Located, readSchema } from './read.ts'

/** What stands deeper is `unknown`: nobody reads such a type. */
const deepest = 30

interface Type {
  readonly text: string
  /** `block`: the members of an object, alone. */
  readonly form: 'atom' | 'block' | 'union' | 'both'
}

const unknown: Type = { text: 'unknown', form: 'atom' }

/**
 * TypeScript types of the values that schemas accept, as far as types can say it: each schema that another one refers to has a name, so that
 * recursion ends there.
 */
export class TypeScriptTypes {
  readonly #pool: SchemaPool
  readonly #names = new Map<string, string>()
  readonly #taken: Set<string>
  readonly #declarations: string[] = []

  /** @param taken names that are somebody else's. */
  constructor(pool: SchemaPool, taken: Iterable<string> = []) {
    this.#pool = pool
    this.#taken = new Set(taken)
  }

  /** Declares the type of a schema under a name like the one given, and answers with the name; what cannot be read is `unknown`. */
  declare(name: string, id: SchemaId | undefined): string {
    const own = this.#unique(name)
    this.#write(own, id === undefined ? undefined : readSchema(this.#pool, id))
    return own
  }

  /** All declarations so far, in the order in which they were asked for, each followed by those that it needs. */
  get text(): string {
    return this.#declarations.join('\n')
  }

  #write(name: string, at: Located | undefined): void {
    const index = this.#declarations.push('') - 1
    const { text, form } = at ? this.#type(at, '', 0) : unknown
    this.#declarations[index] = form === 'block' ? `interface ${name} ${text}\n` : `type ${name} = ${text}\n`
  }

  #named(from: Located, ref: string): Type {
    const at = follow(this.#pool, from, ref)
    if (!at) return unknown
    const key = `${at.id}#${at.node.pointer}`
    let name = this.#names.get(key)
    if (name === undefined) {
      name = this.#unique(parsePointer(at.node.pointer || at.entry.pointer)?.at(-1) ?? 'Value')
      this.#names.set(key, name)
      this.#write(name, at)
    }
    return { text: name, form: 'atom' }
  }

  #unique(wish: string): string {
    const name = identifier(wish)
    let one = name
    for (let count = 2; this.#taken.has(one); count++) one = `${name}${count}`
    this.#taken.add(one)
    return one
  }

  #type(at: Located, indent: string, depth: number): Type {
    const { node } = at
    if (node.never) return { text: 'never', form: 'atom' }
    if (depth > deepest) return unknown
    const inner = (one: SchemaNode) => this.#type({ ...at, node: one }, indent, depth + 1)
    const own = this.#own(at, indent, depth)
    const parts = [
      ...(node.ref === undefined ? [] : [this.#named(at, node.ref)]),
      ...(own ? [own] : []),
      ...(node.allOf ?? []).map(inner),
      ...[node.anyOf, node.oneOf].flatMap((list) => (list ? [union(list.map(inner))] : [])),
    ]
    const said = distinct(parts).filter((part) => part !== unknown)
    return said.length > 1 ? { text: said.map(bracketed).join(' & '), form: 'both' } : (said[0] ?? unknown)
  }

  /** What the schema says besides its references and branches; `undefined` where it says nothing. */
  #own(at: Located, indent: string, depth: number): Type | undefined {
    const { node } = at
    if (node.const) return literal(node.const.value)
    if (node.enum) return union(node.enum.map(literal))
    if (node.types) return union(node.types.map((type) => this.#ofType(type, at, indent, depth)))
    if (node.properties || node.required) return this.#object(at, indent, depth)
    return node.items || node.prefixItems ? this.#array(at, indent, depth) : undefined
  }

  #ofType(type: TypeName, at: Located, indent: string, depth: number): Type {
    if (type === 'object') return this.#object(at, indent, depth)
    if (type === 'array') return this.#array(at, indent, depth)
    return { text: type === 'integer' ? 'number' : type, form: 'atom' }
  }

  #array(at: Located, indent: string, depth: number): Type {
    const { items, prefixItems } = at.node
    const one = (node: SchemaNode | undefined) => bracketed(node ? this.#type({ ...at, node }, indent, depth + 1) : unknown)
    if (!prefixItems) return { text: `${one(items)}[]`, form: 'atom' }
    const rest = items?.never ? [] : [`...${one(items)}[]`]
    return { text: `[${[...prefixItems.map((item) => `${one(item)}?`), ...rest].join(', ')}]`, form: 'atom' }
  }

  #object(at: Located, indent: string, depth: number): Type {
    const { properties, required = [], additionalProperties } = at.node
    const type = (node: SchemaNode | undefined, deeper: string) =>
      node ? this.#type({ ...at, node }, deeper, depth + 1).text : unknown.text
    const names = new Set([...(properties?.keys() ?? []), ...required])
    if (names.size === 0) {
      const values = additionalProperties?.never ? undefined : additionalProperties
      return { text: `Record<string, ${type(values, indent)}>`, form: 'atom' }
    }
    const deeper = `${indent}  `
    const lines = [...names].map((name) => {
      const node = properties?.get(name)
      const title = node?.title === undefined ? '' : `${deeper}/** ${node.title.replaceAll('*/', '* /').replaceAll(/\s+/g, ' ')} */\n`
      return `${title}${deeper}${memberName(name)}${required.includes(name) ? '' : '?'}: ${type(node, deeper)}`
    })
    return { text: `{\n${lines.join('\n')}\n${indent}}`, form: 'block' }
  }
}

/** A text as a type can be called by it: letters, digits and `_`, with a capital. */
export function identifier(text: string): string {
  const word = text
    .split(/[^\p{L}\p{N}_]+/u)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')
  return /^\p{L}/u.test(word) ? word : `T${word}`
}

/** A name as the key of a member. */
export function memberName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
}

function literal(value: unknown): Type {
  if (typeof value === 'bigint') return { text: 'number', form: 'atom' }
  return typeof value === 'object' && value !== null ? unknown : { text: JSON.stringify(value) ?? unknown.text, form: 'atom' }
}

function union(types: readonly Type[]): Type {
  const all = distinct(types)
  if (all.includes(unknown)) return unknown
  const [only] = all
  if (all.length === 1 && only) return only
  if (all.length === 0) return { text: 'never', form: 'atom' }
  return { text: all.map((type) => (type.form === 'both' ? bracketed(type) : type.text)).join(' | '), form: 'union' }
}

function distinct(types: readonly Type[]): Type[] {
  return [...new Map(types.map((type) => [type.text, type])).values()]
}

function bracketed({ text, form }: Type): string {
  return form === 'union' || form === 'both' ? `(${text})` : text
}
