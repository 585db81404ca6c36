import { type Check, compile } from '../../../schema/compile.ts'
import type { MessagePair } from '../../eventsource/history/message-pair.ts'
import type { StreamMessage } from '../../eventsource/stream.ts'
import { payloadEntry } from '../../eventsource/stream-model.ts'
import { wholePool } from '../../model/schema-pool.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { remembered } from '../../workspace/remembered.ts'
import { defineRule, type Finding } from '../rule.ts'

export const rule = defineRule({
  meta: {
    id: 'history/old-example-rejected',
    severity: 'error',
    title: 'An example of before that the payload refuses now',
    background:
      'An example stands for events that were written. Where the payload refuses one that it accepted, it refuses real events, too, and replay stops at them. ' +
      'This also finds changes that cannot be told from the schemas alone.',
  },
  on: 'history',
  examples: [
    {
      title: 'An example that was taken out along with what it shows',
      text: `
--- file: before/document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            total: { type: number }
        examples:
          - name: cheap
            payload: { total: -1 }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
     #^^^^^^^^^^^
        payload:
          type: object
          properties:
            total: { type: number, minimum: 0 }
`,
    },
    {
      title: 'One that is still there',
      text: `
--- file: before/document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            total: { type: number }
        examples:
          - name: cheap
            payload: { total: -1 }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            total: { type: number, minimum: 0 }
        examples:
          - name: cheap
            payload: { total: -1 }
           #^^^^^^^
`,
    },
    {
      title: 'Still accepted',
      text: `
--- file: before/document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            total: { type: number, maximum: 10 }
        examples:
          - name: cheap
            payload: { total: -1 }
--- file: document.yaml
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    x-event-source: true
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            total: { type: number, minimum: -5 }
`,
    },
  ],

  *check({ pairs }) {
    const told = new Set<Cursor>()
    for (const pair of pairs) {
      for (const finding of findingsOf(pair)) {
        if (told.has(finding.at)) continue
        told.add(finding.at)
        yield finding
      }
    }
  },
})

const findingsOf = remembered(
  ({ now }: MessagePair) => now.message.entry.file.clock,
  (pair) => (pair.isUnchanged ? [] : [...rejected(pair)]),
)

function* rejected({ before, now }: MessagePair): Iterable<Finding> {
  const examples = examplesOf(before)
  const [accepted, accepts] = [checkOf(before), examples.length > 0 ? checkOf(now) : undefined]
  if (!accepts) return
  for (const example of examples) {
    const { value } = example
    if (accepted?.accepts(value) === false || accepts.accepts(value) !== false) continue
    const same = examplesOf(now).find((one) => JSON.stringify(one.value) === JSON.stringify(value))
    const why = accepts(value)?.[0]?.message
    yield {
      ...(same ? { at: same, part: 'key' as const } : now.spot),
      message: `An example of before is refused by the payload now${why ? ` (${why.replace(/\.$/, '')})` : ''}, and so are events like it. Accept what was accepted.`,
      related: [{ at: example, part: 'key', message: 'This was accepted.' }],
    }
  }
}

function checkOf({ message }: StreamMessage): Check | undefined {
  const entry = payloadEntry(message)
  return entry && message.isReadable ? compile(wholePool(message.document.model.workspace), entry.id) : undefined
}

/** The payloads among the examples of the message, then the examples of the payload's schema. */
function examplesOf({ message }: StreamMessage): Cursor[] {
  const payloads = message.examples.children.map((example) => example.at('payload').cursor)
  const values = message.payload.isReadable ? message.payload.layers.at('examples').children.map((example) => example.cursor) : []
  return [...payloads, ...values].filter((cursor) => cursor !== undefined)
}
