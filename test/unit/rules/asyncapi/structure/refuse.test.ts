import { describe, expect, test } from 'vitest'
import { expectFindings } from './marked.ts'

/** A 2.6 document with more lines; indented ones go on where the head stops. */
const v2 = (rest: string, version = '2.6.0'): string =>
  `asyncapi: ${version}\ninfo: { title: Orders, version: '1' }\n${rest.replace(/^\n/, '')}`
const v3 = (rest: string): string => v2(rest, '3.0.0')

describe('1. security requirements', () => {
  test('2.x: a scheme that is not defined, at its name', () => {
    const [message] = expectFindings(
      v2(`
servers:
  main:
    url: example.com
    protocol: kafka
    security:
      - saslscram: []
#       ^^^^^^^^^
channels: {}
components:
  securitySchemes:
    saslScram: { type: scramSha256 }
`),
    )
    expect(message).toBe('"components.securitySchemes" has no "saslscram".')
  })

  test('2.x: scopes for a scheme without scopes, at the list', () => {
    expectFindings(
      v2(`
channels:
  orders:
    publish:
      security:
        - user: [write]
#               ^^^^^^^
        - oauth: [write]
        - alias: [read]
#                ^^^^^^
        - elsewhere: [read]
components:
  securitySchemes:
    user: { type: userPassword }
    alias: { $ref: '#/components/securitySchemes/user' }
    elsewhere: { $ref: 'schemes.yaml#/x' }
    oauth: { type: oauth2, flows: { clientCredentials: { tokenUrl: 'https://example.com', scopes: {} } } }
`),
    )
  })

  test('2.x: nothing is said of schemes that stand elsewhere', () => {
    expectFindings(
      v2(`
servers: { main: { url: a, protocol: ws, security: [{ user: [] }] } }
channels: {}
components: { securitySchemes: { $ref: 'schemes.yaml' } }
`),
    )
  })

  test('3.x: scopes on a scheme without scopes', () => {
    expectFindings(
      v3(`
components:
  securitySchemes:
    user:
      type: userPassword
      scopes: [write]
#     ^^^^^^
    oauth: { type: openIdConnect, openIdConnectUrl: 'https://example.com', scopes: [write] }
`),
    )
  })

  test('3.x: a requirement by name, the form of 2.x', () => {
    expectFindings(
      v3(`
servers:
  main:
    host: example.com
    protocol: kafka
    security:
      - user: []
#       ^^^^^^^^
`),
    )
  })
})

describe('2. bindings by their own version', () => {
  test('bindingVersion is a string, and in 3.x a known one', () => {
    const [, , message] = expectFindings(
      v3(`
channels:
  orders:
    bindings:
      kafka: { bindingVersion: 0.5 }
#                              ^^^
      ws: { bindingVersion: null }
#                           ^^^^
      amqp: { bindingVersion: 0.3.1 }
#                             ^^^^^
`),
    )
    expect(message).toBe('"bindingVersion" must be "0.3.0". Did you mean "0.3.0"?')
    expectFindings(
      v2(`
channels:
  orders:
    bindings:
      kafka: { bindingVersion: 4 }
#                              ^
`),
    )
  })

  test('types, enums and keys', () => {
    const messages = expectFindings(
      v2(`
channels:
  orders:
    bindings:
      kafka:
        partitions: many
#                   ^^^^
        replikas: 2
#       ^^^^^^^^
        bindingVersion: '0.3.0'
      ws:
        method: PUT
#               ^^^
    publish:
      bindings:
        mqtt: { qos: 3 }
#                    ^
        http: { method: FETCH }
#                       ^^^^^
        amqp:
          deliveryMode: 3
#                       ^
          expiration: -1
#                     ^^
`),
    )
    expect(messages).toEqual([
      '"partitions" must be an integer, not a string.',
      'Unknown key "replikas" in a Kafka channel binding (0.3.0). Did you mean "replicas"?',
      '"method" must be "GET" or "POST".',
      '"qos" must be 0, 1 or 2.',
      '"method" must be "GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "CONNECT" or "TRACE".',
      '"deliveryMode" must be 1 or 2.',
      '"expiration" must be at least 0.',
    ])
  })

  test('a key that another version of the binding has', () => {
    expectFindings(
      v3(`
channels:
  orders:
    bindings:
      kafka:
        topicConfiguration: {}
#       ^^^^^^^^^^^^^^^^^^
        bindingVersion: 0.3.0
`),
    )
  })

  test('AMQP names are at most 255 characters long', () => {
    const name = 'q'.repeat(256)
    expectFindings(
      v3(`
channels:
  orders:
    bindings:
      amqp:
        is: queue
        queue:
          name: ${name}
#               ${'^'.repeat(256)}
`),
    )
  })

  test('AMQP: a queue and an exchange do not go together', () => {
    const [message] = expectFindings(
      v3(`
channels:
  orders:
    bindings:
      amqp:
        is: queue
        queue: { name: orders }
        exchange: { name: orders }
#       ^^^^^^^^
`),
    )
    expect(message).toBe('"exchange" does not go with "is: queue".')
  })

  test('HTTP type is required where its version says so', () => {
    expectFindings(
      v2(`
channels:
  orders:
    publish:
      bindings:
        http:
#       ^^^^
          method: GET
          bindingVersion: 0.1.0
    subscribe:
      bindings:
        http: { method: GET, bindingVersion: 0.3.0 }
`),
    )
  })

  test('HTTP and WebSocket query and headers are object schemas', () => {
    expectFindings(
      v3(`
channels:
  orders:
    bindings:
      ws:
        query: { type: string }
#                      ^^^^^^
        headers: { type: object }
operations:
  place:
    action: send
    channel: { $ref: '#/channels/orders' }
    bindings:
      http: { query: { type: array } }
#                            ^^^^^
`),
    )
  })

  test('IBM MQ: either queue or topic, within its ranges', () => {
    const messages = expectFindings(
      v2(`
channels:
  orders:
    bindings:
      ibmmq:
        destinationType: topic
        queue: { objectName: A }
#       ^^^^^
  more:
    bindings:
      ibmmq: { maxMsgLength: 104857601 }
#                            ^^^^^^^^^
  third:
    bindings:
      ibmmq:
#     ^^^^^
        destinationType: queue
`),
    )
    expect(messages).toEqual([
      '"queue" does not go with "destinationType: topic".',
      '"maxMsgLength" must be at most 104857600.',
      'An IBM MQ channel binding (0.1.0) needs "queue".',
    ])
  })
})

describe('4. in 3.x what must be a reference', () => {
  test('a channel written out in an operation, and one by name', () => {
    const messages = expectFindings(
      v3(`
operations:
  place:
    action: send
    channel:
#   ^^^^^^^
      address: orders
  cancel:
    action: send
    channel: orders
#            ^^^^^^
`),
    )
    expect(messages).toEqual([
      '"channel" must be a reference, such as { "$ref": "#/…" }; it cannot be written out here.',
      '"channel" must be a reference, such as { "$ref": "#/…" }, not a string.',
    ])
  })

  test("a channel's servers as names", () => {
    expectFindings(
      v3(`
channels:
  orders:
    servers:
      - main
#       ^^^^
`),
    )
  })
})

describe('5. keys of another version', () => {
  test('tags on a server in 2.2', () => {
    const [message] = expectFindings(
      v2(
        `
servers:
  main:
    url: example.com
    protocol: kafka
    tags: []
#   ^^^^
channels: {}
`,
        '2.2.0',
      ),
    )
    expect(message).toBe('Unknown key "tags" in a server in AsyncAPI 2.2.0; 2.5.0 to 3.1.0 has it.')
  })

  test('$ref on a server in 2.2', () => {
    const [message] = expectFindings(
      v2(
        `
servers:
  main:
    $ref: '#/components/servers/main'
#   ^^^^
channels: {}
`,
        '2.2.0',
      ),
    )
    expect(message).toBe('A server cannot be a reference in AsyncAPI 2.2.0.')
  })

  test('scramSha256 in 2.0', () => {
    expectFindings(
      v2(
        `
channels: {}
components:
  securitySchemes:
    sasl:
      type: scramSha256
#           ^^^^^^^^^^^
`,
        '2.0.0',
      ),
    )
  })

  test('schemaFormat on a message in 3.x', () => {
    expectFindings(
      v3(`
components:
  messages:
    placed:
      schemaFormat: application/vnd.apache.avro;version=1.9.0
#     ^^^^^^^^^^^^
      payload: { type: object }
`),
    )
  })

  test('a 2.x channel under 3.x', () => {
    expectFindings(
      v3(`
channels:
  orders:
    publish:
#   ^^^^^^^
      message: { $ref: '#/x' }
`),
    )
  })

  test('examples of a schema as a map', () => {
    expectFindings(
      v3(`
components:
  schemas:
    Order:
      type: string
      examples:
        one: a
#       ^^^^^^
`),
    )
  })

  test('message examples in the form of another version', () => {
    expectFindings(
      v2(
        `
channels: {}
components:
  messages:
    placed:
      examples:
        - name: first
#         ^^^^
          payload: {}
`,
        '2.0.0',
      ),
    )
    expectFindings(
      v3(`
components:
  messages:
    placed:
      examples:
        - orderId: 1
#         ^^^^^^^
          payload: {}
`),
    )
  })
})

describe('6. a $ref that is no text', () => {
  test('null and numbers, at the $ref', () => {
    const messages = expectFindings(
      v3(`
channels:
  orders: { $ref: null }
#                 ^^^^
operations:
  place:
    action: send
    channel: { $ref: 5 }
#                    ^
components:
  schemas:
    Order: { $ref: 1 }
#                  ^
`),
    )
    expect(messages).toEqual([
      '"$ref" must be a string, not null.',
      '"$ref" must be a string, not an integer.',
      '"$ref" must be a string, not an integer.',
    ])
  })
})

describe('7. traits and texts', () => {
  test('traits with a payload or traits of their own', () => {
    const body = `
components:
  messageTraits:
    common:
      payload: {}
#     ^^^^^^^
  operationTraits:
    common:
      traits: []
#     ^^^^^^
`
    expectFindings(v2(`channels: {}${body}`))
    expectFindings(v3(body))
  })

  test('malformed email and URI', () => {
    const messages = expectFindings(`
asyncapi: 3.0.0
id: orders
#   ^^^^^^
info:
  title: Orders
  version: '1'
  contact:
    email: nobody
#          ^^^^^^
    url: www.example.com
#        ^^^^^^^^^^^^^^^
`)
    expect(messages).toEqual([
      '"id" must be a URI with a scheme, such as https://example.com.',
      '"email" must be an email address.',
      '"url" must be a URI with a scheme, such as https://example.com.',
    ])
  })
})

describe('8. the version', () => {
  test.each([
    ['1.2.0', 'AsyncAPI 1.2.0 is not supported: "asyncapi" must be 2.0.0 to 2.6.0, 3.0.0 or 3.1.0. Did you mean "2.2.0"?'],
    ['2.6', '"asyncapi" must be a string that names a version: 2.0.0 to 2.6.0, 3.0.0 or 3.1.0. Did you mean "2.6.0"?'],
    ['4.0.0-rc', 'AsyncAPI 4.0.0-rc is not supported: "asyncapi" must be 2.0.0 to 2.6.0, 3.0.0 or 3.1.0.'],
    ['[3]', '"asyncapi" must be a string that names a version: 2.0.0 to 2.6.0, 3.0.0 or 3.1.0.'],
    ['null', '"asyncapi" must be a string that names a version: 2.0.0 to 2.6.0, 3.0.0 or 3.1.0.'],
  ])('%s is the one thing that is said', (version, message) => {
    const found = expectFindings(`asyncapi: ${version}\n#         ${'^'.repeat(version.length)}\ninfo: 5\nnonsense: true\n`)
    expect(found).toEqual([message])
  })
})

describe('10. names in 2.x', () => {
  test('of servers and parameters', () => {
    expectFindings(
      v2(`
servers:
  my server: { url: a, protocol: ws }
# ^^^^^^^^^
channels:
  'orders/{order.id}':
    parameters:
      order.id: { schema: { type: string } }
#     ^^^^^^^^
`),
    )
  })
})
