import { describe, expect, test } from 'vitest'
import { expectFindings } from './marked.ts'

/** A 2.6 document with more lines; indented ones go on where the head stops. */
const v2 = (rest: string, version = '2.6.0'): string =>
  `asyncapi: ${version}\ninfo: { title: Orders, version: '1' }\n${rest.replace(/^\n/, '')}`
const v3 = (rest: string): string => v2(rest, '3.0.0')

describe('what the schema itself refuses', () => {
  test('a key that is missing, at the parent, for the root at asyncapi', () => {
    const messages = expectFindings(`
asyncapi: 2.6.0
#<------
info:
#<--
  title: Orders
`)
    expect(messages).toEqual(['The document needs "channels".', 'The info needs "version".'])
  })

  test('a misspelt key that is required is one defect', () => {
    const messages = expectFindings(
      v3(`
servers:
  main:
    hots: example.com
#   ^^^^
    protocol: kafka
`),
    )
    expect(messages).toEqual(['Unknown key "hots" in a server. Did you mean "host"?'])
  })

  test('JSON Schemas: wrong types of known keywords', () => {
    const messages = expectFindings(
      v3(`
components:
  schemas:
    Order:
      type: strnig
#           ^^^^^^
      required: true
#               ^^^^
      minLength: -1
#                ^^
      properties:
        id: string
#           ^^^^^^
      allOf: []
#            ^^
      enum: [a, a]
#               ^
`),
    )
    expect(messages).toEqual([
      '"type" must be "array", "boolean", "integer", "null", "number", "object" or "string". Did you mean "string"?',
      '"required" must be a list, not a boolean.',
      '"minLength" must be at least 0.',
      '"id" must be a mapping or a boolean, not a string.',
      '"allOf" must not be empty.',
      'This item is in the list already.',
    ])
  })

  test('a message that is no message, once', () => {
    const messages = expectFindings(
      v2(`
channels:
  orders:
    publish:
      message:
        oneOf:
          - payload: {}
            titel: Placed
#           ^^^^^
          - $ref: '#/x'
    subscribe:
      message: OrderPlaced
#              ^^^^^^^^^^^
`),
    )
    expect(messages).toEqual(['Unknown key "titel" in a message. Did you mean "title"?', '"message" must be a mapping, not a string.'])
  })

  test('security schemes by their type', () => {
    const messages = expectFindings(
      v3(`
components:
  securitySchemes:
    one: { type: apikey, in: user }
#                ^^^^^^
    two: { type: http, scheme: basic, bearerFormat: JWT }
#                                     ^^^^^^^^^^^^
    three:
#   ^^^^^
      type: httpApiKey
      in: header
    four: { type: oauth2, flows: { implicit: { authorizationUrl: 'https://example.com', tokenUrl: 'https://example.com', availableScopes: {} } } }
#                                                                                       ^^^^^^^^
`),
    )
    expect(messages[0]).toMatch(/Did you mean "apiKey"\?$/)
  })
})
