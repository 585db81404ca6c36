import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { completion } from '../../../server/features/completion.ts'
import { applied, type Scene, scene } from '../../kit/features.ts'
import type { Texts } from '../../kit/workspace.ts'

function items(at: Scene, snippets = false) {
  return completion({ textDocument: { uri: at.uri }, position: at.position }, at.checked.checks, { snippets }).items.sort((a, b) =>
    (a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1,
  )
}

async function labels(texts: Texts | string): Promise<string[]> {
  return items(await scene(typeof texts === 'string' ? { 'a.yaml': texts } : texts)).map(({ label }) => label)
}

/** The text once the proposal of that name is taken. */
async function taken(texts: Texts | string, label: string, snippets = false): Promise<string> {
  const at = await scene(typeof texts === 'string' ? { 'a.yaml': texts } : texts)
  const item = items(at, snippets).find((one) => one.label === label)
  const edit = item?.textEdit
  if (!edit || !('range' in edit)) throw new Error(`${label} is not proposed`)
  const source = at.checked.checks.workspace.file(at.uri).source
  return applied(at.text, [edit], (position) => source?.lines.offset(position) ?? 0)
}

const head = 'asyncapi: 3.0.0\ninfo: { title: Orders, version: 1.0.0 }\n'

describe('keys in YAML', () => {
  it('are those that are missing, required ones first', async () => {
    const root = await labels('asyncapi: 3.0.0\n¦\nchannels: {}\n')
    expect(root[0]).toBe('info')
    expect(root).toContain('operations')
    expect(root).not.toContain('channels')
  })

  it.each([
    ['on an empty line', `${head}channels:\n  orders:\n    address: a\n    ¦\n`],
    ['in a word', `${head}channels:\n  orders:\n    address: a\n    mess¦\n`],
    ['as the first', `${head}channels:\n  orders:\n    ¦\n`],
    ['between others', `${head}channels:\n  orders:\n    address: a\n    m¦\n    title: Orders\n`],
    ['with another part behind', `${head}channels:\n  orders:\n    address: a\n    ¦\noperations: {}\n`],
    ['in brackets', `${head}channels:\n  orders: { address: a, m¦ }\n`],
    ['in empty brackets', `${head}channels:\n  orders: { ¦ }\n`],
  ])('are found %s', async (_, text) => {
    const found = await labels(text)
    expect(found).toContain('messages')
    expect(found).toContain('x-event-source')
    expect(found).not.toContain('channels')
  })

  it('are written with what they open', async () => {
    expect(await taken(`${head}channels:\n  orders:\n    mess¦\n`, 'messages')).toBe(`${head}channels:\n  orders:\n    messages:\n      \n`)
    expect(await taken(`${head}channels:\n  orders:\n    mess¦\n`, 'address')).toBe(`${head}channels:\n  orders:\n    address: \n`)
  })

  it('keep the value where only the name is written anew', async () => {
    expect(await taken(`${head}channels:\n  orders:\n    addr¦: a\n`, 'address')).toBe(`${head}channels:\n  orders:\n    address: a\n`)
  })

  it('hang on the keys beside them', async () => {
    const schema = (rest: string) => `${head}channels: { a: { messages: { A: { payload: { ${rest} } } } } }\n`
    expect(await labels(schema('type: object, ¦'))).toContain('properties')
    expect(await labels(`${head}channels: { a: { bindings: { kafka: { ¦ } } } }\n`)).toContain('topicConfiguration')
  })

  it('are those of x-event-source and of the config file', async () => {
    expect(await labels(`${head}channels:\n  a:\n    x-event-source:\n      fold: f.ts\n      ¦\n`)).toEqual(
      expect.arrayContaining(['aggregate', 'correlation', 'ignore', 'story']),
    )
    expect(await labels({ '.asyncapi-event-source.yaml': 'extends: strict\n¦\n' })).toEqual([
      '$schema',
      'baseline',
      'channels',
      'envelope',
      'recommendations',
      'rules',
    ])
    expect(await labels({ '.asyncapi-event-source.yaml': 'rules:\n  event-source/no¦\n' })).toContain('event-source/no-compaction')
  })
})

describe('keys in JSON', () => {
  const json = (text: string) => ({ 'a.json': text })

  it.each([
    ['with nothing typed', '{ "asyncapi": "3.0.0", "channels": { "orders": { ¦ } } }'],
    ['in quotes', '{ "asyncapi": "3.0.0", "channels": { "orders": { "¦" } } }'],
    ['in a word', '{ "asyncapi": "3.0.0", "channels": { "orders": { "address": "a", "mes¦" } } }'],
    ['before another', '{ "asyncapi": "3.0.0", "channels": { "orders": { "mes¦" "address": "a" } } }'],
  ])('are found %s', async (_, text) => {
    expect(await labels(json(text))).toContain('messages')
  })

  it('are written with their quotes, and what they open', async () => {
    const text = '{ "asyncapi": "3.0.0", "channels": { "orders": { "mes¦" } } }'
    expect(await taken(json(text), 'messages')).toBe('{ "asyncapi": "3.0.0", "channels": { "orders": { "messages": {} } } }')
    expect(await taken(json(text), 'messages', true)).toContain('"messages": {$0\\}')
  })
})

describe('values', () => {
  it('are those that the specification names', async () => {
    expect(await labels(`${head}operations: { a: { action: ¦ } }\n`)).toEqual(['receive', 'send'])
    expect(await labels(`${head}operations:\n  a:\n    action: s¦\n`)).toEqual(['receive', 'send'])
    expect(await labels({ 'a.json': '{ "asyncapi": "3.0.0", "operations": { "a": { "action": "¦" } } }' })).toEqual(['receive', 'send'])
    expect(await labels({ 'a.json': '{ "asyncapi": "3.0.0", "operations": { "a": { "action": ¦ } } }' })).toEqual(['receive', 'send'])
  })

  it('take the place of what is there', async () => {
    expect(await taken(`${head}operations: { a: { action: "se¦nd" } }\n`, 'receive')).toBe(
      `${head}operations: { a: { action: receive } }\n`,
    )
    const json = { 'a.json': '{ "asyncapi": "3.0.0", "operations": { "a": { "action": "se¦" } } }' }
    expect(await taken(json, 'send')).toBe('{ "asyncapi": "3.0.0", "operations": { "a": { "action": "send" } } }')
  })

  it('are those of x-event-source', async () => {
    const own = (text: string) =>
      `${head}channels:\n  a:\n    x-event-source: ${text}\n    messages: { OrderPlaced: { payload: { properties: { id: {} } } }, OrderPaid: {} }\n`
    expect(await labels(own('¦'))).toEqual(['false', 'true'])
    expect(await labels(own('{ sequence: ¦ }'))).toEqual(['channel', 'entity'])
    expect(await labels(own('{ correlation: ¦ }'))).toEqual(['$message.payload#/id'])
    expect(await labels(own('{ story: [OrderPlaced, ¦] }'))).toEqual(['OrderPaid'])
    expect(await labels(own('{ ignore: [¦] }'))).toContain('event-source/no-compaction')
    expect(await labels(own('\n      ignore:\n        - ¦'))).toContain('event-source/no-compaction')
  })

  it('are severities in the config file', async () => {
    expect(await labels({ '.asyncapi-event-source.yaml': 'rules:\n  event-source/no-compaction: ¦\n' })).toEqual([
      'error',
      'hint',
      'info',
      'off',
      'warning',
    ])
  })
})

describe('targets of a $ref', () => {
  const other = `${head}components: { messages: { OrderPaid: { title: Paid } }, schemas: { Money: {} } }\n`
  const own = (rest: string) => `${head}${rest}components: { messages: { OrderPlaced: {} }, schemas: { Order: {} } }\n`

  it('are of the kind that belongs there, from here first', async () => {
    const texts = { 'a.yaml': own("channels: { orders: { messages: { OrderPlaced: { $ref: '¦' } } } }\n"), 'b/b.yaml': other }
    expect(await labels(texts)).toEqual(['#/components/messages/OrderPlaced', './b/b.yaml#/components/messages/OrderPaid'])
  })

  it('are written in quotes', async () => {
    const text = own('channels:\n  orders:\n    messages:\n      OrderPlaced:\n        $ref: ¦\n')
    expect(await taken(text, '#/components/messages/OrderPlaced')).toContain("$ref: '#/components/messages/OrderPlaced'\n")
    const json = { 'a.json': '{ "asyncapi": "3.0.0", "channels": { "a": {} }, "operations": { "a": { "channel": { "$ref": "#/c¦" } } } }' }
    expect(await taken(json, '#/channels/a')).toContain('"$ref": "#/channels/a"')
  })

  it('know the messages of channels', async () => {
    const text = `${head}channels: { a: { messages: { A: {} } } }\noperations: { o: { channel: { $ref: '#/channels/a' }, messages: [{ $ref: '¦' }] } }\n`
    expect(await labels(text)).toEqual(['#/channels/a/messages/A'])
  })
})

describe('suppression comments', () => {
  it.each([
    '# event-source-disable-next-line ¦',
    '# event-source-disable-file event-source/event-id, event-source/no¦',
    '#event-source-disable-line asyn¦',
  ])('name rules: %s', async (comment) => {
    expect(await labels(`${head}${comment}\nchannels: {}\n`)).toContain('event-source/no-compaction')
  })

  it('begin with their word, and give no reason', async () => {
    expect(await labels(`${head}# event¦\n`)).toContain('event-source-disable-next-line')
    expect(await labels(`${head}# event-source-disable-line event-source/event-id -- because ¦\n`)).toEqual([])
  })

  it('replace what is typed', async () => {
    expect(await taken(`${head}# event-source-disable-line event-source/no-c¦\n`, 'event-source/no-compaction')).toBe(
      `${head}# event-source-disable-line event-source/no-compaction\n`,
    )
  })
})

it('answers at every place of any text', async () => {
  const texts = [
    `${head}channels:\n  orders:\n    messages:\n      A: { $ref: '#/x' }\n    x-event-source: { ignore: [a, b] }\n  - x\n---\n? [a\n`,
    '{ "asyncapi": "3.0.0", "channels": { "a": { "messages": [ { "$ref": "#/" , } ] "x" } ',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), fc.nat(), fc.string({ maxLength: 4 }), async (text, place, typed) => {
      const at = place % text.length
      const name = text.startsWith('{') ? 'a.json' : 'a.yaml'
      expect(Array.isArray(items(await scene({ [name]: `${text.slice(0, at)}${typed.replace('¦', '')}¦${text.slice(at)}` })))).toBe(true)
    }),
    { numRuns: 60 },
  )
})
