import { describe, expect, it } from 'vitest'
import { parse } from '../../../server/document/source-text.ts'
import { editOf } from '../../../server/features/edits.ts'
import { fixesOf } from '../../../server/features/fix-all.ts'
import { editOfAll } from '../../../server/features/many-fixes.ts'
import { rules } from '../../../server/rules/registry.ts'
import { languageOf } from '../../../server/workspace/source-file.ts'
import { Checked } from '../../kit/checks.ts'
import { applied } from '../../kit/features.ts'
import { marked } from '../../kit/rules.ts'
import { type Texts, uriOf } from '../../kit/workspace.ts'

/** How often a rule speaks, in all files. */
async function problemsOf(texts: Texts, id: string) {
  const checked = new Checked(texts, { settings: { rules: { [id]: 'warning' } } })
  await checked.scan()
  const problems = Object.keys(texts).flatMap((path) => {
    const { checker, workspace } = checked.checks
    return checker.problemsOf(workspace.file(uriOf(path))).filter(({ code }) => code === id)
  })
  return { checked, problems }
}

type Edit = ReturnType<typeof editOf>

function mended(texts: Texts, checked: Checked, edit: Edit): Texts {
  const made = { ...texts }
  for (const path of Object.keys(texts)) {
    const uri = uriOf(path)
    const { source } = checked.checks.workspace.file(uri)
    const edits = edit?.changes?.[uri]
    if (source && edits) made[path] = applied(source.text, edits, (position) => source.lines.offset(position))
  }
  return made
}

function syntax(texts: Texts): string[] {
  return Object.entries(texts).flatMap(([path, text]) => parse(text, languageOf(path)).problems.map(({ message }) => `${path}: ${message}`))
}

const cases = rules
  .filter(({ fix, on }) => fix && on !== 'history')
  .flatMap((rule) => rule.examples.map(({ title, text }) => [rule.meta.id, title, marked(text).texts] as const))

describe('the fixes of every rule', () => {
  const tried = new Set<string>()

  it.each(cases)('%s: %s', async (id, _, texts) => {
    const { checked, problems } = await problemsOf(texts, id)
    for (const problem of problems) {
      for (const fix of fixesOf(problem, checked.checks)) {
        const edit = editOf(fix.amendments)
        expect(edit, fix.title).toBeDefined()
        const made = mended(texts, checked, edit)
        expect(syntax(made).length, fix.title).toBeLessThanOrEqual(syntax(texts).length)
        expect((await problemsOf(made, id)).problems.length, fix.title).toBeLessThan(problems.length)
      }
    }
    const fixable = problems.flatMap((problem) => fixesOf(problem, checked.checks).slice(0, 1))
    if (fixable.length === 0) return
    tried.add(id)
    const all = mended(texts, checked, editOfAll(fixable))
    expect(syntax(all).length).toBeLessThanOrEqual(syntax(texts).length)
    expect((await problemsOf(all, id)).problems.length).toBeLessThanOrEqual(problems.length - fixable.length)
  })
  it('were all tried', () => {
    expect([...tried].sort()).toEqual([...new Set(cases.map(([id]) => id))].sort())
  })
})
