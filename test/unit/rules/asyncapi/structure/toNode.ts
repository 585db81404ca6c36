import type { Entry, Item, MappingNode, Node, Scalar } from '../../../../../server/document/node.ts'

/** A tree without places for a plain value: what a document of that value is to a check of shape. */
export function toNode(value: unknown): Node {
  if (Array.isArray(value)) {
    const items: Item[] = value.map((item) => ({ value: toNode(item), valueFrom: 0 }))
    return { kind: 'sequence', style: 'block', items, length: 0, size: 1 + items.reduce((sum, item) => sum + item.value.size, 0) }
  }
  if (typeof value !== 'object' || value === null) {
    return { kind: 'scalar', value: value as Scalar, style: 'plain', source: String(value), length: 0, size: 1 }
  }
  return toMapping(Object.entries(value).map(([key, inner]) => [key, toNode(inner)]))
}

/** A mapping of these entries, in this order. */
export function toMapping(pairs: readonly (readonly [string, Node])[]): MappingNode {
  const entries: Entry[] = pairs.map(([key, value]) => ({ key, keyNode: toNode(key), value, keyFrom: 0, valueFrom: 0, from: 0, to: 0 }))
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  const size = 1 + entries.reduce((sum, entry) => sum + 1 + entry.value.size, 0)
  const get = (key: string) => byKey.get(key)
  return {
    kind: 'mapping',
    style: 'block',
    entries,
    keys: [...byKey.keys()],
    get,
    counts: (entry) => get(entry.key) === entry,
    length: 0,
    size,
  }
}
