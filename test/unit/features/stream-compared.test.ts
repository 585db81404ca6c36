import { expect, test } from 'vitest'
import { baselineChoicesOf, previewState, rangeOf } from '../../../server/features/stream-preview.ts'
import type { Comparison, PropertyRow, StreamPage } from '../../../shared/preview-protocol.ts'
import { Checked, type CheckedOptions } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

const document = (messages: string, baseline = '') => `asyncapi: 3.0.0
info: { title: Orders, version: 1.2.0 }
channels:
  Orders:
    address: orders
    x-event-source: { aggregate: Order${baseline && `, baseline: ${baseline}`} }
    messages:
${messages}`
const message = (name: string, properties = '') => `      ${name}:
        correlationId: { location: $message.payload#/orderId }
        payload: { type: object, required: [orderId], properties: { type: { const: ${name} }, orderId: { type: string }${properties} } }
`

const old = document(
  message('Placed') +
    message('Held', ', reason: { type: string }') +
    message('Paid', ', amount: { type: number }, note: { type: string, maxLength: 64 }, kind: { enum: [card, cash] }'),
)
const now = (baseline = '') =>
  document(
    message('Placed') +
      message('Paid', ', amount: { type: number }, kind: { enum: [card, wallet] }, by: { type: string }') +
      message('Shipped'),
    baseline,
  )

const stream = { uri: uriOf('orders.yaml'), pointer: '' }

async function opened(text: string, options: CheckedOptions): Promise<Checked> {
  const checked = new Checked({ 'orders.yaml': text, 'older.yaml': old }, options)
  await checked.scan()
  await checked.open('orders.yaml')
  return checked
}

async function pageOf(checked: Checked, compare?: Comparison, open = true): Promise<StreamPage> {
  const asked = { stream, ...(compare && { compare }) }
  const first = await previewState({ ...asked, open: [] }, checked.checks)
  if (first.kind !== 'stream') throw new Error(first.kind)
  if (!open) return first.page
  const state = await previewState({ ...asked, open: first.page.messages.map(({ key }) => key) }, checked.checks)
  if (state.kind !== 'stream') throw new Error(state.kind)
  return state.page
}

const marks = ({ messages }: StreamPage) => messages.map(({ name, change }) => `${name} ${change ?? '='}`)
const rows = (list: readonly PropertyRow[] = []) => list.map(({ name, change }) => `${name} ${change ?? '='}`)

test('messages that came, went and became others, where they stand or stood', async () => {
  const page = await pageOf(await opened(now('v1'), { revisions: { v1: { 'orders.yaml': old } } }))
  expect(page.baseline).toEqual({ label: 'v1', counts: { added: 1, changed: 1, gone: 1 } })
  expect(marks(page)).toEqual(['Placed =', 'Held gone', 'Paid changed', 'Shipped added'])
  expect(page.messages.map(({ sign }) => sign)).toEqual([0, undefined, 1, 2])
  const [, held, paid] = page.messages
  expect(rows(paid?.detail?.payload)).toEqual(['type =', 'orderId =', 'amount =', 'note gone', 'kind changed', 'by added'])
  expect(paid?.detail?.payload.find(({ name }) => name === 'kind')?.was?.values).toEqual(['"card"', '"cash"'])
  expect(rows(held?.detail?.payload)).toEqual(['type =', 'orderId =', 'reason ='])
  expect(held?.findings).toBe(1)
})

test('a finding stands under the property that it speaks of, also one that is gone', async () => {
  const page = await pageOf(await opened(now('v1'), { revisions: { v1: { 'orders.yaml': old } } }))
  const paid = page.messages.find(({ name }) => name === 'Paid')?.detail
  const codes = Object.fromEntries((paid?.payload ?? []).map(({ name, findings }) => [name, findings.map(({ code }) => code)]))
  expect(codes).toMatchObject({ note: ['history/property-removed'], kind: ['history/enum-narrowed'], by: [], amount: [] })
  expect(paid?.findings.filter(({ code }) => code.startsWith('history/'))).toEqual([])
})

test('the place of what is gone is one in the old text', async () => {
  const checked = await opened(now('v1'), { revisions: { v1: { 'orders.yaml': old } } })
  const held = (await pageOf(checked)).messages.find(({ name }) => name === 'Held')
  const range = held && rangeOf(held.place, checked.checks)
  expect(range?.uri).toBe(held?.place.uri)
  expect(range?.uri).not.toBe(stream.uri)
  expect(old.split('\n')[range?.start.line ?? 0]).toContain('Held')
})

test('another version can be asked for: a revision, the merge base, a file', async () => {
  const checked = await opened(now('v2'), {
    revisions: { v1: { 'orders.yaml': old }, v2: { 'orders.yaml': now() }, base: { 'orders.yaml': old } },
  })
  expect(marks(await pageOf(checked, undefined, false))).toEqual(['Placed =', 'Paid =', 'Shipped ='])
  const others: Comparison[] = [{ kind: 'revision', revision: 'v1' }, { kind: 'mergeBase' }, { kind: 'file', uri: uriOf('older.yaml') }]
  for (const compare of others) {
    const page = await pageOf(checked, compare, false)
    expect(marks(page)).toEqual(['Placed =', 'Held gone', 'Paid changed', 'Shipped added'])
    const history = page.groups.find(({ title }) => title.startsWith('History'))
    expect(history?.title).toBe(`History since ${page.baseline?.label}`)
    expect(history?.findings.map(({ code }) => code)).toContain('history/message-removed')
  }
  // What the checks say of the usual version is theirs alone, and is there again.
  const usual = await pageOf(checked, undefined, false)
  expect(usual.groups.find(({ title }) => title.startsWith('History'))?.findings).toEqual([])
})

test('without a version there is nothing to compare; one that is not there is said', async () => {
  const checked = await opened(now(), {})
  expect((await pageOf(checked, undefined, false)).baseline).toBeUndefined()
  expect((await pageOf(checked, { kind: 'revision', revision: 'v9' }, false)).baseline).toEqual({ label: 'v9' })
  expect((await pageOf(checked, { kind: 'file', uri: uriOf('none.yaml') }, false)).baseline).toEqual({ label: 'none.yaml' })
  expect(await baselineChoicesOf(stream.uri, checked.checks)).toEqual({ isInRepository: false, revisions: [] })
})

test('what a document can be held against', async () => {
  const checked = await opened(now('v1'), { revisions: { v1: { 'orders.yaml': old }, base: { 'orders.yaml': old } } })
  const tag = { name: 'v1', kind: 'tag', time: '2026-01-01T00:00:00Z', subject: 'First' } as const
  Object.assign(checked.checks.workspace.host, { revisions: async () => [tag] })
  expect(await baselineChoicesOf(stream.uri, checked.checks)).toEqual({ usual: 'v1', isInRepository: true, revisions: [tag] })
})
