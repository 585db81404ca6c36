import { describe, expect, it } from 'vitest'
import { Places } from '../../../server/parser-worker/places.ts'

describe('Places', () => {
  const root = 'file:///project/api/orders.yaml'

  it('gives the document a name under which nothing answers, and takes it back', () => {
    const places = new Places(root, { [root]: 'text' })
    expect(places.source).toMatch(/^http:\/\/[a-z0-9.]+\.invalid\/project\/api\/orders\.yaml$/)
    expect(places.text).toBe('text')
    expect(places.uriOf(places.source)).toBe(root)
    expect(places.read(places.source)).toBe('text')
  })

  it('keeps folders, so that relative references lead to the same file', () => {
    const places = new Places(root, { [root]: '', 'file:///project/common/a%20b.yaml': 'common' })
    const name = new URL('../common/a%20b.yaml', places.source).href
    expect(places.read(name)).toBe('common')
    expect(places.uriOf(name)).toBe('file:///project/common/a%20b.yaml')
  })

  it.each([
    'untitled:Untitled-1',
    'vscode-vfs://github/owner/repo/asyncapi.yaml',
    'file:///c%3A/api/asyncapi.yaml',
    'file://host/share/a.yaml',
  ])('knows %s again', (uri) => {
    const places = new Places(uri, { [uri]: 'text' })
    expect(places.uriOf(places.source)).toBe(uri)
    expect(places.read(places.source)).toBe('text')
  })

  it('has no text for what the workspace does not hold', () => {
    const places = new Places(root, { [root]: '' })
    expect(places.read('file:///etc/passwd')).toBeUndefined()
    expect(places.uriOf('http://127.0.0.1:9/x')).toBeUndefined()
  })

  it('writes names as a person would beside the document', () => {
    const places = new Places(root, { [root]: '' })
    const other = new URL('../common/schemas.yaml', places.source).href
    expect(places.plain(`'#/a' does not exist @ '${other}'`)).toBe("'#/a' does not exist @ '../common/schemas.yaml'")
    expect(places.plain(`see ${other}#/components/schemas/A`)).toBe('see ../common/schemas.yaml#/components/schemas/A')
    expect(places.plain('see https://example.com/a.yaml')).toBe('see https://example.com/a.yaml')
  })
})
