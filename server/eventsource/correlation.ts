import { isUnreadable } from '../model/lookup.ts'
import type { Message } from '../model/message.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { remembered } from '../workspace/remembered.ts'
import type { Declaration } from './declaration.ts'
import { type Expression, formatExpression, parseExpression, resolveExpression } from './expression.ts'

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

/** The message's own, or through a trait. */
export const ownCorrelation = remembered((message: Message) => message.entry.file.clock, readOwn, sameCorrelation)

function readOwn(message: Message): Correlation {
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

export function sameCorrelation(a: Correlation, b: Correlation): boolean {
  if (a.kind !== 'found' || b.kind !== 'found') return a.kind === b.kind
  return a.at === b.at && a.declared === b.declared && sameExpression(a.expression, b.expression)
}

function sameExpression(a: Expression | undefined, b: Expression | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && formatExpression(a) === formatExpression(b))
}
