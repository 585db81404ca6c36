import type { MappingNode, Node } from './node.ts'

const values = new WeakMap<Node, unknown>()

/**
 * The value of a node as plain data, what `JSON.parse` or `yaml` make of it: of duplicate keys the last counts, what is unknown is
 * `undefined`. The same object each time for the same node: shared, and not to be changed.
 */
export function plain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value
    case 'unknown':
      return undefined
    default: {
      let value = values.get(node)
      if (value === undefined) {
        value = node.kind === 'mapping' ? plainObject(node) : node.items.map((item) => plain(item.value))
        values.set(node, value)
      }
      return value
    }
  }
}

function plainObject(mapping: MappingNode): Record<string, unknown> {
  const object: Record<string, unknown> = {}
  for (const { key, value } of mapping.entries) {
    // An assignment to this key would set the prototype.
    if (key === '__proto__')
      Object.defineProperty(object, key, { value: plain(value), enumerable: true, configurable: true, writable: true })
    else object[key] = plain(value)
  }
  return object
}

/** Whether two nodes are the same value: order of keys and way of writing do not count. What is unknown is equal to nothing but itself. */
export function sameValue(a: Node, b: Node): boolean {
  if (a === b) return true
  if (a.kind === 'scalar') return b.kind === 'scalar' && Object.is(a.value, b.value)
  if (a.kind === 'sequence') {
    return (
      b.kind === 'sequence' &&
      a.items.length === b.items.length &&
      a.items.every((item, index) => isSameAt(item.value, b.items[index]?.value))
    )
  }
  if (a.kind === 'mapping') {
    if (b.kind !== 'mapping') return false
    const keys = new Set(a.entries.map((entry) => entry.key))
    if (b.entries.some((entry) => !keys.has(entry.key))) return false
    for (const key of keys) if (!isSameAt(a.get(key)?.value, b.get(key)?.value)) return false
    return true
  }
  return false
}

function isSameAt(a: Node | undefined, b: Node | undefined): boolean {
  return a !== undefined && b !== undefined && sameValue(a, b)
}
