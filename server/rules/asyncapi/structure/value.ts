import type { Node } from '../../../document/node.ts'
import type { JsonType, KindRow, Literal } from '../../../spec/row.ts'
import { nearest } from '../../nearest.ts'
import type { Fault } from './defect.ts'
import { isOfFormat } from './formats.ts'

/** The JSON type of a node; a number without fraction is an integer. A node that cannot be read passes for `null`, but is never asked. */
export function typeOf(node: Node): JsonType {
  if (node.kind === 'mapping') return 'object'
  if (node.kind === 'sequence') return 'array'
  if (node.kind === 'unknown' || node.value === null) return 'null'
  if (typeof node.value === 'number') return Number.isInteger(node.value) ? 'integer' : 'number'
  return typeof node.value === 'string' ? 'string' : 'boolean'
}

/** The first thing that a node's own value has against a kind; `undefined` where there is none. */
export function valueFault(node: Node, shape: KindRow): Fault | undefined {
  const value = node.kind === 'scalar' ? node.value : undefined
  if (shape.enum && (value === undefined || !shape.enum.includes(value))) {
    return { kind: 'bad-value', allowed: shape.enum, suggestion: meant(value, shape.enum) }
  }
  if (value !== undefined && shape.notEnum?.includes(value)) return { kind: 'excluded-value' }
  if (typeof value === 'string') return textFault(value, shape)
  return typeof value === 'number' ? numberFault(value, shape) : undefined
}

function meant(value: Literal | undefined, allowed: readonly Literal[]): string | undefined {
  const texts = allowed.filter((one) => typeof one === 'string')
  return typeof value === 'string' ? nearest(value, texts) : undefined
}

const patterns = new Map<string, RegExp>()

function textFault(text: string, shape: KindRow): Fault | undefined {
  const { pattern, format, minLength, maxLength } = shape
  if (minLength !== undefined && text.length < minLength) return { kind: 'range', what: 'length', bound: 'least', limit: minLength }
  // A code point has one or two units; only where that matters they are counted.
  if (maxLength !== undefined && text.length > maxLength && (text.length > 2 * maxLength || [...text].length > maxLength)) {
    return { kind: 'range', what: 'length', bound: 'most', limit: maxLength }
  }
  if (pattern !== undefined) {
    const known = patterns.get(pattern) ?? new RegExp(pattern, 'u')
    patterns.set(pattern, known)
    if (!known.test(text)) return { kind: 'pattern', pattern }
  }
  return format !== undefined && !isOfFormat(text, format) ? { kind: 'format', format } : undefined
}

function numberFault(value: number, shape: KindRow): Fault | undefined {
  const { minimum, maximum, exclusiveMinimum } = shape
  if (minimum !== undefined && value < minimum) return { kind: 'range', what: 'value', bound: 'least', limit: minimum }
  if (maximum !== undefined && value > maximum) return { kind: 'range', what: 'value', bound: 'most', limit: maximum }
  return exclusiveMinimum !== undefined && value <= exclusiveMinimum
    ? { kind: 'range', what: 'value', bound: 'above', limit: exclusiveMinimum }
    : undefined
}
