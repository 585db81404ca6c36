import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Script } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadReducer } from '../../../replay/fold/module.ts'
import { foldFilesOf } from '../../../server/features/fold/fold-files.ts'
import { uriName } from '../../../shared/uri.ts'
import { Checked } from '../../kit/checks.ts'
import { uriOf } from '../../kit/workspace.ts'

let scratch = ''
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'fold-'))
})
afterAll(() => rm(scratch, { recursive: true }))

async function filesOf(text: string, channel = 'orders') {
  const checked = new Checked({ 'orders.yaml': text })
  await checked.scan()
  return foldFilesOf({ uri: uriOf('orders.yaml'), pointer: `/channels/${channel}` }, checked.checks)
}

/** What the TypeScript compiler, as strict as it can be, says of files; empty where nothing. */
async function compile(files: readonly { readonly uri: string; readonly text: string }[]): Promise<string> {
  for (const { uri, text } of files) await writeFile(join(scratch, uriName(uri)), text)
  const tsc = join(import.meta.dirname, '../../../node_modules/.bin/tsc')
  const names = files.map(({ uri }) => uriName(uri))
  const args = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--allowJs', '--module', 'preserve', '--target', 'es2022', ...names]
  return promisify(execFile)(tsc, args, { cwd: scratch }).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  )
}

const orders = `asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    x-event-source: {aggregate: Order}
    address: orders
    messages:
      OrderPlaced: {$ref: '#/components/messages/OrderPlaced'}
      order.line-added: {payload: {$ref: '#/components/schemas/Line'}}
      OrderClosed: {}
components:
  messages:
    OrderPlaced:
      payload:
        type: object
        required: [type, lines]
        properties:
          type: {const: OrderPlaced}
          lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
          note: {type: [string, 'null']}
          class: {enum: [a, b]}
  schemas:
    Line: {type: object, required: [sku], properties: {sku: {type: string}, parts: {type: array, items: {$ref: '#/components/schemas/Line'}}}}
`

test('a reducer is begun with a handler for each message, typed by the document', async () => {
  const files = await filesOf(orders)
  expect(files?.module).toMatchInlineSnapshot(`
    {
      "text": "/// <reference path="./orders.fold.d.ts" />

    /** What the events of one entity come to. Name here what you want to know of it. */
    interface Order extends Record<string, unknown> {
      status: string
    }

    export const initial: Order = { status: 'unknown' }

    export const on: OrdersFold.Handlers<Order> = {
      OrderPlaced(order, payload) {
        order.status = "placed"
        Object.assign(order, payload)
      },

      "order.line-added"(order, payload) {
        order.status = "line added"
        Object.assign(order, payload)
      },

      OrderClosed(order, payload) {
        order.status = "closed"
        Object.assign(order, payload)
      },
    }
    ",
      "uri": "file:///w/orders.fold.ts",
    }
  `)
  expect(files?.types.uri).toBe('file:///w/orders.fold.d.ts')
  expect(files?.types.text.slice(0, files.types.text.indexOf('/** What is known'))).toMatchInlineSnapshot(`
    "/* Written from orders.yaml each time it is saved: what is changed here is lost. */
    declare namespace OrdersFold {
      interface OrderPlaced {
        type: "OrderPlaced"
        lines: Line[]
        note?: string | null
        class?: "a" | "b"
      }

      interface Line {
        sku: string
        parts?: Line[]
      }

      interface OrderLineAdded {
        sku: string
        parts?: Line[]
      }

      type OrderClosed = unknown

      /** The payload of each message. */
      interface Messages {
        OrderPlaced: OrderPlaced
        "order.line-added": OrderLineAdded
        OrderClosed: OrderClosed
      }

      "
  `)
})

test('what is begun compiles, and replay can load it', async () => {
  const files = await filesOf(orders)
  if (!files) throw new Error('There are no files.')
  expect(await compile([files.module, files.types])).toBe('')
  const { module } = files
  const reducer = loadReducer({ text: module.text, file: 'orders.fold.ts', isTypeScript: true }, (script) =>
    new Script(script).runInThisContext(),
  )
  expect([...reducer.on.keys()]).toEqual(['OrderPlaced', 'order.line-added', 'OrderClosed'])
  const state = {}
  reducer.on.get('OrderPlaced')?.(state, { lines: [] }, {})
  expect(state).toEqual({ status: 'placed', lines: [] })
})

test('the compiler finds a handler that asks for what the message has not', async () => {
  const files = await filesOf(orders)
  if (!files) throw new Error('There are no files.')
  const text = files.module.text.replace('Object.assign(order, payload)', 'order.status = payload.typo')
  expect(await compile([{ ...files.module, text }, files.types])).toContain("Property 'typo' does not exist on type 'OrderPlaced'")
})

test('a document with more event sources has a reducer for each, named after its channel', async () => {
  const files = await filesOf(
    `${orders.replace('channels:\n', 'channels:\n  other: {x-event-source: true, address: o, messages: {A: {}}}\n')}`,
  )
  expect(files?.module.uri).toBe('file:///w/orders.orders.fold.ts')
})

test('a reducer that the channel names is begun there, in its own language', async () => {
  const files = await filesOf(orders.replace('{aggregate: Order}', '{aggregate: Order, fold: ./folds/order.js}'))
  expect(files?.module.uri).toBe('file:///w/folds/order.js')
  expect(files?.types.uri).toBe('file:///w/folds/order.d.ts')
  if (!files) return
  expect(await compile([files.module, files.types])).toBe('')
})

test.each([
  ['outside the workspace', orders.replace('{aggregate: Order}', '{fold: ../order.ts}'), 'orders'],
  ['of no event source', orders.replace('x-event-source: {aggregate: Order}', 'x-event-source: false'), 'orders'],
  ['of no channel', orders, 'none'],
])('no reducer is written %s', async (_, text, channel) => {
  expect(await filesOf(text, channel)).toBeNull()
})

test('the example compiles against the types that its document says', async () => {
  const folder = join(import.meta.dirname, '../../../examples/orders')
  const text = await readFile(join(folder, 'event-source.json'), 'utf8')
  const checked = new Checked({ 'event-source.json': text })
  await checked.scan()
  const files = foldFilesOf({ uri: uriOf('event-source.json'), pointer: '/channels/EventSourceOrders' }, checked.checks)
  expect(files?.module.uri).toBe('file:///w/orders.fold.ts')
  if (!files) return
  expect(await compile([files.module, files.types])).toBe('')
})
