import { placeOf } from '../read.ts'
import { equalNodes } from './alike.ts'
import type { Comparing } from './context.ts'
import { type Incompatibility, isBreaking } from './incompatibility.ts'
import { type AllOfItem, type Whole, whole } from './whole.ts'

/** What was added to an `allOf` and refuses old values, said of the part as a whole; and the new schema without it. */
export function takeOutAddedParts(from: Whole, to: Whole, inner: Comparing['inner']): [readonly Incompatibility[], Whole] {
  const found: Incompatibility[] = []
  let rest = to
  if (from.parts.length === 0) return [found, rest]
  for (const item of addedItems(from, to)) {
    const part = whole(to.pool, [item.item])
    const own = { ...part, beside: [...to.parts, ...to.beside] }
    if (!inner(from, own).some(isBreaking)) continue
    const owner = from.items[0]?.owner ?? from.parts[0]?.at
    if (!owner) continue
    found.push({
      kind: 'union-shrunk',
      place: placeOf(item.owner, 'allOf', String(item.index)),
      old: placeOf(owner, owner.node.allOf && 'allOf'),
      keyword: 'allOf',
    })
    rest = {
      ...rest,
      parts: rest.parts.filter((one) => !item.parts.includes(one)),
      items: rest.items.filter((one) => one !== item),
      beside: [...rest.beside, ...item.parts],
    }
  }
  return [found, rest]
}

/** The parts that have no counterpart, where there are more of them than before. */
function addedItems(from: Whole, to: Whole): readonly AllOfItem[] {
  const surplus = to.items.length - from.items.length
  if (surplus <= 0) return []
  // A schema that was taken apart into an `allOf` keeps little of its own.
  if (from.items.length === 0 && !keepsItsOwn(from, to)) return []
  const unmatched = new Set(from.items)
  const left = to.items.filter((item) => {
    const same = [...unmatched].find((old) => equalNodes(from.pool, old.item, to.pool, item.item))
    if (same) unmatched.delete(same)
    return !same
  })
  // Those that changed come before those that were added.
  return left.slice(Math.max(0, left.length - surplus))
}

function keepsItsOwn(from: Whole, to: Whole): boolean {
  const items = new Set(to.items.flatMap(({ parts }) => parts))
  const own = to.parts.filter((part) => !items.has(part))
  const keys = new Set(own.flatMap(({ at }) => Object.keys(at.node)))
  return from.parts.every(({ at }) => Object.keys(at.node).every((key) => keys.has(key)))
}
