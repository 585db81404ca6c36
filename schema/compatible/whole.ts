import type { SchemaPool } from '../../shared/schema-pool.ts'
import { evaluate } from '../evaluate.ts'
import type { SchemaNode, TypeName } from '../node.ts'
import { matcher } from '../pattern.ts'
import { follow, type Located } from '../read.ts'
import type { Run, Verdict } from '../run.ts'
import { typeOf } from '../value.ts'

export type UnionKeyword = 'anyOf' | 'oneOf'

/** One schema of several that all hold, with its own references and `allOf` taken apart. */
export interface Part {
  readonly at: Located
  /** Unions of it that have been replaced by one of their branches. */
  readonly without: readonly UnionKeyword[]
}

export interface AllOfItem {
  readonly owner: Located
  readonly index: number
  readonly item: Located
  readonly parts: readonly Part[]
}

/** All that is asked of one value. */
export interface Whole {
  readonly pool: SchemaPool
  readonly parts: readonly Part[]
  readonly items: readonly AllOfItem[]
  /** Parts that ask for nothing here, but whose properties are declared all the same: the other branches of a union. */
  readonly beside: readonly Part[]
  /** Whether a reference could not be followed: what it asks for is not known. */
  readonly unknown: boolean
  /** The branch that was last put in place of a union. */
  readonly branch?: Branch
}

export interface Branch {
  readonly at: Located
  readonly keyword: UnionKeyword
  readonly owner: Located
  readonly index: number
  readonly count: number
}

/** The schemas, taken together. */
export function whole(pool: SchemaPool, schemas: readonly Located[]): Whole {
  const parts: Part[] = []
  const items: AllOfItem[] = []
  const met = new Set<SchemaNode>()
  let unknown = false
  const add = (at: Located): void => {
    if (met.has(at.node)) return
    met.add(at.node)
    const { ref, allOf } = at.node
    // A bare reference is no place to report at: what it names is.
    if (ref === undefined || Object.keys(at.node).length > 2) parts.push({ at, without: [] })
    if (ref !== undefined) {
      const target = follow(pool, at, ref)
      if (target) add(target)
      else unknown = true
    }
    for (const [index, node] of (allOf ?? []).entries()) {
      const item = { ...at, node }
      const before = parts.length
      add(item)
      items.push({ owner: at, index, item, parts: parts.slice(before) })
    }
  }
  for (const schema of schemas) add(schema)
  return { pool, parts, items, beside: [], unknown }
}

const anything = new WeakMap<SchemaNode, SchemaNode>()

/** What is asked of a part of values: by these schemas, or, where there are none, by nobody. */
export function within(of: Whole, schemas: readonly Located[]): Whole {
  const at = of.parts[0]?.at
  if (schemas.length > 0 || !at) return whole(of.pool, schemas)
  let node = anything.get(at.node)
  if (!node) {
    node = { pointer: at.node.pointer }
    anything.set(at.node, node)
    // What nobody asks anything of has only such parts.
    anything.set(node, node)
  }
  return whole(of.pool, [{ ...at, node }])
}

/** The first union among the parts. */
export function unionOf({ parts }: Whole): { part: Part; keyword: UnionKeyword; branches: readonly Located[] } | undefined {
  for (const part of parts) {
    for (const keyword of ['oneOf', 'anyOf'] as const) {
      const nodes = part.at.node[keyword]
      if (nodes && !part.without.includes(keyword)) return { part, keyword, branches: nodes.map((node) => ({ ...part.at, node })) }
    }
  }
  return undefined
}

/** The whole with its first union left out; what the branches declare stays declared. */
export function withoutUnion(from: Whole): Whole {
  const union = unionOf(from)
  if (!union) return from
  const { part, keyword, branches } = union
  const rest = { at: part.at, without: [...part.without, keyword] }
  const beside = branches.flatMap((branch) => whole(from.pool, [branch]).parts)
  return { ...from, parts: from.parts.map((one) => (one === part ? rest : one)), beside: [...from.beside, ...beside] }
}

/** The whole with its first union replaced by each of its branches in turn. */
export function branchesOf(from: Whole): Whole[] {
  const union = unionOf(from)
  if (!union) return []
  const rest = withoutUnion(from)
  const held = new Set(rest.parts.map((part) => part.at.node))
  return union.branches.map((at, index) => {
    const one = whole(from.pool, [at])
    const parts = one.parts.filter((part) => !held.has(part.at.node))
    const branch = { at: resolved(from.pool, at), keyword: union.keyword, owner: union.part.at, index, count: union.branches.length }
    return {
      ...rest,
      parts: [...rest.parts, ...parts],
      items: [...rest.items, ...one.items],
      unknown: rest.unknown || one.unknown,
      branch,
    }
  })
}

function resolved(pool: SchemaPool, at: Located): Located {
  let found = at
  for (let hops = 0; hops < 100 && found.node.ref !== undefined; hops++) {
    const next = follow(pool, found, found.node.ref)
    if (!next) break
    found = next
  }
  return found
}

/** The types of values, disjoint: `fraction` is a number that is not whole. */
export type Kind = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object'
const allKinds: readonly Kind[] = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object']

/** The kinds that a node's `type` lets pass. */
export function kindsOf({ types }: SchemaNode): readonly Kind[] {
  return types ? types.flatMap((type): readonly Kind[] => (type === 'number' ? ['integer', 'fraction'] : [type])) : allKinds
}

/** The kinds of value that a whole lets pass. */
export function kinds({ parts }: Whole): ReadonlySet<Kind> {
  let left = new Set(allKinds)
  for (const { at } of parts) {
    const { node } = at
    const own = new Set(kindsOf(node))
    left = new Set([...left].filter((kind) => own.has(kind)))
    if (node.multipleOf !== undefined && Number.isInteger(node.multipleOf)) left.delete('fraction')
    const listed = node.const ? [node.const.value] : node.enum
    if (listed) {
      const found = new Set(listed.map(kindOfValue))
      left = new Set([...left].filter((kind) => found.has(kind)))
    }
  }
  return left
}

/** The types of these kinds, as a schema names them. */
export function typeNames(of: ReadonlySet<Kind>): readonly TypeName[] {
  return [...of].filter((kind) => kind !== 'integer' || !of.has('fraction')).map((kind) => (kind === 'fraction' ? 'number' : kind))
}

function kindOfValue(value: unknown): Kind | undefined {
  const type = typeOf(value)
  return type === 'number' ? 'fraction' : type
}

/** All values that the whole accepts, where they can be listed. */
export function listed(from: Whole): readonly unknown[] | undefined {
  const lists = from.parts.map(({ at: { node } }) => (node.const ? [node.const.value] : node.enum)).filter((list) => list !== undefined)
  const [first] = lists
  if (first) return first.filter((value) => accepts(from, value) !== false)
  const left = kinds(from)
  if ([...left].some((kind) => kind !== 'null' && kind !== 'boolean')) return undefined
  const simple = [...(left.has('null') ? [null] : []), ...(left.has('boolean') ? [true, false] : [])]
  return simple.filter((value) => accepts(from, value) !== false)
}

/** Whether every part accepts the value. */
export function accepts(from: Whole, value: unknown): Verdict {
  let unsure = from.unknown
  for (const { at } of from.parts) {
    const { verdict } = evaluate(newRun(from.pool, value), at, value, '')
    if (verdict === false) return false
    if (verdict === undefined) unsure = true
  }
  return unsure ? undefined : true
}

export function newRun(pool: SchemaPool, root: unknown): Run {
  return { pool, mode: 'linear', root, mostProblems: 20, steps: 0, depth: 0, quiet: 0, memo: new Map() }
}

/** Whether every value passes. */
export function asksNothing(of: Whole): boolean {
  return !of.unknown && of.parts.every(({ at }) => Object.keys(at.node).every((key) => annotations.has(key)))
}

const annotations: ReadonlySet<string> = new Set<keyof SchemaNode>(['pointer', 'title', 'default', 'examples', 'discriminator', 'written'])

/** The names that some part declares, and where; with those `beside` where asked for. */
export function declared({ parts, beside }: Whole, nearby = false): ReadonlyMap<string, Part> {
  const names = new Map<string, Part>()
  for (const part of nearby ? [...parts, ...beside] : parts)
    for (const name of part.at.node.properties?.keys() ?? []) if (!names.has(name)) names.set(name, part)
  return names
}

/** All that is asked of the property of that name. */
export function ofProperty(from: Whole, name: string): readonly Located[] {
  const found: Located[] = []
  let seen = false
  for (const { at } of from.parts) {
    const { node } = at
    const own: SchemaNode[] = []
    const direct = node.properties?.get(name)
    if (direct) own.push(direct)
    for (const { pattern, schema } of node.patternProperties ?? []) if (matcher(pattern, 'linear')(name)) own.push(schema)
    if (own.length > 0) seen = true
    else if (node.additionalProperties) own.push(node.additionalProperties)
    found.push(...own.map((one) => ({ ...at, node: one })))
  }
  if (!seen) for (const { at } of from.parts) if (at.node.unevaluatedProperties) found.push({ ...at, node: at.node.unevaluatedProperties })
  return found
}

/** All that is asked of the item at that index; of any item after the tuples for `undefined`. */
export function ofItem(from: Whole, index: number | undefined): readonly Located[] {
  return from.parts.flatMap(({ at }) => {
    const item = (index === undefined ? undefined : at.node.prefixItems?.[index]) ?? at.node.items
    return item ? [{ ...at, node: item }] : []
  })
}
