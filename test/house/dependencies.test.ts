import { beforeAll, describe, expect, it } from 'vitest'
import { bundledImports, type Import } from './imports.ts'
import { PARTS, partOf } from './parts.ts'

describe('who imports whom', () => {
  let imports: Import[] = []
  beforeAll(async () => {
    imports = await bundledImports()
  }, 60_000)

  it('is what the table allows', () => {
    const forbidden = imports.filter(({ from, to }) => !isAllowed(from, to)).map(({ from, to }) => `${from} → ${to}`)
    expect([...new Set(forbidden)]).toEqual([])
    expect(imports.length).toBeGreaterThan(100)
  })

  it('has the strict YAML parser and the AsyncAPI parser in the worker only', () => {
    const bundles = imports.filter(({ to }) => to === 'yaml' || to === '@asyncapi/parser').map(({ bundle }) => bundle)
    // The page of a document has the model of @asyncapi/parser, and nothing that parses.
    expect([...new Set(bundles)].sort()).toEqual(['dist/document.js', 'dist/parser.js'])
    expect(imports.filter(({ bundle, to }) => bundle === 'dist/document.js' && to === 'yaml')).toEqual([])
  })

  it('has nothing of Node in what runs in a browser', () => {
    const web = ['dist/client.web.js', 'dist/server.web.js', 'dist/parser.js']
    expect(imports.filter(({ bundle, to }) => web.includes(bundle) && to.startsWith('node:'))).toEqual([])
  })
})

function isAllowed(from: string, to: string): boolean {
  const part = partOf(from)
  const row = part === undefined ? undefined : PARTS[part]
  if (row === undefined) return false
  const target = partOf(to)
  if (target !== undefined) return target === part || row.parts.includes(target)
  return row.packages.some((name) => to === name || (name.endsWith(':') && to.startsWith(name)))
}
