import { uriName } from '../../../../shared/uri.ts'
import type { Node } from '../../../document/node.ts'
import type { Cursor } from '../../../workspace/cursor.ts'
import { splitReference } from '../../../workspace/references.ts'

/** What the schemas in a tree call themselves: their `$anchor`s, and the last segments of their `$id`s. */
interface Identifiers {
  readonly anchors: ReadonlySet<string>
  readonly names: ReadonlySet<string>
}

const known = new WeakMap<Node, Identifiers>()

function identifiersIn(root: Node | undefined): Identifiers {
  const before = root && known.get(root)
  if (before) return before
  const anchors = new Set<string>()
  const names = new Set<string>()
  const seen = new Set<Node>()
  const queue: Node[] = root ? [root] : []
  for (let node = queue.pop(); node; node = queue.pop()) {
    if (node.kind === 'sequence') for (const item of node.items) push(item.value)
    if (node.kind !== 'mapping') continue
    for (const { key, value } of node.entries) {
      if (value.kind !== 'scalar') push(value)
      else if (typeof value.value !== 'string') continue
      else if (key === '$anchor' || key === '$dynamicAnchor') anchors.add(value.value)
      else if (key === '$id' || key === 'id') {
        const [file = '', fragment] = value.value.split('#', 2)
        if (fragment) anchors.add(fragment)
        if (key === '$id' && file !== '') names.add(uriName(`x:${file}`))
      }
    }
  }
  const found = { anchors, names }
  if (root) known.set(root, found)
  return found

  function push(node: Node): void {
    if (node.kind === 'scalar' || node.kind === 'unknown' || seen.has(node)) return
    seen.add(node)
    queue.push(node)
  }
}

/** Whether `#fragment` is an anchor that some schema of the same file gives itself (JSON Schema 2019-09 `$anchor`, draft 7 `$id: '#…'`). */
export function definesAnchor(site: Cursor, file: string, fragment: string): boolean {
  return file === '' && identifiersIn(site.root.node).anchors.has(fragment)
}

/**
 * Whether the reference, wrong as seen from the file, is right as seen from the schema around it that has an `$id` of its own: a pointer into
 * that schema, or the `$id` of another one. Of an `$id` only the last segment is compared; that is enough to keep silent.
 */
export function isInsideIdentifiedSchema(site: Cursor, text: string): boolean {
  const { file, path } = splitReference(text)
  if (file !== '') return identifiersIn(site.root.node).names.has(uriName(`x:${file}`))
  for (let up: Cursor | undefined = site; up; up = up.parent) {
    if (up.at('$id').text !== undefined && path && up.at(...path).exists) return true
  }
  return false
}
