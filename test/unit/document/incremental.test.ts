import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Change, edit, type Language, parse } from '../../../server/document/source-text.ts'
import { seen } from './support/places.ts'

const YAML_PIECES = [
  'a: 1\n',
  'b: text\n',
  'key:\n',
  '  nested: [x, y]\n',
  '  - item\n',
  '- item\n',
  '    deep: {p: q, r: "s"}\n',
  '"quoted": \'single\'\n',
  '# comment\n',
  '  # indented comment\n',
  ' # behind\n',
  '&anchor ',
  '*anchor',
  '&b ',
  '*b',
  '<<: *anchor\n',
  '  <<: *b\n',
  '!!str ',
  '!own ',
  'literal: |\n',
  'folded: >-\n',
  'kept: |+\n',
  '  line of text\n',
  '    more of it\n',
  '\n',
  '\n\n',
  ' ',
  '  ',
  '-',
  '- ',
  '? ',
  ': ',
  ':',
  ',',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '|',
  '>',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '\r\n',
  '\r',
  'word',
  '0',
  'user/{id}/x: 1\n',
  '\t',
  '#',
  '\\',
  'channels:\n  orders:\n    address: /orders\n    messages:\n      new: { $ref: "#/x" }\n',
  'components:\n  messages:\n    OrderNew:\n      payload:\n        type: object\n        required: [id, at]\n        properties:\n          id: { type: string }\n',
]
const JSON_PIECES = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  "'",
  '"key": ',
  '"a": 1, ',
  '"b": [1, 2, 3], ',
  '"c": {"d": null}',
  'true',
  '-1.5e3',
  '01',
  'word',
  '\n',
  ' ',
  '// comment\n',
  '/* block */',
  '/*',
  '*/',
  '\\',
  '"\\u00e9"',
  '\t',
  '\r\n',
  '{"deep": {"er": {"x": ["y", {"z": "w"}]}}}',
  '"channels": {"orders": {"address": "/orders"}},\n',
]

const YAML_ENTRIES: readonly ((n: number) => string)[] = [
  (n) =>
    `  Order${n}:\n    name: Order${n}\n    payload:\n      type: object\n      required: [id, at]\n      properties:\n        id:\n          type: string\n        at: { type: string, format: date-time }\n`,
  (n) => `  Tags${n}:\n    tags:\n      - a\n      - name: "b${n}"\n        more: 'x'\n      - - deep\n        - er\n`,
  (n) =>
    `  Text${n}:\n    description: >-\n      Folded text\n      of entry ${n}\n\n        indented\n    summary: |+\n      kept\n\n\n    plain: of several\n      lines ${n}\n`,
  (n) => `  # about ${n}\n  user/{id}/${n}: &anchor${n}\n    address: /x # behind\n    messages: { m: { $ref: '#/y' } }\n`,
  (n) => `  Alias${n}:\n    <<: *anchor${n - 1}\n    again: *anchor${n - 1}\n`,
  (n) => `  ? complex ${n}\n  : - value\n    - !!str 1\n`,
  (n) => `  Flow${n}: [a, {b: c,\n      d: [e, f]}, "g\n      h"]\n`,
  (n) => `  Literal${n}:\n    code: |2\n       indented\n      text ${n}\n`,
]
const JSON_ENTRIES: readonly ((n: number) => string)[] = [
  (n) =>
    `  "Order${n}": { "name": "Order${n}", "payload": { "type": "object", "required": ["id", "at"], "properties": { "id": { "type": "string" } } } }`,
  (n) => `  "List${n}": [1, 2, [3, "four", { "five": null }], true]`,
  (n) => `  // about ${n}\n  "Text${n}": "some \\"text\\" of ${n}"`,
]

function longText(language: Language, kinds: readonly number[]): string {
  if (language === 'yaml')
    return `asyncapi: 3.0.0\nroot:\n${kinds.map((kind, n) => YAML_ENTRIES[kind % YAML_ENTRIES.length]?.(n)).join('')}last: end\n`
  return `{\n${kinds.map((kind, n) => JSON_ENTRIES[kind % JSON_ENTRIES.length]?.(n)).join(',\n')}\n}\n`
}

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
  const jumble = fc.array(piece, { maxLength: 120, size: 'max' }).map((parts) => parts.join(''))
  // Long enough that the parser takes over nodes of it.
  const long = fc.array(fc.nat(7), { minLength: 1, maxLength: 60, size: 'max' }).map((kinds) => longText(language, kinds))
  const start = fc.oneof(jumble, long)
  const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8, size: 'max' })

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
      { numRuns: Number(process.env['RUNS'] ?? 100) },
    )
  }, 60_000)
})
