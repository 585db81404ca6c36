import { formatPointer } from '../../../../shared/pointer.ts'
import { resolveUri } from '../../../../shared/uri.ts'
import type { Node } from '../../../document/node.ts'
import { Cell } from '../../../workspace/cells.ts'
import { type Cursor, childNode } from '../../../workspace/cursor.ts'
import { holdsData, type ReferenceSites, referenceSites } from '../../../workspace/outgoing.ts'
import { splitReference } from '../../../workspace/references.ts'
import { remembered } from '../../../workspace/remembered.ts'
import type { SourceFile } from '../../../workspace/source-file.ts'
import type { Workspace } from '../../../workspace/workspace.ts'

/** What the references of one file name, each once, as `uri#pointer` cut off behind a component. */
type Uses = readonly string[]

const ofWorkspaces = new WeakMap<Workspace, Cell<ReadonlySet<string>>>()

/** Whether any reference of the workspace names this component, something in it, or something that holds it. A component's references to itself do not count. */
export function isReferredTo(component: Cursor): boolean {
  const uses = usesOf(component.file.workspace)
  const path = component.path
  for (let length = path.length; length >= 0; length--) {
    if (uses.has(`${component.uri}#${formatPointer(path.slice(0, length))}`)) return true
  }
  return false
}

/** All that the AsyncAPI documents of a workspace and the files that they reach refer to. */
function usesOf(workspace: Workspace): ReadonlySet<string> {
  let cell = ofWorkspaces.get(workspace)
  if (!cell) {
    cell = new Cell(workspace.clock, () => {
      const files = new Set(workspace.members)
      const uses = new Set<string>()
      for (const file of files) {
        for (const use of usesIn(file)) {
          uses.add(use)
          files.add(workspace.file(use.slice(0, use.indexOf('#'))))
        }
      }
      return uses
    })
    ofWorkspaces.set(workspace, cell)
  }
  return cell.get()
}

const usesIn = remembered((file: SourceFile) => file.clock, readUses)

function readUses(file: SourceFile): Uses {
  const uses = new Set<string>()
  const note = (found: Iterable<string>) => {
    for (const use of found) uses.add(use)
  }
  for (const root of file.roots) {
    note(ownUse(root))
    for (const part of root.children) {
      if (part.key !== 'components') note(usesOfPart(part))
      else {
        note(ownUse(part))
        for (const kind of part.children) {
          note(ownUse(kind))
          for (const component of kind.children) note(usesOfPart(component))
        }
      }
    }
  }
  return [...uses]
}

/** What the references in a part of a file name, each once, but for what it refers to of its own. */
const usesOfPart = remembered(
  (part: Cursor) => part.file.clock,
  (part): Uses => {
    const { uri, node } = part
    if (!node || holdsData(part.key, node)) return []
    const uses = new Set<string>()
    collect(uri, node, referenceSites(node), uses)
    uses.delete(`${uri}#${part.pointer}`)
    return [...uses]
  },
)

function collect(uri: string, node: Node | undefined, sites: ReferenceSites, into: Set<string>): void {
  if (sites.here) for (const use of useOf(uri, childNode(node, '$ref'))) into.add(use)
  for (const [key, inside] of sites.children) collect(uri, childNode(node, key), inside, into)
}

function ownUse(at: Cursor): string[] {
  return at.has('$ref') ? useOf(at.uri, at.at('$ref').node) : []
}

function useOf(base: string, value: Node | undefined): string[] {
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return []
  const split = splitReference(value.value)
  const uri = split.file === '' ? base : resolveUri(base, split.file)
  const path = split.path ?? []
  return uri === undefined ? [] : [`${uri}#${formatPointer(path[0] === 'components' ? path.slice(0, 3) : path)}`]
}
