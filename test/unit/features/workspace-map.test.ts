import { expect, test } from 'vitest'
import { landscape } from '../../../bench/landscape.ts'
import { shop } from '../../../bench/shop.ts'
import { previewState } from '../../../server/features/stream-preview.ts'
import { mapUpdate } from '../../../server/features/workspace-map.ts'
import type { MapUpdate } from '../../../shared/map-protocol.ts'
import { Checked } from '../../kit/checks.ts'
import { type Texts, uriOf } from '../../kit/workspace.ts'

async function scanned(texts: Texts): Promise<Checked> {
  const checked = new Checked(texts)
  await checked.scan()
  return checked
}

const application = ({ applications }: MapUpdate, name: string) => applications.find((one) => one.name === name)
const stream = ({ streams }: MapUpdate, name: string) => streams.find((one) => one.name === name)

/** `Checkout appends OrderNew to EventSourceOrders`, of every use. */
function said(map: MapUpdate): string[] {
  const names = new Map(map.streams.map((one) => [one.id, one]))
  return map.applications.flatMap((one) =>
    (['appends', 'reads'] as const).flatMap((side) =>
      one[side].map(({ stream, messages }) => {
        const to = names.get(stream)
        const which = messages === 'all' ? 'all' : messages.map((index) => to?.messages[index]).join(', ')
        return `${one.name} ${side} ${which} of ${to?.name}`
      }),
    ),
  )
}

test('the streams and applications of a workspace, across files', async () => {
  const map = await mapUpdate({}, (await scanned(shop())).checks)
  expect(map.whole).toBe(true)
  expect(map.streams).toHaveLength(9)
  expect(map.applications).toHaveLength(14)
  expect(stream(map, 'EventSourceOrders')).toMatchObject({
    address: 'orders',
    folder: ['orders'],
    protocols: ['Kafka'],
    kept: 'compacted',
    messages: ['OrderNew', 'OrderPaymentReceived', 'OrderPreparing', 'OrderShipped', 'OrderCancelled'],
    counts: { error: 1, warning: 2 },
  })
  expect(application(map, 'Checkout')).toMatchObject({ path: 'checkout/asyncapi.yaml', folder: ['checkout'] })
  expect(said(map)).toEqual(
    expect.arrayContaining([
      'Checkout appends OrderNew, OrderCancelled of EventSourceOrders',
      'Analytics reads all of EventSourceOrders',
      'Shipping reads StockPicked of StockLedger',
    ]),
  )
  // Nobody reads the ledger.
  expect(said(map).filter((one) => one.endsWith('of LedgerEntries'))).toEqual(['Ledger appends all of LedgerEntries'])
})

test('a channel that is written out again is its owner’s, and who does so has it as a finding of its own', async () => {
  const map = await mapUpdate({}, (await scanned(shop())).checks)
  const desk = application(map, 'Customer desk')
  expect(map.streams.filter(({ name }) => name === 'ReturnEvents')).toHaveLength(1)
  expect(desk?.copies).toMatchObject([{ name: 'ReturnEvents', stream: stream(map, 'ReturnEvents')?.id }])
  expect(desk?.counts.warning).toBeGreaterThan(0)
  expect(said(map)).toContain('Customer desk reads all of ReturnEvents')
})

const two = `asyncapi: 2.6.0
info: { title: Meters, version: 1.0.0 }
channels:
  meters:
    x-event-source: true
    subscribe: { message: { oneOf: [{ $ref: '#/components/messages/MeterRead' }, { $ref: '#/components/messages/MeterMoved' }] } }
components:
  messages:
    MeterRead: { payload: { type: object, properties: { type: { const: read } } } }
    MeterMoved: { payload: { type: object, properties: { type: { const: moved } } } }
`
const reader = `asyncapi: 2.6.0
info: { title: Billing, version: 1.0.0 }
channels: { meters: { publish: { message: { $ref: './meters.yaml#/components/messages/MeterRead' } } } }
`

test('documents of 2.x: a channel is that of its address, its messages by what they refer to', async () => {
  const map = await mapUpdate({}, (await scanned({ 'meters.yaml': two, 'billing.yaml': reader })).checks)
  expect(map.streams).toMatchObject([{ name: 'meters', address: 'meters', folder: [], messages: ['MeterRead', 'MeterMoved'] }])
  expect(said(map)).toEqual(['Billing reads MeterRead of meters', 'Meters appends all of meters'])
  expect(map.root).toBe('w')
})

test('counts are those of the stream preview', async () => {
  const checked = await scanned(shop())
  const map = await mapUpdate({}, checked.checks)
  for (const { place, counts } of map.streams) {
    const state = await previewState({ stream: place, open: [] }, checked.checks)
    expect('page' in state && state.page.counts).toEqual(counts)
  }
})

test('an update carries what changed, and nothing else', async () => {
  const checked = await scanned(shop())
  await checked.open('orders/event-source.yaml')
  const first = await mapUpdate({}, checked.checks)
  const same = await mapUpdate({ since: first.version }, checked.checks)
  expect(same).toMatchObject({ version: first.version, whole: false, streams: [], applications: [], gone: [] })

  checked.type('orders/event-source.yaml', 'address: orders', 'address: order-log')
  const second = await mapUpdate({ since: first.version }, checked.checks)
  expect(second.streams.map(({ address }) => address)).toEqual(['order-log'])
  expect(second.applications).toEqual([])

  await checked.open('analytics/asyncapi.yaml')
  checked.type('analytics/asyncapi.yaml', 'title: Analytics', 'title: Insight')
  const third = await mapUpdate({ since: second.version }, checked.checks)
  expect(third.streams).toEqual([])
  expect(third.applications.map(({ name }) => name)).toEqual(['Insight'])
  // Who has missed one gets both.
  const late = await mapUpdate({ since: first.version }, checked.checks)
  expect([...late.streams, ...late.applications]).toHaveLength(2)
})

test('what is gone is named, and comes again under its name', async () => {
  const checked = await scanned(shop())
  await checked.open('loyalty/event-source.yaml')
  const first = await mapUpdate({}, checked.checks)
  const loyalty = stream(first, 'LoyaltyPoints')
  checked.type('loyalty/event-source.yaml', 'x-event-source: true', 'x-event-source: false')
  const without = await mapUpdate({ since: first.version }, checked.checks)
  expect(without.gone).toContain(loyalty?.id)
  expect(without.applications.map(({ name }) => name).sort()).toEqual(['Loyalty', 'Storefront'])
  checked.type('loyalty/event-source.yaml', 'x-event-source: false', 'x-event-source: true')
  const again = await mapUpdate({ since: without.version }, checked.checks)
  expect(again.streams.map(({ id }) => id)).toEqual([loyalty?.id])
  expect(again.gone).toEqual([])
})

test('a version of another server is answered with all', async () => {
  const checked = await scanned(shop())
  const map = await mapUpdate({ since: 4_000 }, checked.checks)
  expect(map.whole).toBe(true)
  expect(map.streams).toHaveLength(9)
})

test('of what is selected the findings are told, the gravest first, with their lines as they are now', async () => {
  const checked = await scanned(shop())
  await checked.open('orders/event-source.yaml')
  const first = await mapUpdate({}, checked.checks)
  const selected = stream(first, 'EventSourceOrders')?.id ?? ''
  const { detail } = await mapUpdate({ since: first.version, selected }, checked.checks)
  expect(detail?.id).toBe(selected)
  expect(detail?.messages[3]?.pointer).toBe('/channels/EventSourceOrders/messages/OrderShipped')
  expect(detail?.findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'warning'])
  checked.type('orders/event-source.yaml', 'info:', '# one more line\ninfo:')
  const later = await mapUpdate({ since: first.version, selected }, checked.checks)
  const lines = Object.values(detail?.lines ?? {})
  expect(lines.length).toBeGreaterThan(1)
  expect(Object.values(later.detail?.lines ?? {})).toEqual(lines.map((line) => line + 1))
  expect(later.streams).toEqual([])
  expect((await mapUpdate({ selected: 'nobody' }, checked.checks)).detail).toBeUndefined()
})

test('without an event source the channels are named that could be one', async () => {
  const plain = two.replace('    x-event-source: true\n', '')
  const checked = await scanned({ 'meters.yaml': plain })
  const map = await mapUpdate({}, checked.checks)
  expect(map).toMatchObject({ streams: [], applications: [], channels: [{ key: 'meters', messages: 2 }] })
  expect((await mapUpdate({}, (await scanned({})).checks)).channels).toEqual([])
})

test('a keystroke in one of 300 documents works out the map of that one anew', async () => {
  const checked = await scanned(landscape(300))
  const path = 'orders/order/asyncapi.yaml'
  await checked.open(path)
  const first = await mapUpdate({}, checked.checks)
  expect(first.streams).toHaveLength(100)
  const { clock } = checked.checks.workspace
  checked.type(path, 'address: orders.order', 'address: orders.order2')
  await checked.checks.checker.idle()
  const before = clock.evaluations
  const update = await mapUpdate({ since: first.version }, checked.checks)
  expect(update.streams.map(({ address }) => address)).toEqual(['orders.order2'])
  expect(update.applications).toEqual([])
  // Its own cell, and the list of what is copied, which reads all addresses.
  expect(clock.evaluations - before).toBeLessThan(20)
  expect(uriOf(path)).toBe(update.streams[0]?.place.uri)
})
