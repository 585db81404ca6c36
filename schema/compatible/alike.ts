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

/** Whether a new branch is what became of an old one: by the name of the schema, else the title, else a constant of the same property, else the place in a union of as many branches. */
export function areCounterparts(from: Whole, old: Branch, to: Whole, now: Branch): boolean {
  const named = [componentName(old.at), componentName(now.at)]
  if (named[0] !== undefined && named[1] !== undefined) return named[0] === named[1]
  if (old.at.node.title !== undefined && now.at.node.title !== undefined) return old.at.node.title === now.at.node.title
  const [a, b] = [whole(from.pool, [old.at]), whole(to.pool, [now.at])]
  const mark = sameMark(a, b)
  if (mark !== undefined) return mark
  const types = kinds(b)
  return old.count === now.count && old.index === now.index && [...kinds(a)].some((kind) => types.has(kind))
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
