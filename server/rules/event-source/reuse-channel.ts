import { relativeUri } from '../../../shared/uri.ts'
import { sharedChannels } from '../../eventsource/ownership.ts'
import { referenceFrom } from '../reference-from.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/reuse-channel',
    severity: 'warning',
    title: 'An event source that is written out again instead of being reused',
    background:
      'One document owns an event source; applications that append to it or read it reuse its channel by `$ref`. A copy goes its own way: what the ' +
      'owner adds to the message set, the copy does not have. Two channels are the same where they have the same address and, where both documents name ' +
      'servers, the same host. The owner is the one that others refer to, else the one that is declared an event source, else the one that is inferred.',
    whenNot: 'When the two are on different brokers that the documents do not name.',
  },
  on: 'workspace',
  examples: [
    {
      title: 'An application that copies the channel',
      text: `
--- file: app.yaml
asyncapi: 3.0.0
info: { title: Shipping, version: 1.0.0 }
channels:
  shopOrders:
 #^^^^^^^^^^
    address: /orders
    messages: { OrderPlaced: {} }
--- file: orders.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: /orders
    x-event-source: true
    messages: { OrderPlaced: {} }
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Shipping, version: 1.0.0 }
channels:
  shopOrders:
    $ref: "./orders.yaml#/channels/orders"
`,
    },
    {
      title: 'The owner is the one that others refer to, though another declares it',
      text: `
--- file: app.json
{
  "asyncapi": "2.6.0",
  "info": { "title": "Shipping", "version": "1.0.0" },
  "channels": {
    "orders": { "$ref": "zoo/orders.json#/channels/orders" }
  }
}
--- file: other.json
{
  "asyncapi": "2.6.0",
  "info": { "title": "Billing", "version": "1.0.0" },
  "channels": {
    "orders": { "x-event-source": true }
  //^^^^^^^^
  }
}
--- file: zoo/orders.json
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": { "description": "Event-sourced orders." }
  }
}
`,
    },
    {
      title: 'Another host, another address, no address, or no event source',
      text: `
--- file: a.yaml
asyncapi: 3.0.0
info: { title: Orders in Europe, version: 1.0.0 }
servers:
  eu: { host: 'eu.example.com:9092', protocol: kafka }
channels:
  orders: { address: orders, x-event-source: true }
  root: { address: /, x-event-source: true }
  late: { address: null, x-event-source: true }
  commands: { address: commands }
--- file: b.yaml
asyncapi: 3.0.0
info: { title: Orders in America, version: 1.0.0 }
servers:
  us: { host: 'us.example.com:9092', protocol: kafka }
channels:
  orders: { address: orders, x-event-source: true }
  root: { address: /, x-event-source: true }
  late: { address: null, x-event-source: true }
  commands: { address: commands }
`,
    },
  ],

  *check(documents, { streams }) {
    for (const { owner, copies } of sharedChannels(documents, streams)) {
      for (const copy of copies) {
        const reference = referenceFrom(copy.cursor.uri, owner.cursor)
        yield {
          at: copy.cursor,
          part: 'key',
          message: `This event source is defined in ${relativeUri(copy.cursor.uri, owner.cursor.uri)}. Reuse it: "$ref": "${reference}".`,
          related: [{ at: owner.cursor, part: 'key', message: 'The channel that is to be reused.' }],
          // A channel of another version does not fit in here.
          ...(owner.document.is3 === copy.document.is3 && { data: { reference } }),
        }
      }
    }
  },

  fix({ at, data }) {
    const reference = data?.['reference']
    if (typeof reference !== 'string') return []
    return [{ title: `Reuse ${reference}`, amendments: [{ do: 'set', at, value: { $ref: reference } }], safe: false }]
  },
})
