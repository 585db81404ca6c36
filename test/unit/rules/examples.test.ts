import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { amend } from '../../../server/features/amend.ts'
import type { Rule } from '../../../server/rules/rule.ts'
import { contextOf, findingsOf, marked, saidOf } from '../../kit/rules.ts'
import { openWorkspace } from '../../kit/workspace.ts'

const root = new URL('../../../server/rules/', import.meta.url)
const files = ['asyncapi', 'event-source', 'history'].flatMap((section) => list(section).map((name) => `${section}/${name}`))
const rules = await Promise.all(
  files.map(async (file) => ({ file, rule: ((await import(new URL(file, root).href)) as { rule: Rule }).rule })),
)

function list(section: string): string[] {
  try {
    return readdirSync(new URL(section, root)).filter((name) => name.endsWith('.ts'))
  } catch {
    return []
  }
}

describe.each(rules)('$file', ({ file, rule }) => {
  test('is named like its file', () => {
    expect(`${rule.meta.id}.ts`).toBe(file)
  })

  test('has a text that it speaks of, and a near miss', () => {
    const spoken = rule.examples.map(({ text }) => marked(text).lines.length > 0)
    expect(spoken).toContain(true)
    if (file.startsWith('event-source/')) expect(spoken).toContain(false)
  })

  test.each(rule.examples)('$title', ({ text }) => {
    expect(saidOf(rule, text)).toEqual(marked(text).lines)
  })

  test.each(rule.examples.filter(({ fixed }) => fixed !== undefined))('the first fix of: $title', ({ text, fixed = '' }) => {
    const workspace = openWorkspace(marked(text).texts)
    const context = contextOf(workspace)
    const fixes = findingsOf(rule, context).map((finding) => rule.fix?.(finding, context) ?? [])
    const [fix] = fixes.find((some) => some.length > 0) ?? []
    if (!fix) throw new Error('there is no fix')
    const [changed] = amend(fix.amendments) ?? []
    if (!changed) throw new Error('the fix cannot be made')
    const [file, changes] = changed
    const ordered = [...changes].sort((one, other) => other.from - one.from)
    const after = ordered.reduce(
      (before, { from, to, insert }) => before.slice(0, from) + insert + before.slice(to),
      file.source?.text ?? '',
    )
    expect(after.trim()).toBe(fixed.trim())
  })
})
