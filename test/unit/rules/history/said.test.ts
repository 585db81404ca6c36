import { describe, expect, it } from 'vitest'
import { rules } from '../../../../server/rules/registry.ts'
import { contextOf, findingsOf, shown } from '../../../kit/rules.ts'
import { openWorkspace, type Texts } from '../../../kit/workspace.ts'

const historyRules = rules.filter(({ on, meta }) => on === 'history' && meta.id !== 'history/version-not-raised')

/** What the rules say, as `rule file:line:column text`; of the version nothing. */
function said(before: Texts | string, now: Texts | string): string[] {
  const texts = (of: Texts | string) => (typeof of === 'string' ? { 'a.yaml': of } : of)
  const workspace = openWorkspace(texts(now))
  const older = contextOf(openWorkspace(texts(before), {}, workspace.clock))
  const context = contextOf(workspace)
  return historyRules.flatMap((rule) => findingsOf(rule, context, older).map((finding) => `${rule.meta.id} ${shown(finding)}`))
}

function v2(places: string, components = ''): string {
  return `asyncapi: 2.6.0
info: { title: Orders, version: 1.0.0 }
channels:
  'orders/{id}':
    x-event-source: true
    publish:
      message:
${places}${components}`
}

function v3(messages: string, components = '', address = 'orders/{orderId}'): string {
  return `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: ${address}
    x-event-source: true
    messages:
${messages}${components}`
}

const components = `components:
  messages:
    OrderPlaced: { payload: { type: object, properties: { type: { const: placed }, note: { type: string } } } }
    OrderPaid: { payload: { type: object, properties: { type: { const: paid }, note: { type: string } } } }
`
const both =
  "      OrderPlaced: { $ref: '#/components/messages/OrderPlaced' }\n      OrderPaid: { $ref: '#/components/messages/OrderPaid' }\n"
const both2 = "        oneOf:\n          - $ref: '#/components/messages/OrderPlaced'\n          - $ref: '#/components/messages/OrderPaid'\n"
const small = '      OrderPlaced: { payload: { type: object, properties: { id: { type: string } } } }\n'

describe('nothing is said', () => {
  it.each([
    ['of a document that moves to AsyncAPI 3', v2(both2, components), v3(both, components)],
    ['of a channel with another key at the same address', v3(small), v3(small).replace('  orders:', '  shop:')],
    ['of an address whose parameters are called otherwise', v3(small), v3(small, '', "'orders/{id}'")],
    ['of an address that is not known', v3(small), v3(small, '', 'null')],
    [
      'of what may be behind a reference that leads nowhere',
      v3(both, components),
      v3(both.replace('messages/OrderPaid', 'messages/Lost'), components),
    ],
    ['of a set that cannot be read', v3(both, components), v3('      $ref: ./lost.yaml\n', components)],
    ['of a first description', v3('      OrderPlaced: { payload: {} }\n'), v3(small)],
    ['of other texts', v3(small), v3(small.replace('type: object', "type: object, description: An order, 'x-a': 1"))],
    [
      'of a message of 2.x that has no name, and gets one',
      v2('        payload: { type: object, properties: { id: { type: string } } }\n'),
      v2('        name: OrderPlaced\n        payload: { type: object, properties: { id: { type: string } } }\n'),
    ],
    [
      'of a format that is not read',
      v3("      A: { payload: { schemaFormat: 'text/x', schema: 'a' } }\n"),
      v3("      A: { payload: { schemaFormat: 'text/x', schema: 'b' } }\n"),
    ],
    ['of a channel that was no event source', v3(both, components).replace('x-event-source: true', 'x-event-source: false'), v3(small)],
  ])('%s', (_, before, now) => {
    expect(said(before, now)).toEqual([])
  })
})

describe('it is said', () => {
  it('at the channel that a message of 2.x is gone', () => {
    const now = v2("        oneOf:\n          - $ref: '#/components/messages/OrderPlaced'\n", components)
    expect(said(v2(both2, components), now)).toEqual(["history/message-removed a.yaml:4:3 'orders/{id}'"])
  })

  it('once of a schema that several messages share', () => {
    const shared = (schema: string) =>
      `${components.replaceAll('note: { type: string }', "note: { $ref: '#/components/schemas/Note' }")}  schemas:\n    Note: ${schema}\n`
    expect(said(v3(both, shared('{ enum: [a, b] }')), v3(both, shared('{ enum: [a] }')))).toEqual([
      'history/enum-narrowed a.yaml:15:13 enum',
    ])
  })

  it('in the file that holds the schema', () => {
    const document = v3('      OrderPlaced: { payload: { $ref: ./order.json } }\n')
    const before = { 'a.yaml': document, 'order.json': '{ "type": "object", "properties": { "a": { "type": "integer" } } }' }
    const now = { ...before, 'order.json': before['order.json'].replace('integer', 'string') }
    expect(said(before, now)).toEqual(['history/property-retyped order.json:1:44 "type"'])
  })

  it('of the only message whose mark is another one, and of marks in headers', () => {
    const only = v3("      OrderPlaced: { $ref: '#/components/messages/OrderPlaced' }\n", components)
    expect(said(only, only.replace('const: placed', 'const: created'))).toEqual(['history/message-renamed a.yaml:11:74 created'])
    const headers = v3(
      ['a', 'b'].map((key) => `      ${key}: { headers: { type: object, properties: { ce_type: { const: ${key}1 } } } }\n`).join(''),
    )
    expect(said(headers, headers.replace('b1', 'b2'))).toEqual(['history/message-renamed a.yaml:9:69 b2'])
  })

  it('of headers through a trait, where they are written', () => {
    const trait = (required: string) =>
      v3(
        `      A:\n        traits: [{ headers: { type: object, required: [${required}], properties: { h: { type: string } } } }]\n        headers: { type: object, properties: { g: { type: string } } }\n`,
      )
    expect(said(trait(''), trait('h'))).toEqual(['history/required-added a.yaml:9:74 h'])
  })

  it('of a schema that was derived from Avro, as a whole', () => {
    const avro = (type: string) =>
      v3(
        `      A:\n        payload:\n          schemaFormat: application/vnd.apache.avro;version=1.9.0\n          schema: { type: record, name: A, fields: [{ name: a, type: ${type} }] }\n`,
      )
    expect(said(avro('string'), avro('int'))).toEqual(['history/property-retyped a.yaml:11:11 schema'])
    expect(said(avro('int'), avro('long'))).toEqual([])
  })

  it('where the channel is today, which may be another document', () => {
    const before = { 'a.yaml': v3(both, components) }
    const now = {
      'a.yaml': "asyncapi: 3.0.0\ninfo: { title: Shop, version: 1.0.0 }\nchannels:\n  orders: { $ref: './owner.yaml#/channels/orders' }\n",
      'owner.yaml': v3("      OrderPlaced: { $ref: '#/components/messages/OrderPlaced' }\n", components),
    }
    expect(said(before, now)).toEqual(['history/message-removed owner.yaml:4:3 orders'])
  })
})
