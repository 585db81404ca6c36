import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plain } from '../../../server/document/plain.ts'
import { parse } from '../../../server/document/source-text.ts'
import { shown } from './support/places.ts'
import { jsonFiles } from './support/yaml-files.ts'

function read(text: string): { value: unknown; told: boolean } {
  const source = parse(text, 'json')
  const node = source.roots[0]?.node
  return { value: node && plain(node), told: source.problems.some(({ code }) => code !== 'duplicate-key') }
}

describe('what JSON.parse accepts has the same value and no problem', () => {
  test.each(jsonFiles().filter(({ text }) => accepts(text)))('$name', ({ text }) => {
    expect(shown(read(text).value)).toBe(shown(JSON.parse(text)))
    expect(read(text).told).toBe(false)
  })

  test('any value, however it is spaced', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(undefined, 0, 1, 2, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space)
        expect(shown(read(text).value)).toBe(shown(JSON.parse(text)))
        expect(read(text).told).toBe(false)
      }),
    )
  })
})

test('what JSON.parse refuses has a problem, and only that', () => {
  const token = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"b"',
    "'c'",
    '1',
    '-',
    '01',
    '1.',
    '.5',
    'true',
    'nul',
    '"\\x"',
    '"\\u12"',
    '"\\u0041"',
    '"open',
    ' ',
    '\n',
    '\t',
    '"\t"',
    'NaN',
    '\u00a0',
  )
  fc.assert(
    fc.property(fc.array(token, { maxLength: 9, size: 'max' }), (tokens) => {
      const text = tokens.join('')
      expect(read(text).told, text).toBe(!accepts(text))
      if (accepts(text)) expect(shown(read(text).value)).toBe(shown(JSON.parse(text)))
    }),
    { numRuns: Number(process.env['RUNS'] ?? 3000) },
  )
})

function accepts(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
