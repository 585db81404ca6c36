import { describe, expect, it } from 'vitest'
import { prepare } from '../../../../webview/document/prepare.ts'

describe('what a document is before the model reads it', () => {
  it('applies traits: from 3.0 on the message wins', () => {
    const message = {
      name: 'own',
      headers: { properties: { b: { type: 'string' } } },
      traits: [{ name: 'trait', summary: 'of the trait', headers: { properties: { a: { type: 'string' } } } }],
    }
    prepare({ asyncapi: '3.0.0', components: { messages: { m: message } } })
    expect(message).toMatchObject({
      name: 'own',
      summary: 'of the trait',
      headers: { properties: { a: { type: 'string' }, b: { type: 'string' } } },
    })
  })

  it('applies traits: in 2.x the trait wins', () => {
    const operation = { summary: 'own', traits: [{ summary: 'trait' }], message: { name: 'own', traits: [{ name: 'trait' }] } }
    prepare({ asyncapi: '2.6.0', channels: { c: { publish: operation } } })
    expect(operation).toMatchObject({ summary: 'trait', message: { name: 'trait' } })
  })

  it('ends where a trait holds itself', () => {
    const schema: Record<string, unknown> = { type: 'object' }
    schema['properties'] = { self: schema }
    const own: Record<string, unknown> = { type: 'object' }
    own['properties'] = { self: own }
    const message = { headers: own, traits: [{ headers: schema }] }
    prepare({ asyncapi: '3.0.0', channels: { c: { messages: { m: message } } } })
    expect(message.headers['type']).toBe('object')
  })

  it('names channels, operations and messages by their keys, a shared one by the first', () => {
    const message = {}
    const channel = { messages: { first: message } }
    const document = {
      asyncapi: '3.0.0',
      channels: { a: channel, b: channel },
      operations: { o: { channel } },
      components: { messages: { second: message } },
    }
    prepare(document)
    expect(channel).toMatchObject({ 'x-parser-unique-object-id': 'a' })
    expect(message).toMatchObject({ 'x-parser-unique-object-id': 'first' })
  })

  it('drops what is no mapping, while one still types', () => {
    const document = {
      asyncapi: '3.0.0',
      info: 'x',
      servers: [1],
      channels: { a: null, b: { messages: { m: 1 } } },
      operations: { o: { channel: 'a', messages: [1, {}] } },
      components: 3,
    }
    prepare(document)
    expect(document).toMatchObject({ channels: { b: { messages: {} } }, operations: { o: { messages: [{}] } } })
    expect(Object.keys(document)).not.toContain('servers')
  })
})
