import type { Problem } from './validate/problem.ts'

/** So many problems of one kind are shown in a file: nobody reads more, and an editor is slow to draw them. */
const most = 1_000

/** The first of each kind; where there are more, the last one shown says how many. */
export function bounded(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= most) return problems
  const counts = new Map<string, number>()
  const kept: Problem[] = []
  const lastOf = new Map<string, number>()
  for (const problem of problems) {
    const count = (counts.get(problem.code) ?? 0) + 1
    counts.set(problem.code, count)
    if (count <= most) lastOf.set(problem.code, kept.push(problem) - 1)
  }
  for (const [code, index] of lastOf) {
    const more = (counts.get(code) ?? 0) - most
    const last = kept[index]
    if (more > 0 && last) kept[index] = { ...last, message: `${last.message} There are ${more} more of this kind below.` }
  }
  return kept
}
