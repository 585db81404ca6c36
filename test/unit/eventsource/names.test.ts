import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aggregateOf } from '../../../server/eventsource/aggregate.ts'
import { isCommand } from '../../../server/eventsource/commands.ts'
import { nameWords, singular, splitWords } from '../../../server/eventsource/names.ts'
import { isParticiple } from '../../../server/eventsource/participles.ts'

test.each([
  ['OrderPaymentReceived', 'order payment received'],
  ['order_payment-received', 'order payment received'],
  ['com.shop.order.shipped.v2', 'com shop order shipped v2'],
  ['HTTPServerStarted', 'http server started'],
  ['OrderV2Placed', 'order v2 placed'],
  ['paymentIDsMerged', 'payment ids merged'],
  ['orders.DLQs', 'orders dlqs'],
  ['bestellungÄnderung', 'bestellung änderung'],
])('%s is read as words', (name, words) => {
  expect(splitWords(name).join(' ')).toBe(words)
})

test.each([
  ['OrderPlacedEvent', 'order placed'],
  ['OrderPlacedEventV1', 'order placed'],
  ['order.placed.v2', 'order placed'],
  ['OrderPlacedMessagePayloadDto', 'order placed'],
  ['Event', 'event'],
  ['EventStored', 'event stored'],
])('%s loses what says only its kind', (name, words) => {
  expect(nameWords(name).join(' ')).toBe(words)
})

test('a text is split into at most as many words as it has characters, whatever it is', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => splitWords(text).join('').length <= text.toLowerCase().length * 2))
})

test.each([
  ['responses', 'response'],
  ['queries', 'query'],
  ['addresses', 'address'],
  ['statuses', 'status'],
  ['dlqs', 'dlq'],
  ['status', 'status'],
])('%s is read as one %s', (word, one) => {
  expect(singular(word)).toBe(one)
})

test('participles', () => {
  expect(['shipped', 'paid', 'sent', 'withdrawn', 'created'].filter((word) => !isParticiple(word))).toEqual([])
  expect(['feed', 'need', 'order', 'red', 'shipping', 'new'].filter(isParticiple)).toEqual([])
})

describe('commands', () => {
  test.each(['CreateOrder', 'ShipOrder', 'cancel_order', 'UpdateAddress', 'PlaceOrder'])('%s asks for something', (name) => {
    expect(isCommand(nameWords(name))).toBe(true)
  })
  test.each([
    'OrderNew',
    'OrderPreparing',
    'OrderShipped',
    'PickException',
    'TransferReceived',
    'RefundOrder',
    'CancelRequested',
    'UpdateAck',
    'SendPending',
    'ProcessInProgress',
  ])('%s does not', (name) => {
    expect(isCommand(nameWords(name))).toBe(false)
  })
  test('a verb that the entity is called is none', () => {
    expect(isCommand(['process', 'timer'], ['process'])).toBe(false)
  })
})

describe('the aggregate', () => {
  const of = (...names: string[]) => aggregateOf(names.map(nameWords)).join(' ')
  test('is what most names begin with', () => {
    expect(of('OrderNew', 'OrderPaymentReceived', 'OrderPreparing', 'OrderShipped')).toBe('order')
    expect(of('PurchaseOrderPlaced', 'PurchaseOrderShipped', 'Heartbeat')).toBe('purchase order')
    expect(of('Order', 'OrderPlaced', 'OrderShipped')).toBe('order')
    expect(of('Order', 'OrderPlaced')).toBe('order')
    expect(of('OrderPlaced', 'OrderAddressChanged', 'OrderAddressConfirmed')).toBe('order')
    expect(of('SalesOrderPlaced', 'SalesOrderPaid', 'SalesOrder', 'Heartbeat')).toBe('sales order')
  })
  test('is the name without its participle in a set of one', () => {
    expect(of('OrderPaymentReceived')).toBe('order payment')
  })
  test('is not the verb of commands, and not there where names share nothing', () => {
    expect(of('CreateOrder', 'CreateInvoice')).toBe('')
    expect(of('OrderPlaced', 'ParcelSent')).toBe('')
    expect(of()).toBe('')
  })
})
