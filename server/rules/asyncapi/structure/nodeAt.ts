import { parsePointer } from '../../../../shared/pointer.ts'
import type { MappingNode, Node } from '../../../document/node.ts'

/** The node at a path below a mapping, references not followed; `undefined` where there is none. */
export function nodeAt(root: MappingNode, path: readonly string[]): Node | undefined {
  let node: Node | undefined = root
  for (const key of path) {
    if (node?.kind === 'mapping') node = node.get(key)?.value
    else if (node?.kind === 'sequence') node = node.items[Number(key)]?.value
    else return undefined
  }
  return node
}

/** The path that the `$ref` of a node names, if it refers into its own document; else `undefined`. */
export function localReference(node: Node): string[] | undefined {
  const ref = node.kind === 'mapping' ? node.get('$ref')?.value : undefined
  if (ref?.kind !== 'scalar' || typeof ref.value !== 'string' || !ref.value.startsWith('#')) return undefined
  try {
    return parsePointer(decodeURIComponent(ref.value.slice(1)))
  } catch {
    return undefined
  }
}
