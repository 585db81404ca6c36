import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { editFor, hereOf, previewState, rangeOf, streamNames } from '../../../server/features/stream-preview.ts'
import type { StreamPage } from '../../../shared/preview-protocol.ts'
import { Checked } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

const example = (name: string) => readFileSync(join(import.meta.dirname, '../../../examples/orders', name), 'utf8')

const orders = `asyncapi: 3.0.0
info: { title: Orders, version: 1.2.0 }
servers: { production: { host: kafka.example.com, protocol: kafka } }
channels:
  Orders:
    address: orders
    x-event-source: { aggregate: Order }
    bindings:
      kafka:
        partitions: 12
        topicConfiguration: { cleanup.policy: [compact, delete], retention.ms: 604800000 }
    messages:
      OrderNew: { $ref: '#/components/messages/OrderNew' }
      OrderPaid: { $ref: '#/components/messages/OrderPaid' }
components:
  messages:
    OrderNew:
      correlationId: { location: $message.payload#/orderId }
      bindings: { kafka: { key: { type: string, format: uuid } } }
      payload:
        type: object
        required: [type, orderId]
        properties:
          type: { const: new }
          orderId: { type: string, format: uuid }
          note: { type: string, maxLength: 500 }
          next: { $ref: '#/components/messages/OrderNew/payload' }
      examples: [{ payload: { type: new, orderId: 1 } }]
    OrderPaid:
      payload:
        type: object
        required: [type]
        properties: { type: { const: paid }, total: { type: number, minimum: 0, multipleOf: 0.01 } }
`
const reader = `asyncapi: 3.0.0
info: { title: Mail, version: 1.0.0 }
channels: { orders: { $ref: './orders.yaml#/channels/Orders' } }
operations:
  read: { action: receive, channel: { $ref: '#/channels/orders' }, messages: [{ $ref: '#/channels/orders/messages/OrderPaid' }] }
`
const place = { uri: uriOf('orders.yaml'), pointer: '' }

async function opened(texts: Record<string, string> = { 'orders.yaml': orders, 'mail.yaml': reader }): Promise<Checked> {
  const checked = new Checked(texts)
  await checked.scan()
  await checked.open(Object.keys(texts)[0] ?? '')
  return checked
}

async function pageOf(checked: Checked, open: readonly string[] = []): Promise<StreamPage> {
  const state = await previewState({ stream: place, open }, checked.checks)
  if (state.kind !== 'stream') throw new Error(`There is no page: ${state.kind}`)
  return state.page
}

test('the head, the applications and how it is kept', async () => {
  const page = await pageOf(await opened())
  expect(page).toMatchObject({
    title: 'Orders',
    address: 'orders',
    protocols: ['Kafka'],
    version: '1.2.0',
    order: 'written',
    markAt: 'type',
  })
  expect(page.readers).toMatchObject([{ name: 'Mail', messages: [expect.stringContaining('OrderPaid')] }])
  expect(page.appenders).toEqual([])
  expect(page.kept.map(({ standing, text }) => `${standing}: ${text}`)).toMatchInlineSnapshot(`
    [
      "warning: Kept for 7 days, then deleted.",
      "error: Compacted: older events of an order may vanish.",
      "info: 12 partitions; the order of one entity's events is not certain.",
    ]
  `)
})

test('a message that misses its correlation id, and one whose example is refused', async () => {
  const checked = await opened()
  const [first] = (await pageOf(checked)).messages
  const [one, other] = (await pageOf(checked, [first?.key ?? ''])).messages
  expect(other?.correlation).toEqual({ text: undefined, missed: 'warning' })
  expect(other?.detail).toBeUndefined()
  expect(one).toMatchObject({ mark: { text: 'new' }, correlation: { text: 'orderId' }, partitionKey: { text: 'orderId' } })
  expect(one?.detail?.examples.map(({ accepted }) => accepted)).toEqual([false])
  expect(
    one?.detail?.payload.map(({ name, type, values, limits, tags, optional, children }) => [
      name,
      type,
      values,
      limits,
      tags,
      optional,
      children.length,
    ]),
  ).toMatchInlineSnapshot(`
    [
      [
        "type",
        "",
        [
          ""new"",
        ],
        "",
        [
          "mark",
        ],
        false,
        0,
      ],
      [
        "orderId",
        "string",
        [],
        "uuid",
        [
          "correlation",
          "key",
        ],
        false,
        0,
      ],
      [
        "note",
        "string",
        [],
        "at most 500 characters",
        [],
        true,
        0,
      ],
      [
        "next",
        "payload",
        [],
        "",
        [],
        true,
        0,
      ],
    ]
  `)
})

test('conventions are counted, and their fixes can be run', async () => {
  const checked = await opened()
  const page = await pageOf(checked)
  const findings = page.groups.flatMap((group) => group.findings)
  for (const { holds, of, findings: own } of page.groups) expect(holds < of).toBe(own.length > 0)
  const compaction = findings.find(({ code }) => code === 'event-source/no-compaction')
  expect(compaction?.fix).toBeDefined()
  expect(compaction && editFor({ kind: 'fix', finding: compaction }, checked.checks)).not.toBeNull()
  expect(compaction && editFor({ kind: 'fix', finding: { ...compaction, message: 'gone' } }, checked.checks)).toBeNull()
})

test('a place has its range, and the cursor its message', async () => {
  const checked = await opened()
  const page = await pageOf(checked)
  expect(rangeOf(page.place, checked.checks)?.start.line).toBe(4)
  expect(rangeOf({ ...page.place, pointer: '/nowhere' }, checked.checks)).toBeNull()
  const here = (line: number) => hereOf({ stream: place, uri: place.uri, position: { line, character: 8 } }, checked.checks)
  expect(here(13)).toBe(page.messages[1]?.key)
  expect(here(20)).toBe(page.messages[0]?.key)
  expect(here(5)).toBeNull()
  // Before the first word of its line, too.
  expect(hereOf({ stream: place, uri: place.uri, position: { line: 13, character: 0 } }, checked.checks)).toBe(page.messages[1]?.key)
})

test('a text that is broken keeps what can be read and says what is wrong', async () => {
  const checked = await opened()
  checked.type('orders.yaml', '      OrderPaid: {', '      OrderRet\n      OrderPaid: {')
  const state = await previewState({ stream: place, open: [] }, checked.checks)
  expect('broken' in state && state.broken?.line).toBeGreaterThan(12)
})

test('a document without an event source names its channels, and one can be marked', async () => {
  const checked = await opened({
    'orders.yaml': orders.replace('    x-event-source: { aggregate: Order }\n', '').replaceAll('Orders', 'Things'),
  })
  const state = await previewState({ stream: place, open: [] }, checked.checks)
  expect(state).toMatchObject({ kind: 'empty', channels: [{ key: 'Things', address: 'orders', messages: 2 }] })
  const [channel] = state.kind === 'empty' ? state.channels : []
  const edit = channel && editFor({ kind: 'mark', channel: channel.place }, checked.checks)
  expect(JSON.stringify(edit)).toContain('x-event-source: true')
  expect(await previewState({ stream: { uri: uriOf('none.yaml'), pointer: '' }, open: [] }, checked.checks)).toEqual({
    kind: 'missing',
    file: 'none.yaml',
  })
})

test('the running example: in the order of its story, all conventions hold', async () => {
  const names = ['event-source.json', 'shipping.yaml', 'order-processing.json']
  const checked = await opened(Object.fromEntries(names.map((name) => [name, example(name)])))
  const state = await previewState({ stream: { uri: uriOf('event-source.json'), pointer: '' }, open: [] }, checked.checks)
  if (state.kind !== 'stream') throw new Error(state.kind)
  expect(state.page.order).toBe('story')
  expect(state.page.groups.filter(({ findings }) => findings.length > 0)).toEqual([])
  expect(streamNames(uriOf('shipping.yaml'), checked.checks).map(({ title }) => title)).toEqual(['EventSourceOrders'])
  expect(streamNames(undefined, checked.checks)).toHaveLength(1)
})
