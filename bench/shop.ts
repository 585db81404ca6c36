import { type ApplicationPlan, type StreamPlan, written } from './landscape.ts'

/** A shop of nine event sources and fourteen applications: enough to fill a map, and to find something to look at in it. */
export function shop(): Record<string, string> {
  return written(streams, applications)
}

const week = 604_800_000

const streams: readonly StreamPlan[] = [
  stream('CartEvents', 'carts', 'CartOpened CartItemAdded CartItemRemoved CartCheckedOut CartAbandoned CartMerged'),
  {
    ...stream('EventSourceOrders', 'orders', 'OrderNew OrderPaymentReceived OrderPreparing OrderShipped OrderCancelled'),
    retention: week,
    compacted: true,
    uncorrelated: 1,
  },
  {
    ...stream(
      'PaymentEvents',
      'payments',
      'PaymentStarted PaymentAuthorised PaymentCaptured PaymentRefused PaymentRefunded PaymentDisputed PaymentClosed',
    ),
    uncorrelated: 1,
  },
  stream('ShipmentEvents', 'shipments', 'ShipmentPacked ShipmentHandedOver ShipmentDelivered ShipmentLost'),
  stream('LedgerEntries', 'ledger', 'LedgerOpened LedgerPosted LedgerClosed'),
  stream('StockLedger', 'stock.movements', 'StockReceived StockReserved StockPicked'),
  {
    ...stream(
      'CustomerEvents',
      'customers',
      'CustomerRegistered CustomerMoved CustomerRenamed CustomerConsented CustomerBlocked CustomerMerged CustomerLeft CustomerErased',
    ),
    uncorrelated: 3,
  },
  stream('ReturnEvents', 'returns', 'ReturnAnnounced ReturnArrived ReturnInspected ReturnAccepted ReturnRefused'),
  { ...stream('LoyaltyPoints', 'loyalty.points', 'LoyaltyJoined LoyaltyPointsEarned LoyaltyPointsSpent'), compacted: true },
]

function stream(key: string, address: string, events: string): StreamPlan {
  return { path: `${address.split('.')[0]}/event-source.yaml`, key, address, events: events.split(' ') }
}

const applications: readonly ApplicationPlan[] = [
  application('Storefront', { CartEvents: [] }, { CustomerEvents: [], LoyaltyPoints: [] }),
  application(
    'Checkout',
    { EventSourceOrders: ['OrderNew', 'OrderCancelled'] },
    { CartEvents: ['CartCheckedOut'], PaymentEvents: ['PaymentCaptured', 'PaymentRefused'] },
  ),
  application('Payments', { EventSourceOrders: ['OrderPaymentReceived'], PaymentEvents: [] }, { EventSourceOrders: ['OrderNew'] }),
  application(
    'Shipping',
    { EventSourceOrders: ['OrderPreparing', 'OrderShipped'], ShipmentEvents: [] },
    { EventSourceOrders: ['OrderPaymentReceived', 'OrderCancelled'], StockLedger: ['StockPicked'] },
  ),
  application('Fraud check', { PaymentEvents: ['PaymentDisputed'] }, { EventSourceOrders: ['OrderNew'] }),
  application('Ledger', { LedgerEntries: [] }, { ShipmentEvents: ['ShipmentDelivered'], ReturnEvents: ['ReturnAccepted'] }),
  application('Warehouse', { StockLedger: [] }, { ShipmentEvents: [], ReturnEvents: ['ReturnArrived'] }),
  application('Accounts', { CustomerEvents: [] }, {}),
  application('Returns desk', { ReturnEvents: [] }, { EventSourceOrders: ['OrderShipped'] }),
  application('Loyalty', { LoyaltyPoints: [] }, { CustomerEvents: ['CustomerRegistered', 'CustomerLeft'] }),
  application('Analytics', {}, { CartEvents: [], EventSourceOrders: [] }),
  application('Order status', {}, { EventSourceOrders: [], ShipmentEvents: [] }),
  application(
    'Notifications',
    {},
    { EventSourceOrders: ['OrderShipped', 'OrderCancelled'], CustomerEvents: ['CustomerConsented'], ShipmentEvents: ['ShipmentDelivered'] },
  ),
  { ...application('Customer desk', {}, { CustomerEvents: [], ReturnEvents: [] }), copies: ['ReturnEvents'] },
]

function application(title: string, appends: ApplicationPlan['appends'], reads: ApplicationPlan['reads']): ApplicationPlan {
  return { path: `${title.toLowerCase().replace(' ', '-')}/asyncapi.yaml`, title, appends: appends ?? {}, reads: reads ?? {} }
}
