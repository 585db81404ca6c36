import type { Tree, TreeCursor } from '@lezer/common'
import type { Link, Pair } from './green.ts'

/** One step of a collection as it is written; `at` and `to` count from the collection. */
export type Step =
  | { readonly kind: 'pair'; readonly at: number; readonly to: number; readonly pair: Pair }
  | { readonly kind: 'item'; readonly at: number; readonly to: number; readonly link: Link }
  | { readonly kind: 'mark' | 'comma' | 'close' | 'stray' | 'missing'; readonly at: number; readonly to: number }

/** What the parser put together for itself in a long list. */
interface Group {
  readonly kind: 'group'
  readonly at: number
  readonly steps: Steps
}

export type Steps = readonly (Step | Group)[]

/** Reads the node under the cursor; offsets of the result count from `base`. */
export type ReadStep = (base: number) => Step | undefined

/**
 * The steps of the collection under the cursor. Lezer puts long lists into nameless trees of a few branches, which it keeps over edits: what
 * was read in one of them is kept with it.
 */
export function collectSteps(cursor: TreeCursor, cache: WeakMap<Tree, Steps> | undefined, read: ReadStep): Steps {
  const base = cursor.from
  const steps: (Step | Group)[] = []
  if (!cursor.firstChild()) return steps
  do {
    if (cursor.type.isAnonymous) {
      const tree = cursor.tree
      let below = tree ? cache?.get(tree) : undefined
      if (!below) {
        below = collectSteps(cursor, cache, read)
        if (tree) cache?.set(tree, below)
      }
      steps.push({ kind: 'group', at: cursor.from - base, steps: below })
    } else {
      const step = read(base)
      if (step) steps.push(step)
    }
  } while (cursor.nextSibling())
  cursor.parent()
  return steps
}

/** Goes through all steps; `shift` is what to add to the offsets of one. */
export function eachStep(steps: Steps, visit: (step: Step, shift: number) => void, shift = 0): void {
  for (const step of steps) {
    if (step.kind === 'group') eachStep(step.steps, visit, shift + step.at)
    else visit(step, shift)
  }
}
