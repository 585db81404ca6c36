import { expect, it } from 'vitest'
import { bounded } from '../../../server/bounded.ts'
import { Checked } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

it('shows so many problems of one kind, and says how many more there are', async () => {
  const text = `asyncapi: 3.0.0\ninfo: {title: Orders, version: 1.0.0}\nadress: x\nx-twice:\n${'  a: 1\n'.repeat(3_001)}`
  const checked = new Checked({ 'a.yaml': text })
  await checked.open('a.yaml')
  const all = checked.checks.checker.problemsOf(checked.checks.workspace.file(uriOf('a.yaml')))
  const shown = bounded(all)
  expect(all.length).toBe(3_001)
  expect(shown.length).toBe(1_001)
  expect(shown.at(-1)?.message).toMatch(/ There are 2000 more of this kind below\.$/)
  expect(shown.filter(({ message }) => message.includes('more of this kind')).length).toBe(1)
  expect(shown.map(({ code }) => code)).toContain('asyncapi/structure')
})

it('leaves alone what is not too much', async () => {
  const checked = new Checked({ 'a.yaml': 'asyncapi: 3.0.0\ninfo: {title: Orders, version: 1.0.0}\nadress: x\n' })
  await checked.open('a.yaml')
  const all = checked.checks.checker.problemsOf(checked.checks.workspace.file(uriOf('a.yaml')))
  expect(bounded(all)).toBe(all)
})
