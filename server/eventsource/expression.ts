import { parsePointer } from '../../shared/pointer.ts'
import type { Message } from '../model/message.ts'
import { type Lookup, SchemaView } from '../model/schema-view.ts'
import { Cell } from '../workspace/cells.ts'

/** A runtime expression (AsyncAPI 3.1, Runtime Expression): a place in a message's headers or payload. */
export interface Expression {
  readonly in: 'headers' | 'payload'
  readonly path: readonly string[]
}

const form = /^\$message\.(header|payload)#((?:\/(?:[^/~]|~[01])*)*)$/

/** `undefined` for a text that is no valid expression. */
export function parseExpression(text: string): Expression | undefined {
  const match = form.exec(text)
  const path = parsePointer(match?.[2] ?? '')
  return match && path ? { in: match[1] === 'header' ? 'headers' : 'payload', path } : undefined
}

export function formatExpression({ in: part, path }: Expression): string {
  const pointer = path.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
  return `$message.${part === 'headers' ? 'header' : 'payload'}#${pointer}`
}

const lookups = new WeakMap<Message, Map<string, Cell<Lookup>>>()

/**
 * What the message's schemas say of the place. Headers that are not described are unknown, not missing. The answer is kept until something
 * that it was read from changes, for sets are asked as a whole.
 */
export function resolveExpression(expression: Expression, message: Message): Lookup {
  const key = formatExpression(expression)
  let known = lookups.get(message)
  if (!known) {
    known = new Map()
    lookups.set(message, known)
  }
  let cell = known.get(key)
  if (!cell) {
    cell = new Cell(message.entry.file.clock, () => lookUp(expression, message), sameLookup)
    known.set(key, cell)
  }
  return cell.get()
}

function lookUp(expression: Expression, message: Message): Lookup {
  if (!message.isReadable) return { kind: 'unknown' }
  const schema = expression.in === 'headers' ? message.headers : message.payload
  return schema.exists ? schema.follow(expression.path) : { kind: 'unknown' }
}

function sameLookup(a: Lookup, b: Lookup): boolean {
  if (a.kind !== 'found' || b.kind !== 'found') return a.kind === b.kind
  return a.required === b.required && SchemaView.same(a.schema, b.schema)
}
