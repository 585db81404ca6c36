import { Digits, type Json } from '../ui/json.ts'
import { isContainer, peek } from './state-tree.ts'

/** More of a text than fits in any line is not drawn. */
const mostShown = 400

/** A value in one line; cut where it is very long. */
export function valueText(value: Json): string {
  if (value instanceof Digits) return value.text
  const text = isContainer(value) ? peek(value) : JSON.stringify(typeof value === 'string' ? value.slice(0, mostShown + 1) : value)
  return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
}
