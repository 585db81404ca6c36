import { expect, test } from 'vitest'
import { replayChannelsOf, replayWhatOf } from '../../../server/features/replay-what.ts'
import { Checked } from '../../kit/checks.ts'
import { type Texts, uriOf } from '../../kit/workspace.ts'

const document = `asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    address: orders
    x-event-source: {aggregate: Order}
    messages:
      OrderNew: {name: order-new, payload: {type: object, properties: {type: {const: new}}}}
  mails:
    messages: {Mail: {payload: {type: string}}}
`
const place = { uri: uriOf('orders.yaml'), pointer: '/channels/orders' }

async function checked(texts: Texts) {
  const all = new Checked(texts)
  await all.scan()
  return all
}

test('says what of a channel a recording is held against', async () => {
  const { checks } = await checked({ 'orders.yaml': document })
  const answer = await replayWhatOf({ channel: place }, checks)
  expect(answer).toMatchObject({ title: 'orders', document: 'orders.yaml', messages: [{ name: 'order-new' }] })
  expect(answer?.what).toMatchObject({ isStale: false, model: { key: 'orders', aggregate: 'Order' } })
  expect(answer?.what?.fold).toBeUndefined()
  expect(Object.values(answer?.lines ?? {})).toEqual([8])
  expect((await replayWhatOf({ channel: place, known: answer?.hash ?? '' }, checks))?.what).toBeUndefined()
})

test('finds the reducer beside the document, and another one by another hash', async () => {
  const { checks } = await checked({ 'orders.yaml': document, 'orders.fold.ts': 'export const on = {}' })
  const answer = await replayWhatOf({ channel: place }, checks)
  expect(answer?.what?.fold).toMatchObject({ file: 'orders.fold.ts', text: 'export const on = {}', isTypeScript: true })
  expect(answer?.folds).toContain(uriOf('orders.orders.fold.ts'))
  const own = await checked({ 'orders.yaml': document, 'orders.fold.ts': '', 'orders.orders.fold.js': '1' })
  const other = await replayWhatOf({ channel: place }, own.checks)
  expect(other?.what?.fold).toMatchObject({ file: 'orders.orders.fold.js', isTypeScript: false })
  expect(other?.hash).not.toBe(answer?.hash)
})

test('takes a reducer of the name of the document only where it has one event source', async () => {
  const two = document.replace('  mails:\n', '  mails:\n    x-event-source: true\n')
  const { checks } = await checked({ 'orders.yaml': two, 'orders.fold.ts': '1' })
  expect((await replayWhatOf({ channel: place }, checks))?.what?.fold).toBeUndefined()
})

test('looks at no reducer outside the workspace', async () => {
  const outside = document.replace('aggregate: Order', 'aggregate: Order, fold: ../../outside.ts')
  const { checks } = await checked({ 'orders.yaml': outside, '../../outside.ts': '1' })
  expect((await replayWhatOf({ channel: place }, checks))?.what?.fold).toBeUndefined()
})

test('stays with the last readable version of a document that is edited to nonsense', async () => {
  const all = await checked({ 'orders.yaml': document })
  await all.open('orders.yaml')
  const before = await replayWhatOf({ channel: place }, all.checks)
  all.type('orders.yaml', 'channels:', 'channels: {[}')
  const broken = await replayWhatOf({ channel: place, known: before?.hash ?? '' }, all.checks)
  expect(broken?.what).toMatchObject({ isStale: true, model: { key: 'orders', messages: [{ name: 'order-new' }] } })
})

test('is nothing where there is no channel', async () => {
  const { checks } = await checked({ 'orders.yaml': document })
  expect(await replayWhatOf({ channel: { ...place, pointer: '/channels/none' } }, checks)).toBeNull()
  expect(await replayWhatOf({ channel: { uri: uriOf('none.yaml'), pointer: '' } }, checks)).toBeNull()
})

test('lists the event sources of a workspace, and all channels of a document', async () => {
  const { checks } = await checked({ 'orders.yaml': document })
  expect(replayChannelsOf(undefined, checks).map(({ title }) => title)).toEqual(['orders'])
  expect(replayChannelsOf(uriOf('orders.yaml'), checks)).toMatchObject([
    { title: 'orders', isEventSource: true },
    { title: 'mails', isEventSource: false },
  ])
})
