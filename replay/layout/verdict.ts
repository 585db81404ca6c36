import { hasFormat } from '../../schema/format.ts'
import type { SchemaNode, TypeName } from '../../schema/node.ts'
import { matcher } from '../../schema/pattern.ts'
import { follow, type Located } from '../../schema/read.ts'
import { includes } from '../../schema/scalar.ts'
import { isMultiple } from '../../schema/value.ts'
import type { SchemaPool } from '../../shared/schema-pool.ts'
import { type DigitTime, dayOf, isUuid, isWhole, numberOf, readDigits } from './digits.ts'
import { text } from './tree.ts'

/** Whether the values of a record, by their ranges in `holes` from `base` on, are as a schema asks. */
export type Test = (bytes: Uint8Array, holes: Int32Array, base: number) => boolean
/** A test, or its outcome where that is known already. */
export type Verdict = boolean | Test

/** A value whose bytes differ from record to record, or that is always the same. */
export type Slotted =
  | { readonly kind: 'object'; readonly members: ReadonlyMap<string, Slotted> }
  /** `slot`: where its items' ranges begin, and how many there are; each item takes `stride` numbers. Without one it is empty. */
  | { readonly kind: 'array'; readonly slot: number | undefined; readonly item: Slotted | undefined; readonly stride: number }
  /** `isTime`: whoever reads the record reads it as a time, and takes it in the usual form only. */
  | { readonly kind: 'string' | 'number' | 'boolean'; readonly slot: number; isTime?: boolean }
  | { readonly kind: 'fixed'; readonly value: string | number | boolean | null }

/** Thrown for a schema that cannot be held against bytes as it is held against values. */
export class Unlearnable extends Error {}

const deepest = 60

/** What a schema says of values of one form. Throws {@link Unlearnable}. `isExact`: whether `false` has to mean that it is certainly refused. */
export function testOf(pool: SchemaPool, at: Located, value: Slotted, isExact = false, depth = 0): Verdict {
  const { node } = at
  if (depth > deepest || node.unevaluatedItems || node.unevaluatedProperties) throw new Unlearnable()
  if (node.never) return false
  const within = (part: SchemaNode, inner: Slotted = value, exact = isExact): Verdict =>
    testOf(pool, { id: at.id, entry: at.entry, node: part }, inner, exact, depth + 1)
  const all: Verdict[] = [kindOf(node, value)]
  if (value.kind === 'object') all.push(objectTest(node, value.members, within, isExact))
  else if (value.kind === 'array') all.push(arrayTest(node, value, within))
  else if (value.kind === 'string' || (value.kind === 'fixed' && typeof value.value === 'string'))
    all.push(...textTests(node, value, isExact))
  else if (value.kind === 'number' || (value.kind === 'fixed' && typeof value.value === 'number')) all.push(...numberTests(node, value))
  if (node.ref !== undefined) {
    const target = follow(pool, at, node.ref)
    if (!target) throw new Unlearnable()
    all.push(testOf(pool, target, value, isExact, depth + 1))
  }
  for (const part of node.allOf ?? []) all.push(within(part))
  if (node.anyOf) all.push(either(node.anyOf.map((part) => within(part))))
  if (node.oneOf) all.push(one(node.oneOf.map((part) => within(part, value, true))))
  if (node.not) all.push(not(within(node.not, value, true)))
  if (node.if) {
    const condition = within(node.if, value, true)
    const yes = node.then ? within(node.then) : true
    const no = node.else ? within(node.else) : true
    all.push(either([both([condition, yes]), both([not(condition), no])]))
  }
  return both(all)
}

type Within = (part: SchemaNode, inner?: Slotted, exact?: boolean) => Verdict

function both(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false
  const tests = verdicts.filter((verdict) => typeof verdict === 'function')
  const [first, second] = tests
  if (!first) return true
  if (!second) return first
  if (tests.length === 2) return (bytes, holes, base) => first(bytes, holes, base) && second(bytes, holes, base)
  return (bytes, holes, base) => {
    for (let at = 0; at < tests.length; at++) if (!(tests[at] as Test)(bytes, holes, base)) return false
    return true
  }
}

function either(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(true)) return true
  const tests = verdicts.filter((verdict) => typeof verdict === 'function')
  const [first] = tests
  if (!first) return false
  return tests.length === 1 ? first : (bytes, holes, base) => tests.some((test) => test(bytes, holes, base))
}

function one(verdicts: readonly Verdict[]): Verdict {
  const certain = verdicts.filter((verdict) => verdict === true).length
  const tests = verdicts.filter((verdict) => typeof verdict === 'function')
  if (certain > 1) return false
  if (tests.length === 0) return certain === 1
  return (bytes, holes, base) => {
    let count = certain
    for (const test of tests) if (test(bytes, holes, base)) count++
    return count === 1
  }
}

function not(verdict: Verdict): Verdict {
  return typeof verdict === 'function' ? (bytes, holes, base) => !verdict(bytes, holes, base) : !verdict
}

/** `type`, `enum` and `const`. */
function kindOf(node: SchemaNode, value: Slotted): Verdict {
  const verdicts: Verdict[] = []
  if (node.types) verdicts.push(typeTest(node.types, value))
  if (node.enum) verdicts.push(oneOfValues(node.enum, value))
  if (node.const) verdicts.push(oneOfValues([node.const.value], value))
  return both(verdicts)
}

function typeTest(types: readonly TypeName[], value: Slotted): Verdict {
  if (value.kind === 'number') {
    if (types.includes('number')) return true
    const { slot } = value
    if (!types.includes('integer')) return false
    return (bytes, holes, base) =>
      isWhole(bytes, holes[base + slot] as number, holes[base + slot + 1] as number) ||
      Number.isInteger(numberAt(bytes, holes, base + slot))
  }
  if (value.kind !== 'fixed') return types.includes(value.kind)
  if (value.value === null) return types.includes('null')
  if (typeof value.value === 'number') return types.includes('number') || (types.includes('integer') && Number.isInteger(value.value))
  return types.includes(typeof value.value as 'string' | 'boolean')
}

function oneOfValues(values: readonly unknown[], value: Slotted): Verdict {
  if (value.kind === 'fixed') return includes(values, value.value)
  if (value.kind === 'object' || value.kind === 'array') throw new Unlearnable()
  const { slot } = value
  if (value.kind === 'number') return (bytes, holes, base) => includes(values, numberAt(bytes, holes, base + slot))
  if (value.kind === 'boolean') {
    const [yes, no] = [values.includes(true), values.includes(false)]
    return yes && no ? true : yes || no ? (bytes, holes, base) => (bytes[holes[base + slot] as number] === 0x74) === yes : false
  }
  const encoder = new TextEncoder()
  const texts = values.filter((one) => typeof one === 'string').map((one) => encoder.encode(one))
  if (texts.length === 0) return false
  return (bytes, holes, base) => {
    const start = holes[base + slot] as number
    const size = (holes[base + slot + 1] as number) - start
    for (let at = 0; at < texts.length; at++) {
      const wanted = texts[at] as Uint8Array
      if (wanted.length !== size) continue
      let same = 0
      while (same < size && wanted[same] === bytes[start + same]) same++
      if (same === size) return true
    }
    return false
  }
}

function objectTest(node: SchemaNode, members: ReadonlyMap<string, Slotted>, within: Within, isExact: boolean): Verdict {
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = node
  if (members.size < minProperties || members.size > maxProperties) return false
  if ((node.required ?? []).some((name) => !members.has(name))) return false
  for (const [name, needed] of node.dependentRequired ?? [])
    if (members.has(name) && !needed.every((other) => members.has(other))) return false
  const verdicts: Verdict[] = []
  for (const [name, value] of members) {
    const declared = node.properties?.get(name)
    let isMatched = declared !== undefined
    if (declared) verdicts.push(within(declared, value))
    for (const { pattern, schema } of node.patternProperties ?? []) {
      const matches = matcher(pattern, 'linear')(name)
      if (matches === undefined) throw new Unlearnable()
      if (!matches) continue
      isMatched = true
      verdicts.push(within(schema, value))
    }
    if (!isMatched && node.additionalProperties) verdicts.push(within(node.additionalProperties, value))
    if (node.propertyNames) verdicts.push(within(node.propertyNames, { kind: 'fixed', value: name }, isExact))
  }
  for (const [name, schema] of node.dependentSchemas ?? []) if (members.has(name)) verdicts.push(within(schema))
  return both(verdicts)
}

function arrayTest(node: SchemaNode, { slot, item, stride }: Extract<Slotted, { kind: 'array' }>, within: Within): Verdict {
  if (node.prefixItems || node.contains || node.uniqueItems) throw new Unlearnable()
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = node
  if (slot === undefined || !item) return minItems === 0
  const size: Verdict =
    node.minItems === undefined && node.maxItems === undefined
      ? true
      : (_, holes, base) => {
          const count = holes[base + slot + 1] as number
          return count >= minItems && count <= maxItems
        }
  const test = node.items ? within(node.items, item) : true
  if (test === true) return size
  const isEmpty: Test = (_, holes, base) => holes[base + slot + 1] === 0
  const each: Verdict =
    test === false
      ? isEmpty
      : (bytes, holes, base) => {
          const first = holes[base + slot] as number
          const count = holes[base + slot + 1] as number
          for (let at = 0; at < count; at++) if (!test(bytes, holes, first + at * stride)) return false
          return true
        }
  return both([size, each])
}

function textTests(node: SchemaNode, value: Slotted, isExact: boolean): Verdict[] {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern, format } = node
  const verdicts: Verdict[] = []
  if (pattern !== undefined && isExact) throw new Unlearnable()
  const matches = pattern === undefined ? undefined : matcher(pattern, 'linear')
  if (value.kind === 'fixed') {
    const { value: fixed } = value
    if (typeof fixed !== 'string') return []
    if (matches && matches(fixed) !== true) return [false]
    return [fixed.length >= minLength && fixed.length <= maxLength && (format === undefined || hasFormat(format, fixed) !== false)]
  }
  if (value.kind !== 'string') return []
  const { slot } = value
  if (node.minLength !== undefined || node.maxLength !== undefined)
    verdicts.push((_, holes, base) => {
      const size = (holes[base + slot + 1] as number) - (holes[base + slot] as number)
      return size >= minLength && size <= maxLength
    })
  if (matches) verdicts.push((bytes, holes, base) => matches(textAt(bytes, holes, base + slot)) === true)
  if (format !== undefined && !(format === 'date-time' && value.isTime)) verdicts.push(formatTest(format, slot))
  return verdicts
}

const scratch: DigitTime = { ms: 0, nanos: 0 }

/** Formats whose usual form is seen from the bytes. Whatever is not in it is asked as a text. */
const usualForms: Readonly<Record<string, (bytes: Uint8Array, start: number, end: number) => boolean>> = {
  'date-time': (bytes, start, end) => readDigits(bytes, start, end, scratch),
  date: (bytes, start, end) => end - start === 10 && !Number.isNaN(dayOf(bytes, start)),
  uuid: isUuid,
}

function formatTest(format: string, slot: number): Test {
  const isUsual = Object.hasOwn(usualForms, format) ? usualForms[format] : undefined
  return (bytes, holes, base) => {
    if (isUsual?.(bytes, holes[base + slot] as number, holes[base + slot + 1] as number)) return true
    return hasFormat(format, textAt(bytes, holes, base + slot)) !== false
  }
}

function numberTests(node: SchemaNode, value: Slotted): Verdict[] {
  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf, format } = node
  if ([minimum, exclusiveMinimum, maximum, exclusiveMaximum, multipleOf, format].every((bound) => bound === undefined)) return []
  const holds = (number: number): boolean =>
    (minimum === undefined || number >= minimum) &&
    (exclusiveMinimum === undefined || number > exclusiveMinimum) &&
    (maximum === undefined || number <= maximum) &&
    (exclusiveMaximum === undefined || number < exclusiveMaximum) &&
    (multipleOf === undefined || isMultiple(number, multipleOf)) &&
    (format === undefined || hasFormat(format, number) !== false)
  if (value.kind === 'fixed') return [typeof value.value === 'number' && holds(value.value)]
  if (value.kind !== 'number') return []
  const { slot } = value
  return [(bytes, holes, base) => holds(numberAt(bytes, holes, base + slot))]
}

function textAt(bytes: Uint8Array, holes: Int32Array, at: number): string {
  return text(bytes, holes[at] as number, holes[at + 1] as number)
}

function numberAt(bytes: Uint8Array, holes: Int32Array, at: number): number {
  return numberOf(bytes, holes[at] as number, holes[at + 1] as number)
}
