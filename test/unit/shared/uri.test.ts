import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isInside, relativeUri, resolveUri, uriEnding, uriFolder, uriKey, uriName } from '../../../shared/uri.ts'

describe('the key of a URI', () => {
  it.each([
    ['file:///C:/a/b.yaml', 'file:///c%3A/a/b.yaml'],
    ['file:///c%3A/a/b.yaml', 'file:///C:/a/b.yaml'],
    ['file:///a/b%20c.yaml', 'file:///a/b c.yaml'],
    ['file:///a/%7Eb.yaml', 'file:///a/~b.yaml'],
    ['file:///a/./x/../b.yaml', 'file:///a/b.yaml'],
    ['FILE:///a/b.yaml#/x', 'file:///a/b.yaml'],
    ['file:/a/b.yaml', 'file:///a/b.yaml'],
    ['old:/a/b.yaml?c0ffee', 'old:///a/b.yaml?c0ffee'],
    ['file:///a/(b).yaml', 'file:///a/%28b%29.yaml'],
    ['vscode-vfs://GitHub/a/b.yaml', 'vscode-vfs://github/a/b.yaml'],
  ])('is the same for %s and %s', (one, other) => {
    expect(uriKey(one)).toBe(uriKey(other))
  })

  it('tells an escaped slash, another case and another query apart', () => {
    const all = ['file:///a/b%2Fc', 'file:///a/b/c', 'file:///a/B/c', 'vscode-vfs://h/a?x', 'vscode-vfs://h/a?y', 'untitled:Untitled-1']
    expect(new Set(all.map(uriKey)).size).toBe(all.length)
  })

  it('is its own key, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withFragments: true }),
          fc.string().map((text) => `file:///${text}`),
          fc.string(),
        ),
        (uri) => {
          expect(uriKey(uriKey(uri))).toBe(uriKey(uri))
        },
      ),
    )
  })
})

describe('a reference', () => {
  it.each([
    ['file:///a/b/c.yaml', './d.yaml', 'file:///a/b/d.yaml'],
    ['file:///a/b/c.yaml', '../d.yaml', 'file:///a/d.yaml'],
    ['file:///a/b/c.yaml', '../../../../d.yaml', 'file:///d.yaml'],
    ['file:///a/b/c.yaml', '/d.yaml', 'file:///d.yaml'],
    ['file:///a/b/c.yaml', 'd%20e.yaml', 'file:///a/b/d%20e.yaml'],
    ['file:///a/b/c.yaml', 'https://x.org/d.yaml', 'https://x.org/d.yaml'],
    ['vscode-vfs://github/o/r/a.yaml', 'b.yaml', 'vscode-vfs://github/o/r/b.yaml'],
    ['file:///a/b/c.yaml', '', 'file:///a/b/c.yaml'],
  ])('from %s to %s leads to %s', (base, reference, uri) => {
    expect(resolveUri(base, reference)).toBe(uriKey(uri))
  })

  it('from a document without a folder leads nowhere', () => {
    expect(resolveUri('untitled:Untitled-1', './a.yaml')).toBeUndefined()
  })
})

it('tells what lies in a folder', () => {
  expect(isInside('file:///a/b', 'file:///a/b/c.yaml')).toBe(true)
  expect(isInside('file:///a/b', 'file:///a/bc/c.yaml')).toBe(false)
})

it('names a file beside another one', () => {
  expect(relativeUri('file:///a/b/c.yaml', 'file:///a/d/e%20f.yaml')).toBe('../d/e f.yaml')
  expect(relativeUri('file:///a/b/c.yaml', 'https://x.org/e.yaml')).toBe('https://x.org/e.yaml')
})

it('takes names and endings from the path', () => {
  expect(uriName('file:///a/b%20c.yaml')).toBe('b c.yaml')
  expect(uriEnding('file:///a/b.JSON')).toBe('.json')
  expect(uriEnding('file:///a/.gitignore')).toBe('')
  expect(uriFolder('file:///a/b.json')).toBe('file:///a')
})
