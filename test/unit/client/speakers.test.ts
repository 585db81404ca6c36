import { beforeEach, expect, test } from 'vitest'
import { type CodedDiagnostic, SyntaxFilter } from '../../../client/speakers.ts'

const uri = 'file:///a.json'
const syntax: CodedDiagnostic = { code: 'asyncapi/syntax' }
const structure: CodedDiagnostic = { code: { value: 'asyncapi/structure' } }

let language: string | undefined
let on: Set<string>
let shown: CodedDiagnostic[]
let filter: SyntaxFilter<CodedDiagnostic>

const say = (...diagnostics: CodedDiagnostic[]) =>
  filter.handle(uri, diagnostics, (heard) => {
    shown = heard
  })

beforeEach(() => {
  language = 'json'
  on = new Set(['json.validate.enable', 'yaml.validate'])
  shown = []
  filter = new SyntaxFilter({ language: () => language, isOn: (section, setting) => on.has(`${section}.${setting}`) })
})

test.each(['json', 'jsonc', 'yaml'])('syntax is left to the extension for %s, all else is ours', (id) => {
  language = id
  say(syntax, structure, { code: { value: 'asyncapi/syntax' } })
  expect(shown).toEqual([structure])
})

test.each([
  ['json', 'json.validate.enable'],
  ['yaml', 'yaml.validate'],
])('in %s it is ours where %s is off or not there', (id, setting) => {
  language = id
  on.delete(setting)
  say(syntax)
  expect(shown).toEqual([syntax])
})

test('of a document that is not open nobody else speaks', () => {
  language = undefined
  say(syntax)
  expect(shown).toEqual([syntax])
})

test('what was left out comes back when the setting or the language changes', () => {
  say(syntax, structure)
  on.clear()
  filter.refresh()
  expect(shown).toEqual([syntax, structure])
  on.add('json.validate.enable')
  filter.refresh(uri)
  expect(shown).toEqual([structure])
  language = undefined
  filter.refresh(uri)
  expect(shown).toEqual([syntax, structure])
})

test('what is mended, or was said by a server that is gone, does not come back', () => {
  say(syntax)
  say(structure)
  shown = []
  filter.refresh()
  expect(shown).toEqual([])
  say(syntax)
  filter.clear()
  on.clear()
  filter.refresh()
  expect(shown).toEqual([])
})
