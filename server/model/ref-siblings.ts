import { Cell, sameList } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { type ReferenceSites, referenceSites } from '../workspace/outgoing.ts'

/** Below these keys stand JSON Schemas. */
const schemaKeys: ReadonlySet<string> = new Set(['payload', 'headers', 'schema'])
/** Beside the `$ref` of a schema these only say more about it. */
const notes: ReadonlySet<string> = new Set(['description', 'title', 'examples', 'deprecated'])

/** References from here on are followed no further than this many. */
const mostReferences = 5_000

interface Reach {
  readonly siblings: readonly Cursor[]
  readonly targets: readonly { readonly at: Cursor; readonly inSchema: boolean }[]
}

/**
 * The keys beside a `$ref`, in a place and all that it refers to, which every reader ignores (AsyncAPI 3.1, Reference Object). In schemas those
 * that only describe are left out, and so are extensions.
 */
export function refSiblings(start: Cursor, inSchema = false): Cursor[] {
  const found = new Set<Cursor>()
  const seen = new Set<Cursor>([start])
  const queue = [{ at: start, inSchema }]
  for (const piece of queue) {
    const { siblings, targets } = reach(piece.at, piece.inSchema)
    for (const sibling of siblings) found.add(sibling)
    for (const target of targets) {
      if (seen.has(target.at) || seen.size > mostReferences) continue
      seen.add(target.at)
      queue.push(target)
    }
  }
  return [...found]
}

const cells = new WeakMap<Cursor, Map<boolean, Cell<Reach>>>()

function reach(at: Cursor, inSchema: boolean): Reach {
  let byKind = cells.get(at)
  if (!byKind) cells.set(at, (byKind = new Map()))
  let cell = byKind.get(inSchema)
  if (!cell) byKind.set(inSchema, (cell = new Cell(at.file.clock, () => read(at, inSchema), sameReach)))
  return cell.get()
}

function sameReach(a: Reach, b: Reach): boolean {
  return (
    sameList(a.siblings, b.siblings) && a.targets.length === b.targets.length && a.targets.every(({ at }, i) => at === b.targets[i]?.at)
  )
}

function read(start: Cursor, startsInSchema: boolean): Reach {
  const siblings: Cursor[] = []
  const targets: { at: Cursor; inSchema: boolean }[] = []
  const visit = (at: Cursor, sites: ReferenceSites, inSchema: boolean) => {
    if (sites.here) {
      for (const key of at.keys) {
        if (key !== '$ref' && !(inSchema && (notes.has(key) || key.startsWith('x-')))) siblings.push(at.at(key))
      }
      const { reference } = at
      if (reference?.kind === 'found') targets.push({ at: reference.target, inSchema })
      return
    }
    for (const [key, below] of sites.children) {
      if (!key.startsWith('x-')) visit(at.at(key), below, inSchema || schemaKeys.has(key))
    }
  }
  visit(start, referenceSites(start.node), startsInSchema)
  return { siblings, targets }
}
