import { describe, expect, it } from 'vitest'
import { rule } from '../../../../server/rules/asyncapi/parameters.ts'
import { openWorkspace } from '../../../kit/workspace.ts'
import { contextOf, findingsOf, said } from './run.ts'

const info = 'info: { title: T, version: 1.0.0 }\n'
const v3 = `asyncapi: 3.0.0\n${info}`
const v2 = `asyncapi: 2.6.0\n${info}`

describe('AsyncAPI 3', () => {
  it('marks the address, with no parameters at all', () => {
    expect(said(rule, `${v3}channels:\n  c: { address: "a/{id}/b" }\n`)).toEqual([
      'document.yaml: "a/{id}/b": The address has {id}, but no parameter "id" is described.',
    ])
  })

  it('counts case, and says so on both sides', () => {
    expect(said(rule, `${v3}channels:\n  c:\n    address: a/{orderId}\n    parameters:\n      orderID: {}\n`)).toEqual([
      'document.yaml: a/{orderId}: The address has {orderId}, but no parameter "orderId" is described. There is "orderID".',
      'document.yaml: orderID: The address "a/{orderId}" has no {orderID}. It has {orderId}.',
    ])
  })

  it.each([
    ['null', 'c: { address: null, parameters: { id: {} } }'],
    ['missing', 'c: { parameters: { id: {} } }'],
    ['without parameters', 'c: { address: a }'],
    ['with all of them', 'c: { address: "{a}/{b}/{a}", parameters: { a: {}, b: { $ref: "#/components/parameters/b" } } }'],
    ['whose parameters cannot be read', 'c: { address: "{a}", parameters: { $ref: "./gone.yaml" } }'],
    ['of a channel that cannot be read', 'c: { $ref: "./gone.yaml" }'],
    ['that is a URI template of a higher level', 'c: { address: "a{/b}{?c*,d:3}", parameters: { b: {}, c: {}, d: {} } }'],
    ['with empty braces', 'c: { address: "a/{}" }'],
  ])('is silent about an address: %s', (_, channel) => {
    expect(said(rule, `${v3}channels:\n  ${channel}\n`)).toEqual([])
  })

  it('speaks of a reused channel once, where it is written out', () => {
    const texts = {
      'owner.yaml': `${v3}channels:\n  c: { address: "{id}" }\n`,
      'user.yaml': `${v3}channels:\n  c: { $ref: './owner.yaml#/channels/c' }\n`,
    }
    expect(said(rule, texts)).toEqual(['owner.yaml: "{id}": The address has {id}, but no parameter "id" is described.'])
  })

  it('speaks of a channel in a file of parts and among the components', () => {
    const texts = {
      'document.yaml': `${v3}channels:\n  c: { $ref: './parts.yaml#/c' }\ncomponents:\n  channels:\n    d: { address: "{other}" }\n`,
      'parts.yaml': `c: { address: "{id}" }\n`,
    }
    expect(said(rule, texts).map((line) => line.split(': ', 2).join(': '))).toEqual(['parts.yaml: "{id}"', 'document.yaml: "{other}"'])
  })
})

describe('AsyncAPI 2', () => {
  it('marks the key of the channel', () => {
    expect(said(rule, `${v2}channels:\n  a/{id}:\n    parameters:\n      ID: { schema: { type: string } }\n`)).toEqual([
      'document.yaml: a/{id}: The address has {id}, but no parameter "id" is described. There is "ID".',
      'document.yaml: ID: The address "a/{id}" has no {ID}. It has {id}.',
    ])
  })

  it('takes the parameters of an item that two addresses share from both', () => {
    const texts = {
      'document.yaml': `${v2}channels:\n  'a/{x}': { $ref: './item.yaml' }\n  'b/{y}': { $ref: './item.yaml' }\n`,
      'item.yaml': 'parameters: { x: {}, y: {}, z: {} }\n',
    }
    expect(said(rule, texts)).toEqual(['item.yaml: z: The address "a/{x}" has no {z}.'])
  })
})

it('adds what is missing behind the address, or to the parameters that are there', () => {
  const text = `${v3}channels:\n  c: { address: "{a}" }\n  d: { address: "{a}{b}", parameters: { b: {} } }\n`
  const context = contextOf(openWorkspace({ 'document.yaml': text }))
  const fixes = findingsOf(rule, context).map((finding) => rule.fix?.(finding, context)[0]?.amendments[0])
  expect(fixes.map((amendment) => amendment && { ...amendment, at: amendment.at.pointer })).toEqual([
    { do: 'insert', at: '/channels/c', key: 'parameters', value: { a: {} }, after: 'address' },
    { do: 'insert', at: '/channels/d/parameters', key: 'a', value: {} },
  ])
})
