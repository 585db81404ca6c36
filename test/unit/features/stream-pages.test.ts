import { expect, test } from 'vitest'
import { StreamPages } from '../../../server/features/preview/pages.ts'
import { patched } from '../../../shared/delta.ts'
import type { PreviewState } from '../../../shared/preview-protocol.ts'
import { Checked } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

const names = Array.from({ length: 200 }, (_, index) => `Placed${index}`)
const text = `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  Orders:
    x-event-source: { aggregate: Order }
    messages:
${names.map((name) => `      ${name}: { payload: { type: object, properties: { type: { const: ${name} }, id: { type: string, maxLength: 20 } } } }\n`).join('')}`
const stream = { uri: uriOf('orders.yaml'), pointer: '' }

async function opened(): Promise<{
  checked: Checked
  ask: (seen: number, page?: string) => ReturnType<StreamPages['update']>
  pages: StreamPages
}> {
  const checked = new Checked({ 'orders.yaml': text })
  await checked.scan()
  await checked.open('orders.yaml')
  const pages = new StreamPages()
  return { checked, pages, ask: (seen, page = 'a') => pages.update({ page, seen, stream, open: [] }, checked.checks) }
}

test('an update carries the messages that changed, and builds on what the page has', async () => {
  const { checked, ask } = await opened()
  const first = await ask(0)
  expect(first).toMatchObject({ number: 1, title: 'Orders' })
  expect(first.since).toBeUndefined()
  expect(await ask(1)).toEqual({ number: 2, since: 1, title: 'Orders' })
  checked.type('orders.yaml', 'const: Placed150 ', 'const: Placed1500 ')
  await checked.checks.checker.idle()
  const second = await ask(2)
  expect(second.since).toBe(2)
  const sent = JSON.stringify(second)
  expect(names.filter((name) => sent.includes(`${name}"`))).toEqual([])
  expect(sent.length).toBeLessThan(JSON.stringify(first).length / 50)
  const made = patched(patched(undefined, first.delta), second.delta) as PreviewState
  const whole = (await ask(0, 'b')).delta
  expect(made).toEqual(patched(undefined, whole))
})

test('a page that has something else, or nothing, is told all', async () => {
  const { ask, pages } = await opened()
  await ask(0)
  expect((await ask(7)).since).toBeUndefined()
  expect((await ask(0)).since).toBeUndefined()
  const { number } = await ask(0)
  expect((await ask(number)).since).toBe(number)
  pages.close('a')
  expect((await ask(number + 1)).since).toBeUndefined()
})

test('what is typed in a file that the document refers to, and in one that refers to it, is seen before it is saved', async () => {
  const checked = new Checked({
    'orders.yaml': text.replace('maxLength: 20 }', "maxLength: 20 }, money: { $ref: './money.yaml#/Money' }"),
    'money.yaml': 'Money: { type: object, properties: { value: { type: number, minimum: 5 } } }\n',
    'app.yaml': `asyncapi: 3.0.0
info: { title: Billing, version: 1.0.0 }
channels: { orders: { $ref: './orders.yaml#/channels/Orders' } }
operations: { read: { action: receive, channel: { $ref: '#/channels/orders' } } }
`,
  })
  await checked.scan()
  for (const file of ['orders.yaml', 'money.yaml', 'app.yaml']) await checked.open(file)
  const pages = new StreamPages()
  let seen = 0
  let state: unknown
  const ask = async () => {
    const update = await pages.update({ page: 'a', seen, stream, open: ['/channels/Orders/messages/Placed0'] }, checked.checks)
    seen = update.number
    state = patched(state, update.delta)
    return JSON.stringify(update)
  }
  expect(await ask()).toContain('5 or more')
  checked.type('money.yaml', 'minimum: 5', 'minimum: 7')
  const second = await ask()
  expect(second).toContain('7 or more')
  expect(second).not.toContain('Placed1"')
  checked.type('app.yaml', 'title: Billing', 'title: Books')
  expect(await ask()).toContain('Books')
  expect(state).toMatchObject({ page: { readers: [{ name: 'Books', messages: 'all' }] } })
})
