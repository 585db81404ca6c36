import { expect, it } from 'vitest'
import { definition, documentLinks, references } from '../../../server/features/references.ts'
import { documentSymbols } from '../../../server/features/symbols.ts'
import { scene } from '../../kit/features.ts'
import { folder, type Texts, uriOf } from '../../kit/workspace.ts'

const owner = `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    messages:
      OrderPlaced: { $ref: '#/components/messages/OrderPlaced' }
components:
  messages:
    OrderPlaced: { title: Placed }
`
const reader = `asyncapi: 3.0.0
info: { title: Shipping, version: 1.0.0 }
channels:
  orders: { $ref: './owner.yaml#/channels/orders' }
operations:
  read:
    action: receive
    channel: { $ref: '#/channels/orders' }
    messages:
      - $ref: './owner.yaml#/components/messages/OrderPlaced'
      - $ref: './owner.yaml#/components/messages/Nothing'
`

async function at(texts: Texts, path: string) {
  const { checked, uri, position } = await scene(texts, path)
  await checked.checks.workspace.load(uri)
  const shown = (place: { uri: string; range: { start: { line: number; character: number } } }) =>
    `${place.uri.slice(folder.length + 1)}:${place.range.start.line + 1}:${place.range.start.character + 1}`
  return { params: { textDocument: { uri }, position }, checks: checked.checks, shown }
}

it.each<[Texts, string, string | undefined]>([
  [{ 'owner.yaml': owner.replace("'#/comp", "'#/c¦omp") }, 'owner.yaml', 'owner.yaml:9:5'],
  [
    { 'owner.yaml': owner, 'reader.yaml': reader.replace("#/channels/orders' }\nop", "#/channels/¦orders' }\nop") },
    'reader.yaml',
    'owner.yaml:4:3',
  ],
  [
    { 'owner.yaml': owner, 'reader.yaml': reader.replace("$ref: './owner.yaml#/components", "$r¦ef: './owner.yaml#/components") },
    'reader.yaml',
    'owner.yaml:9:5',
  ],
  [{ 'owner.yaml': owner, 'reader.yaml': reader.replace('Nothing', 'Not¦hing') }, 'reader.yaml', undefined],
  [{ 'owner.yaml': owner.replace('title: Orders', 'title: Or¦ders') }, 'owner.yaml', undefined],
])('goes to what a $ref names: %#', async (texts, path, wanted) => {
  const { params, checks, shown } = await at(texts, path)
  const found = definition(params, checks)
  expect(found ? shown(found) : undefined).toBe(wanted)
})

it('finds every $ref to an entry, in all files', async () => {
  const { params, checks, shown } = await at(
    { 'owner.yaml': owner.replace('\n    OrderPlaced:', '\n    Order¦Placed:'), 'reader.yaml': reader },
    'owner.yaml',
  )
  const places = (includeDeclaration: boolean) => references({ ...params, context: { includeDeclaration } }, checks).map(shown)
  expect(places(false)).toEqual(['owner.yaml:6:28', 'reader.yaml:10:15'])
  expect(places(true)[0]).toBe('owner.yaml:9:5')
})

it('finds those beside a $ref', async () => {
  const { params, checks, shown } = await at(
    { 'owner.yaml': owner, 'reader.yaml': reader.replace('/OrderPlaced', '/OrderPl¦aced') },
    'reader.yaml',
  )
  expect(references({ ...params, context: { includeDeclaration: false } }, checks).map(shown)).toEqual([
    'owner.yaml:6:28',
    'reader.yaml:10:15',
  ])
})

it('links each $ref that leads somewhere', async () => {
  const { params, checks } = await at({ 'owner.yaml': owner, 'reader.yaml': `${reader}¦` }, 'reader.yaml')
  expect(documentLinks(params, checks).map(({ target }) => target)).toEqual([
    `${uriOf('owner.yaml')}#L4,3`,
    `${uriOf('reader.yaml')}#L4,3`,
    `${uriOf('owner.yaml')}#L9,5`,
  ])
})

it('outlines a document, and each of several', async () => {
  const outline = async (text: string) => {
    const { params, checks } = await at({ 'owner.yaml': `${text}¦` }, 'owner.yaml')
    const shown = (symbols: ReturnType<typeof documentSymbols>, depth = 0): string[] =>
      symbols.flatMap(({ name, children = [] }) => [`${'  '.repeat(depth)}${name}`, ...shown(children, depth + 1)])
    return shown(documentSymbols(params, checks))
  }
  const own = ['asyncapi', 'info', 'channels', '  orders', '    OrderPlaced', 'components', '  messages', '    OrderPlaced']
  expect(await outline(owner)).toEqual(own)
  expect(await outline(`${owner}---\n${reader}`)).toEqual(expect.arrayContaining(['Orders', '  channels', 'Shipping', '    read']))
  expect(await outline('name: none of ours\n')).toEqual([])
})
