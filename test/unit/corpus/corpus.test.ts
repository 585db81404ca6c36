import { readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Config } from '../../../server/validate/config.ts'
import { reportedIn, reportLine } from '../../kit/report.ts'
import type { Texts } from '../../kit/workspace.ts'

/** Documents, or folders of them that are one workspace, each with all that is said of it beside: every line of that was read and judged. */
const root = new URL('../../corpus/', import.meta.url)
const expected = '.expected.txt'
const strict = '.strict.txt'
const names = readdirSync(root)

test.each(names.filter((name) => !name.endsWith('.txt')))('of %s all is said that was judged right', async (name) => {
  await expect(await said(name, {})).toMatchFileSnapshot(new URL(`${name}${expected}`, root).pathname)
})

test.each(names.filter((name) => name.endsWith(strict)).map((name) => name.slice(0, -strict.length)))(
  'of %s, too, under the strict preset',
  async (name) => {
    await expect(await said(name, { extends: 'strict' })).toMatchFileSnapshot(new URL(`${name}${strict}`, root).pathname)
  },
)

test('each list of what is said belongs to a document', () => {
  const lists = names.filter((name) => name.endsWith('.txt')).map((name) => name.replace(/\.(?:expected|strict)\.txt$/, ''))
  expect(lists.filter((name) => !names.includes(name))).toEqual([])
})

async function said(name: string, settings: Config): Promise<string> {
  const texts = textsOf(name)
  const isOne = Object.keys(texts).length === 1
  const lines = (await reportedIn(texts, settings)).map((one) => `${isOne ? '' : `${one.file}:`}${reportLine(one)}`)
  return lines.map((line) => `${line}\n`).join('')
}

function textsOf(name: string): Texts {
  const place = new URL(name, root)
  if (!statSync(place).isDirectory()) return { [name]: readFileSync(place, 'utf8') }
  const files = readdirSync(place, { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(files.map((file) => [file, readFileSync(new URL(`${name}/${file}`, root), 'utf8')]))
}
