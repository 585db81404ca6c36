import type { SchemaId, SchemaPool } from '../../shared/schema-pool.ts'
import { evaluate } from '../evaluate.ts'
import type { SchemaNode } from '../node.ts'
import { placeOf, readSchema } from '../read.ts'
import { canonical } from '../value.ts'
import { equalNodes } from './alike.ts'
import { takeOutAddedParts } from './all-of.ts'
import { compareArrays } from './arrays.ts'
import { anchor, type Comparing, report } from './context.ts'
import type { Incompatibility, IncompatibilityKind } from './incompatibility.ts'
import { compareObjects } from './objects.ts'
import { compareFormats, compareNumbers, compareTexts } from './scalars.ts'
import { addedBranches, compareUnions } from './unions.ts'
import { branchesOf, type Kind, kinds, kindsOf, listed, newRun, typeNames, unionOf, type Whole, whole } from './whole.ts'

export interface SchemaRef {
  readonly pool: SchemaPool
  readonly id: SchemaId
}

/** What one question may cost: schemas that are looked at, over all comparisons. */
const mostWork = 100_000

/**
 * What keeps the new schema from accepting all that the old one accepted, in the direction of replay: each change once, at its smallest place.
 * Where it cannot be decided, nothing is said; empty too when either schema is not there or in a language that is not read.
 */
export function compatible(old: SchemaRef, now: SchemaRef): readonly Incompatibility[] {
  const from = readSchema(old.pool, old.id)
  const to = readSchema(now.pool, now.id)
  if (!from || !to || equalNodes(old.pool, from, now.pool, to)) return []
  const known = new Map<string, readonly Incompatibility[]>()
  let left = mostWork
  const numbers = new Map<SchemaNode, number>()
  const compare = (a: Whole, b: Whole): readonly Incompatibility[] => {
    const key = `${keyOf(numbers, a)} ${keyOf(numbers, b)}`
    const before = known.get(key)
    if (before) return before
    left -= 1 + a.parts.length + b.parts.length + b.beside.length
    if (left < 0) throw new RangeError('too many comparisons')
    // Met again inside itself, it adds nothing.
    known.set(key, [])
    const found = distinct(compareOnce(a, b, compare))
    known.set(key, found)
    return found
  }
  try {
    return compare(whole(old.pool, [from]), whole(now.pool, [to]))
  } catch {
    return []
  }
}

function keyOf(numbers: Map<SchemaNode, number>, { parts, beside }: Whole): string {
  const one = (node: SchemaNode): number => {
    const number = numbers.get(node) ?? numbers.size
    numbers.set(node, number)
    return number
  }
  return `${parts.map(({ at, without }) => `${one(at.node)}${without.join('')}`).join()}/${beside.map(({ at }) => one(at.node)).join()}`
}

function compareOnce(from: Whole, to: Whole, inner: Comparing['inner']): readonly Incompatibility[] {
  // What is not known of the old schema may have refused whatever the new one refuses.
  if (from.unknown || from.parts.some(({ at }) => at.node.never)) return []
  const [added, rest] = takeOutAddedParts(from, to, inner)
  if (added.length > 0) return [...added, ...inner(from, rest)]
  if (unionOf(from)) {
    const branches = branchesOf(from)
    return [...branches.flatMap((branch) => inner(branch, to)), ...addedBranches(from, to)]
  }
  const comparing: Comparing = { from, to, found: [], inner }
  const values = listed(from)
  if (values) compareValues(comparing, values)
  else if (unionOf(to)) return compareUnions(from, to, inner)
  else compareKinds(comparing)
  return comparing.found
}

const kindOf: Readonly<Record<string, IncompatibilityKind>> = {
  enum: 'enum-narrowed',
  const: 'enum-narrowed',
  type: 'property-retyped',
  false: 'property-retyped',
  format: 'property-retyped',
}
const kindOfMember: Readonly<Record<string, IncompatibilityKind>> = {
  required: 'required-added',
  additionalProperties: 'object-closed',
  oneOf: 'union-shrunk',
  anyOf: 'union-shrunk',
}

/** Every value that was accepted is known: each is held against the new schema. */
function compareValues({ from, to, found }: Comparing, values: readonly unknown[]): void {
  const old = anchor(from, from.parts.some(({ at }) => at.node.const) ? 'const' : 'enum')
  if (!old) return
  const keyword = old.node.const ? 'const' : old.node.enum ? 'enum' : undefined
  const gone = new Map<string, { issue: Incompatibility; values: unknown[] }>()
  for (const value of values) {
    for (const { at } of to.parts) {
      const [problem] = evaluate(newRun(to.pool, value), at, value, '').problems
      if (!problem) continue
      const kind = kindOf[problem.keyword] ?? kindOfMember[problem.keyword] ?? 'constraint-tightened'
      const text = `${kind} ${problem.schemaPath.id} ${problem.schemaPath.pointer}`
      const known = gone.get(text)
      if (known) known.values.push(value)
      else
        gone.set(text, {
          issue: {
            kind,
            place: problem.schemaPath,
            old: placeOf(old, keyword),
            keyword: problem.keyword,
            from: values,
            to: problem.expected,
          },
          values: [value],
        })
      break
    }
  }
  for (const { issue, values: lost } of gone.values()) found.push({ ...issue, values: lost })
}

const isKind = (from: ReadonlySet<Kind>, ...some: readonly Kind[]): boolean => some.some((kind) => from.has(kind))

function compareKinds(comparing: Comparing): void {
  const { from, to } = comparing
  const before = kinds(from)
  const never = to.parts.find(({ at }) => at.node.never)
  const old = anchor(from, 'types')
  if (!old) return
  if (never) {
    comparing.found.push({ kind: 'property-retyped', place: placeOf(never.at), old: placeOf(old), from: typeNames(before), to: [] })
    return
  }
  for (const part of to.parts) {
    const after = kindsOf(part.at.node)
    if ([...before].every((kind) => after.includes(kind))) continue
    const place = placeOf(part.at, 'type')
    comparing.found.push({
      kind: 'property-retyped',
      place,
      old: placeOf(old, old.node.types && 'type'),
      keyword: 'type',
      from: typeNames(before),
      to: part.at.node.types,
    })
    break
  }
  const left = new Set([...before].filter((kind) => kinds(to).has(kind) || to.parts.some(({ at }) => at.node.enum || at.node.const)))
  if (left.size === 0) return
  const narrowed = to.parts.find(({ at }) => at.node.const || at.node.enum)
  if (narrowed) {
    const keyword = narrowed.at.node.const ? 'const' : 'enum'
    report(comparing, 'enum-narrowed', narrowed, keyword, {
      to: narrowed.at.node.const ? [narrowed.at.node.const.value] : narrowed.at.node.enum,
    })
    return
  }
  if (isKind(left, 'integer', 'fraction')) compareNumbers(comparing)
  if (isKind(left, 'string')) compareTexts(comparing)
  if (isKind(left, 'integer', 'fraction', 'string')) compareFormats(comparing)
  if (isKind(left, 'array')) compareArrays(comparing)
  if (isKind(left, 'object')) compareObjects(comparing)
}

function distinct(found: readonly Incompatibility[]): readonly Incompatibility[] {
  const said = new Set<string>()
  return found.filter(({ kind, place, name }) => {
    const text = canonical([kind, place.id, place.pointer, name ?? ''])
    return !said.has(text) && said.add(text)
  })
}
