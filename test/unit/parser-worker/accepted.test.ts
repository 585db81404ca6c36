import { describe, expect, it, vi } from 'vitest'
import { specFindings } from '../../../server/parser-worker/findings.ts'
import { parse } from '../../../server/parser-worker/parse.ts'
import { accepted, root } from './accepted.ts'

// The parser takes its time, and more of it where the machine has other work.
vi.setConfig({ testTimeout: 60_000 })

describe('what the specification allows', () => {
  it.each(accepted.map((document) => [document.what, document] as const))('has no error for %s', async (_, { text, others = {} }) => {
    const beside = Object.entries(others).map(([name, content]) => [`file:///w/${name}`, content])
    const raw = await parse({ uri: root, texts: { [root]: text, ...Object.fromEntries(beside) } })
    expect(raw.filter(({ code }) => code === 'parser' || code === 'uncaught-error')).toEqual([])
    expect(specFindings(raw, [], { recommendations: false })).toEqual([])
  })
})
