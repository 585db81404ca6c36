import { expect, test } from 'vitest'
import { documentSelector } from '../../../client/selector.ts'

test('takes YAML and JSON by language and by ending, in files, untitled documents and virtual workspaces', () => {
  const selector = documentSelector(['memfs', 'file'])
  expect(selector).toContainEqual({ scheme: 'untitled', language: 'yaml' })
  expect(selector).toContainEqual({ scheme: 'memfs', language: 'jsonc' })
  expect(selector).toContainEqual({ scheme: 'file', pattern: '**/*.{yaml,yml,json,jsonc}' })
  expect(selector.filter(({ scheme, language }) => scheme === 'file' && language === 'json').length).toBe(1)
})

test('never takes what has no scheme of its own or that of git', () => {
  expect(documentSelector([]).every(({ scheme }) => scheme !== undefined && scheme !== 'git' && scheme !== 'output')).toBe(true)
})
