import { formatPointer } from '../../../../shared/pointer.ts'
import type { Node } from '../../../document/node.ts'
import { Cell, sameList } from '../../../workspace/cells.ts'
import { type Cursor, childNode } from '../../../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../../../workspace/outgoing.ts'
import { referencedUri, splitReference } from '../../../workspace/references.ts'
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
    cell = new Cell(file.clock, () => readUses(file), sameList)
    ofFiles.set(file, cell)
  }
  return cell.get()
}

function readUses(file: SourceFile): Uses {
  const uses = new Set<string>()
  const note = (texts: Iterable<string>, owner?: string) => {
    for (const text of texts) {
      const use = useOf(file, text)
      if (use !== undefined && use !== owner) uses.add(use)
    }
  }
  for (const { node } of file.source?.roots ?? []) {
    const sites = referenceSites(node)
    note(ownText(node, sites))
    for (const [key, below] of sites.children) {
      const child = childNode(node, key)
      if (key !== 'components') note(textsIn(child, below))
      else
        eachComponent(child, below, (path, component, inside) =>
          note(textsIn(component, inside), `${file.uri}#${formatPointer([key, ...path])}`),
        )
    }
  }
  return [...uses]
}

function eachComponent(
  node: Node | undefined,
  sites: ReferenceSites,
  visit: (path: string[], node: Node | undefined, sites: ReferenceSites) => void,
): void {
  if (sites.here) visit([], node, { ...sites, children: [] })
  for (const [kind, ofKind] of sites.children) {
    const entries = childNode(node, kind)
    if (ofKind.here) visit([kind], entries, { ...ofKind, children: [] })
    for (const [name, inside] of ofKind.children) visit([kind, name], childNode(entries, name), inside)
  }
}

const texts = new WeakMap<ReferenceSites, ReadonlySet<string>>()

/** The texts of all references in a tree, each once. */
function textsIn(node: Node | undefined, sites: ReferenceSites): ReadonlySet<string> {
  let found = texts.get(sites)
  if (!found) {
    const all = new Set(ownText(node, sites))
    for (const [key, below] of sites.children) for (const text of textsIn(childNode(node, key), below)) all.add(text)
    found = all
    texts.set(sites, found)
  }
  return found
}

function ownText(node: Node | undefined, sites: ReferenceSites): string[] {
  const value = sites.here ? childNode(node, '$ref') : undefined
  return value?.kind === 'scalar' && typeof value.value === 'string' ? [value.value] : []
}

const usesByText = new WeakMap<SourceFile, Map<string, string | undefined>>()

function useOf(file: SourceFile, text: string): string | undefined {
  let known = usesByText.get(file)
  // Every text that was ever typed would stay.
  if (!known || known.size > 50_000) usesByText.set(file, (known = new Map()))
  if (known.has(text)) return known.get(text)
  const split = splitReference(text)
  const uri = referencedUri(file.uri, split)
  const path = split.path ?? []
  const use = uri === undefined ? undefined : `${uri}#${formatPointer(path[0] === 'components' ? path.slice(0, 3) : path)}`
  known.set(text, use)
  return use
}
