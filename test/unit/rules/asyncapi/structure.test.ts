import { describe, expect, it } from 'vitest'
import { rule } from '../../../../server/rules/asyncapi/structure.ts'
import { openWorkspace } from '../../../kit/workspace.ts'
import { contextOf, findingsOf, said } from './run.ts'

const info = 'info: { title: T, version: 1.0.0 }\n'
const v3 = `asyncapi: 3.0.0\n${info}`
const v2 = `asyncapi: 2.6.0\n${info}`
const places = (...texts: Parameters<typeof said> extends [unknown, ...infer Rest] ? Rest : never) =>
  said(rule, ...texts).map((line) => line.split(': ').slice(0, 2).join(': '))

describe('files of parts', () => {
  it('are held against what a document takes them for', () => {
    const texts = {
      'document.yaml': `${v3}channels:\n  c: { $ref: './parts.yaml#/channel' }\ncomponents:\n  messages: { M: { $ref: './parts.yaml#/message' } }\n`,
      'parts.yaml': `channel: { adress: a, messages: { m: { $ref: './message.yaml' } } }\nmessage: { nam: M }\nunused: { nonsense: 1 }\n`,
      'message.yaml': 'contenttype: a/b\n',
    }
    expect(places(texts)).toEqual(['parts.yaml: adress', 'parts.yaml: nam', 'message.yaml: contenttype'])
  })

  it.each([
    ['Avro', './order.avsc', '{ "type": "record", "name": "Order", "fields": [] }'],
    [
      'OpenAPI',
      './api.yaml#/components/schemas/A',
      'openapi: 3.0.0\ncomponents: { schemas: { A: { discriminator: { propertyName: t }, exclusiveMinimum: true } } }\n',
    ],
    ['JSON Schema draft 4', './old.json', '{ "$schema": "http://json-schema.org/draft-04/schema#", "exclusiveMinimum": true }'],
    [
      'JSON Schema 2020-12',
      './new.json',
      '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "items": false, "dependentRequired": { "a": ["b"] } }',
    ],
  ])('are not read where they are %s', (_, ref, text) => {
    const document = `${v3}components:\n  messages: { M: { payload: { $ref: '${ref}' } } }\n`
    expect(places({ 'document.yaml': document, [ref.slice(2).split('#')[0] ?? '']: text })).toEqual([])
  })
})

describe('operationId', () => {
  it('is repeated through a trait too, which wins in 2.x', () => {
    const text = `${v2}channels:\n  a: { publish: { operationId: one } }\n  b: { publish: { operationId: two, traits: [{ operationId: "one" }] } }\n`
    expect(places(text)).toEqual(['document.yaml: "one"'])
  })

  it('is said at the trait where two operations share it', () => {
    const trait = `traits: [{ $ref: '#/components/operationTraits/T' }]`
    const text = `${v2}channels:\n  a: { publish: { ${trait} } }\n  b: { publish: { ${trait} } }\ncomponents:\n  operationTraits: { T: { operationId: one } }\n`
    expect(findingsOf(rule, contextOf(openWorkspace({ 'document.yaml': text }))).map(({ at }) => at.pointer)).toEqual([
      '/channels/b/publish/traits/0',
    ])
  })

  it('is one where two addresses share an item', () => {
    const texts = {
      'document.yaml': `${v2}channels:\n  a: { $ref: './item.yaml' }\n  b: { $ref: './item.yaml' }\n`,
      'item.yaml': 'publish: { operationId: one }\n',
    }
    expect(places(texts)).toEqual([])
  })
})

describe('messages of operations', () => {
  const channel = `channels:\n  c: { messages: { m: { $ref: '#/components/messages/M' } } }\n`
  const operation = (refs: string, more = '') =>
    `operations:\n  o: { action: send, channel: { $ref: '#/channels/c' }, messages: [${refs}]${more} }\n`
  const components = `components:\n  messages: { M: {}, N: {} }\n`

  it.each([
    ['through the channel', `{ $ref: '#/channels/c/messages/m' }`, []],
    ['a component', `{ $ref: '#/components/messages/M' }`, [`document.yaml: '#/components/messages/M'`]],
    ["a message that is not the channel's", `{ $ref: '#/components/messages/N' }`, [`document.yaml: '#/components/messages/N'`]],
    ['nowhere', `{ $ref: '#/channels/c/messages/x' }`, []],
  ])('%s', (_, refs, found) => {
    expect(places(`${v3}${channel}${operation(refs)}${components}`)).toEqual(found)
  })

  it('are the business of another rule on an event source', () => {
    const source = channel.replace('{ messages', '{ x-event-source: true, messages')
    expect(places(`${v3}${source}${operation(`{ $ref: '#/components/messages/M' }`)}${components}`)).toEqual([])
  })

  it('go through the owner of a reused channel, or through the reuse', () => {
    const owner = `${v3}${channel}${components}`
    const user = `${v3}channels:\n  c: { $ref: './owner.yaml#/channels/c' }\n${operation(`{ $ref: './owner.yaml#/channels/c/messages/m' }, { $ref: '#/channels/c/messages/m' }`)}`
    expect(places({ 'owner.yaml': owner, 'user.yaml': user })).toEqual([])
  })

  it("of a reply are its channel's", () => {
    const reply = `, reply: { channel: { $ref: '#/channels/c' }, messages: [{ $ref: '#/components/messages/M' }] }`
    expect(places(`${v3}${channel}${operation(`{ $ref: '#/channels/c/messages/m' }`, reply)}${components}`)).toEqual([
      `document.yaml: '#/components/messages/M'`,
    ])
  })
})

it('leaves a $ref that names nothing to the rule for it', () => {
  expect(places(`${v3}components:\n  schemas: { A: { $ref: 1 } }\n  messages: { M: { $ref: null } }\n`)).toEqual([])
})

describe('what rules of event sources say in better words', () => {
  const channel = (mark: string) =>
    `${v3}channels:\n  c: { x-event-source: ${mark}, messages: { m: { correlationId: { location: nowhere }, payload: { discriminator: { propertyName: t } } } } }\n`

  it('is left to them', () => {
    expect(places(channel('true'))).toEqual([])
  })

  it('is said of any other channel', () => {
    expect(places(channel('false'))).toHaveLength(2)
  })
})

const avro = "'application/vnd.apache.avro;version=1.9.0'"
it('2.x: a component that a message takes for Avro is not read as JSON Schema', () => {
  const text = (format: string) => `
asyncapi: 2.6.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders: { publish: { message: { schemaFormat: ${format}, payload: { $ref: '#/components/schemas/Order' } } } }
components:
  schemas:
    Order: { type: record, name: Order, fields: [] }
    Other: { type: text }
`
  const other = 'document.yaml: text: "type" must be'
  expect(said(rule, text(avro)).map((line) => line.slice(0, other.length))).toEqual([other])
  expect(said(rule, text('application/schema+json;version=draft-07'))).toHaveLength(2)
})
