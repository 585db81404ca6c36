import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { specFindings } from '../../../server/parser-worker/findings.ts'
import { parse } from '../../../server/parser-worker/parse.ts'

// The parser takes its time, and more of it where the machine has other work.
vi.setConfig({ testTimeout: 60_000 })

const folder = join(import.meta.dirname, '../../../../shared/corpus/asyncapi-examples')
const texts = readCorpus()
const documents = Object.keys(texts).filter((uri) => /^asyncapi:/m.test(texts[uri] ?? ''))

// The corpus lies beside the project, not in it.
describe.skipIf(documents.length === 0)('the specification’s own examples (skipped where ../shared/corpus is not there)', () => {
  it.each(documents.map((uri) => [uri.slice(uri.lastIndexOf('/examples') + 1), uri]))('finds no error in %s', async (_, uri) => {
    const raw = await parse({ uri, texts })
    expect(specFindings(raw, [], { recommendations: false })).toEqual([])
    expect(JSON.stringify(raw)).not.toContain('.invalid')
  })
})

function readCorpus(): Record<string, string> {
  let names: string[] = []
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch {
    console.warn('The corpus is not beside the project: its documents are not checked.')
  }
  const files = names.filter((name) => /\.ya?ml$/.test(name)).map((name) => join(folder, name))
  return Object.fromEntries(files.map((file) => [pathToFileURL(file).href, readFileSync(file, 'utf8')]))
}
