import { parsePointer } from '../../shared/pointer.ts'
import type { SchemaPool } from '../../shared/schema-pool.ts'
import { equalAt } from '../equal.ts'
import type { Located } from '../read.ts'
import { canonical } from '../value.ts'
import { type Branch, declared, kinds, ofProperty, type Whole, whole } from './whole.ts'

/** Whether two subschemas say the same. */
export function equalNodes(poolA: SchemaPool, a: Located, poolB: SchemaPool, b: Located): boolean {
  return equalAt(poolA, { id: a.id, pointer: a.node.pointer }, poolB, { id: b.id, pointer: b.node.pointer })
}

/** How a new branch is known to be what became of an old one: by what it is called, or only by its place. */
export type Counterpart = 'named' | 'placed'

/** By the name of the schema, else the title, else a constant of the same property, else the place in a union of as many branches. `undefined` when it is another one. */
export function counterpart(from: Whole, old: Branch, to: Whole, now: Branch): Counterpart | undefined {
  const named = (same: boolean): Counterpart | undefined => (same ? 'named' : undefined)
  const names = [componentName(old.at), componentName(now.at)]
  if (names[0] !== undefined && names[1] !== undefined) return named(names[0] === names[1])
  if (old.at.node.title !== undefined && now.at.node.title !== undefined) return named(old.at.node.title === now.at.node.title)
  const [a, b] = [whole(from.pool, [old.at]), whole(to.pool, [now.at])]
  const mark = sameMark(a, b)
  if (mark !== undefined) return named(mark)
  const types = kinds(b)
  return old.count === now.count && old.index === now.index && [...kinds(a)].some((kind) => types.has(kind)) ? 'placed' : undefined
}

/** Whether the same is asked in the same words: then nothing needs comparing. */
export function areSame(from: Whole, before: readonly Located[], to: Whole, after: readonly Located[]): boolean {
  const [a, b] = [before[0], after[0]]
  return a !== undefined && b !== undefined && before.length === 1 && after.length === 1 && equalNodes(from.pool, a, to.pool, b)
}

/** The name under which a schema stands by itself; `undefined` for one that is written inside another. */
function componentName({ node, entry }: Located): string | undefined {
  return node.pointer === '' ? parsePointer(entry.pointer)?.at(-1) : undefined
}

function sameMark(a: Whole, b: Whole): boolean | undefined {
  for (const name of declared(a).keys()) {
    const [one, other] = [constant(a, name), constant(b, name)]
    if (one !== undefined && other !== undefined) return one === other
  }
  return undefined
}

function constant(of: Whole, name: string): string | undefined {
  for (const { at } of whole(of.pool, ofProperty(of, name)).parts) {
    const { const: value, enum: values } = at.node
    if (value) return canonical(value.value)
    if (values?.length === 1) return canonical(values[0])
  }
  return undefined
}
