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

/** The edit that mends all problems of a problem's kind in its file by their first fix; `undefined` where there is no other one to mend. */
export function fixAllOf(problem: Problem, problems: readonly Problem[], checks: Checks): WorkspaceEdit | undefined {
  const alike = problems.filter(({ code }) => code === problem.code)
  if (alike.length < 2) return undefined
  const made = inOne(
    alike.flatMap((one) => fixesOf(one, checks).slice(0, 1)),
    2,
  )
  return made && workspaceEdit(made)
}

/** The edit that makes every safe fix of a file; `undefined` where there is none. */
export function fixAll(file: SourceFile, checks: Checks): WorkspaceEdit | undefined {
  const fixes = checks.checker.problemsOf(file).flatMap((problem) =>
    fixesOf(problem, checks)
      .slice(0, 1)
      .filter(({ safe }) => safe),
  )
  const made = inOne(fixes, 1)
  return made && workspaceEdit(made)
}

/**
 * One change for each file that the fixes touch. A fix counts as a whole or not at all; one that cannot be made any more, because another has
 * done its work, is passed over. `undefined` where fewer than `least` can be made.
 */
function inOne(fixes: readonly Fix[], least: number) {
  const texts = new Map<SourceFile, SourceText>()
  const done = new Set<string>()
  let made = 0
  for (const { amendments } of removalsLast(fixes)) {
    // Two findings may ask for the same change.
    const wanted = amendments.map(keyOf).join('\n')
    if (done.has(wanted)) continue
    done.add(wanted)
    const after = allAmended(amendments, texts)
    if (!after) continue
    for (const [file, source] of after) texts.set(file, source)
    made++
  }
  if (made < least) return undefined
  return new Map([...texts].map(([file, { text }]) => [file, [difference(file.source?.text ?? '', text)]]))
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

/** What is taken out of a list moves the items behind it: so that is done last, and from the back. */
function removalsLast(fixes: readonly Fix[]): readonly Fix[] {
  const removes = ({ amendments }: Fix) => amendments.some((one) => one.do === 'remove')
  return [...fixes.filter((fix) => !removes(fix)), ...fixes.filter(removes).reverse()]
}

function keyOf(amendment: Amendment): string {
  const { at, ...rest } = amendment
  return JSON.stringify([at.uri, at.document, at.pointer, rest])
}
