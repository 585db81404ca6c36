import { expect, test } from 'vitest'
import { Model } from '../../../server/model/model.ts'
import { openWorkspace, uriOf } from '../../kit/workspace.ts'

test('a channel has its messages', () => {
  const workspace = openWorkspace({
    'a.yaml': `
asyncapi: 3.0.0
channels:
  orders:
    address: orders
    messages:
      OrderPlaced:
        $ref: '#/components/messages/OrderPlaced'
components:
  messages:
    OrderPlaced:
      name: OrderPlaced
`,
  })
  const model = new Model(workspace)
  const document = model.document(workspace.file(uriOf('a.yaml')).root(0))
  expect(document.channels.map(({ key, address }) => [key, address])).toEqual([['orders', 'orders']])
  expect(document.channels[0]?.messages.map(({ label }) => label)).toEqual(['OrderPlaced'])
})
