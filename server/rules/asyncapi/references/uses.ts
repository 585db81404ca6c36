import { formatPointer } from '../../../../shared/pointer.ts'
import { resolveUri } from '../../../../shared/uri.ts'
import type { Node } from '../../../document/node.ts'
import { Cell } from '../../../workspace/cells.ts'
import { type Cursor, childNode } from '../../../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../../../workspace/outgoing.ts'
import { splitReference } from '../../../workspace/references.ts'
import type { SourceFile } from '../../../workspace/source-file.ts'
import type { Workspace } from '../../../workspace/workspace.ts'

/** What the references of one file name, each once, as `uri#pointer` cut off behind a component. */
type Uses = readonly string[]

const ofFiles = new WeakMap<SourceFile, Cell<Uses>>()
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

function usesIn(file: SourceFile): Uses {
  let cell = ofFiles.get(file)
  if (!cell) {
    cell = new Cell(file.clock, () => readUses(file))
    ofFiles.set(file, cell)
  }
  return cell.get()
}

function readUses(file: SourceFile): Uses {
  const uses = new Set<string>()
  const note = (found: Iterable<string>) => {
    for (const use of found) uses.add(use)
  }
  for (const { node } of file.source?.roots ?? []) {
    const sites = referenceSites(node)
    note(ownUse(file.uri, node, sites))
    for (const [key, inside] of sites.children) {
      const child = childNode(node, key)
      if (key !== 'components') note(usesBelow(file.uri, child, inside))
      else {
        note(ownUse(file.uri, child, inside))
        for (const [kind, ofKind] of inside.children) note(usesOfKind(file.uri, kind, childNode(child, kind), ofKind))
      }
    }
  }
  return [...uses]
}

/** By kind, too: small parts that are written alike are one tree. */
const ofKinds = new WeakMap<ReferenceSites, Map<string, ReadonlySet<string>>>()

/** What the components of one kind refer to, but for what a component refers to of its own. Kept for the kinds that an edit does not touch. */
function usesOfKind(uri: string, kind: string, node: Node | undefined, sites: ReferenceSites): ReadonlySet<string> {
  const known = ofKinds.get(sites) ?? new Map<string, ReadonlySet<string>>()
  ofKinds.set(sites, known)
  let found = known.get(kind)
  if (!found) {
    const all = new Set(ownUse(uri, node, sites))
    for (const [name, inside] of sites.children) {
      const own = `${uri}#${formatPointer(['components', kind, name])}`
      for (const use of usesBelow(uri, childNode(node, name), inside)) if (use !== own) all.add(use)
    }
    found = all
    known.set(kind, found)
  }
  return found
}

const below = new WeakMap<ReferenceSites, ReadonlySet<string>>()

/** What the references in a part of a document name, each once. Kept for the parts that an edit does not touch. */
function usesBelow(uri: string, node: Node | undefined, sites: ReferenceSites): ReadonlySet<string> {
  let found = below.get(sites)
  if (!found) {
    const all = new Set<string>()
    collectUses(uri, node, sites, all)
    found = all
    below.set(sites, found)
  }
  return found
}

function collectUses(uri: string, node: Node | undefined, sites: ReferenceSites, into: Set<string>): void {
  for (const use of ownUse(uri, node, sites)) into.add(use)
  for (const [key, inside] of sites.children) collectUses(uri, childNode(node, key), inside, into)
}

function ownUse(base: string, node: Node | undefined, sites: ReferenceSites): string[] {
  const value = sites.here ? childNode(node, '$ref') : undefined
  if (value?.kind !== 'scalar' || typeof value.value !== 'string') return []
  const split = splitReference(value.value)
  const uri = split.file === '' ? base : resolveUri(base, split.file)
  const path = split.path ?? []
  return uri === undefined ? [] : [`${uri}#${formatPointer(path[0] === 'components' ? path.slice(0, 3) : path)}`]
}
