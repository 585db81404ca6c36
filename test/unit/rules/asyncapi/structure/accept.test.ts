import { describe, expect, test } from 'vitest'
import { expectFindings } from './marked.ts'

const v2 = (rest: string, version = '2.6.0'): string =>
  `asyncapi: ${version}\ninfo: { title: Orders, version: '1' }\n${rest.replace(/^\n/, '')}`
const v3 = (rest: string, version = '3.0.0'): string => v2(rest, version)

describe('spec.md, accept', () => {
  test('1. discriminator as a string in any schema', () => {
    expectFindings(
      v3(`
components:
  schemas:
    Order: { type: object, discriminator: type, properties: { lines: { items: { discriminator: kind } } } }
`),
    )
  })

  test.each(['application/vnd.apache.avro;version=1.9.0', 'application/vnd.apache.avro+yaml;version=1.8.2'])(
    '2. Avro (%s) is read as no JSON Schema',
    (format) => {
      const avro =
        "{ type: record, name: com.example.Order, aliases: [a.B], fields: [{ name: id, type: ['null', string], default: null }] }"
      expectFindings(
        v2(`
channels: {}
components:
  messages:
    placed: { schemaFormat: '${format}', payload: ${avro} }
    file: { schemaFormat: '${format}', payload: { $ref: order.avsc } }
`),
      )
      expectFindings(
        v3(`
components:
  messages:
    placed:
      headers: { schemaFormat: '${format}', schema: ${avro} }
      payload: { schemaFormat: '${format}', schema: ${avro} }
    file:
      payload: { schemaFormat: '${format}', schema: { $ref: order.avsc } }
  schemas:
    Order: { schemaFormat: '${format}', schema: ${avro} }
`),
      )
    },
  )

  test('2. OpenAPI, RAML and XML', () => {
    expectFindings(
      v2(`
channels: {}
components:
  messages:
    placed:
      schemaFormat: application/vnd.oai.openapi;version=3.0.0
      payload: { type: object, nullable: true, discriminator: { propertyName: kind } }
    file: { schemaFormat: application/vnd.oai.openapi+json;version=3.0.0, payload: { $ref: order.json } }
    raml: { schemaFormat: application/raml+yaml;version=1.0, payload: { type: '!include', properties: { id: string } } }
    xml: { schemaFormat: application/xml, payload: '<schema/>' }
`),
    )
    expectFindings(
      v3(`
components:
  schemas:
    raml: { schemaFormat: application/raml+yaml;version=1.0, schema: { $ref: order.raml } }
    xml: { schemaFormat: application/xml, schema: '<schema/>' }
`),
    )
  })

  test('3. unknown keywords, boolean schemas, circular schemas', () => {
    expectFindings(
      v3(`
channels:
  orders:
    messages:
      any: { payload: true, headers: false }
components:
  schemas:
    Order:
      prefixItems: [{ type: string }]
      propertees: { id: 5 }
      properties: { next: { $ref: '#/components/schemas/Order' }, never: false }
      $defs: 5
`),
    )
    expectFindings(v2('channels: {}\ncomponents: { schemas: { Any: true }, messages: { a: { payload: true } } }\n'))
  })

  test('3. a document that holds itself through an alias', () => {
    expectFindings(
      v3(`
components:
  schemas:
    Order: &order
      type: object
      properties: { next: *order }
`),
    )
  })

  test('4. address: null in 3.x', () => {
    expectFindings(v3('channels: { orders: { address: null }, unwritten: { address: } }\n'))
  })

  test.each(['2.0.0', '2.4.0'])('5. a parameter that is a $ref in %s', (version) => {
    expectFindings(v2("channels: { 'orders/{id}': { parameters: { id: { $ref: '#/components/parameters/id' } } } }\n", version))
  })

  test('5. a Kafka message key that is a $ref', () => {
    expectFindings(
      v3(
        "components: { messages: { a: { bindings: { kafka: { key: { $ref: '#/components/schemas/Key' }, bindingVersion: 0.5.0 } } } } }\n",
      ),
    )
  })

  test('6. traits in components as references, from 2.3', () => {
    const body = "channels: {}\ncomponents: { messageTraits: { a: { $ref: '#/x' } }, operationTraits: { b: { $ref: '#/x' } } }\n"
    expectFindings(v2(body, '2.3.0'))
    expectFindings(v2(body))
  })

  test('6. ros2 on channels in 3.1', () => {
    expectFindings(v3('channels: { orders: { bindings: { ros2: {} } } }\n', '3.1.0'))
  })

  test('7. 2.x bindings as people write them', () => {
    expectFindings(
      v2(`
channels:
  orders:
    subscribe:
      bindings:
        kafka: { groupId: my-group, clientId: my-client, bindingVersion: 0.1.0 }
        amqp: { replyTo: 'user:name', bindingVersion: 0.2.0 }
    publish:
      bindings:
        kafka: { groupId: my-group }
        amqp: { replyTo: 'user:name', bindingVersion: 0.3.0 }
        ws: { $ref: '#/components/operationBindings/x' }
        mqtt: { $ref: '#/components/operationBindings/y' }
    bindings:
      amqp: { is: routingKey, queue: { name: a }, exchange: { name: b } }
      googlepubsub: { labels: {} }
  more:
    publish:
      bindings:
        solace: { bindingVersion: 0.1.0, anything: 1 }
`),
    )
  })

  test('7. 3.x: keys in AMQP server bindings', () => {
    expectFindings(v3('servers: { main: { host: a, protocol: amqp, bindings: { amqp: { vhost: / } } } }\n'))
  })

  test('9. component keys that the text does not want', () => {
    const body = 'components: { schemas: { Outer$Inner: {}, "crm:X": {}, user/signedup: {} }, messages: { "crm:X": {} } }\n'
    expectFindings(v3(body))
    expectFindings(v2(`channels: {}\n${body}`))
  })

  test('maps that stand in files of their own', () => {
    expectFindings(
      v2(
        'servers: { $ref: servers.yaml }\nchannels: { $ref: channels.yaml }\ncomponents: { schemas: { $ref: a.yaml }, messages: { $ref: b.yaml } }\n',
      ),
    )
    expectFindings(
      v3(
        'channels: { a: { messages: { $ref: messages.yaml } } }\noperations: { $ref: operations.yaml }\ncomponents: { schemas: { $ref: a.yaml } }\n',
      ),
    )
  })

  test('patterns of other engines', () => {
    expectFindings(v3("components: { schemas: { a: { pattern: '(?i)^a' }, b: { patternProperties: { '(?i)b': true } } } }\n"))
  })

  test('a document that is not one of ours', () => {
    expectFindings('openapi: 3.0.0\ninfo: 5\n')
    expectFindings('- asyncapi\n')
  })

  test('what cannot be read is no defect of shape', () => {
    expectFindings(
      v3(`
channels: *missing
operations: { place: { action: send, channel: *missing } }
servers: { main: { <<: *missing } }
`),
    )
  })

  test('keys that are names in JavaScript', () => {
    expect(expectFindings(v3('channels: { constructor: {}, __proto__: { address: a } }\nx-toString: 1\n'))).toEqual([])
  })
})
