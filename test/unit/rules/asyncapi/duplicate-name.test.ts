import { expect, it } from 'vitest'
import { rule } from '../../../../server/rules/asyncapi/duplicate-name.ts'
import { said } from './run.ts'

const info = 'info: { title: T, version: 1.0.0 }\n'
const v3 = (channels: string, components = '{}') => `asyncapi: 3.0.0\n${info}channels: ${channels}\ncomponents: ${components}\n`
const v2 = (channels: string, components = '{}') => `asyncapi: 2.6.0\n${info}channels: ${channels}\ncomponents: ${components}\n`
const repeated = (name: string, place = name) => [`document.yaml: ${place}: Another message of this channel is named "${name}" too.`]

it.each([
  ['differs', v3('{ c: { messages: { a: { name: A }, b: { name: B } } } }')],
  ['is missing', v3('{ c: { messages: { a: {}, b: {} } } }')],
  ['is repeated in another channel', v3('{ c: { messages: { a: { name: A } } }, d: { messages: { a: { name: A } } } }')],
  [
    'belongs to one message under two keys',
    v3(
      `{ c: { messages: { a: { $ref: '#/components/messages/M' }, b: { $ref: '#/components/messages/M' } } } }`,
      '{ messages: { M: { name: A } } }',
    ),
  ],
  ['cannot be read', v3(`{ c: { messages: { a: { name: A }, b: { $ref: './gone.yaml' } } } }`)],
  ['is hidden by the message', v3('{ c: { messages: { a: { name: A, traits: [{ name: X }] }, b: { name: B, traits: [{ name: X }] } } } }')],
])('is silent where the name %s', (_, text) => {
  expect(said(rule, text)).toEqual([])
})

it('marks the later name in the components', () => {
  const refs = `a: { $ref: '#/components/messages/M' }, b: { $ref: '#/components/messages/N' }`
  expect(
    said(rule, v3(`{ c: { messages: { ${refs} } }, d: { messages: { ${refs} } } }`, '{ messages: { M: { name: A }, N: { name: "A" } } }')),
  ).toEqual(repeated('A', '"A"'))
})

it('takes publish and subscribe as one set', () => {
  expect(
    said(rule, v2('{ c: { publish: { message: { name: A } }, subscribe: { message: { oneOf: [{ name: B }, { name: "A" }] } } } }')),
  ).toEqual(repeated('A', '"A"'))
})

it('applies traits as the version says', () => {
  const messages = 'a: { name: A, traits: [{ name: X }] }, b: { name: B, traits: [{ name: "X" }] }'
  expect(said(rule, v3(`{ c: { messages: { ${messages} } } }`))).toEqual([])
  const listed = '[{ name: A, traits: [{ name: X }] }, { name: B, traits: [{ name: "X" }] }]'
  expect(said(rule, v2(`{ c: { publish: { message: { oneOf: ${listed} } } } }`))).toEqual(repeated('X', '"X"'))
})

it('marks the later message where one trait names both', () => {
  const trait = `traits: [{ $ref: '#/components/messageTraits/T' }]`
  expect(said(rule, v3(`{ c: { messages: { a: { ${trait} }, b: { ${trait} } } } }`, '{ messageTraits: { T: { name: X } } }'))).toEqual(
    repeated('X', 'b'),
  )
})

it('speaks of a reused channel where it is written out', () => {
  const texts = {
    'owner.yaml': v3('{ c: { messages: { a: { name: A }, b: { name: A } } } }'),
    'user.yaml': v3(`{ c: { $ref: './owner.yaml#/channels/c' } }`),
  }
  expect(said(rule, texts)).toEqual(['owner.yaml: A: Another message of this channel is named "A" too.'])
})
