const members = (type: string, more = '') => `
      bindings: { kafka: { key: { type: string, format: uuid } } }
      payload:
        type: object
        required: [type, orderId]
        properties:
          type: { const: ${type} }
          orderId: { type: string, format: uuid }${more}`

/** An event source with something to say of everything that the page shows. */
export const orders = `asyncapi: 3.0.0
info: { title: Event source orders, version: 1.2.0 }
servers: { production: { host: kafka.example.com, protocol: kafka } }
channels:
  EventSourceOrders:
    address: orders
    x-event-source: { aggregate: Order }
    bindings:
      kafka:
        partitions: 12
        topicConfiguration: { cleanup.policy: [delete, compact], retention.ms: 604800000 }
    messages:
      OrderNew: { $ref: '#/components/messages/OrderNew' }
      OrderPaymentReceived: { $ref: '#/components/messages/OrderPaymentReceived' }
      OrderPreparing: { $ref: '#/components/messages/OrderPreparing' }
      OrderShipped: { $ref: '#/components/messages/OrderShipped' }
components:
  messages:
    OrderNew:
      summary: A customer has placed an order.
      correlationId: { location: $message.payload#/orderId }${members('order-new', '\n          note: { type: string, maxLength: 500 }')}
    OrderPaymentReceived:
      summary: The customer's money has arrived.
      correlationId: { location: $message.payload#/orderId }${members(
        'order-payment-received',
        `
          amount: { $ref: '#/components/schemas/Money' }
          paid:
            type: object
            properties: { parts: { $ref: '#/components/schemas/Money' } }
          method: { enum: [card, invoice, wallet] }
          reference: { type: string, maxLength: 35 }`,
      )}
      examples:
        - payload: { type: order-payment-received, orderId: 7f3c1e52-90ab-4d11-8a6e-b1f0c2d4e901, amount: { value: 84.9, currency: EUR }, method: wallet }
        - payload: { type: order-payment-received, orderId: 7f3c1e52-90ab-4d11-8a6e-b1f0c2d4e901, method: cash }
    OrderPreparing:
      summary: The warehouse has begun to pick the goods.${members('order-preparing')}
    OrderShipped:
      summary: The parcel has left the warehouse.
      correlationId: { location: $message.payload#/orderId }${members('order-shipped')}
  schemas:
    Money:
      type: object
      required: [value, currency]
      properties: { value: { type: number, minimum: 0, multipleOf: 0.01 }, currency: { type: string, pattern: '^[A-Z]{3}$' } }
`

/** An application on the channel of {@link orders}. */
export function application(title: string, sends: readonly string[], receives: readonly string[]): string {
  const operation = (action: string, messages: readonly string[]) =>
    messages.length === 0
      ? ''
      : `  ${action}It: { action: ${action}, channel: { $ref: '#/channels/orders' }, messages: [${messages
          .map((name) => `{ $ref: '#/channels/orders/messages/${name}' }`)
          .join(', ')}] }\n`
  return `asyncapi: 3.0.0
info: { title: ${JSON.stringify(title)}, version: 1.0.0 }
channels: { orders: { $ref: './orders.yaml#/channels/EventSourceOrders' } }
operations:
${operation('send', sends)}${operation('receive', receives)}`
}

export const shop = {
  'orders.yaml': orders,
  'checkout.yaml': application('Checkout', ['OrderNew'], []),
  'payments.yaml': application('Payments', ['OrderPaymentReceived'], ['OrderNew']),
  'status.yaml': application('Order status', [], ['OrderNew', 'OrderPaymentReceived', 'OrderPreparing', 'OrderShipped']),
  'mail.yaml': application('Notifications', [], ['OrderShipped']),
}

/** {@link orders} as it was: one message was not there yet, one is gone since, and one says more today. */
export const before = orders
  .replace(
    "      OrderShipped: { $ref: '#/components/messages/OrderShipped' }\n",
    "      OrderHeld: { $ref: '#/components/messages/OrderHeld' }\n",
  )
  .replace(
    '    OrderShipped:\n      summary: The parcel has left the warehouse.',
    '    OrderHeld:\n      summary: The order waits for a person.',
  )
  .replace('const: order-shipped', 'const: order-held')
  .replace('maxLength: 35', 'maxLength: 64')
  .replace('method: { enum: [card, invoice, wallet] }', 'method: { enum: [card, invoice] }\n          voucher: { type: string }')
