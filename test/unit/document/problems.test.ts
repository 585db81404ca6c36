import { describe, expect, test } from 'vitest'
import { plain } from '../../../server/document/plain.ts'
import { edit, type Language, parse } from '../../../server/document/source-text.ts'
import { strictProblems } from '../../../server/document/strict.ts'

/** The only problem, with the text that it marks between the arrows. */
function told(text: string, language: Language): string {
  const { problems } = parse(text, language)
  const [problem] = problems
  if (!problem || problems.length > 1) return `${problems.length} problems: ${problems.map(({ message }) => message).join(' | ')}`
  return `${text.slice(0, problem.from)}→${text.slice(problem.from, problem.to)}← ${problem.message}`
}

describe('YAML: one problem, at the first wrong token', () => {
  test.each([
    ['a: b: c\n', 'a: →b: c← The value of a key cannot be another key: value pair on the same line; quote it or move it to the next line.'],
    ['a: - b\n', 'a: →-← A list cannot begin on the line of its key; move it to the next line.'],
    ['a: [b\nc: d\ne: {f: g}\n', 'a: →[← This bracket is never closed.'],
    ['a: {b: c\nd: e\n', 'a: →{← This brace is never closed.'],
    ['a: [b, c}\n', 'a: [b, c→}← This "}" does not close the bracket before it.'],
    ['a: b ]\nc: {d: e}}\n', 'a: b ]\nc: {d: e}→}← This "}" closes nothing.'],
    ['a: {b: c d: e}\n', 'a: {b: c d→:← A comma is missing before this.'],
    ['a: [b, , c]\n', 'a: [b, →,← Nothing stands before this comma.'],
    ['a: "b\nc: d\n', 'a: →"← This quote is never closed.'],
    ["a: 'b\n", "a: →'← This quote is never closed."],
    ['a: "b" c\n', 'a: "b" →c← Nothing may stand behind the closing quote.'],
    ['a: [b] c\n', 'a: [b] →c← Nothing may stand behind the closing bracket.'],
    ['a: 1\nb\nc: 2\n', 'a: 1\n→b← A colon is missing behind this key.'],
    ['a:\n  b\n  c: 2\n', 'a:\n  →b← A colon is missing behind this key.'],
    ['a: 1\nb\n  c: 2\nd: 3\n', 'a: 1\n→b← A colon is missing behind this key.'],
    ['a:\n  b: 1\n c: 2\n', 'a:\n  b: 1\n →c: 2← This line is not indented as the block it belongs to.'],
    ['a:\n  b: 1\n\tc: 2\n', 'a:\n  b: 1\n→\t← Tabs cannot indent; use spaces.'],
    ['a:\n\tb: 1\n\tc: 2\n', 'a:\n→\t← Tabs cannot indent; use spaces.'],
    ['a: @b\n', 'a: →@← A value cannot begin with "@"; quote it.'],
    ['a: "\\x"\n', 'a: "→\\x← "\\x" needs 2 hexadecimal digits.'],
    ['a: 1\nb: 2\na: 3\n', 'a: 1\nb: 2\n→a← The key "a" stands twice in this mapping.'],
    ['a: !own b\n', 'a: →!own← The tag !own is unknown.'],
    ['a: *b\n', 'a: →*b← No anchor &b stands before this alias.'],
    ['a: 1\n<<: 2\n', 'a: 1\n→<<← A merge key needs a mapping or a list of mappings.'],
  ])('%j', (text, expected) => {
    expect(told(text, 'yaml')).toBe(expected)
  })
})

describe('JSON: one problem, at the first wrong token', () => {
  test.each([
    ['{"a": 1 "b": 2}', '{"a": 1 →"b"← A comma is missing between these two properties.'],
    ['[1 2]', '[1 →2← A comma is missing between these two values.'],
    ['{"a": 1,}', '{"a": 1→,← A comma may not stand behind the last entry.'],
    ['[,1]', '[→,←1] Nothing stands before this comma.'],
    ["{'a': 1}", "{→'a'← A string needs double quotes."],
    ['{a: 1}', '{→a← A key needs double quotes: "a".'],
    ['{"a": b}', '{"a": →b← "b" is no value: a text needs double quotes.'],
    ['{"a": "b}', '{"a": →"b}← This string is never closed.'],
    ['{"a": [1, "b": 2}', '{"a": →[← This bracket is never closed.'],
    ['{"a": {"b": {"c": 1', '{"a": {"b": →{← This brace is never closed.'],
    ['{"a": }', '{→"a"← The value of this key is missing.'],
    ['{"a"}', '{→"a"← A colon and a value are missing behind this key.'],
    ['{"a": 1} x', '{"a": 1} →x← Nothing may stand behind the end of the value.'],
    ['{"a": "\\x"}', '{"a": "→\\x← "\\x" is no escape sequence.'],
    ['{"a": 01}', '{"a": →01← A number cannot begin with a zero.'],
    ['{"a": NaN}', '{"a": →NaN← JSON has no NaN.'],
    ['{"a": 1, "a": 2}', '{"a": 1, →"a"← The key "a" stands twice in this mapping.'],
    ['{"a": 1} // x', '{"a": 1} →// x← JSON has no comments.'],
  ])('%j', (text, expected) => {
    expect(told(text, 'json').startsWith(expected.replace('←1]', '←'))).toBe(true)
  })
})

test('JSON with comments may have comments and a comma behind the last entry', () => {
  const { problems, comments } = parse('{ // one\n  "a": [1, /* two */ 2,],\n}', 'jsonc')
  expect(problems).toEqual([])
  expect(comments.map(({ text }) => text)).toEqual(['one', 'two'])
})

test('what the strict parser alone refuses', () => {
  expect(parse('a: "b"# c\n', 'yaml').problems).toEqual([])
  expect(strictProblems('a: "b"# c\n')).toMatchObject([{ code: 'syntax', from: 6 }])
  expect(strictProblems('a:\n\tb: 1\n')).toMatchObject([{ message: 'Tabs cannot indent; use spaces.' }])
  expect(strictProblems('a: 1\n')).toEqual([])
})

describe('what stands below an open bracket or quote', () => {
  const good = 'asyncapi: 3.0.0\ninfo:\n  title: x\nchannels:\n  orders:\n    address: /orders\noperations: {}\n'

  test.each(['[', '{', '"', "'"])('is still read behind %s', (mark) => {
    const at = good.indexOf('x')
    const source = edit(parse(good, 'yaml'), [{ from: at, to: at, insert: mark }])
    const node = source.roots[0]?.node
    expect(node?.kind === 'mapping' && node.entries.map(({ key }) => key)).toEqual(['asyncapi', 'info', 'channels', 'operations'])
    const place = source.roots[0]?.locate(['channels', 'orders', 'address'], 'value')
    expect(place && source.text.slice(place.from, place.to)).toBe('/orders')
    expect(source.problems.filter(({ code }) => code === 'syntax')).toHaveLength(1)
  })

  test('in JSON the last good entries answer, at the places where they stand now', () => {
    const json = '{\n  "a": {"b": 1},\n  "c": {"d": 2},\n  "e": 3\n}'
    const at = json.indexOf('{"b"')
    const source = edit(parse(json, 'json'), [{ from: at, to: at, insert: '[[' }])
    const node = source.roots[0]?.node
    expect(node?.kind === 'mapping' && node.entries.map(({ key }) => key).sort()).toEqual(['a', 'c', 'e'])
    const place = source.roots[0]?.locate(['c', 'd'], 'value')
    expect(place && source.text.slice(place.from, place.to)).toBe('2')
  })
})

test('what tabs indent is read as if they were spaces', () => {
  const [root] = parse('a:\n\tb: 1\n\tc:\n\t\td: 2\n', 'yaml').roots
  expect(root?.node && plain(root.node)).toEqual({ a: { b: 1, c: { d: 2 } } })
})
