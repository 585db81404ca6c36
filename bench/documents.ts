/** Documents of any size for the bench, all the same for the same size. */

/** An event source of `events` messages, about 1.2 KB each, as YAML. */
export function eventSource(events: number): string {
  const names = Array.from({ length: events }, (_, i) => `Order${verb(i)}${Math.floor(i / verbs.length)}`)
  return `asyncapi: 3.0.0
info:
  title: Orders
  version: 1.0.0
  description: An event source of ${events} events.
defaultContentType: application/json
servers:
  production:
    host: kafka.example.com:9092
    protocol: kafka
channels:
  EventSourceOrders:
    address: /orders
    title: Event source of orders
    messages:
${names.map((name) => `      ${name}:\n        $ref: '#/components/messages/${name}'\n`).join('')}    bindings:
      kafka:
        topicConfiguration:
          cleanup.policy: [delete]
          retention.ms: -1
        bindingVersion: 0.5.0
    x-event-source:
      aggregate: Order
operations:
  append:
    action: send
    channel:
      $ref: '#/channels/EventSourceOrders'
components:
  messages:
${names.map(message).join('')}  schemas:
${names.map(payload).join('')}    Money:
      type: integer
      minimum: 0
    Address:
      type: object
      required: [lineOne, country]
      properties:
        lineOne:
          type: string
        zip:
          type: string
        country:
          type: string
          pattern: ^[A-Z]{2}$
    Customer:
      type: object
      required: [customerId]
      properties:
        customerId:
          type: string
        billTo:
          $ref: '#/components/schemas/Address'
    OrderLine:
      type: object
      required: [sku, quantity]
      properties:
        sku:
          type: string
        quantity:
          type: integer
          minimum: 1
        price:
          $ref: '#/components/schemas/Money'
  correlationIds:
    orderId:
      location: $message.payload#/orderId
  messageTraits:
    envelope:
      headers:
        type: object
        required: [id, time]
        properties:
          id:
            type: string
            format: uuid
          time:
            type: string
            format: date-time
`
}

const verbs = ['Placed', 'Paid', 'Packed', 'Shipped', 'Returned', 'Refunded', 'Cancelled', 'Archived']

function verb(index: number): string {
  return verbs[index % verbs.length] ?? ''
}

function message(name: string, index: number): string {
  return `    ${name}:
      name: ${name}
      title: ${name}
      summary: Something happened to an order, for the ${index}th time.
      correlationId:
        $ref: '#/components/correlationIds/orderId'
      traits:
        - $ref: '#/components/messageTraits/envelope'
      payload:
        $ref: '#/components/schemas/${name}Payload'
      examples:
        - name: usual
          payload:
            type: ${name}
            orderId: o-${index}
            amount: ${index * 3}
            reason: customer
            lines:
              - sku: book-${index}
                quantity: 1
`
}

function payload(name: string): string {
  return `    ${name}Payload:
      type: object
      required: [type, orderId, amount]
      properties:
        type:
          const: ${name}
        orderId:
          type: string
          pattern: ^o-[0-9]+$
          description: The order that this is about.
        amount:
          $ref: '#/components/schemas/Money'
        reason:
          enum: [customer, carrier, warehouse]
        note:
          type: string
          maxLength: 200
          description: What a person wrote down, if anything.
        customer:
          $ref: '#/components/schemas/Customer'
        shipTo:
          $ref: '#/components/schemas/Address'
        lines:
          type: array
          items:
            $ref: '#/components/schemas/OrderLine'
`
}

/** A document whose schemas name the next level twice each: its opened size doubles with every level. */
export function referenceBomb(levels: number): string {
  const schemas = Array.from({ length: levels }, (_, i) =>
    i === levels - 1
      ? `    level${i}:\n      type: string\n`
      : `    level${i}:\n      type: object\n      properties:\n        a:\n          $ref: '#/components/schemas/level${i + 1}'\n        b:\n          $ref: '#/components/schemas/level${i + 1}'\n`,
  )
  return `asyncapi: 3.0.0
info:
  title: Bomb
  version: 1.0.0
channels:
  EventSourceBombs:
    address: bombs
    messages:
      BombBuilt:
        payload:
          $ref: '#/components/schemas/level0'
components:
  schemas:
${schemas.join('')}`
}

/** A workspace of `files` files: one root that refers to a schema in each of the others. */
export function manyFiles(files: number): { readonly root: string; readonly parts: ReadonlyMap<string, string> } {
  const parts = new Map<string, string>()
  const messages: string[] = []
  for (let i = 0; i < files - 1; i++) {
    const name = `Order${verb(i)}${i}`
    parts.set(
      `part${i}.yaml`,
      `payload:\n  type: object\n  required: [type, orderId]\n  properties:\n    type:\n      const: ${name}\n    orderId:\n      type: string\n`,
    )
    messages.push(`      ${name}:
        correlationId:
          location: $message.payload#/orderId
        payload:
          $ref: ./part${i}.yaml#/payload
`)
  }
  return {
    root: `asyncapi: 3.0.0
info:
  title: Many files
  version: 1.0.0
channels:
  EventSourceOrders:
    address: /orders
    messages:
${messages.join('')}    x-event-source: true
`,
    parts,
  }
}
