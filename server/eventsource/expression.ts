import { parsePointer } from '../../shared/pointer.ts'
import type { Message } from '../model/message.ts'
import type { Lookup } from '../model/schema-view.ts'
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

/** What the message's schemas say of the place. Headers that are not described are unknown, not missing. */
export function resolveExpression(expression: Expression, message: Message): Lookup {
  if (!message.isReadable) return { kind: 'unknown' }
  const schema = expression.in === 'headers' ? message.headers : message.payload
  return schema.exists ? schema.follow(expression.path) : { kind: 'unknown' }
}

const resolutions = new WeakMap<Message, Map<string, Cell<Lookup['kind']>>>()

/** Whether the place is described, kept until something changes that the answer was read from: sets are asked for it as a whole. */
export function resolutionOf(expression: Expression, message: Message): Lookup['kind'] {
  const key = formatExpression(expression)
  let known = resolutions.get(message)
  if (!known) {
    known = new Map()
    resolutions.set(message, known)
  }
  let cell = known.get(key)
  if (!cell) {
    cell = new Cell(message.document.model.workspace.clock, () => resolveExpression(expression, message).kind)
    known.set(key, cell)
  }
  return cell.get()
}
