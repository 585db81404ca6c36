import type { Message } from '../model/message.ts'
import type { Property } from '../model/schema-view.ts'
import { Cell } from '../workspace/cells.ts'

/** Prefixes under which the attributes of CloudEvents travel in headers. */
const prefix = /^(?:ce[-_]|cloudevents[:_-])/i

/** A property's name as the envelope compares it: without case, `_`, `-` and a CloudEvents prefix. */
export function comparable(name: string): string {
  return name.replace(prefix, '').toLowerCase().replace(/[-_]/g, '')
}

const cells = new WeakMap<Message, Cell<readonly string[]>>()

/** Whether headers or payload of a message have one of the names; `undefined` where they cannot be read to the end. */
export function hasEnvelope(message: Message, names: readonly string[]): boolean | undefined {
  let cell = cells.get(message)
  if (!cell) {
    cell = new Cell(message.entry.file.clock, () => envelopeNames(message))
    cells.set(message, cell)
  }
  const found = new Set(cell.get())
  if (names.some((name) => found.has(comparable(name)))) return true
  return found.has(unread) ? undefined : false
}

/** Stands for what cannot be read. No property compares as this. */
const unread = '-'
/** Objects in a payload that hold the envelope. */
const holders: ReadonlySet<string> = new Set(['meta', 'metadata', 'header', 'headers', 'envelope', 'event', 'context'])

function envelopeNames(message: Message): string[] {
  const names = new Set<string>()
  // Where the payload is not described, nothing is known of what it has.
  if (!message.isReadable || message.payload.saysSomething !== true) names.add(unread)
  for (const schema of [message.headers, message.payload]) {
    if (!schema.exists) continue
    if (!schema.isWhole) names.add(unread)
    for (const property of schema.isReadable ? schema.properties().values() : []) note(names, property)
  }
  return [...names]
}

function note(names: Set<string>, { name, schema }: Property): void {
  names.add(comparable(name))
  if (!holders.has(comparable(name))) return
  if (!schema.isWhole) names.add(unread)
  else for (const inner of schema.properties().keys()) names.add(comparable(inner))
}
