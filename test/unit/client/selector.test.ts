import { expect, test } from 'vitest'
import { documentSelector } from '../../../client/selector.ts'

test('takes YAML and JSON by language and by ending, in files, untitled documents and virtual workspaces', () => {
  const selector = documentSelector(['memfs', 'file'])
  expect(selector).toContainEqual({ scheme: 'untitled', language: 'yaml' })
  expect(selector).toContainEqual({ scheme: 'memfs', language: 'jsonc' })
  expect(selector).toContainEqual({ scheme: 'file', pattern: '**/*.{yaml,yml,json,jsonc}' })
  expect(selector.map(plain).filter(({ scheme, language }) => scheme === 'file' && language === 'json').length).toBe(1)
})

test('never takes what has no scheme of its own or that of git', () => {
  expect(
    documentSelector([])
      .map(plain)
      .every(({ scheme }) => scheme !== undefined && scheme !== 'git' && scheme !== 'output'),
  ).toBe(true)
})

/** The library's type is a union, in which not each filter has each of its parts. */
function plain(filter: object): { readonly scheme?: string; readonly language?: string } {
  return filter
}
