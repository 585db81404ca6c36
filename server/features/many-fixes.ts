import type { WorkspaceEdit } from 'vscode-languageserver'
import type { Change, SourceText } from '../document/source-text.ts'
import type { Amendment, Fix } from '../rules/rule.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { amended, applied, changesFor, difference } from './amend.ts'
import { workspaceEdit } from './edits.ts'

type Texts = Map<SourceFile, SourceText>

/** So many characters may be read again for fixes that are made one after the other; the rest is left for another time. */
const budget = 50_000_000

/**
 * The edit that makes as many of the fixes as can be made, one change for each file. A fix counts as a whole or not at all; one that cannot be
 * made any more, because another has done its work, is passed over. `undefined` where none can be made.
 */
export function editOfAll(fixes: readonly Fix[]): WorkspaceEdit | undefined {
  // Two findings may ask for the same change.
  const different = [...new Map(fixes.map((fix) => [fix.amendments.map(keyOf).join('\n'), fix])).values()]
  const texts: Texts = new Map()
  const rest = makeAtOnce(different, texts)
  makeInTurn(rest, texts)
  if (texts.size === 0) return undefined
  return workspaceEdit(new Map([...texts].map(([file, { text }]) => [file, [difference(file.source?.text ?? '', text)]])))
}

/** Makes the fixes that do not touch each other; answers with those that are left. */
function makeAtOnce(fixes: readonly Fix[], texts: Texts): Fix[] {
  const rest: Fix[] = []
  const byFile = new Map<SourceFile, { fix: Fix; changes: readonly Change[] }[]>()
  for (const fix of fixes) {
    const [amendment, another] = fix.amendments
    const { file } = amendment?.at ?? {}
    // What is taken out may leave nothing, which is then written in another way.
    const isAlone = amendment !== undefined && another === undefined && amendment.do !== 'remove'
    const changes = isAlone && file?.source ? changesFor(amendment, file.source) : undefined
    if (!file || !changes) rest.push(fix)
    else {
      const list = byFile.get(file)
      if (list) list.push({ fix, changes })
      else byFile.set(file, [{ fix, changes }])
    }
  }
  for (const [file, list] of byFile) {
    const apart = new Set(thoseApart(list))
    const after =
      file.source &&
      applied(
        file.source,
        [...apart].flatMap(({ changes }) => changes),
      )
    if (after) texts.set(file, after)
    for (const one of list) if (!after || !apart.has(one)) rest.push(one.fix)
  }
  return rest
}

/** Those whose changes neither overlap nor meet others'. */
function thoseApart<T extends { readonly changes: readonly Change[] }>(list: readonly T[]): T[] {
  let end = -1
  return [...list]
    .sort((a, b) => (a.changes[0]?.from ?? 0) - (b.changes[0]?.from ?? 0))
    .filter(({ changes }) => {
      if ((changes[0]?.from ?? 0) <= end) return false
      end = changes.at(-1)?.to ?? end
      return true
    })
}

function makeInTurn(fixes: readonly Fix[], texts: Texts): void {
  let left = budget
  for (const { amendments } of removalsLast(fixes)) {
    if (left < 0) return
    const after = allAmended(amendments, texts)
    for (const [file, source] of after ?? []) {
      texts.set(file, source)
      left -= source.text.length * amendments.length
    }
  }
}

/** What is taken out of a list moves the items behind it: so that is done last, and from the back. */
function removalsLast(fixes: readonly Fix[]): readonly Fix[] {
  const removes = ({ amendments }: Fix) => amendments.some((one) => one.do === 'remove')
  return [...fixes.filter((fix) => !removes(fix)), ...fixes.filter(removes).reverse()]
}

/** The texts after all of the amendments; `undefined` where one cannot be made. */
function allAmended(amendments: readonly Amendment[], texts: Texts): Texts | undefined {
  const after: Texts = new Map()
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
