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
