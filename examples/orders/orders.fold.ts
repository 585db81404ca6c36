/** What the events of an order come to. Money is in the smallest unit of the currency. */
interface Order {
  status: 'unknown' | 'new' | 'paid' | 'preparing' | 'shipped'
  customerId?: string
  currency?: string
  lines: OrderNew['lines']
  total: number
  paid: number
  warehouses: string[]
  parcels: { carrier: string; trackingNumber: string; count: number }[]
}

interface OrderNew {
  customerId: string
  currency: string
  lines: { sku: string; quantity: number; price: number }[]
  total: number
}

interface OrderPaymentReceived {
  amount: number | string
}

interface OrderPreparing {
  warehouse: string
}

interface OrderShipped {
  carrier: string
  trackingNumber: string
  parcels?: number
}

export const initial: Order = { status: 'unknown', lines: [], total: 0, paid: 0, warehouses: [], parcels: [] }

/** The till once wrote amounts as text. */
export const upcast = {
  OrderPaymentReceived: (payment: OrderPaymentReceived) => ({ ...payment, amount: Number(payment.amount) }),
}

export const on = {
  OrderNew(order: Order, { customerId, currency, lines, total }: OrderNew) {
    order.status = 'new'
    order.customerId = customerId
    order.currency = currency
    order.lines = lines
    order.total = total
  },

  OrderPaymentReceived(order: Order, { amount }: { amount: number }) {
    order.paid += amount
    if (order.status === 'new' && order.paid >= order.total) order.status = 'paid'
  },

  OrderPreparing(order: Order, { warehouse }: OrderPreparing) {
    order.status = 'preparing'
    if (!order.warehouses.includes(warehouse)) order.warehouses.push(warehouse)
  },

  OrderShipped(order: Order, { carrier, trackingNumber, parcels = 1 }: OrderShipped) {
    order.status = 'shipped'
    order.parcels.push({ carrier, trackingNumber, count: parcels })
  },
}
