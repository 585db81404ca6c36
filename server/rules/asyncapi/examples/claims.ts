import type { Document } from '../../../model/document.ts'
import type { Message } from '../../../model/message.ts'
import { mergedEntry, type PoolEntry, poolEntries, poolEntry, type SchemaAt, schemaAt } from '../../../model/schema-pool.ts'
import { isJsonSchema } from '../../../spec/schemaFormats.ts'
import type { Cursor } from '../../../workspace/cursor.ts'
import { schemasWithLiterals } from './literals.ts'
import { schemaPlaces } from './schema-places.ts'

/** What refuses a value, for its sentence. */
export type Judge = 'payload' | 'headers' | 'example' | 'default'

/** A value in a document that is said to fit a schema. */
export interface Claim {
  readonly value: Cursor
  readonly schema: PoolEntry
  readonly judge: Judge
}

/** Every value that the document gives as an example of its messages or schemas, or as a schema's default, with the schema it is to fit. */
export function claimsOf(document: Document): Claim[] {
  return [...ofSchemas(document), ...document.messages.flatMap((message) => ofMessage(document, message))]
}

function ofSchemas(document: Document): Claim[] {
  const claims: Claim[] = []
  const seen = new Set<Cursor>()
  const places = schemaPlaces(document)
  const written = places.flatMap((place) => poolEntry(place) ?? [])
  const reached = [...poolEntries(written).values()].filter(({ at, format }) => isJsonSchema(format) && isOurs(document, at))
  for (const place of reached) {
    for (const at of schemasWithLiterals(place.at)) {
      if (seen.has(at)) continue
      seen.add(at)
      const schema = poolEntry({ at, format: place.format })
      if (!schema) continue
      if (at.at('default').exists) claims.push({ value: at.at('default'), schema, judge: 'default' })
      const examples = at.at('examples')
      if (examples.isSequence) for (const value of examples.children) claims.push({ value, schema, judge: 'example' })
    }
  }
  return claims
}

/** Another AsyncAPI document speaks of its own. */
function isOurs(document: Document, at: Cursor): boolean {
  return at.root === document.root || !at.root.at('asyncapi').exists
}

const parts: ReadonlySet<string> = new Set(['headers', 'payload', 'name', 'summary'])

function ofMessage(document: Document, message: Message): Claim[] {
  const { target } = message
  if (!target || !isOurs(document, target)) return []
  const examples = message.examples.cursor
  if (!examples?.isSequence) return []
  const payload = payloadOf(document, message, target)
  const headers = headersOf(message)
  const claims: Claim[] = []
  for (const example of examples.children) {
    // In 2.0 an example may have any form; only one that looks like a message is taken for one.
    if (document.version?.startsWith('2.0.') && !example.keys.every((key) => parts.has(key))) continue
    if (payload && example.at('payload').exists) claims.push({ value: example.at('payload'), schema: payload, judge: 'payload' })
    if (headers && example.at('headers').exists) claims.push({ value: example.at('headers'), schema: headers, judge: 'headers' })
  }
  return claims
}

function payloadOf(document: Document, message: Message, target: Cursor): PoolEntry | undefined {
  const payload = target.at('payload').target
  if (!payload?.exists) return undefined
  const place: SchemaAt = schemaAt(payload, document.is3 ? undefined : message.schemaFormat)
  return isJsonSchema(place.format) ? poolEntry(place) : undefined
}

function headersOf(message: Message): PoolEntry | undefined {
  const { headers } = message
  if (!headers.isReadable || !message.isReadable) return undefined
  const [only, another] = headers.layers.cursors
  if (another) return mergedEntry(message, () => message.headers.layers, another.file.clock)
  return only && poolEntry(schemaAt(only))
}
