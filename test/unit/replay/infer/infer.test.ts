import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inferDocument } from '../../../../replay/infer/infer.ts'
import { Sketch } from '../../../../replay/infer/sketch.ts'
import { compile } from '../../../../schema/compile.ts'
import { Checked } from '../../../kit/checks.ts'
import { channelOf, outcomeOf, sourceOf } from '../../../kit/replay.ts'

async function inferred(text: string, name = 'orders') {
  const result = await inferDocument(sourceOf({ 'recording.ndjson': text }), name)
  return result && { ...result, text: JSON.stringify(result.document, undefined, 2) }
}

const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n')

describe('the example', async () => {
  const recording = await readFile(join(import.meta.dirname, '../../../../examples/orders/recording.ndjson'), 'utf8')
  const result = await inferred(recording)
  const text = result?.text ?? ''

  test('has a message for each type', () => {
    const document = JSON.parse(text)
    expect(Object.keys(document.components.messages)).toEqual([
      'OrderNew',
      'OrderPaymentReceived',
      'OrderPreparing',
      'OrderDispatched',
      'OrderShipped',
    ])
    expect(document.components.correlationIds.entity.location).toBe('$message.payload#/orderId')
    expect(document.components.messages.OrderShipped).toMatchInlineSnapshot(`
      {
        "correlationId": {
          "$ref": "#/components/correlationIds/entity",
        },
        "headers": {
          "properties": {
            "causationId": {
              "format": "uuid",
              "type": "string",
            },
            "id": {
              "format": "uuid",
              "type": "string",
            },
            "time": {
              "format": "date-time",
              "type": "string",
            },
          },
          "required": [
            "id",
            "time",
          ],
          "type": "object",
        },
        "name": "OrderShipped",
        "payload": {
          "properties": {
            "carrier": {
              "type": "string",
            },
            "orderId": {
              "type": "string",
            },
            "parcels": {
              "type": "integer",
            },
            "trackingNumber": {
              "type": "string",
            },
            "type": {
              "const": "OrderShipped",
            },
          },
          "required": [
            "type",
            "carrier",
            "trackingNumber",
            "parcels",
            "orderId",
          ],
          "type": "object",
        },
      }
    `)
  })

  test('is a document that nothing is wrong with', async () => {
    const checked = new Checked({ 'orders.json': text })
    await checked.scan()
    expect(checked.published.at(-1)?.problems ?? []).toMatchInlineSnapshot(`
      [
        "34:event-source/correlation-id-in-required",
      ]
    `)
  })

  test('fits the recording that it came from', async () => {
    const { findings, entities } = await outcomeOf(channelOf(text), sourceOf({ 'recording.ndjson': recording }))
    expect(findings.filter((finding) => /payload|headers|unknown|ambiguous/.test(finding))).toEqual([])
    expect(entities).toBe(20)
  })
})

test('types of CloudEvents name the messages by their last words', async () => {
  const event = (type: string, id: string) => ({ specversion: '1.0', type, source: '/shop', id, subject: 'o-1', data: { orderId: 'o-1' } })
  const text = lines(event('com.acme.order.placed', '1'), event('com.acme.order.paid', '2'), event('com.acme.order.paid', '3'))
  const result = await inferred(text)
  const { components } = JSON.parse(result?.text ?? '')
  expect(Object.entries<{ name: string }>(components.messages).map(([key, { name }]) => [key, name])).toEqual([
    ['OrderPlaced', 'com.acme.order.placed'],
    ['OrderPaid', 'com.acme.order.paid'],
  ])
  const { findings } = await outcomeOf(channelOf(result?.text ?? ''), sourceOf({ 'recording.ndjson': text }))
  expect(findings).toEqual([])
})

test('a header that names the type is found', async () => {
  const record = (type: string) => ({ key: 'a', headers: { eventType: type, traceId: 't' }, value: { n: 1 } })
  const result = await inferred(lines(record('Opened'), record('Closed'), record('Closed')))
  const { components } = JSON.parse(result?.text ?? '')
  expect(components.messages.Closed.headers.properties).toEqual({ eventType: { const: 'Closed' }, traceId: { type: 'string' } })
})

test('without any type there is one message, called after the recording', async () => {
  const result = await inferred(lines({ celsius: 20 }, { celsius: 21.5 }), 'temperatures')
  expect(JSON.parse(result?.text ?? '').components.messages).toEqual({
    Temperatures: { name: 'temperatures', payload: { type: 'object', required: ['celsius'], properties: { celsius: { type: 'number' } } } },
  })
})

test('what cannot be read is counted, and nothing comes of nothing', async () => {
  expect(await inferred('{"type":"A"}\nnot JSON\n{"type":"A"}\n{"type":"A"}')).toMatchObject({ events: 4, left: 1 })
  expect(await inferred('not JSON')).toBeUndefined()
  expect(await inferred('')).toBeUndefined()
})

test('no value of a record gets into the document but its type', async () => {
  const result = await inferred(lines({ type: 'A', name: 'Ada Okafor' }, { type: 'A', name: 'Grace', born: '1906-12-09' }))
  expect(result?.text).not.toMatch(/Ada|Grace|1906/)
})

test('names of a map are data', () => {
  const sketch = new Sketch()
  sketch.add({ stock: Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`sku-${index}`, { left: index }])) })
  expect(sketch.schema()['properties']).toEqual({
    stock: {
      type: 'object',
      additionalProperties: { type: 'object', required: ['left'], properties: { left: { type: 'integer' } } },
    },
  })
})

test('a sketch accepts all that it was made of', () => {
  const names = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('a', 'b', '__proto__', 'toString') }, fc.string())
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        null,
        true,
        0,
        1.5,
        -3,
        '2026-03-02',
        '2026-13-40',
        '2026-03-02T08:01:33.801Z',
        '7c9e6679-7425-40de-944b-e07fc1f00001',
      ),
      fc.string(),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
    ),
  }))
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (values) => {
      const sketch = new Sketch()
      for (const one of values) sketch.add(one)
      const check = compile({ s: { uri: 'x:', pointer: '', schema: sketch.schema() } }, 's')
      for (const one of values) expect(check(one)).toEqual([])
    }),
  )
})
