import { closeSync, openSync, writeSync } from 'node:fs'
import { type ReplayChannel, replayChannel } from '../replay/message/channel.ts'
import { streamModel, streamPool } from '../server/eventsource/stream-model.ts'
import type { Checks } from '../server/validate/checks.ts'
import { checksOf } from './subject.ts'

const document = (type: string) => `{
      payload: { type: object, required: [type, eventId, time, orderId, sequence], properties: {
        type: { const: ${type} }, eventId: { type: string, format: uuid }, time: { type: string, format: date-time },
        orderId: { type: string, minLength: 1, maxLength: 40 }, sequence: { type: integer, minimum: 1 },
        amount: { type: number, minimum: 0 }, currency: { enum: [EUR, USD] }, note: { type: string },
        customer: { type: object, required: [id], properties: { id: { type: string }, name: { type: string, maxLength: 100 } } } } },
      correlationId: { location: $message.payload#/orderId } }`

const types = ['OrderPlaced', 'OrderPaid', 'OrderPacked', 'OrderSent', 'OrderDelivered', 'OrderReturned']

/** What the table says of the schema. */
export const schemaWords = `${types.length} messages told apart by a constant, 10 values each, with formats, bounds and an enum`

const text = `asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
${types.map((type) => `      ${type}: ${document(type).replaceAll('\n', ' ')}`).join('\n')}
`

/** The channel that the recordings belong to. */
export async function benchChannel(): Promise<ReplayChannel> {
  const uri = 'file:///bench/orders.yaml'
  const checks: Checks = checksOf('file:///bench')
  checks.workspace.open(uri, text, 1)
  const file = checks.workspace.file(uri)
  const { model, streams } = checks.context
  const stream = file.documents.flatMap((root) => streams.streamsOf(model.document(root)))[0]
  if (!stream) throw new Error('The document of the bench has no event source.')
  return replayChannel(streamModel(stream), Object.fromEntries([...streamPool(stream)].map(([id, { schema }]) => [id, schema])))
}

/** Writes a recording of so many events of about 250 bytes; `isOdd`: each with an escape, so that none has a learned layout. */
export function writeRecording(path: string, events: number, entities: number, isOdd = false): void {
  const file = openSync(path, 'w')
  const sequences = new Uint32Array(entities)
  let seed = 1
  const random = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32
  const hex = (digits: number) =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0')
  let lines: string[] = []
  for (let at = 0; at < events; at++) {
    const entity = Math.floor(random() * entities)
    const sequence = ((sequences[entity] as number) += 1)
    const type = types[(sequence - 1) % types.length] as string
    lines.push(
      `{"type":"${type}","eventId":"${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(6)}${hex(6)}","time":"${new Date(1.7e12 + at * 1000).toISOString()}","orderId":"order-${entity}","sequence":${sequence},"customer":{"id":"c-${entity % 1000}","name":"Jane Doe"},"amount":${(at % 1000) / 4},"currency":"EUR","note":"${isOdd ? '\\n' : 'ok'}"}\n`,
    )
    if (lines.length < 20_000) continue
    writeSync(file, lines.join(''))
    lines = []
  }
  writeSync(file, lines.join(''))
  closeSync(file)
}
