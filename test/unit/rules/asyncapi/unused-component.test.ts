import { describe, expect, it } from 'vitest'
import { rule } from '../../../../server/rules/asyncapi/unused-component.ts'
import { openWorkspace, retype } from '../../../kit/workspace.ts'
import { contextOf, findingsOf, said } from './run.ts'

const info = 'info: { title: T, version: 1.0.0 }\n'
const doc = (components: string, channels = '{ c: {} }', version = '3.0.0') =>
  `asyncapi: ${version}\n${info}channels: ${channels}\ncomponents: ${components}\n`
const unused = (...texts: Parameters<typeof said> extends [unknown, ...infer Rest] ? Rest : never) =>
  said(rule, ...texts).map((line) => line.split(': ')[1])

it('marks the keys of what nothing refers to, of every kind', () => {
  expect(
    unused(
      doc(
        '{ schemas: { A: {} }, messages: { M: {} }, parameters: { p: {} }, messageTraits: { T: {} }, tags: { t: {} }, x-mine: { y: {} } }',
      ),
    ),
  ).toEqual(['A', 'M', 'p', 'T', 't'])
})

it('is silent in a library', () => {
  expect(unused(doc('{ schemas: { A: {} } }', '{}'))).toEqual([])
})

it('does not count what a component says of itself', () => {
  expect(unused(doc(`{ schemas: { A: { properties: { next: { $ref: '#/components/schemas/A' } } } } }`))).toEqual(['A'])
})

it.each([
  ['another component', `{ schemas: { A: { $ref: '#/components/schemas/B' }, B: {} }, messages: { M: {} } }`, ['A', 'M']],
  [
    'a place inside',
    `{ schemas: { A: { properties: { b: {} } } }, messages: { M: { payload: { $ref: '#/components/schemas/A/properties/b' } } } }`,
    ['M'],
  ],
  ['a place around', `{ schemas: { A: {} }, messages: { M: { payload: { $ref: '#/components' } } } }`, []],
  ['an escaped name', `{ schemas: { 'a/b': {} }, messages: { M: { payload: { $ref: '#/components/schemas/a~1b' } } } }`, ['M']],
  ['a base with a discriminator', `{ schemas: { A: { discriminator: t }, B: { allOf: [{ $ref: '#/components/schemas/A' }] } } }`, []],
])('counts a reference from %s', (_, components, left) => {
  expect(unused(doc(components))).toEqual(left)
})

describe('other files', () => {
  it('count: other documents, and files of parts that a document reaches', () => {
    const texts = {
      'document.yaml': doc('{ schemas: { A: {}, B: {}, C: {} } }'),
      'other.yaml': doc(
        `{ messages: { M: { payload: { $ref: './document.yaml#/components/schemas/A' } } } }`,
        `{ c: { $ref: './parts.yaml#/c' } }`,
      ),
      'parts.yaml': `c: { messages: { m: { $ref: './other.yaml#/components/messages/M' }, n: { payload: { $ref: 'document.yaml#/components/schemas/B' } } } }\n`,
    }
    expect(unused(texts)).toEqual(['C'])
  })

  it('are followed when they change', () => {
    const user = doc(`{ messages: { M: { payload: { $ref: './document.yaml#/components/schemas/A' } } } }`, '{}')
    const workspace = openWorkspace({ 'document.yaml': doc('{ schemas: { A: {} } }'), 'other.yaml': user })
    const context = contextOf(workspace)
    expect(findingsOf(rule, context)).toHaveLength(0)
    retype(workspace.file('file:///w/other.yaml'), user.replace('schemas/A', 'schemas/B'))
    expect(findingsOf(rule, context).map(({ at }) => at.pointer)).toEqual(['/components/schemas/A'])
  })
})

it('knows that 2.x names security schemes', () => {
  const schemes = '{ securitySchemes: { a: {}, b: {}, c: {}, d: {} }, operationTraits: { T: { security: [{ c: [] }] } } }'
  const channels = `{ c: { publish: { security: [{ b: [] }], traits: [{ $ref: '#/components/operationTraits/T' }] } } }`
  expect(unused(`${doc(schemes, channels, '2.6.0')}servers: { s: { security: [{ a: [] }] } }\n`)).toEqual(['d'])
})

it('works nothing out again when a title changes', () => {
  const text = doc(`{ schemas: { A: { $ref: '#/components/schemas/B' }, B: {} } }`)
  const workspace = openWorkspace({ 'document.yaml': text })
  const context = contextOf(workspace)
  findingsOf(rule, context)
  retype(workspace.file('file:///w/document.yaml'), text.replace('title: T', 'title: U'))
  expect(findingsOf(rule, context).map(({ at }) => at.key)).toEqual(['A'])
})
