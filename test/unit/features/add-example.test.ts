import { expect, test } from 'vitest'
import { exampleEditFor } from '../../../server/features/add-example.ts'
import { appliedTo, scene } from '../../kit/features.ts'
import { uriOf } from '../../kit/workspace.ts'

const orders = `asyncapi: 3.0.0
info: {title: Orders, version: 1.0.0}
channels:
  orders:
    messages:
      Placed:
        $ref: '#/components/messages/Placed'
      Paid:
        payload: {type: object}
        examples: # seen
          - payload: {amount: 1}
components:
  messages:
    Placed:
      payload:
        type: object
`

async function added(message: string, payload: string) {
  const one = await scene({ 'orders.yaml': orders })
  const edit = exampleEditFor(
    { message: { uri: uriOf('orders.yaml'), pointer: `/channels/orders/messages/${message}` }, name: 'event-12', payload },
    one.checked.checks,
  )
  return edit && appliedTo(one, { title: '', edit })['orders.yaml']
}

test('an example gets into the message that the set refers to', async () => {
  expect((await added('Placed', '{"total":12.5,"lines":["a"]}'))?.split('components:')[1]).toMatchInlineSnapshot(`
    "
      messages:
        Placed:
          payload:
            type: object
          examples:
            - name: event-12
              payload:
                total: 12.5
                lines:
                  - a
    "
  `)
})

test('it joins the examples that are there', async () => {
  expect((await added('Paid', '{"amount":2}'))?.split('Paid:')[1]?.split('components:')[0]).toMatchInlineSnapshot(`
    "
            payload: {type: object}
            examples: # seen
              - payload: {amount: 1}
              - name: event-12
                payload:
                  amount: 2
    "
  `)
})

test.each([
  ['that is there already', 'Paid', '{"amount":1}'],
  ['of no message', 'Gone', '{}'],
  ['that is no JSON', 'Paid', '{'],
])('nothing is added %s', async (_, message, payload) => {
  expect(await added(message, payload)).toBeNull()
})
