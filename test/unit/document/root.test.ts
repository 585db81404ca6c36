import { describe, expect, test } from 'vitest'
import type { Part } from '../../../server/document/node.ts'
import { parse } from '../../../server/document/source-text.ts'

/** The text that a path names. */
function at(text: string, path: readonly string[], part: Part, document = 0): string | undefined {
  const source = parse(text, 'yaml')
  const span = source.roots[document]?.locate(path, part)
  return span && source.text.slice(span.from, span.to)
}

describe('locate', () => {
  const text =
    '# c\nbase: &b !!map\n  a: 1 # x\n  "k y": |\n    text\n    more\nuse: *b\nmerged:\n  <<: *b\n  own: [p, {q: r}]\n? x\n: - y\nnone:\n'

  test.each<[string[], Part, string | undefined]>([
    [['base', 'a'], 'key', 'a'],
    [['base', 'a'], 'pair', 'a: 1'],
    [['base', 'k y'], 'key', '"k y"'],
    [['base', 'k y'], 'value', '|\n    text\n    more'],
    [['base'], 'value', 'a: 1 # x\n  "k y": |\n    text\n    more'],
    [['base'], 'pair', 'base: &b !!map\n  a: 1 # x\n  "k y": |\n    text\n    more'],
    [['use'], 'key', 'use'],
    [['use', 'a'], 'pair', 'a: 1'],
    [['merged', 'a'], 'value', '1'],
    [['merged', 'own', '1', 'q'], 'value', 'r'],
    [['merged', 'own', '0'], 'key', 'p'],
    [['x'], 'pair', '? x\n: - y'],
    [['x', '0'], 'value', 'y'],
    [['none'], 'value', ''],
    [['none'], 'pair', 'none:'],
    [['nothing'], 'key', undefined],
    [['merged', 'own', '2'], 'key', undefined],
    [['merged', 'own', '01'], 'key', undefined],
  ])('%j %s', (path, part, expected) => {
    expect(at(text, path, part)).toBe(expected)
  })

  test('in the second of two documents', () => {
    expect(at('a: 1\n---\nb: 2\n', ['b'], 'value', 1)).toBe('2')
    expect(parse('a: 1\n---\nb: 2\n', 'yaml').roots).toHaveLength(2)
  })

  test('a byte order mark is no part of the text, and an offset counts from behind it', () => {
    const source = parse('\ufeffa: 1', 'yaml')
    expect(source.text).toBe('a: 1')
    expect(source.roots[0]?.locate(['a'], 'key')).toEqual({ from: 0, to: 1 })
  })
})

describe('pathAt', () => {
  const text = 'a: 1\nb:\n  c: [x, {d: y}]\n  e: \n'
  test.each([
    [0, 'a', 'key'],
    [3, 'a', 'value'],
    [5, 'b', 'key'],
    [text.indexOf('c'), 'b/c', 'key'],
    [text.indexOf('x'), 'b/c/0', 'value'],
    [text.indexOf('d'), 'b/c/1/d', 'key'],
    [text.indexOf('y'), 'b/c/1/d', 'value'],
    [text.indexOf('e:') + 3, 'b/e', 'value'],
  ])('%i is %s, its %s', (offset, path, part) => {
    expect(parse(text, 'yaml').roots[0]?.pathAt(offset)).toEqual({ path: path.split('/'), part })
  })
})

describe('lines', () => {
  test.each([
    ['a\nb\r\nc\rd', [0, 2, 5, 7]],
    ['', [0]],
    ['\n', [0, 1]],
  ])('%j', (text, starts) => {
    const { lines } = parse(text, 'yaml')
    expect(Array.from({ length: lines.count }, (_, line) => lines.offset({ line, character: 0 }))).toEqual(starts)
    for (let offset = 0; offset <= text.length; offset++) {
      if (text[offset] === '\n' && text[offset - 1] === '\r') continue
      expect(lines.offset(lines.position(offset))).toBe(offset)
    }
  })

  test('what is outside is the nearest inside', () => {
    const { lines } = parse('ab\ncd', 'yaml')
    expect(lines.offset({ line: 0, character: 99 })).toBe(2)
    expect(lines.offset({ line: 99, character: 0 })).toBe(5)
    expect(lines.position(-1)).toEqual({ line: 0, character: 0 })
    expect(lines.position(99)).toEqual({ line: 1, character: 2 })
  })
})
