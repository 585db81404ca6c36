/** Documents that the specification's text allows and that validators refuse, one for each line of the table of exceptions. */
export interface Accepted {
  readonly what: string
  /** The document, at `file:///w/asyncapi.yaml`. */
  readonly text: string
  /** Files beside it, by name. */
  readonly others?: Readonly<Record<string, string>>
}

export const root = 'file:///w/asyncapi.yaml'

const head2 = (version: string) => `asyncapi: ${version}\ninfo: {title: T, version: 1.0.0}\n`
const head3 = (version = '3.0.0') => head2(version)

const channel2 = (message: string, version = '2.6.0') => `${head2(version)}channels:
  orders:
    subscribe:
      message:
${indent(message, 8)}`

const channel3 = (message: string, version = '3.0.0') => `${head3(version)}channels:
  orders:
    address: orders
    messages:
      Order:
${indent(message, 8)}`

const avro = 'type: record\nname: Order\nfields:\n  - {name: id, type: string}\n  - {name: note, type: [null, string], default: null}'

export const accepted: readonly Accepted[] = [
  {
    what: 'a string discriminator in 2.x',
    text: channel2('payload:\n  type: object\n  discriminator: kind\n  required: [kind]\n  properties: {kind: {type: string}}'),
  },
  {
    what: 'a string discriminator in 3.x',
    text: channel3('payload:\n  type: object\n  discriminator: kind\n  required: [kind]\n  properties: {kind: {type: string}}'),
  },
  {
    what: 'an Avro payload in 2.x',
    text: channel2(`schemaFormat: application/vnd.apache.avro;version=1.9.0\npayload:\n${indent(avro, 2)}`),
  },
  {
    what: 'an Avro payload in 3.x',
    text: channel3(`payload:\n  schemaFormat: application/vnd.apache.avro;version=1.9.0\n  schema:\n${indent(avro, 4)}`),
  },
  {
    what: 'Avro JSON as text',
    text: channel3(`payload:\n  schemaFormat: application/vnd.apache.avro+json;version=1.9.0\n  schema: '{"type":"string"}'`),
  },
  {
    what: 'an Avro file behind a $ref in 2.x',
    text: channel2('schemaFormat: application/vnd.apache.avro;version=1.9.0\npayload: {$ref: ./order.avsc}'),
    others: { 'order.avsc': '{"type":"record","name":"Order","fields":[{"name":"id","type":"string"}]}' },
  },
  {
    what: 'an Avro file behind a $ref in 3.x',
    text: channel3('payload:\n  schemaFormat: application/vnd.apache.avro;version=1.9.0\n  schema: {$ref: ./order.avsc}'),
    others: { 'order.avsc': '{"type":"record","name":"Order","fields":[{"name":"id","type":"string"}]}' },
  },
  {
    what: 'an OpenAPI payload in 2.x',
    text: channel2(
      'schemaFormat: application/vnd.oai.openapi;version=3.0.0\npayload:\n  type: object\n  nullable: true\n  discriminator: {propertyName: kind}',
    ),
  },
  {
    what: 'an OpenAPI payload in 3.x',
    text: channel3(
      'payload:\n  schemaFormat: application/vnd.oai.openapi;version=3.0.0\n  schema:\n    type: object\n    nullable: true\n    discriminator: {propertyName: kind}',
    ),
  },
  {
    what: 'OpenAPI headers in 3.x',
    text: channel3(
      'headers:\n  schemaFormat: application/vnd.oai.openapi;version=3.0.0\n  schema:\n    type: object\n    nullable: true\n    discriminator: {propertyName: kind}',
    ),
  },
  {
    what: 'an OpenAPI JSON file behind a $ref',
    text: channel3(
      'payload:\n  schemaFormat: application/vnd.oai.openapi;version=3.0.0\n  schema: {$ref: "./openapi.json#/components/schemas/Order"}',
    ),
    others: { 'openapi.json': '{"openapi":"3.0.0","components":{"schemas":{"Order":{"type":"object","nullable":true}}}}' },
  },
  {
    what: 'a RAML payload',
    text: channel2(
      'schemaFormat: application/raml+yaml;version=1.0\npayload:\n  type: object\n  properties: {id: string, count?: integer}',
    ),
  },
  {
    what: 'a RAML file behind a $ref',
    text: channel2('schemaFormat: application/raml+yaml;version=1.0\npayload: {$ref: ./order.raml}'),
    others: { 'order.raml': '#%RAML 1.0 DataType\ntype: object\nproperties:\n  id: string\n' },
  },
  {
    what: 'XML text',
    text: channel3('payload:\n  schemaFormat: application/xml\n  schema: |\n    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>'),
  },
  {
    what: 'a foreign format in components.schemas',
    text: `${channel3('payload: {$ref: "#/components/schemas/Order"}')}components:\n  schemas:\n    Order:\n      schemaFormat: application/vnd.apache.avro;version=1.9.0\n      schema:\n${indent(avro, 8)}`,
  },
  { what: 'unknown keywords in schemas', text: channel3('payload:\n  type: array\n  prefixItems: [{type: string}]\n  uniqeItems: true') },
  { what: 'boolean schemas in 2.x', text: channel2('payload: true\nheaders: {type: object, properties: {a: false}}') },
  { what: 'boolean schemas in 3.x', text: channel3('payload: true\nheaders: {type: object, properties: {a: false}}') },
  {
    what: 'a boolean schema in components',
    text: `${channel3('payload: {$ref: "#/components/schemas/Anything"}')}components:\n  schemas:\n    Anything: true\n    Nothing: false\n`,
  },
  {
    what: 'circular schemas',
    text: `${channel3('payload: {$ref: "#/components/schemas/Node"}')}components:\n  schemas:\n    Node:\n      type: object\n      properties: {next: {$ref: "#/components/schemas/Node"}, all: {type: array, items: {$ref: "#/components/schemas/Node"}}}\n`,
  },
  {
    what: 'circular documents',
    text: channel3('payload: {$ref: "./b.yaml#/B"}'),
    others: {
      'b.yaml': 'B:\n  type: object\n  properties: {a: {$ref: "./c.yaml#/C"}}\n',
      'c.yaml': 'C:\n  type: object\n  properties: {b: {$ref: "./b.yaml#/B"}}\n',
    },
  },
  { what: 'a null address', text: `${head3()}channels:\n  reply:\n    address: null\n    messages: {}\n` },
  ...['2.0.0', '2.1.0', '2.2.0', '2.3.0', '2.4.0', '2.5.0', '2.6.0'].map((version) => ({
    what: `a parameter that is a $ref in ${version}`,
    text: `${head2(version)}channels:\n  orders/{id}:\n    parameters:\n      id: {$ref: "#/components/parameters/id"}\ncomponents:\n  parameters:\n    id: {schema: {type: string}}\n`,
  })),
  ...['2.6.0', '3.0.0', '3.1.0'].map((version) => {
    const message = 'bindings:\n  kafka:\n    bindingVersion: 0.5.0\n    key: {$ref: "#/components/schemas/Key"}'
    return {
      what: `a Kafka key that is a $ref in ${version}`,
      text: `${version < '3' ? channel2(message, version) : channel3(message, version)}components:\n  schemas:\n    Key: {type: string}\n`,
    }
  }),
  ...['2.3.0', '2.4.0', '2.6.0'].map((version) => ({
    what: `traits that are references in the components of ${version}`,
    text: `${head2(version)}channels: {}\ncomponents:\n  messageTraits:\n    a: {$ref: "#/components/messageTraits/b"}\n    b: {contentType: application/json}\n  operationTraits:\n    a: {$ref: "#/components/operationTraits/b"}\n    b: {summary: S}\n`,
  })),
  {
    what: 'ros2 on a channel in 3.1',
    text: `${head3('3.1.0')}channels:\n  a:\n    address: a\n    bindings:\n      ros2: {bindingVersion: 0.1.0}\n`,
  },
  {
    what: 'Kafka groupId and clientId as strings in 2.x',
    text: `${head2('2.6.0')}channels:\n  orders:\n    subscribe:\n      bindings:\n        kafka: {groupId: g, clientId: c}\n      message: {payload: {}}\n`,
  },
  {
    what: 'AMQP replyTo in 2.x',
    text: `${head2('2.6.0')}channels:\n  orders:\n    subscribe:\n      bindings:\n        amqp: {replyTo: user.signedup, bindingVersion: 0.1.0}\n      message: {payload: {}}\n`,
  },
  {
    what: 'AMQP server bindings with keys in 3.x',
    text: `${head3()}servers:\n  a:\n    host: h\n    protocol: amqp\n    bindings:\n      amqp: {vhost: /x}\nchannels: {}\n`,
  },
  { what: 'a remote reference to a schema', text: channel3('payload: {$ref: "https://example.com/schemas.yaml#/Order"}') },
  { what: 'a remote reference to a whole file', text: channel2('payload: {$ref: "https://example.com/order.json"}') },
  {
    what: 'remote servers, security schemes and operations as whole files',
    text: `${head3()}servers:
  a: {$ref: "https://example.com/server.yaml"}
channels:
  orders: {address: a, servers: [{$ref: "#/servers/a"}]}
operations:
  read: {$ref: "https://example.com/operation.yaml"}
components:
  securitySchemes:
    s: {$ref: "https://example.com/scheme.yaml"}
  channels:
    c: {$ref: "https://example.com/channel.yaml"}
`,
  },
  {
    what: 'a remote server as a whole file in 2.x',
    text: `${head2('2.6.0')}servers:
  a: {$ref: "https://example.com/server.yaml"}
channels:
  orders: {servers: [a]}
components:
  securitySchemes:
    s: {$ref: "https://example.com/scheme.yaml"}
`,
  },
  {
    what: 'remote servers, channels and messages',
    text: `${head3()}servers:\n  a: {$ref: "https://example.com/servers.yaml#/a"}\nchannels:\n  orders: {$ref: "https://example.com/owner.yaml#/channels/orders"}\noperations:\n  read:\n    action: receive\n    channel: {$ref: "#/channels/orders"}\n`,
  },
  ...['Outer$Inner', 'crm:X', 'user/signedup'].flatMap((key) => [
    {
      what: `the component key ${key} in 3.x`,
      text: `${channel3(`payload: {$ref: "#/components/schemas/${key.replace('/', '~1')}"}`)}components:\n  schemas:\n    "${key}": {type: object}\n  messages:\n    "${key}": {payload: {type: object}}\n`,
    },
    {
      what: `the component key ${key} in 2.x`,
      text: `${channel2(`$ref: "#/components/messages/${key.replace('/', '~1')}"`)}components:\n  messages:\n    "${key}": {payload: {type: object}}\n`,
    },
  ]),
  {
    what: 'messages through a channel that is its owner’s',
    text: `${head3()}channels:\n  orders: {$ref: "./owner.yaml#/channels/orders"}\noperations:\n  read:\n    action: receive\n    channel: {$ref: "#/channels/orders"}\n    messages:\n      - {$ref: "./owner.yaml#/channels/orders/messages/Order"}\n`,
    others: { 'owner.yaml': `${channel3('payload: {type: object}')}` },
  },
  {
    what: 'one message with a messageId in two channels',
    text: `${head2('2.6.0')}channels:\n  a:\n    subscribe:\n      message: {$ref: "#/components/messages/Order"}\n  b:\n    subscribe:\n      message: {$ref: "#/components/messages/Order"}\ncomponents:\n  messages:\n    Order: {messageId: order, payload: {type: object}}\n`,
  },
]

function indent(text: string, by: number): string {
  return `${text
    .split('\n')
    .map((line) => ' '.repeat(by) + line)
    .join('\n')}\n`
}
