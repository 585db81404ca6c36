import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { streamDocuments } from '../../../server/parser-worker/stream.ts'

describe('streamDocuments', () => {
  it.each([
    ['one document', 'a: 1\n', ['a: 1\n']],
    ['one with a mark, a directive and a comment before it', '%YAML 1.2\n# c\n---\na: 1\n', ['%YAML 1.2\n# c\n---\na: 1\n']],
    ['nothing', '', ['']],
    ['two documents', 'a: 1\n---\nb: 2', ['a: 1', '\n---\nb: 2']],
    ['two with an end mark between', 'a: 1\n...\n# c\nb: 2', ['a: 1\n...\n# c', '\n\n\nb: 2']],
    ['a dash that is no mark', 'a: |\n ---\n--- : x', ['a: |\n ---', '\n\n--- : x']],
  ])('cuts %s', (_, text, documents) => {
    expect([...streamDocuments(text)]).toEqual(documents)
  })

  it('finds as many documents with something in them as yaml does', () => {
    const line = fc.constantFrom('---', '...', 'a: 1', '# c', '', '--- x', '----', ' ---')
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = lines.join('\n')
        const theirs = parseAllDocuments(text)
        if (!Array.isArray(theirs) || theirs.some(({ errors }) => errors.length > 0)) return
        const written = [...streamDocuments(text)].filter((document) =>
          document.split('\n').some((each) => /^(?!---$|\.{3}$|#|$)/.test(each)),
        )
        expect(written).toHaveLength(theirs.filter((document) => document.toJS() !== null).length)
      }),
    )
  })
})
