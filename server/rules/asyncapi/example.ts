import type { Document } from '../../model/document.ts'
import type { SchemaAt } from '../../model/schema-pool.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { defineRule, type Finding } from '../rule.ts'
import { messageFindings } from './examples/message-findings.ts'
import { schemaFindings } from './examples/schema-findings.ts'
import { schemaPlaces } from './examples/schema-places.ts'

export const rule = defineRule({
  meta: {
    id: 'asyncapi/example',
    severity: 'warning',
    title: 'An example or a default that its own schema refuses',
    background:
      'People and mock servers take examples for real messages: "the value MUST validate against the headers field", "… the payload field" (AsyncAPI ' +
      '3.1, Message Example Object). A `default` should fit its schema too (JSON Schema, Validation 10.2). `format` counts. Schemas in a language ' +
      'that is not JSON Schema are not read.',
  },
  on: 'document',
  examples: [
    {
      title: 'A number that is written as text',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
channels:
  orders:
    address: orders
    messages:
      OrderPlaced:
        payload:
          type: object
          properties:
            total: { type: number }
        examples:
          - payload:
              total: '12.50'
                    #^^^^^^^
`,
    },
    {
      title: 'A default that is not among the values',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  schemas:
    Status:
      type: string
      enum: [placed, shipped]
      default: open
              #^^^^
`,
    },
    {
      title: 'Examples that fit',
      text: `
asyncapi: 3.0.0
info: { title: Orders, version: 1.0.0 }
components:
  messages:
    OrderPlaced:
      headers: { type: object, properties: { traceId: { type: string, format: uuid } } }
      payload: { type: object, required: [total], properties: { total: { type: number, examples: [1, 12.5] } } }
      examples:
        - headers: { traceId: 7d444840-9dc0-11d1-b245-5ffdce74fad2 }
          payload: { total: 12.5 }
`,
    },
  ],

  *check(document) {
    const seen = new Set<Cursor>()
    for (const finding of findingsIn(document)) {
      // A schema that something refers to may stand inside another one that is looked at as a whole.
      if (seen.has(finding.at)) continue
      seen.add(finding.at)
      yield finding
    }
  },
})

function* findingsIn(document: Document): Generator<Finding> {
  for (const message of document.messages) {
    if (message.target && isOurs(document, message.target)) yield* messageFindings(message)
  }
  const seen = new Map<Cursor, Set<string | undefined>>()
  const places: SchemaAt[] = []
  const add = (place: SchemaAt) => {
    const formats = seen.get(place.at)
    if (formats?.has(place.format) || !isOurs(document, place.at)) return
    if (formats) formats.add(place.format)
    else seen.set(place.at, new Set([place.format]))
    places.push(place)
  }
  for (const place of schemaPlaces(document)) add(place)
  for (const place of places) {
    const { findings, leads } = schemaFindings(place)
    yield* findings
    for (const lead of leads) add(lead)
  }
}

/** Another AsyncAPI document speaks of its own. */
function isOurs(document: Document, at: Cursor): boolean {
  return at.root === document.root || !at.root.at('asyncapi').exists
}
