import { describe, expect, it } from 'vitest'
import { languages } from '../../../client/languages-table.ts'
import { editorGrammars, grammarFiles, type Token, tokenizer, usualGrammars } from '../../kit/tokens.ts'

const directive = (word: string): Token => [word, 'keyword.other.suppression']
const rule = (id: string): Token => [id, 'constant.other.rule']
const key: Token = ['x-event-source', 'keyword.other.declaration']
const file = (path: string): Token => [path, 'markup.underline.link.reference']
const hash: Token = ['#', 'punctuation.separator.fragment']
const pointer = (path: string): Token => [path, 'entity.name.type.pointer']
const expression = (part: string, path: string): Token[] => [
  ['$message', 'variable.language.message'],
  ['.', 'punctuation.accessor'],
  [part, 'support.variable'],
  hash,
  pointer(path),
]

it('brings no grammar that the manifest does not name', () => {
  expect(grammarFiles().map((name) => `./syntaxes/${name}`)).toEqual(languages.grammars.map(({ path }) => path).sort())
})

const inEditor = editorGrammars()
const engines = [['usual', usualGrammars], ...(inEditor ? [['editor’s own', inEditor] as const] : [])] as const

describe.each(engines)('in YAML with the %s grammar', async (_, grammars) => {
  const tokens = await tokenizer(grammars)
  const yaml = (text: string) => tokens('source.yaml', text)

  it('colours suppressions', async () => {
    expect(await yaml('a: 1\n# event-source-disable-next-line event-source/event-id, asyncapi/spec -- because of a/b\nb: 2')).toEqual([
      directive('event-source-disable-next-line'),
      rule('event-source/event-id'),
      [',', 'punctuation.separator.list'],
      rule('asyncapi/spec'),
    ])
    expect(await yaml('a: 1 # event-source-disable-line event-source/event-id')).toEqual([
      directive('event-source-disable-line'),
      rule('event-source/event-id'),
    ])
    expect(await yaml('#event-source-disable-file x/y\n# about event-source-disable-line\n# event-source-disable-lines x/y')).toEqual([
      directive('event-source-disable-file'),
      rule('x/y'),
    ])
  })

  it('colours x-event-source as a key and nowhere else', async () => {
    expect(await yaml('a: { x-event-source: true }\nb: { c: d, x-event-source: false }')).toEqual([key, key])
    // The usual grammar takes a key's first letter before anybody else can look at it.
    const wanted = grammars === inEditor ? [key, key] : []
    expect(await yaml('x-event-source: true\na:\n  x-event-source:\n    aggregate: Order')).toEqual(wanted)
    expect(await yaml('a: x-event-source\nb: |\n  x-event-source: true\nmy-x-event-source: 1\n# x-event-source: true')).toEqual([])
  })

  it.each([
    ["$ref: '#/components/messages/A'", [hash, pointer('/components/messages/A')]],
    ['$ref: "./a.yaml#/channels/a~1b"', [file('./a.yaml'), hash, pointer('/channels/a~1b')]],
    ['$ref: ../b.json', [file('../b.json')]],
    ["a: { $ref: './a.yaml#/x' }", [file('./a.yaml'), hash, pointer('/x')]],
    ['- $ref: "#/x"', [hash, pointer('/x')]],
    ['href: "#/x"', []],
  ])('colours the target of %s', async (text, wanted) => {
    expect(await yaml(text)).toEqual(wanted)
  })

  it.each([
    'location: $message.payload#/order/id',
    "location: '$message.payload#/order/id'",
    'a: { location: "$message.payload#/order/id" }',
  ])('colours the expression of %s', async (text) => {
    expect(await yaml(text)).toEqual(expression('payload', '/order/id'))
  })

  it('leaves what only looks like one', async () => {
    expect(await yaml('a: $messages.payload#/id\nb: $message.body#/id\nc: $message.header#/id')).toEqual(expression('header', '/id'))
  })
})

describe.each(
  engines.flatMap(([name, grammars]) => ['source.json', 'source.json.comments'].map((scope) => [scope, name, grammars] as const)),
)('in %s with the %s grammar', async (scope, _, grammars) => {
  const tokens = await tokenizer(grammars)
  const json = (text: string) => tokens(scope, text)

  it('colours suppressions', async () => {
    expect(await json('{\n  // event-source-disable-next-line event-source/event-id -- reason\n  "a": 1 // other words\n}')).toEqual([
      directive('event-source-disable-next-line'),
      rule('event-source/event-id'),
    ])
  })

  it('colours keys, targets and expressions', async () => {
    expect(await json('{ "x-event-source": { "correlation": "$message.header#/id" }, "a": "x-event-source" }')).toEqual([
      key,
      ...expression('header', '/id'),
    ])
    expect(await json('{ "$ref": "./a.yaml#/x", "b": { "$ref":"#/y" } }')).toEqual([
      file('./a.yaml'),
      hash,
      pointer('/x'),
      hash,
      pointer('/y'),
    ])
  })
})
