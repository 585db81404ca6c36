import type { WorkspaceEdit } from 'vscode-languageserver'
import type { SourceText } from '../document/source-text.ts'
import type { Amendment, Fix } from '../rules/rule.ts'
import type { Checks } from '../validate/checks.ts'
import type { Problem } from '../validate/problem.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { amended, difference } from './amend.ts'
import { workspaceEdit } from './edits.ts'

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

/**
 * The edit that makes as many of the fixes as can be made, one change for each file. A fix counts as a whole or not at all; one that cannot be
 * made any more, because another has done its work, is passed over. `undefined` where none can be made.
 */
export function editOfAll(fixes: readonly Fix[]): WorkspaceEdit | undefined {
  const texts = new Map<SourceFile, SourceText>()
  const done = new Set<string>()
  for (const { amendments } of removalsLast(fixes)) {
    // Two findings may ask for the same change.
    const wanted = amendments.map(keyOf).join('\n')
    if (done.has(wanted)) continue
    done.add(wanted)
    for (const [file, source] of allAmended(amendments, texts) ?? []) texts.set(file, source)
  }
  if (texts.size === 0) return undefined
  return workspaceEdit(new Map([...texts].map(([file, { text }]) => [file, [difference(file.source?.text ?? '', text)]])))
}

/** What is taken out of a list moves the items behind it: so that is done last, and from the back. */
function removalsLast(fixes: readonly Fix[]): readonly Fix[] {
  const removes = ({ amendments }: Fix) => amendments.some((one) => one.do === 'remove')
  return [...fixes.filter((fix) => !removes(fix)), ...fixes.filter(removes).reverse()]
}

function allAmended(amendments: readonly Amendment[], texts: ReadonlyMap<SourceFile, SourceText>): Map<SourceFile, SourceText> | undefined {
  const after = new Map<SourceFile, SourceText>()
  for (const amendment of amendments) {
    const { file } = amendment.at
    const before = after.get(file) ?? texts.get(file) ?? file.source
    const source = before && amended(amendment, before)
    if (!source) return undefined
    after.set(file, source)
  }
  return after
}

function keyOf(amendment: Amendment): string {
  const { at, ...rest } = amendment
  return JSON.stringify([at.uri, at.document, at.pointer, rest])
}
