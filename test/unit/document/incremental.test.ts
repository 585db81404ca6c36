import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Change, edit, type Language, parse } from '../../../server/document/source-text.ts'
import { seen } from './support/places.ts'

const YAML_PIECES = [
  'a: 1\n', 'b: text\n', 'key:\n', '  nested: [x, y]\n', '  - item\n', '- item\n', '    deep: {p: q, r: "s"}\n', '"quoted": \'single\'\n',
  '# comment\n', '  # indented comment\n', ' # behind\n', '&anchor ', '*anchor', '&b ', '*b', '<<: *anchor\n', '  <<: *b\n', '!!str ', '!own ',
  'literal: |\n', 'folded: >-\n', 'kept: |+\n', '  line of text\n', '    more of it\n', '\n', '\n\n', ' ', '  ', '-', '- ', '? ', ': ', ':', ',',
  '[', ']', '{', '}', '"', "'", '|', '>', '---\n', '...\n', '%YAML 1.2\n', '\r\n', '\r', 'word', '0', 'user/{id}/x: 1\n', '\t', '#', '\\',
  'channels:\n  orders:\n    address: /orders\n    messages:\n      new: { $ref: "#/x" }\n',
  'components:\n  messages:\n    OrderNew:\n      payload:\n        type: object\n        required: [id, at]\n        properties:\n          id: { type: string }\n',
]
const JSON_PIECES = [
  '{', '}', '[', ']', ',', ':', '"', "'", '"key": ', '"a": 1, ', '"b": [1, 2, 3], ', '"c": {"d": null}', 'true', '-1.5e3', '01', 'word', '\n', ' ',
  '// comment\n', '/* block */', '/*', '*/', '\\', '"\\u00e9"', '\t', '\r\n', '{"deep": {"er": {"x": ["y", {"z": "w"}]}}}', '"channels": {"orders": {"address": "/orders"}},\n',
]

const languages: readonly { language: Language; pieces: readonly string[] }[] = [
  { language: 'yaml', pieces: YAML_PIECES },
  { language: 'json', pieces: JSON_PIECES },
  { language: 'jsonc', pieces: JSON_PIECES },
]

interface Step {
  readonly place: number
  readonly removed: number
  readonly pieces: readonly string[]
}

function toChange(text: string, { place, removed, pieces }: Step): Change {
  const from = Math.floor(place * (text.length + 1))
  return { from, to: Math.min(text.length, from + removed), insert: pieces.join('') }
}

describe.each(languages)('$language', ({ language, pieces }) => {
  const piece = fc.constantFrom(...pieces)
  const step = fc.record({
    place: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    removed: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 200 })),
    pieces: fc.array(piece, { maxLength: 3 }),
  })
  const start = fc.array(piece, { maxLength: 120 }).map((parts) => parts.join(''))
  const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 })

  test('after any edits all is as in a fresh parse', () => {
    fc.assert(
      fc.property(start, steps, (text, batches) => {
        let source = parse(text, language)
        for (const batch of batches) {
          const changes: Change[] = []
          let now = source.text
          for (const one of batch) {
            const change = toChange(now, one)
            changes.push(change)
            now = now.slice(0, change.from) + change.insert + now.slice(change.to)
          }
          source = edit(source, changes)
          expect(seen(source)).toEqual(seen(parse(now, language)))
        }
      }),
      { numRuns: Number(process.env['RUNS'] ?? 150) },
    )
  })
})
