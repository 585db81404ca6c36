import type { Node } from '../../../document/node.ts'

/** Something that was read below a node, and the path to it from there. */
export interface Found<What> {
  readonly path: readonly string[]
  readonly what: What
}

/**
 * Reads each value of a mapping and puts together what was found, with the keys in the paths. What a node says is remembered by its
 * identity, for the mapping as for each value, so that an edit reads again what it changed. Empty for what is no mapping.
 */
export function gatherer<What>(read: (node: Node) => readonly Found<What>[]): (map: Node | undefined) => readonly Found<What>[] {
  const ofMap = new WeakMap<Node, readonly Found<What>[]>()
  const ofValue = new WeakMap<Node, readonly Found<What>[]>()
  return (map) => {
    if (map?.kind !== 'mapping') return []
    const known = ofMap.get(map)
    if (known) return known
    const found: Found<What>[] = []
    for (const { key, value } of map.entries) {
      const inside = ofValue.get(value) ?? read(value)
      ofValue.set(value, inside)
      for (const { path, what } of inside) found.push({ path: [key, ...path], what })
    }
    ofMap.set(map, found)
    return found
  }
}
