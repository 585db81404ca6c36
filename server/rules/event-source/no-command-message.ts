import { formatPointer } from '../../../shared/pointer.ts'
import { isCommand } from '../../eventsource/commands.ts'
import { factName } from '../../eventsource/facts.ts'
import { editsLog } from '../../eventsource/mutations.ts'
import { nameWords, splitWords } from '../../eventsource/names.ts'
import { splitReference } from '../../workspace/references.ts'
import { type Amendment, defineRule } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'event-source/no-command-message',
    severity: 'warning',
    title: 'A command among the events',
    background:
      'An event is a fact: something that has happened and can be denied no more, named in the past tense (`OrderPlaced`). A command is a wish (`PlaceOrder`) ' +
      'that may be refused; folded as if it had happened, it makes state that never was. Commands have a channel of their own.',
    whenNot: 'When the verb is the name of a thing in your trade: name it as `aggregate` in `x-event-source`.',
  },
  on: 'message',
  examples: [
    {
      title: 'A wish beside the facts',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: {}
      ShipOrder: {}
     #^^^^^^^^^
operations:
  ship:
    action: send
    channel: { $ref: '#/channels/orders' }
    messages: [{ $ref: '#/channels/orders/messages/ShipOrder' }]
`,
      fixed: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: {}
      OrderShipped: {}
operations:
  ship:
    action: send
    channel: { $ref: '#/channels/orders' }
    messages: [{ $ref: '#/channels/orders/messages/OrderShipped' }]
`,
    },
    {
      title: 'Verbs that are things, states, and answers',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages: { OrderNew: {}, OrderPreparing: {}, OrderShipped: {}, PickException: {}, RefundOrder: {}, CancelOrderRequested: {}, UpdateAck: {} }
  processes:
    address: processes
    x-event-source: true
    messages: { ProcessStarted: {}, ProcessEnded: {}, ProcessTimer: {} }
`,
    },
    {
      title: 'Verbs that also stand before a noun of their own',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  accounts:
    address: accounts
    x-event-source: true
    messages:
      OpenAccount: {}
     #^^^^^^^^^^^
      subscribe.newsletter: {}
     #^^^^^^^^^^^^^^^^^^^^
      ChangeEvent: {}
      AccountOpened: {}
`,
    },
  ],

  *check(one) {
    const { aggregate } = one.stream
    // A `ChangeEvent` is an event about changes: a verb alone before such a suffix is none.
    if (one.words.length === 1 && splitWords(one.label).length > 1) return
    if (!isCommand(one.words, aggregate) || editsLog(one.label, aggregate)) return
    yield { ...one.spot, message: `"${one.label}" asks for something. An event says what has happened, such as "${factName(one.words)}".` }
  },

  fix({ at }, { model }) {
    const document = model.documentOf(at)
    if (!document?.is3) return []
    const message = document.message(at)
    const name = factName(nameWords(message.label))
    if (at.parent?.keys.includes(name)) return []
    const amendments: Amendment[] = []
    const written = message.at('name').cursor
    if (written) amendments.push({ do: 'set', at: written, value: name })
    for (const operation of model.documents.flatMap((one) => one.operations)) {
      for (const entry of operation.messageEntries) {
        const { reference } = entry
        if (reference?.kind !== 'found' || reference.target !== at) continue
        const { file, path = [] } = splitReference(entry.at('$ref').text ?? '')
        amendments.push({ do: 'set', at: entry.at('$ref'), value: `${file}#${formatPointer([...path.slice(0, -1), name])}` })
      }
    }
    return [{ title: `Rename to ${name}`, amendments: [...amendments, { do: 'rename', at, key: name }], safe: false }]
  },
})
