import { editsLog } from '../../eventsource/mutations.ts'
import { sameWords } from '../../eventsource/names.ts'
import type { StreamMessage } from '../../eventsource/stream.ts'
import { defineRule } from '../rule.ts'

const vague: ReadonlySet<string> = new Set(['updated', 'changed', 'modified', 'saved', 'upserted'])

export const rule = defineRule({
  meta: {
    id: 'event-source/fine-grained',
    severity: 'info',
    title: 'An event that only says that something changed',
    background:
      'Events are fine-grained: each says what happened and why. `OrderUpdated` says neither, so every reader has to compare states to find out; ' +
      '`OrderAddressChanged` or `OrderCancelled` can be acted on.',
    whenNot: 'When the trade itself knows nothing finer.',
  },
  on: 'message',
  examples: [
    {
      title: 'What was updated?',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced: {}
      OrderUpdated: {}
     #^^^^^^^^^^^^
  products:
    address: products
    x-event-source: true
    messages:
      ProductSaved: {}
     #^^^^^^^^^^^^
`,
    },
    {
      title: 'The field is named',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages: { OrderPlaced: {}, OrderAddressChanged: {}, SalaryChanged: {} }
  salaries: { address: salaries, x-event-source: true, messages: { SalaryChanged: {} } }
  addresses: { address: addresses, x-event-source: true, messages: { CustomerAddressUpdated: {} } }
  parcels: { address: parcels, x-event-source: true, messages: { ParcelSent: {}, ParcelAddressChanged: {}, ParcelAddressConfirmed: {} } }
`,
    },
  ],

  *check(one) {
    if (!isVague(one) || editsLog(one.label, one.stream.aggregate)) return
    yield {
      ...one.spot,
      message: `"${one.label}" only says that something changed. Name what happened, one event for each kind of change.`,
    }
  },
})

function isVague({ words, stream }: StreamMessage): boolean {
  const last = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  if (!vague.has(last) || before.length === 0) return false
  if (stream.messages.length === 1) return before.length === 1 && last !== 'changed'
  return sameWords(before, stream.aggregate)
}
