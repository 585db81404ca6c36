import { expect, it } from 'vitest'
import { prepareRename, rename } from '../../../server/features/rename.ts'
import { appliedTo, scene } from '../../kit/features.ts'
import type { Texts } from '../../kit/workspace.ts'

const owner = `asyncapi: 3.0.0
channels:
  orders:
    x-event-source: { story: [OrderPlaced, OrderPaid] } # in this order
    messages:
      OrderPlaced: { $ref: '#/components/messages/OrderPlaced' }
      OrderPaid: {}
components:
  messages:
    OrderPlaced: { payload: { $ref: "#/components/schemas/Order" } }
  schemas:
    Order: { properties: { id: { type: string } } }
    Id: { $ref: '#/components/schemas/Order/properties/id' }
`
const reader = `asyncapi: 3.0.0
channels:
  orders: { $ref: './owner.yaml#/channels/orders' }
operations:
  read:
    channel: { $ref: '#/channels/orders' }
    messages: [{ $ref: '#/channels/orders/messages/OrderPlaced' }]
`

async function renamed(texts: Texts, path: string, newName: string) {
  const at = await scene(texts, path)
  await at.checked.checks.workspace.load(at.uri)
  const params = { textDocument: { uri: at.uri }, position: at.position }
  const prepared = prepareRename(params, at.checked.checks)
  const edit = rename({ ...params, newName }, at.checked.checks)
  return { prepared, after: edit && appliedTo(at, { title: '', edit }) }
}

it('renames an entry and all that leads through it', async () => {
  const { prepared, after } = await renamed({ 'owner.yaml': owner.replace('    Order:', '    Or¦der:') }, 'owner.yaml', 'Order/~1')
  expect(prepared).toMatchObject({ placeholder: 'Order' })
  expect(after).toEqual({
    'owner.yaml': owner
      .replace('    Order:', '    Order/~1:')
      .replace('schemas/Order"', 'schemas/Order~1~01"')
      .replace('schemas/Order/', 'schemas/Order~1~01/'),
  })
})

it('follows references through other files', async () => {
  const texts = { 'owner.yaml': owner, 'reader.yaml': reader.replace('/messages/Order', '/messages/Or¦der') }
  const { after } = await renamed(texts, 'reader.yaml', 'Placed')
  expect(after).toEqual({
    'owner.yaml': owner.replace('[OrderPlaced', '[Placed').replace('      OrderPlaced:', '      Placed:'),
    'reader.yaml': reader.replace('/messages/OrderPlaced', '/messages/Placed'),
  })
})

it('leaves alone what is no name, or already one', async () => {
  expect(await renamed({ 'owner.yaml': owner.replace('asyncapi', 'asyn¦capi') }, 'owner.yaml', 'a')).toEqual({
    prepared: null,
    after: null,
  })
  expect(
    await renamed({ 'owner.yaml': owner.replace('    OrderPlaced: { payload', '    OrderPlaced: { pay¦load') }, 'owner.yaml', 'a'),
  ).toMatchObject({ prepared: null })
  expect((await renamed({ 'owner.yaml': owner.replace('    Order:', '    Or¦der:') }, 'owner.yaml', 'Id')).after).toBeNull()
  const two = 'asyncapi: 2.6.0\nchannels: { ord¦ers: {} }\n'
  expect(await renamed({ 'a.yaml': two }, 'a.yaml', 'b')).toEqual({ prepared: null, after: null })
})
