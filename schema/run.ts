import type { Pointer } from '../shared/pointer.ts'
import type { SchemaPool } from '../shared/schema-pool.ts'
import type { SchemaNode } from './node.ts'
import type { Matcher, RegExpMode } from './pattern.ts'
import type { Problem } from './problem.ts'
import { type Located, placeOf } from './read.ts'

/** Whether a schema accepts; `undefined` when that cannot be decided. */
export type Verdict = boolean | undefined

export interface Outcome {
  readonly verdict: Verdict
  /** Why it refuses; empty unless it does. */
  readonly problems: readonly Problem[]
}

/** One value that is held against one schema. */
export interface Run {
  readonly pool: SchemaPool
  readonly mode: RegExpMode
  /** The whole value. */
  readonly root: unknown
  readonly mostProblems: number
  /** Schemas evaluated so far. */
  steps: number
  depth: number
  /** Above 0, nobody will read the problems. */
  quiet: number
  /** Outcomes of referenced schemas by place, from the moment the work looks excessive. */
  readonly memo: Map<SchemaNode, Map<string, Outcome>>
}

/** Thrown inside a run, and only there, when it costs more than any honest schema does. */
class Exhausted extends Error {}

const mostSteps = 2_000_000
const deepest = 2_500

export function step(run: Run): void {
  if (++run.steps > mostSteps || run.depth > deepest) throw new Exhausted()
}

/** Counts the work of matching a text, in steps that take about as long. */
export function stepText(run: Run, matches: Matcher, text: string): void {
  run.steps += Math.ceil((matches.size * text.length) / 25)
  step(run)
}

/** Gathers what the keywords of one schema say of one value. */
export interface Tally {
  readonly problems: Problem[]
  refused: boolean
  unsure: boolean
}

export function outcomeOf(tally: Tally): Outcome {
  if (tally.refused) return { verdict: false, problems: tally.problems }
  return tally.unsure ? unsure : accepted
}

export const accepted: Outcome = { verdict: true, problems: [] }
export const unsure: Outcome = { verdict: undefined, problems: [] }

/** Adds an outcome as one more condition. */
export function take(run: Run, tally: Tally, outcome: Outcome): void {
  if (outcome.verdict === undefined) tally.unsure = true
  if (outcome.verdict !== false) return
  tally.refused = true
  for (const problem of outcome.problems) {
    if (tally.problems.length >= run.mostProblems) return
    tally.problems.push(problem)
  }
}

/** The verdict of one keyword; `message` is only asked when somebody will read it. */
export function say(
  run: Run,
  tally: Tally,
  at: Located,
  keyword: string,
  path: Pointer,
  message: () => string,
  expected?: readonly unknown[],
): void {
  tally.refused = true
  if (run.quiet > 0 || tally.problems.length >= run.mostProblems) return
  const schemaPath = placeOf(at, keyword === 'false' ? undefined : keyword)
  tally.problems.push({ path, keyword, message: message(), schemaPath, ...(expected && { expected }) })
}
