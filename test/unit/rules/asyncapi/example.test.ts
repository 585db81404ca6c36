import { describe, expect, it } from 'vitest'
import { rule } from '../../../../server/rules/asyncapi/example.ts'
import { openWorkspace, retype } from '../../../kit/workspace.ts'
import { said } from './run.ts'

const info = 'info: { title: T, version: 1.0.0 }\n'
const v3 = `asyncapi: 3.0.0\n${info}`

/** What is said, without the words. */
const places = (...texts: Parameters<typeof said> extends [unknown, ...infer Rest] ? Rest : never) =>
  said(rule, ...texts).map((line) => line.split(': ').slice(0, 2).join(': '))

const inComponents = (message: string, version = '3.0.0') => `asyncapi: ${version}\n${info}components:\n  messages:\n    M: ${message}\n`

describe('examples of messages', () => {
  it('marks the value that is refused', () => {
    const text = inComponents(
      `{ payload: { properties: { a: { properties: { b: { type: integer } } } } }, examples: [{ payload: { a: { b: 1.5 } } }] }`,
    )
    expect(said(rule, text)).toEqual([
      'document.yaml: 1.5: The payload schema refuses this example: "b" must be a whole number, but is the number 1.5.',
    ])
  })

  it('counts formats', () => {
    expect(places(inComponents(`{ payload: { type: string, format: uuid }, examples: [{ payload: nope }] }`))).toEqual([
      'document.yaml: nope',
    ])
  })

  it('holds headers against headers, with those of traits', () => {
    const message = (headers: string) =>
      `{ traits: [{ headers: { properties: { a: { type: string } }, required: [a] } }], headers: { properties: { b: { type: string } } }, examples: [{ headers: ${headers} }] }`
    expect(places(inComponents(message('{ a: x, b: y }')))).toEqual([])
    expect(places(inComponents(message('{ a: 1, b: y }')))).toEqual(['document.yaml: 1'])
    expect(places(inComponents(message('{ a: x, b: 2 }')))).toEqual(['document.yaml: 2'])
    expect(places(inComponents(message('{ b: y }')))).toEqual(['document.yaml: { b'])
  })

  it('follows references in headers that a trait gives', () => {
    const message = `{ traits: [{ $ref: '#/components/messageTraits/T' }], headers: { properties: { b: { type: string } } }, examples: [{ headers: { a: 1 } }] }`
    const text = `${inComponents(message)}  messageTraits:\n    T: { headers: { properties: { a: { $ref: '#/components/schemas/A' } } } }\n  schemas:\n    A: { type: string }\n`
    expect(places(text)).toEqual(['document.yaml: 1'])
  })

  it('is silent about a payload in a foreign format', () => {
    expect(
      places(
        inComponents(
          `{ payload: { schemaFormat: application/vnd.apache.avro;version=1.9.0, schema: { type: string } }, examples: [{ payload: 1 }] }`,
        ),
      ),
    ).toEqual([])
    expect(
      places(
        inComponents(
          `{ schemaFormat: application/vnd.apache.avro;version=1.9.0, payload: { type: string }, examples: [{ payload: 1 }] }`,
          '2.6.0',
        ),
      ),
    ).toEqual([])
  })

  it('reads JSON Schema in a format of its own', () => {
    expect(
      places(
        inComponents(
          `{ payload: { schemaFormat: application/schema+json;version=draft-07, schema: { type: string } }, examples: [{ payload: 1 }] }`,
        ),
      ),
    ).toEqual(['document.yaml: 1'])
  })

  it('is silent where part of the schema cannot be read', () => {
    expect(places(inComponents(`{ payload: { $ref: './gone.yaml' }, examples: [{ payload: 1 }] }`))).toEqual([])
    expect(places(inComponents(`{ payload: { properties: { a: { $ref: '#/nowhere' } } }, examples: [{ payload: { a: 1 } }] }`))).toEqual([])
  })

  it('takes an example of 2.0 for a message only when it looks like one', () => {
    const message = (example: string) => `{ payload: { type: object, properties: { payload: { type: string } } }, examples: [${example}] }`
    expect(places(inComponents(message('{ payload: 1, other: 2 }'), '2.0.0'))).toEqual([])
    expect(places(inComponents(message('{ payload: 1 }'), '2.0.0'))).toEqual(['document.yaml: 1'])
    expect(places(inComponents(message('{ payload: 1 }'), '2.6.0'))).toEqual(['document.yaml: 1'])
  })

  it('says of one value all that is wrong with it in one', () => {
    const text = inComponents(`{ payload: { type: string, minLength: 9, pattern: '^a' }, examples: [{ payload: b }] }`)
    expect(said(rule, text)).toHaveLength(1)
  })

  it('finds messages in channels of both versions and in files of parts', () => {
    const message = '{ payload: { type: string }, examples: [{ payload: 1 }] }'
    expect(places(`${v3}channels:\n  c: { messages: { m: ${message} } }\n`)).toEqual(['document.yaml: 1'])
    expect(places(`asyncapi: 2.6.0\n${info}channels:\n  c: { publish: { message: { oneOf: [${message}] } } }\n`)).toEqual([
      'document.yaml: 1',
    ])
    expect(places({ 'document.yaml': `${v3}channels:\n  c: { messages: { m: { $ref: './m.yaml' } } }\n`, 'm.yaml': message })).toEqual([
      'm.yaml: 1',
    ])
  })
})

describe('what a schema gives', () => {
  const inSchemas = (schema: string) => `${v3}components:\n  schemas:\n    S: ${schema}\n`

  it.each([
    ['a default', `{ type: string, default: 1 }`, '1'],
    ['an example', `{ type: string, examples: [a, 2] }`, '2'],
    ['one deep inside', `{ allOf: [{ properties: { a: { items: [{ type: string, default: 3 }] } } }] }`, '3'],
    ['one of a branch', `{ if: true, then: { type: integer, examples: [x] } }`, 'x'],
    [
      'one that recurses',
      `{ properties: { next: { $ref: '#/components/schemas/S' } }, required: [id], default: { id: 1, next: {} } }`,
      '{}',
    ],
  ])('marks %s', (_, schema, place) => {
    expect(places(inSchemas(schema))).toEqual([`document.yaml: ${place}`])
  })

  it.each([
    ['properties of these names', `{ properties: { default: { type: string }, examples: { type: array } } }`],
    ['examples as a map, which is a matter of shape', `{ type: string, examples: { a: 1 } }`],
    ['what an extension holds', `{ x-old: { type: string, default: 1 } }`],
    ['what an example holds', `{ examples: [{ type: string, default: 1 }] }`],
    ['boolean schemas', `true`],
    ['a pattern beyond a linear engine', `{ type: string, pattern: '(?=a)b', examples: [c] }`],
  ])('is silent about %s', (_, schema) => {
    expect(places(inSchemas(schema))).toEqual([])
  })

  it('speaks once of a schema that is reached in two ways', () => {
    const text = `${inSchemas('{ type: string, default: 1 }')}  messages:\n    M: { payload: { $ref: '#/components/schemas/S' } }\n    N: { payload: { $ref: '#/components/schemas/S' } }\n`
    expect(places(text)).toEqual(['document.yaml: 1'])
  })

  it('speaks of a reached file, and not of another AsyncAPI document', () => {
    const texts = {
      'document.yaml': inSchemas(`{ oneOf: [{ $ref: './s.json#/a' }, { $ref: './other.yaml#/components/schemas/S' }] }`),
      's.json': '{"a": {"type": "string", "default": 1}, "b": {"type": "string", "default": 2}}',
      'other.yaml': inSchemas('{ type: string, default: 3 }'),
    }
    expect(places(texts)).toEqual(['s.json: 1', 'other.yaml: 3'])
  })

  it('holds the values of parameters and bindings', () => {
    const text = `asyncapi: 2.6.0\n${info}channels:\n  'c/{p}':\n    parameters: { p: { schema: { type: string, default: 1 } } }\n    publish: { message: { bindings: { kafka: { key: { type: string, examples: [2] } } } } }\n`
    expect(places(text).sort()).toEqual(['document.yaml: 1', 'document.yaml: 2'])
  })
})

it('comes to the same after an edit as afresh', () => {
  const text = `${v3}components:\n  messages:\n    M: { payload: { $ref: '#/components/schemas/A' }, examples: [{ payload: { b: 1 } }] }\n  schemas:\n    A: { properties: { b: { $ref: '#/components/schemas/B' } } }\n    B: { type: integer }\n`
  const workspace = openWorkspace({ 'document.yaml': text })
  const file = workspace.file('file:///w/document.yaml')
  expect(places('', workspace)).toEqual([])
  retype(file, text.replace('type: integer', 'type: string'))
  expect(places('', workspace)).toEqual(['document.yaml: 1'])
  retype(file, text.replace('type: integer', 'type: string').replace('b: 1', 'b: x'))
  expect(places('', workspace)).toEqual([])
  retype(file, text.replace('title: T', 'title: Another').replace('b: 1', 'b: x'))
  expect(places('', workspace)).toEqual(['document.yaml: x'])
})
