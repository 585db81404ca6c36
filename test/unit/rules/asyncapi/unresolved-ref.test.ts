import { describe, expect, it } from 'vitest'
import { rule } from '../../../../server/rules/asyncapi/unresolved-ref.ts'
import { openWorkspace, readWorkspace, retype } from '../../../kit/workspace.ts'
import { contextOf, findingsOf, said } from './run.ts'

const head = 'asyncapi: 3.0.0\ninfo: { title: T, version: 1.0.0 }\n'

/** A document whose only message has this payload, in flow style. */
const withPayload = (payload: string, more = '') => `${head}components:\n  messages:\n    M:\n      payload: ${payload}\n${more}`

describe('a $ref that leads nowhere', () => {
  it('names the missing segment, and the nearest key there is', () => {
    const text = withPayload(`{ $ref: '#/components/schemas/Ordr' }`, '  schemas:\n    Order: { type: object }\n')
    expect(said(rule, text)).toEqual([
      `document.yaml: '#/components/schemas/Ordr': "Ordr" is not there: "#/components/schemas" has no such key. Did you mean "Order"?`,
    ])
  })

  it('names the segment in the middle that is wrong', () => {
    const text = withPayload(`{ $ref: '#/components/schema/Order' }`, '  schemas:\n    Order: { type: object }\n')
    const context = contextOf(openWorkspace({ 'document.yaml': text }))
    const [finding] = findingsOf(rule, context)
    expect(finding?.message).toBe(`"schema" is not there: "#/components" has no such key. Did you mean "schemas"?`)
    expect(finding && rule.fix?.(finding, context).map(({ title }) => title)).toEqual(['Refer to #/components/schemas/Order'])
  })

  it.each([
    ['null', 'null'],
    ['12', '12'],
    ['[a]', '[a]'],
  ])('refuses %s', (written, shown) => {
    expect(said(rule, withPayload(`{ $ref: ${written} }`))).toEqual([
      `document.yaml: ${shown}: A $ref is a text that names a place, such as "#/components/schemas/Order".`,
    ])
  })

  it('misses the slash, and says where it belongs', () => {
    const text = withPayload(`{ $ref: '#components/schemas/Order' }`, '  schemas:\n    Order: { type: object }\n')
    expect(said(rule, text)).toEqual([
      `document.yaml: '#components/schemas/Order': "#components/schemas/Order" is no JSON pointer: a "/" belongs behind the "#", as in "#/components/schemas/Order".`,
    ])
  })

  it('reads escapes of pointers and of URIs', () => {
    const text = withPayload(
      `{ oneOf: [{ $ref: '#/components/schemas/a~1b' }, { $ref: '#/components/schemas/c%20d' }, { $ref: '#/components/schemas/e~0f' }] }`,
      '  schemas:\n    a/b: {}\n    c d: {}\n    e~f: {}\n',
    )
    expect(said(rule, text)).toEqual([])
  })

  it('tells each place once, whatever repeats the target', () => {
    const text = withPayload(`{ oneOf: [{ $ref: '#/nope' }, { $ref: '#/nope' }] }`)
    expect(said(rule, text)).toHaveLength(2)
  })
})

describe('other files', () => {
  it('says which file is missing', async () => {
    const texts = { 'document.yaml': withPayload(`{ $ref: './gone.yaml#/Order' }`) }
    expect(said(rule, texts, await readWorkspace(texts))).toEqual([`document.yaml: './gone.yaml#/Order': There is no file "./gone.yaml".`])
  })

  it('says what is missing in a file that is there', () => {
    const texts = { 'document.yaml': withPayload(`{ $ref: './parts.yaml#/Ordr' }`), 'parts.yaml': 'Order: { type: object }\n' }
    expect(said(rule, texts)).toEqual([
      `document.yaml: './parts.yaml#/Ordr': "Ordr" is not there: "./parts.yaml" has no such key. Did you mean "Order"?`,
    ])
  })

  it('looks only at the reached parts of a file of parts', () => {
    const texts = {
      'document.yaml': withPayload(`{ $ref: './parts.yaml#/Order' }`),
      'parts.yaml': `Order: { properties: { a: { $ref: '#/Address' } } }\nAddress: { $ref: '#/Nowhere' }\nUnused: { $ref: '#/Nothing' }\n`,
    }
    expect(said(rule, texts)).toEqual([`parts.yaml: '#/Nowhere': "Nowhere" is not there: the document has no such key.`])
  })

  it('leaves another AsyncAPI document to itself', () => {
    const texts = {
      'document.yaml': withPayload(`{ $ref: './other.yaml#/components/schemas/Order' }`),
      'other.yaml': `${head}components:\n  schemas:\n    Order: { $ref: '#/nowhere' }\n`,
    }
    expect(said(rule, texts)).toEqual([`other.yaml: '#/nowhere': "nowhere" is not there: the document has no such key.`])
  })

  it('says quietly what it may not read', async () => {
    const texts = { 'document.yaml': withPayload(`{ oneOf: [{ $ref: 'https://example.com/a.yaml' }, { $ref: '../../etc/passwd' }] }`) }
    expect(said(rule, texts, await readWorkspace(texts)).map((line) => line.replace(/ is .*/, ''))).toEqual([
      `document.yaml: 'https://example.com/a.yaml': (info) "https://example.com/a.yaml"`,
      `document.yaml: '../../etc/passwd': (info) "../../etc/passwd" lies outside the workspace and`,
    ])
  })

  it('says quietly that an unsaved document has no folder', () => {
    const texts = { 'untitled:one': withPayload(`{ $ref: './a.yaml' }`) }
    expect(said(rule, texts, openWorkspace(texts, { folders: [] }))).toEqual([
      `untitled:one: './a.yaml': (info) This relative path cannot be followed before the document is saved in a folder.`,
    ])
  })

  it('follows an edit in the other file', () => {
    const workspace = openWorkspace({ 'document.yaml': withPayload(`{ $ref: './parts.yaml#/Order' }`), 'parts.yaml': 'Other: {}\n' })
    expect(said(rule, '', workspace)).toHaveLength(1)
    retype(workspace.file('file:///w/parts.yaml'), 'Order: {}\n')
    expect(said(rule, '', workspace)).toEqual([])
  })
})

it.each([
  ['may not be read', `{ $ref: 'https://example.com/c.yaml' }`],
  ['is not there', `{ $ref: '#/components/channels/x' }`],
  ['is no text', `{ $ref: 1 }`],
])('says it once where a reference on the way %s', (_, channel) => {
  const text = `${head}channels:\n  c: ${channel}\noperations:\n  o: { messages: [{ $ref: '#/channels/c/messages/m' }] }\n`
  expect(findingsOf(rule, contextOf(openWorkspace({ 'document.yaml': text }))).map(({ at }) => at.pointer)).toEqual(['/channels/c/$ref'])
})

describe('what is no reference', () => {
  it.each([
    ['an example', `{ examples: [{ $ref: '#/nowhere' }] }`],
    ['a value of an enum', `{ enum: [{ $ref: '#/nowhere' }] }`],
    ['a constant', `{ const: { $ref: '#/nowhere' } }`],
    ['an extension', `{ x-links: { $ref: '#/nowhere' } }`],
    ['a property of that name', `{ properties: { $ref: { type: string } } }`],
    [
      'what a foreign schema says',
      `{ schemaFormat: application/vnd.oai.openapi;version=3.0.0, schema: { allOf: [{ $ref: '#/components/schemas/X' }] } }`,
    ],
    ['a fragment into Protobuf', `{ schemaFormat: application/vnd.google.protobuf, schema: { $ref: './order.proto#/Order' } }`],
    ['a fragment into XML Schema', `{ $ref: './order.xsd#/Order' }`],
    ['an anchor that is defined', `{ $defs: { a: { $anchor: address } }, properties: { a: { $ref: '#address' } } }`],
    ['an old anchor that is defined', `{ definitions: { a: { $id: '#address' } }, properties: { a: { $ref: '#address' } } }`],
    [
      'an $id that is defined',
      `{ $defs: { a: { $id: 'https://example.com/address' } }, properties: { a: { $ref: 'https://example.com/address' } } }`,
    ],
    [
      'a pointer from the schema that has an $id',
      `{ $id: 'https://example.com/order', definitions: { a: {} }, properties: { a: { $ref: '#/definitions/a' } } }`,
    ],
    ['a circle', `{ properties: { next: { $ref: '#/components/messages/M/payload' } } }`],
  ])('is silent about %s', (_, payload) => {
    const texts = { 'document.yaml': withPayload(payload), 'order.proto': 'syntax = "proto3";', 'order.xsd': '<xs:schema/>' }
    expect(said(rule, texts)).toEqual([])
  })

  it('still wants the file of a foreign schema', async () => {
    const texts = {
      'document.yaml': withPayload(`{ schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: { $ref: './order.avsc' } }`),
    }
    expect(said(rule, texts, await readWorkspace(texts))).toEqual([`document.yaml: './order.avsc': There is no file "./order.avsc".`])
  })

  it('is a name in a map of names, though it begins with x-', () => {
    const text = `${head}components:\n  schemas:\n    x-order: { $ref: '#/nowhere' }\n`
    expect(said(rule, text)).toEqual([`document.yaml: '#/nowhere': "nowhere" is not there: the document has no such key.`])
  })
})

it.each([
  ['itself', `    A: { $ref: '#/components/schemas/A' }\n`, ['A']],
  [
    'each other',
    `    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n    C: { $ref: '#/components/schemas/B' }\n`,
    ['A'],
  ],
])('says once of references that only lead to %s', (_, schemas, places) => {
  const found = findingsOf(rule, contextOf(openWorkspace({ 'document.yaml': `${head}components:\n  schemas:\n${schemas}` })))
  expect(found.map(({ at }) => at.parent?.key)).toEqual(places)
})

it('does not miss what only a broken text has lost', () => {
  const text = withPayload(`{ $ref: '#/components/schemas/Order' }`, '  schemas:\n    Order: { type: object }\n')
  expect(said(rule, text.replace('{ $ref', '{ x: [, $ref'))).toEqual([])
})

it('looks again only at what an edit touched', () => {
  const schemas = Array.from(
    { length: 300 },
    (_, i) => `    S${i}: { properties: { next: { $ref: '#/components/schemas/S${(i + 1) % 300}' } } }\n`,
  )
  const text = `${head}components:\n  schemas:\n${schemas.join('')}`
  const workspace = openWorkspace({ 'document.yaml': text })
  const context = contextOf(workspace)
  expect(findingsOf(rule, context)).toEqual([])
  const before = workspace.clock.evaluations
  retype(workspace.file('file:///w/document.yaml'), text.replace('title: T', 'title: Other'))
  expect(findingsOf(rule, context)).toEqual([])
  expect(workspace.clock.evaluations - before).toBeLessThan(50)
})
