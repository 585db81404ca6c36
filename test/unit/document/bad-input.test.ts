import { describe, expect, test } from 'vitest'
import { plain } from '../../../server/document/plain.ts'
import { edit, type Language, parse, type SourceText } from '../../../server/document/source-text.ts'

/** Reads, edits and looks at everything: none of it may throw. */
function bear(text: string, language: Language = 'yaml'): SourceText {
  const source = parse(text, language)
  const middle = text.length >> 1
  for (const one of [source, edit(source, [{ from: middle, to: middle, insert: 'x' }])]) {
    for (const root of one.roots) {
      if (root.node) plain(root.node)
      root.pathAt(middle)
    }
    expect(one.comments).toBeDefined()
  }
  return source
}

const DEEP = 5_000

describe('nested too deep: one problem of that, and nothing is read', () => {
  test.each<[string, string, Language]>([
    ['lists in flow style', '['.repeat(DEEP) + ']'.repeat(DEEP), 'yaml'],
    ['lists that are never closed', '['.repeat(DEEP), 'yaml'],
    ['mappings in flow style', '{a: '.repeat(DEEP) + '}'.repeat(DEEP), 'yaml'],
    ['block mappings', Array.from({ length: DEEP }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'yaml'],
    ['block lists', Array.from({ length: DEEP }, (_, depth) => `${' '.repeat(depth)}-`).join('\n'), 'yaml'],
    ['a bit deeper than the parser can', Array.from({ length: 940 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'), 'yaml'],
    ['dashes on one line', '- '.repeat(2_000), 'yaml'],
    ['explicit keys', '? '.repeat(2_000), 'yaml'],
    ['keys on one line', 'a: '.repeat(68_000), 'yaml'],
    ['anchors', '&a '.repeat(50_000), 'yaml'],
    ['tags', '!!a '.repeat(50_000), 'yaml'],
    ['JSON arrays', '['.repeat(DEEP) + ']'.repeat(DEEP), 'json'],
    ['JSON objects that are never closed', '{"a":'.repeat(DEEP), 'jsonc'],
  ])('%s', (_, text, language) => {
    const source = bear(text, language)
    expect(source.problems.map(({ code }) => code)).toEqual(['depth'])
    expect(source.roots[0]?.node).toMatchObject({ kind: 'unknown', reason: 'depth' })
  })

  test('also when it comes by an edit', () => {
    const source = edit(parse('a: 1\n', 'yaml'), [{ from: 3, to: 4, insert: '['.repeat(DEEP) }])
    expect(source.problems.map(({ code }) => code)).toEqual(['depth'])
    expect(edit(source, [{ from: 3, to: 3 + DEEP, insert: '2' }]).problems).toEqual([])
  })

  test('350 levels are read', () => {
    expect(bear(Array.from({ length: 350 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')).problems).toEqual([])
    expect(bear(`${'['.repeat(350)}${']'.repeat(350)}`, 'json').problems).toEqual([])
  })

  test('brackets in prose are no depth', () => {
    expect(bear(`a: |\n  ${'['.repeat(2_000)}\nb: "${'{'.repeat(2_000)}"\nc: x${'['.repeat(2_000)}\n`).problems).toEqual([])
  })
})

test('a text with NUL characters is not read', () => {
  expect(bear('a: \0').problems).toMatchObject([{ code: 'nul', from: 3 }])
  expect(bear('\0'.repeat(100_000)).problems).toHaveLength(1)
  expect(edit(parse('a: 1', 'yaml'), [{ from: 3, to: 3, insert: '\0' }]).problems).toMatchObject([{ code: 'nul' }])
})

describe('borne, with one syntax problem at most', () => {
  const bytes = Array.from({ length: 100_000 }, (_, i) => String.fromCharCode(1 + ((i * 7919) % 255))).join('')
  test.each<[string, string, Language]>([
    ['nothing', '', 'yaml'],
    ['nothing in JSON', '', 'json'],
    ['a mark alone', '\ufeff', 'yaml'],
    ['binary', bytes, 'yaml'],
    ['binary as JSON', bytes, 'json'],
    ['half a surrogate', 'a: \ud800', 'yaml'],
    ['5 MB on one line', `a: ${'x'.repeat(5_000_000)}`, 'yaml'],
    ['5 MB in an open quote', `a: "${'x '.repeat(2_500_000)}`, 'yaml'],
    ['5 MB in an open JSON string', `{"a": "${'x'.repeat(5_000_000)}`, 'json'],
    ['quotes', "'".repeat(100_001), 'yaml'],
    ['closing brackets', ']'.repeat(50_000), 'yaml'],
    ['block scalars', '|\n'.repeat(20_000), 'yaml'],
    ['documents', '---\n'.repeat(5_000), 'yaml'],
    ['ends of documents', '...\n'.repeat(20_000), 'yaml'],
    ['JSON commas', ','.repeat(50_000), 'json'],
    ['JSON colons', `{${':'.repeat(50_000)}`, 'json'],
    ['JSON names', '"a": '.repeat(20_000), 'json'],
    ['an open comment', '/*'.repeat(50_000), 'jsonc'],
    ['a long key', `${'x{'.repeat(50_000)}: b`, 'yaml'],
    ['spaces', `${' '.repeat(500_000)}a: b`, 'yaml'],
  ])('%s', (_, text, language) => {
    expect(bear(text, language).problems.filter(({ code }) => code === 'syntax').length).toBeLessThanOrEqual(1)
  })
})

describe('alias bombs', () => {
  const bomb = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]\n`).join('')}last: 1\n`

  test('open up to the budget; the first alias beyond it is told', () => {
    const source = bear(bomb)
    expect(source.problems.map(({ code }) => code)).toEqual(['alias-budget'])
    const node = source.roots[0]?.node
    expect(node?.size).toBeLessThan(200_000)
    expect(node?.kind === 'mapping' && node.get('last')?.value).toMatchObject({ value: 1 })
  })

  test('of merge keys too', () => {
    const merges = `a0: &a0 {k: v}\n${Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} {<<: [*a${i}, *a${i}], k${i}: *a${i}}\n`).join('')}`
    expect(bear(merges).problems.map(({ code }) => code)).toEqual(['alias-budget'])
  })

  test('an alias within its own anchor is unknown', () => {
    const source = bear('a: &a [*a, {b: *a}]')
    expect(source.problems).toEqual([])
    expect(source.roots[0]?.node?.size).toBe(Number.POSITIVE_INFINITY)
  })
})
