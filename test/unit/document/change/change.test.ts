import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse as parseWithYaml, stringify } from 'yaml'
import { insertEntry, insertItem, removeEntry, renameKey, setValue } from '../../../../server/document/change/change.ts'
import { plain } from '../../../../server/document/plain.ts'
import { type Change, type Language, parse, type Root, type SourceText } from '../../../../server/document/source-text.ts'
import { paths } from '../support/places.ts'

/** Changes of one text, all at offsets of it as it is. */
function applied(text: string, changes: readonly Change[]): string {
  let result = text
  for (const { from, to, insert } of [...changes].sort((a, b) => b.from - a.from || b.to - a.to))
    result = result.slice(0, from) + insert + result.slice(to)
  return result
}

type Data = null | boolean | number | string | Data[] | { [key: string]: Data }

const word = fc.constantFrom(
  'a',
  'name',
  'user/{id}',
  'yes',
  '1',
  'two words',
  'x: y',
  "it's",
  'say "x"',
  '#tag',
  'null',
  '',
  'é',
  '- dash',
  'key',
)
const scalar: fc.Arbitrary<Data> = fc.oneof(
  word,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(1.5, -2e30, 'line\nline\n', ' spaced ', 'tab\t'),
)
const { data } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('data'), { maxLength: 4 }), fc.dictionary(word, tie('data'), { maxKeys: 4 })),
}))
const root = fc.dictionary(word, data, { minKeys: 1, maxKeys: 5 })

interface Written {
  readonly text: string
  readonly language: Language
}

const written: fc.Arbitrary<Written> = fc.oneof(
  fc.tuple(root, fc.constantFrom(2, 4, '\t', undefined), fc.constantFrom('\n', '\r\n')).map(([value, indent, newline]) => ({
    text: `${JSON.stringify(value, null, indent)}\n`.replaceAll('\n', newline),
    language: 'json' as const,
  })),
  fc.tuple(root, fc.constantFrom(2, 4), fc.nat(20)).map(([value, indent, seed]) => ({
    text: commented(`${JSON.stringify(value, null, indent)}\n`, seed, '// '),
    language: 'jsonc' as const,
  })),
  fc
    .tuple(root, fc.constantFrom(2, 4), fc.boolean(), fc.nat(20), fc.constantFrom('\n', '\r\n'), fc.boolean())
    .map(([value, indent, indentSeq, seed, newline, end]) => {
      const text = stringify(value, { indent, indentSeq, lineWidth: 0, aliasDuplicateObjects: false, blockQuote: seed % 2 === 0 })
      return { text: commented(end ? text : text.trimEnd(), seed, '# ').replaceAll('\n', newline), language: 'yaml' as const }
    }),
  fc.tuple(root, fc.nat(20)).map(([value, seed]) => {
    const flow = Object.entries(value).map(([key, part]) => `${JSON.stringify(key)}: ${JSON.stringify(part)}\n`)
    return { text: commented(flow.join(''), seed, '# '), language: 'yaml' as const }
  }),
)

/** Comments on and between some lines, but not within block scalars. */
function commented(text: string, seed: number, mark: string): string {
  if (seed < 5 || /[|>][+-]?\n/.test(text)) return text
  return text
    .split('\n')
    .map((line, index) =>
      (index * 7 + seed) % 5 === 0 && line !== ''
        ? `${line} ${mark}on ${index}`
        : (index * 5 + seed) % 7 === 1 && line !== ''
          ? `${/^ */.exec(line)?.[0]}${mark}above ${index}\n${line}`
          : line,
    )
    .join('\n')
}

type Edit = 'set' | 'insert' | 'remove' | 'rename' | 'item'

/** Without shared parts: what is written alike is one object in the plain value of a tree, and an edit means one place. */
function copyOf(value: Data): Data {
  if (Array.isArray(value)) return value.map(copyOf)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copyOf(part)]))
}

/** The same edit on plain data; `undefined` where it cannot be. */
function onData(before: unknown, edit: Edit, path: readonly string[], key: string, value: Data, after: string | undefined): unknown {
  const copy = copyOf(before as Data)
  const at = (place: readonly string[]) => place.reduce<Data>((part, segment) => (part as { [key: string]: Data })[segment] as Data, copy)
  if (path.length === 0 && edit !== 'insert' && edit !== 'item') return edit === 'set' ? value : undefined
  const holder = at(path.slice(0, -1)) as { [key: string]: Data }
  const last = path.at(-1) ?? ''
  if (edit === 'set') holder[last] = value
  else if (edit === 'remove') {
    if (Array.isArray(holder)) holder.splice(Number(last), 1)
    else delete holder[last]
  } else if (edit === 'rename') {
    if (Array.isArray(holder) || key in holder) return undefined
    holder[key] = holder[last] as Data
    delete holder[last]
  } else if (edit === 'item') {
    const list = at(path)
    if (!Array.isArray(list)) return undefined
    list.splice(after === undefined ? list.length : 0, 0, value)
  } else {
    const mapping = at(path)
    if (mapping === null || typeof mapping !== 'object' || Array.isArray(mapping) || key in mapping) return undefined
    mapping[key] = value
  }
  return copy
}

function changesOf(
  source: SourceText,
  at: Root,
  edit: Edit,
  path: readonly string[],
  key: string,
  value: Data,
  after: string | undefined,
): Change[] {
  switch (edit) {
    case 'set':
      return setValue(source, at, path, value)
    case 'insert':
      return insertEntry(source, at, path, key, value, after)
    case 'remove':
      return removeEntry(source, at, path)
    case 'rename':
      return renameKey(source, at, path, key)
    case 'item':
      return insertItem(source, at, path, value, after === undefined ? undefined : 0)
  }
}

describe('any change of any text', () => {
  test('gives the value that the same change of the data gives, and keeps the comments that it does not touch', () => {
    fc.assert(
      fc.property(
        written,
        fc.constantFrom<Edit>('set', 'insert', 'remove', 'rename', 'item'),
        fc.nat(),
        word,
        data,
        fc.boolean(),
        ({ text, language }, edit, pick, key, value, first) => {
          const source = parse(text, language)
          const [at] = source.roots
          if (!at?.node) return
          const all = paths(at.node)
          const path = all[pick % all.length] ?? []
          const keys = at.node.kind === 'mapping' ? at.node.entries.map((entry) => entry.key) : []
          const after = first ? keys[pick % Math.max(keys.length, 1)] : undefined
          const expected = onData(plain(at.node), edit, path, key, value, after)
          if (expected === undefined) return
          const result = applied(text, changesOf(source, at, edit, path, key, value, after))
          const again = parse(result, language)
          expect(
            again.problems.filter(({ code }) => code !== 'comment-in-json'),
            result,
          ).toEqual([])
          expect(again.roots[0]?.node && plain(again.roots[0].node), result).toEqual(expected)
          if (language === 'yaml') expect(parseWithYaml(result), result).toEqual(expected)
          if (language === 'json') expect(JSON.parse(result), result).toEqual(expected)
          if (text.includes('\r\n')) expect(result.replaceAll('\r\n', '')).not.toContain('\n')
          const span = at.locate(path, edit === 'remove' ? 'pair' : 'value') ?? { from: 0, to: 0 }
          const lastLine = source.lines.position(span.to).line
          const removing = edit === 'remove' || edit === 'set'
          const kept = source.comments.filter(
            (comment) =>
              !removing ||
              comment.to <= span.from ||
              (comment.from >= span.to && (edit === 'set' || source.lines.position(comment.from).line !== lastLine)),
          )
          // Two may have come to stand on one line.
          const left = again.comments.map((comment) => comment.text).join('\n')
          for (const comment of kept) expect(left, `${text}\n=>\n${result}`).toContain(comment.text)
        },
      ),
      { numRuns: Number(process.env['RUNS'] ?? 500) },
    )
  }, 60_000)
})
