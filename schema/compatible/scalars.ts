import type { SchemaNode } from '../node.ts'
import { isMultiple } from '../value.ts'
import { type Comparing, report } from './context.ts'
import { textsOf } from './samples.ts'
import { accepts, kinds, type Whole } from './whole.ts'

type NumberKeyword =
  | 'minimum'
  | 'maximum'
  | 'exclusiveMinimum'
  | 'exclusiveMaximum'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'minProperties'
  | 'maxProperties'

/** The strictest number that any part asks for. */
export function strictest(of: Whole, keyword: NumberKeyword, upper: boolean): number | undefined {
  const numbers = of.parts.map(({ at }) => at.node[keyword]).filter((number) => number !== undefined)
  return numbers.length === 0 ? undefined : upper ? Math.min(...numbers) : Math.max(...numbers)
}

/** Reports a bound on a size that is stricter than the old one, which is 0, or `most`, where it was not said. */
export function compareSize(
  comparing: Comparing,
  least: NumberKeyword,
  greatest: NumberKeyword,
  known: { least?: number; most?: number | undefined } = {},
): void {
  const min = Math.max(strictest(comparing.from, least, false) ?? 0, known.least ?? 0)
  const max = Math.min(strictest(comparing.from, greatest, true) ?? Number.POSITIVE_INFINITY, known.most ?? Number.POSITIVE_INFINITY)
  for (const part of comparing.to.parts) {
    const lower = part.at.node[least]
    const upper = part.at.node[greatest]
    if (lower !== undefined && lower > min)
      report(comparing, 'constraint-tightened', part, least, { from: strictest(comparing.from, least, false), to: lower })
    if (upper !== undefined && upper < max)
      report(comparing, 'constraint-tightened', part, greatest, { from: strictest(comparing.from, greatest, true), to: upper })
  }
}

/** A bound on numbers: the number, and whether it is itself let pass. */
interface Bound {
  readonly at: number
  readonly open: boolean
}

function lowerBound(node: SchemaNode, whole: boolean): Bound {
  const closed = node.minimum ?? Number.NEGATIVE_INFINITY
  const open = node.exclusiveMinimum ?? Number.NEGATIVE_INFINITY
  const bound = open >= closed && node.exclusiveMinimum !== undefined ? { at: open, open: true } : { at: closed, open: false }
  if (!whole || !Number.isFinite(bound.at)) return bound
  return { at: bound.open ? Math.floor(bound.at) + 1 : Math.ceil(bound.at), open: false }
}

function negated(node: SchemaNode): SchemaNode {
  const minimum = node.maximum === undefined ? {} : { minimum: -node.maximum }
  const exclusive = node.exclusiveMaximum === undefined ? {} : { exclusiveMinimum: -node.exclusiveMaximum }
  return { pointer: node.pointer, ...minimum, ...exclusive }
}

const isStricter = (a: Bound, b: Bound): boolean => a.at > b.at || (a.at === b.at && a.open && !b.open)

export function compareNumbers(comparing: Comparing): void {
  const { from, to } = comparing
  const whole = !kinds(from).has('fraction')
  for (const [keyword, exclusive, view] of [
    ['minimum', 'exclusiveMinimum', (node: SchemaNode) => node],
    ['maximum', 'exclusiveMaximum', negated],
  ] as const) {
    let old: Bound = { at: Number.NEGATIVE_INFINITY, open: false }
    for (const { at } of from.parts) {
      const bound = lowerBound(view(at.node), whole)
      if (isStricter(bound, old)) old = bound
    }
    for (const part of to.parts) {
      const { node } = part.at
      if (!isStricter(lowerBound(view(node), whole), old)) continue
      const own =
        node[exclusive] === undefined ? keyword : node[keyword] === undefined || lowerBound(view(node), false).open ? exclusive : keyword
      report(comparing, 'constraint-tightened', part, own, { from: strictest(from, own, keyword === 'maximum'), to: node[own] })
    }
  }
  const steps = from.parts.map(({ at }) => at.node.multipleOf).filter((step) => step !== undefined)
  if (whole) steps.push(1)
  for (const part of to.parts) {
    const step = part.at.node.multipleOf
    if (step !== undefined && !steps.some((old) => isMultiple(old, step)))
      report(comparing, 'constraint-tightened', part, 'multipleOf', { from: steps[0], to: step })
  }
}

export function compareTexts(comparing: Comparing): void {
  const { from, to } = comparing
  compareSize(comparing, 'minLength', 'maxLength')
  const old = new Set(from.parts.map(({ at }) => at.node.pattern))
  for (const part of to.parts) {
    const { pattern } = part.at.node
    if (pattern === undefined || old.has(pattern)) continue
    // Whether one expression is within another is not decided in general: a text that was accepted and no longer is, is proof.
    const only: Whole = { ...to, parts: [{ at: { ...part.at, node: { pointer: '', pattern } }, without: [] }] }
    const proof = textsOf(from).find((text) => accepts(from, text) && accepts(only, text) === false)
    if (proof !== undefined)
      report(comparing, 'constraint-tightened', part, 'pattern', { from: [...old].find(Boolean), to: pattern, values: [proof] })
  }
}

/** Formats that let pass all that the old one did. */
const wider: Readonly<Record<string, readonly string[]>> = {
  int32: ['int64', 'float', 'double'],
  float: ['double'],
  email: ['idn-email'],
  hostname: ['idn-hostname'],
  uri: ['uri-reference', 'iri', 'iri-reference'],
  'uri-reference': ['iri-reference'],
  iri: ['iri-reference'],
}

export function compareFormats(comparing: Comparing): void {
  const old = comparing.from.parts.map(({ at }) => at.node.format).filter((format) => format !== undefined)
  for (const part of comparing.to.parts) {
    const { format } = part.at.node
    if (format === undefined || old.some((one) => one === format || wider[one]?.includes(format))) continue
    report(comparing, 'property-retyped', part, 'format', { from: old[0], to: format })
  }
}
