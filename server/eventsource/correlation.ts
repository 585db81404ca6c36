import { isUnreadable } from '../model/lookup.ts'
import type { Message } from '../model/message.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { Declaration } from './declaration.ts'
import { type Expression, parseExpression, resolveExpression } from './expression.ts'

/** Where a message says to which entity it belongs. */
export type Correlation =
  | { readonly kind: 'none' }
  /** A part cannot be read, so nothing is known. */
  | { readonly kind: 'unknown' }
  | {
      readonly kind: 'found'
      /** Where the location is written: in the message, a trait, `components/correlationIds` or `x-event-source`. It need not exist. */
      readonly at: Cursor
      /** `undefined` where what is written is no valid expression. */
      readonly expression: Expression | undefined
      readonly declared: boolean
    }

/** The message's own, or through a trait; what the channel declares overrides it. */
export function correlationOf(message: Message, declaration: Declaration): Correlation {
  const declared = declaration.correlation
  if (declared) {
    const resolved = resolveExpression(declared.expression, message)
    if (resolved.kind !== 'missing') return { kind: 'found', at: declared.at, expression: declared.expression, declared: true }
  }
  // What is declared counts for nothing where it leads nowhere.
  return ownCorrelation(message)
}

export function ownCorrelation(message: Message): Correlation {
  const { correlationId } = message
  const cursor = correlationId.cursor
  if (cursor?.isMapping) {
    const at = cursor.at('location')
    return { kind: 'found', at, expression: at.text === undefined ? undefined : parseExpression(at.text), declared: false }
  }
  if (!message.isReadable || !correlationId.complete || (correlationId.entry && isUnreadable(correlationId.entry)))
    return { kind: 'unknown' }
  return { kind: 'none' }
}
