import type { WorkspaceEdit } from 'vscode-languageserver'
import type { Fix } from '../rules/rule.ts'
import type { Checks } from '../validate/checks.ts'
import type { Problem } from '../validate/problem.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { editOfAll } from './many-fixes.ts'

/** Ways to mend a problem, best first; none for what no rule found. */
export function fixesOf({ found }: Problem, { context }: Checks): readonly Fix[] {
  return found?.rule.fix?.(found.finding, context) ?? []
}

/** How many of the problems are of a kind and can be mended. */
export function countOfAlike(code: string, problems: readonly Problem[], checks: Checks): number {
  let count = 0
  for (const problem of problems) {
    if (problem.code === code && fixesOf(problem, checks).length > 0) count++
  }
  return count
}

/** The edit that mends all problems of a kind in a file by their first fix; `undefined` where none can be. */
export function fixAllOf(code: string, file: SourceFile, checks: Checks): WorkspaceEdit | undefined {
  const alike = checks.checker.problemsOf(file).filter((problem) => problem.code === code)
  return editOfAll(alike.flatMap((one) => fixesOf(one, checks).slice(0, 1)))
}

/** The edit that makes every safe fix of a file; `undefined` where there is none. */
export function fixAll(file: SourceFile, checks: Checks): WorkspaceEdit | undefined {
  const fixes = checks.checker.problemsOf(file).flatMap((problem) =>
    fixesOf(problem, checks)
      .slice(0, 1)
      .filter(({ safe }) => safe),
  )
  return editOfAll(fixes)
}
