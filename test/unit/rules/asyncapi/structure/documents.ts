import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isV3, type SpecVersion, versions } from '../../../../../server/spec/versions.ts'

const corpus = '../shared/corpus'

/** The documents of the corpus that stands beside the project; none where it is absent. */
export function corpusDocuments(): { name: string; value: unknown }[] {
  if (!existsSync(corpus)) return []
  const names = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ya?ml|json)$/.test(name))
  return names.map((name) => ({ name, value: parse(readFileSync(join(corpus, name), 'utf8')) as unknown }))
}

/** A document of each version with as many kinds of parts as that version has. */
export function fullDocuments(): { name: string; value: unknown }[] {
  return versions.map((version) => ({ name: `full ${version}`, value: isV3(version) ? full3(version) : full2(version) }))
}

const orderSchema = {
  type: 'object',
  required: ['id'],
  discriminator: 'id',
  properties: {
    id: { type: 'string', pattern: '^[a-z]+$', minLength: 1, examples: ['a'] },
    total: { type: ['number', 'null'], minimum: 0, multipleOf: 0.5 },
    lines: { type: 'array', items: [{ type: 'string' }, true], additionalItems: false, uniqueItems: true },
    next: { $ref: '#/components/schemas/Order' },
    either: { oneOf: [{ const: 1 }, { enum: ['a', 2] }], not: { type: 'null' }, if: { type: 'string' }, then: true },
  },
  patternProperties: { '^x': { type: 'string', deprecated: true } },
  additionalProperties: false,
  dependencies: { id: ['total'], total: { required: ['id'] } },
  externalDocs: { url: 'https://example.com' },
}

const avro = {
  type: 'record',
  name: 'Order',
  fields: [
    { name: 'id', type: ['null', 'string'], default: null },
    { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['A'] } },
  ],
}
const openapi = {
  type: 'object',
  nullable: true,
  properties: { id: { type: 'string', xml: { attribute: true } } },
  discriminator: { propertyName: 'id' },
}

const securitySchemes = {
  user: { type: 'userPassword' },
  key: { type: 'apiKey', in: 'user', description: 'A key' },
  httpKey: { type: 'httpApiKey', name: 'x-key', in: 'header' },
  basic: { type: 'http', scheme: 'basic' },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  certificate: { type: 'X509' },
  open: { type: 'openIdConnect', openIdConnectUrl: 'https://example.com/id' },
}

const channelBindings2 = {
  kafka: {
    topic: 'orders',
    partitions: 3,
    topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': -1 },
    bindingVersion: '0.4.0',
  },
  amqp: { is: 'queue', queue: { name: 'orders', durable: true }, bindingVersion: '0.2.0' },
  ws: { method: 'GET', query: { type: 'object' } },
  ibmmq: { queue: { objectName: 'A' }, destinationType: 'queue', maxMsgLength: 5 },
  'x-own': 1,
}

const operationBindings2 = {
  kafka: { groupId: 'plain', clientId: { type: 'string', enum: ['a'] } },
  amqp: { deliveryMode: 2, expiration: 0, replyTo: 'a', bindingVersion: '0.2.0' },
  http: { type: 'request', method: 'GET', query: { type: 'object', properties: {} }, bindingVersion: '0.1.0' },
  mqtt: { qos: 1, bindingVersion: '0.1.0' },
  solace: { destinations: [{ destinationType: 'queue', queue: { name: 'a' } }] },
}

function full2(version: SpecVersion): unknown {
  const after = (least: string, part: object): object => (version >= least ? part : {})
  const trait = {
    headers: { type: 'object', properties: {} },
    correlationId: { location: '$message.header#/id' },
    contentType: 'application/json',
  }
  const message = {
    ...trait,
    name: 'OrderPlaced',
    payload: orderSchema,
    tags: [{ name: 'a', externalDocs: { url: 'https://example.com/a' } }],
    examples: [version >= '2.1.0' ? { name: 'one', headers: {}, payload: { id: 'a' } } : { headers: {}, payload: { id: 'a' } }],
    bindings: { kafka: { key: { type: 'string' }, bindingVersion: '0.1.0' }, ibmmq: { type: 'jms', expiry: 0 } },
    traits: [{ $ref: '#/components/messageTraits/common' }, trait],
    ...after('2.4.0', { messageId: 'placed' }),
  }
  return {
    asyncapi: version,
    id: 'urn:orders',
    info: {
      title: 'Orders',
      version: '1',
      contact: { name: 'Me', email: 'me@example.com', url: 'https://example.com' },
      license: { name: 'Apache' },
      'x-info': [],
    },
    servers: {
      main: {
        url: 'broker.example.com:{port}',
        protocol: 'kafka',
        variables: { port: { enum: ['1', '2'], default: '1', examples: ['1'] } },
        security: [{ user: [] }, { oauth: ['read'] }],
        bindings: {
          mqtt: { clientId: 'a', lastWill: { qos: 2 }, bindingVersion: '0.1.0' },
          kafka: { schemaRegistryUrl: 'https://example.com' },
        },
        ...after('2.5.0', { tags: [{ name: 'b' }] }),
      },
    },
    defaultContentType: 'application/json',
    channels: {
      'orders/{order-id}': {
        description: 'Orders',
        parameters: {
          'order-id': { schema: { type: 'string' }, location: '$message.payload#/id' },
          other: { $ref: '#/components/parameters/other' },
        },
        publish: {
          operationId: 'place',
          message: { oneOf: [{ $ref: '#/components/messages/placed' }, message] },
          bindings: operationBindings2,
          traits: [{ $ref: '#/components/operationTraits/common' }, { summary: 'a' }],
          externalDocs: { url: 'https://example.com' },
          ...after('2.4.0', { security: [{ open: [] }] }),
        },
        subscribe: { message, tags: [{ name: 'c' }] },
        bindings: channelBindings2,
        ...after('2.2.0', { servers: ['main'] }),
      },
      other: { $ref: '#/x' },
    },
    components: {
      schemas: { Order: orderSchema, Outer$Inner: true, never: false },
      messages: {
        placed: message,
        foreign: { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', payload: avro },
        other: { schemaFormat: 'application/vnd.oai.openapi;version=3.0.0', payload: openapi },
        named: { schemaFormat: 'application/schema+json;version=draft-07', payload: orderSchema },
        unknown: { schemaFormat: 'application/raml+yaml;version=1.0', payload: { type: 'nonsense' } },
        file: { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', payload: { $ref: 'order.avsc' } },
      },
      securitySchemes: {
        ...securitySchemes,
        oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'https://example.com/token', scopes: { read: 'Read' } } } },
        ...after('2.1.0', { sasl: { type: 'scramSha256' }, plain: { type: 'plain' } }),
      },
      parameters: { other: { description: 'A', schema: { type: 'string' } } },
      correlationIds: { id: { location: '$message.header#/id' } },
      messageTraits: { common: trait, ...after('2.3.0', { again: { $ref: '#/components/messageTraits/common' } }) },
      operationTraits: { common: { summary: 'a', bindings: { $ref: '#/x' } } },
      channelBindings: { a: channelBindings2 },
      messageBindings: { b: { $ref: '#/x' } },
      ...after('2.3.0', { servers: { spare: { url: 'a', protocol: 'ws' } }, channels: { spare: {} } }),
      ...after('2.4.0', { serverVariables: { port: { default: '1' } } }),
    },
    tags: [{ name: 'a' }],
    externalDocs: { url: 'https://example.com', description: 'More' },
    'x-event-source': true,
  }
}

function full3(version: SpecVersion): unknown {
  const reference = { $ref: '#/x' }
  const message = {
    name: 'OrderPlaced',
    contentType: 'application/json',
    headers: { type: 'object', properties: {} },
    payload: orderSchema,
    correlationId: { location: '$message.header#/id' },
    tags: [{ name: 'a' }, reference],
    examples: [{ name: 'one', headers: {}, payload: [1] }],
    bindings: {
      kafka: { key: { $ref: '#/x' }, schemaIdLocation: 'payload', bindingVersion: '0.5.0' },
      http: { headers: { type: 'object' }, statusCode: 200, bindingVersion: '0.3.0' },
      mqtt: { payloadFormatIndicator: 1, correlationData: { type: 'string' }, responseTopic: 'a' },
      ibmmq: { type: 'binary', headers: 'a' },
      googlepubsub: { schema: { name: 'a' }, attributes: {} },
    },
    traits: [reference, { headers: { type: 'object' } }, [{ contentType: 'a' }, {}]],
    externalDocs: { url: 'https://example.com' },
  }
  const channel = {
    address: 'orders/{id}',
    messages: { placed: message, other: reference },
    parameters: { id: { enum: ['a'], default: 'a', location: '$message.payload#/id', examples: ['a'] }, more: reference },
    servers: [{ $ref: '#/servers/main' }],
    bindings: {
      kafka: { topic: 'orders', partitions: 3, topicConfiguration: { 'cleanup.policy': ['delete'], 'retention.ms': -1, own: 1 } },
      amqp: { is: 'routingKey', exchange: { name: 'a', type: 'topic' } },
      ws: { method: 'POST', headers: { type: 'object' } },
      ibmmq: { topic: { objectName: 'A' }, destinationType: 'topic' },
      googlepubsub: { schemaSettings: { encoding: 'json', name: 'a' } },
      pulsar: { namespace: 'a', persistence: 'persistent', retention: { time: 1 } },
      sns: { name: 'a', policy: { statements: [{ effect: 'Allow', principal: ['a'], action: 'b' }] } },
      sqs: { queue: { name: 'a', fifoQueue: true, deliveryDelay: 3, redrivePolicy: { deadLetterQueue: { arn: 'a' } } } },
      nats: {},
    },
    tags: [],
  }
  const operation = {
    action: 'send',
    channel: { $ref: '#/channels/orders' },
    messages: [{ $ref: '#/channels/orders/messages/placed' }],
    security: [reference, { type: 'plain' }],
    reply: { address: { location: '$message.header#/reply' }, channel: reference, messages: [reference] },
    traits: [reference, { title: 'a', security: [], bindings: { kafka: { groupId: { type: 'string' } } } }],
    bindings: {
      kafka: { groupId: { type: 'string' }, bindingVersion: '0.3.0' },
      http: { method: 'GET', query: { type: 'object' } },
      amqp: { deliveryMode: 1, cc: ['a'] },
      mqtt: { qos: 2, messageExpiryInterval: 60 },
      nats: { queue: 'a' },
      sns: { consumers: [{ protocol: 'sqs', endpoint: { name: 'a' }, rawMessageDelivery: false }] },
      solace: { destinations: [{ destinationType: 'topic', topicSubscriptions: ['a'] }], bindingVersion: '0.3.0' },
      sqs: { queues: [{ name: 'a' }] },
      ...(version === '3.0.0' ? {} : { ros2: { role: 'publisher', node: 'a', qosPolicies: { deadline: 1 } } }),
    },
  }
  return {
    asyncapi: version,
    id: 'urn:orders',
    info: {
      title: 'Orders',
      version: '1',
      tags: [{ name: 'a' }],
      externalDocs: reference,
      license: { name: 'A', url: 'https://example.com' },
      'x-x': 'me',
    },
    defaultContentType: 'application/json',
    servers: {
      main: {
        host: 'example.com',
        protocol: 'kafka',
        pathname: '/a',
        variables: { port: { enum: ['1'], default: '1' } },
        security: [{ type: 'http', scheme: 'basic' }, reference],
        bindings: {
          amqp: { any: 1 },
          kafka: { schemaRegistryVendor: 'a' },
          jms: { jmsConnectionFactory: 'a', properties: [{ name: 'a', value: null }] },
          mqtt5: {},
        },
      },
      other: reference,
    },
    channels: { orders: channel, none: { address: null }, other: reference },
    operations: { place: operation, other: reference },
    components: {
      schemas: {
        Order: orderSchema,
        Outer$Inner: { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: avro },
        always: true,
      },
      messages: {
        placed: message,
        foreign: { payload: { schemaFormat: 'application/vnd.oai.openapi;version=3.0.0', schema: openapi } },
        named: { payload: { schemaFormat: 'application/schema+json;version=draft-07', schema: orderSchema } },
        unknown: { payload: { schemaFormat: 'application/raml+yaml;version=1.0', schema: 5 } },
        own: { payload: { schemaFormat: 'application/vnd.aai.asyncapi;version=3.0.0', schema: orderSchema }, headers: true },
        file: { payload: { schemaFormat: 'application/vnd.apache.avro;version=1.9.0', schema: { $ref: 'order.avsc' } } },
      },
      channels: { spare: channel },
      operations: { spare: operation },
      securitySchemes: {
        ...securitySchemes,
        oauth: {
          type: 'oauth2',
          flows: { implicit: { authorizationUrl: 'https://example.com/a', availableScopes: { read: 'Read' } } },
          scopes: ['read'],
        },
        sasl: { type: 'scramSha512' },
      },
      replies: { a: { address: reference } },
      replyAddresses: { a: { location: '$message.header#/a' } },
      messageTraits: { a: { bindings: reference } },
      channelBindings: { a: channel.bindings, b: reference },
      serverVariables: { a: {} },
      tags: { a: { name: 'a' } },
      externalDocs: { a: { url: 'https://example.com' } },
    },
    'x-event-source': { aggregate: 'Order' },
  }
}
