import type { Graph } from '../../shared/document-protocol.ts'

export type Bag = Record<string, unknown>

/** The value that a graph stands for: what is shared in it is one object, and one may hold itself. `undefined` for an empty graph. */
export function decode(graph: Graph): unknown {
  const values = graph.map((node): unknown[] | Bag => (Array.isArray(node) ? [] : {}))
  const read = (part: unknown) => (Array.isArray(part) ? values[part[0]] : part)
  for (const [id, node] of graph.entries()) {
    const value = values[id]
    if (Array.isArray(value) && Array.isArray(node)) for (const part of node) value.push(read(part))
    else if (isBag(value) && isBag(node)) for (const key of Object.keys(node)) if (key !== '__proto__') value[key] = read(node[key])
  }
  return values[0]
}

export function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The mapping under a key; an empty one where there is none. */
export function bagAt(value: unknown, ...path: readonly string[]): Bag {
  let at = value
  for (const key of path) at = isBag(at) && Object.hasOwn(at, key) ? at[key] : undefined
  return isBag(at) ? at : {}
}
