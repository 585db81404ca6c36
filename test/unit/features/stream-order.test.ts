import { expect, test } from 'vitest'
import { previewState } from '../../../server/features/stream-preview.ts'
import { Checked } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

type Example = readonly [entity: string, time?: string | number, sequence?: number]

const document = (messages: Readonly<Record<string, readonly Example[]>>, more = '') => `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  Orders:
    x-event-source: { aggregate: Order${more} }
    messages:
${Object.entries(messages)
  .map(
    ([name, examples]) => `      ${name}:
        correlationId: { location: $message.payload#/orderId }
        headers: { type: object, properties: { time: { type: string } } }
        payload: { type: object, properties: { type: { const: ${name} }, orderId: { type: string } } }
        examples: ${JSON.stringify(
          examples.map(([orderId, time, sequence]) => ({ headers: { ce_time: time }, payload: { orderId, meta: { sequence } } })),
        )}
`,
  )
  .join('')}`

async function orderOf(text: string): Promise<string> {
  const checked = new Checked({ 'orders.yaml': text })
  await checked.scan()
  const state = await previewState({ stream: { uri: uriOf('orders.yaml'), pointer: '' }, open: [] }, checked.checks)
  return state.kind === 'stream'
    ? `${state.page.order}: ${state.page.messages.map(({ name, sign }) => `${name}${sign}`).join(' ')}`
    : state.kind
}

const day = (date: number) => `2026-03-0${date}T09:00:00Z`

test('the channel tells it, whatever the examples say; whom it leaves out stays behind its neighbour', async () => {
  const messages = { Paid: [['a', day(2)]], Placed: [['a', day(3)]], Shipped: [['a', day(1)]] } as const
  expect(await orderOf(document(messages, ', story: [Placed, Paid]'))).toBe('story: Placed1 Shipped2 Paid0')
})

test('the examples of one entity tell it by their times, and by their sequence where they are at once', async () => {
  const messages = {
    Shipped: [['a', day(3)]],
    Noted: [],
    Paid: [
      ['b', day(1)],
      ['a', day(2), 2],
    ],
    Charged: [['a', day(2), 1]],
    Placed: [['a', Date.parse(day(1))]],
  } as const
  expect(await orderOf(document(messages))).toBe('examples: Placed4 Charged3 Paid2 Shipped0 Noted1')
})

test('examples of different entities, without times or of too few messages tell nothing', async () => {
  expect(await orderOf(document({ Paid: [['a', day(2)]], Placed: [['b', day(1)]] }))).toBe('written: Paid0 Placed1')
  expect(await orderOf(document({ Paid: [['a']], Placed: [['a', 'soon']] }))).toBe('written: Paid0 Placed1')
  const few = { Paid: [['a', day(2)]], Placed: [['a', day(1)]], Shipped: [], Held: [] } as const
  expect(await orderOf(document(few))).toBe('written: Paid0 Placed1 Shipped2 Held3')
})
