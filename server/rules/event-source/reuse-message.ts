import { copyPlaces } from '../../eventsource/copies.ts'
import { defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/reuse-message',
    severity: 'info',
    title: 'A message that is written out in the set',
    background:
      'Events outlive channels, and other documents refer to them. In `components/messages` each has a name and a place of its own; the set then is a list of ' +
      'references, short enough to be read at a glance.',
    whenNot: 'When the document is small and nobody else needs the message.',
  },
  on: 'message',
  examples: [
    {
      title: 'Written out in place',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
     #^^^^^^^^^^^
        payload: { type: object }
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        $ref: "#/components/messages/OrderPlaced"
components:
  messages:
    OrderPlaced:
      payload:
        type: object
`,
    },
    {
      title: 'References, and a channel that is none',
      text: `
{
  "asyncapi": "2.6.0",
  "info": { "title": "Orders", "version": "1.0.0" },
  "channels": {
    "orders": { "x-event-source": true, "subscribe": { "message": { "$ref": "#/components/messages/OrderPlaced" } } },
    "commands": { "subscribe": { "message": { "name": "PlaceOrder" } } }
  },
  "components": { "messages": { "OrderPlaced": {} } }
}
`,
    },
  ],

  *check(one, { streams }) {
    const { entry, document } = one.message
    if (entry.has('$ref') || !entry.isMapping) return
    const copies = copyPlaces(document, streams)
    if (copies.has(entry) || copies.has(one.stream.channel.cursor)) return
    yield { ...one.spot, message: `"${one.label}" is written out here: move it to components/messages and refer to it.` }
  },

  fix({ at }, { model }) {
    const document = model.documentOf(at)
    const name = document?.message(at).key
    const { root, value } = at
    if (!document || !name || !/^[\w.-]+$/.test(name) || root.at('components', 'messages', name).exists) return []
    const components = root.at('components')
    const messages = components.at('messages')
    return [
      {
        title: `Move it to components/messages/${name}`,
        amendments: [
          messages.isMapping
            ? { do: 'insert', at: messages, key: name, value }
            : components.isMapping
              ? { do: 'insert', at: components, key: 'messages', value: { [name]: value } }
              : { do: 'insert', at: root, key: 'components', value: { messages: { [name]: value } } },
          { do: 'set', at, value: { $ref: `#/components/messages/${name}` } },
        ],
        safe: false,
      },
    ]
  },
})
