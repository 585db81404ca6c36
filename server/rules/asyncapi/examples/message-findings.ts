import type { Message } from '../../../model/message.ts'
import { mergedEntry, type PoolEntry, poolEntry, schemaAt } from '../../../model/schema-pool.ts'
import { isJsonSchema } from '../../../spec/schemaFormats.ts'
import { Cell } from '../../../workspace/cells.ts'
import type { Finding } from '../../rule.ts'
import { refusals } from './refusals.ts'

const cells = new WeakMap<Message, Cell<readonly Finding[]>>()

/** What a message's payload and headers have against its examples, traits applied. */
export function messageFindings(message: Message): readonly Finding[] {
  let cell = cells.get(message)
  if (!cell) cells.set(message, (cell = new Cell(message.entry.file.clock, () => check(message))))
  return cell.get()
}

const parts: ReadonlySet<string> = new Set(['headers', 'payload', 'name', 'summary'])

function check(message: Message): Finding[] {
  const examples = message.examples.cursor
  if (!examples?.isSequence) return []
  const payload = payloadOf(message)
  const headers = headersOf(message)
  return examples.children.flatMap((example) => {
    // In 2.0 an example may have any form; only one that looks like a message is taken for one.
    if (message.document.version?.startsWith('2.0.') && !example.keys.every((key) => parts.has(key))) return []
    const refused = payload ? refusals(example.at('payload'), payload, 'payload') : []
    return headers ? [...refused, ...refusals(example.at('headers'), headers, 'headers')] : refused
  })
}

function payloadOf(message: Message): PoolEntry | undefined {
  const payload = message.target?.at('payload').target
  if (!payload?.exists) return undefined
  const place = schemaAt(payload, message.document.is3 ? undefined : message.schemaFormat)
  return isJsonSchema(place.format) ? poolEntry(place) : undefined
}

function headersOf(message: Message): PoolEntry | undefined {
  const { headers } = message
  if (!headers.isReadable || !message.isReadable) return undefined
  const [only, another] = headers.layers.cursors
  if (another) return mergedEntry(message, () => message.headers.layers, another.file.clock)
  return only && poolEntry(schemaAt(only))
}
