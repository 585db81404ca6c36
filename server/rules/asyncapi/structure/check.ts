import type { Entry, MappingNode, Node, ScalarNode, SequenceNode } from '../../../document/node.ts'
import { anything, isExtension, row } from '../../../spec/kinds.ts'
import type { JsonType, KindId, KindRow, Select } from '../../../spec/row.ts'
import { nearest } from '../../nearest.ts'
import type { Defect, Fault, Result } from './defect.ts'
import { repeated } from './equality.ts'
import { typeOf, valueFault } from './value.ts'

/** What a node was held against; nearly all are held against one kind, so a list is smaller than a map. */
interface Held {
  readonly kind: KindId
  /** `undefined` while it is being found out too: an alias that holds itself has nothing against it. */
  result: Result | undefined
  readonly next: Held | undefined
}

const memo = new WeakMap<Node, Held>()

/**
 * Holds a node against a kind. Collections are remembered by their identity: after an edit only those on the way to it are looked at again.
 * References are not followed; what cannot be read is never a defect. `undefined` where nothing is wrong.
 */
export function check(node: Node, kind: KindId): Result | undefined {
  if (kind === anything || node.kind === 'unknown') return undefined
  if (node.kind === 'scalar') return hold(node, kind, row(kind))
  const first = memo.get(node)
  for (let held = first; held; held = held.next) if (held.kind === kind) return held.result
  const held: Held = { kind, result: undefined, next: first }
  memo.set(node, held)
  held.result = hold(node, kind, row(kind))
  return held.result
}

function hold(node: Node, kind: KindId, shape: KindRow): Result | undefined {
  if (shape.target !== undefined) return onlyReference(node, kind)
  if (shape.reference !== undefined) {
    const ref = node.kind === 'mapping' ? node.get('$ref') : undefined
    return ref === undefined ? check(node, shape.reference) : reference(ref, kind)
  }
  if (shape.has) return check(node, node.kind === 'mapping' && node.get(shape.has.key) !== undefined ? shape.has.then : shape.has.else)
  const found = typeOf(node)
  if (shape.type && !shape.type.some((type) => type === found || (type === 'number' && found === 'integer'))) {
    return one(kind, { kind: 'wrong-type', expected: shape.type, found })
  }
  if (shape.select) return chosen(node, kind, shape.select)
  const fault = valueFault(node, shape)
  if (fault) return one(kind, fault)
  if (node.kind === 'scalar' && !shape.anyOf) return undefined
  const collected = new Collected(kind)
  if (node.kind === 'mapping') mapping(node, shape, collected)
  else if (node.kind === 'sequence') sequence(node, shape, collected)
  if (shape.anyOf) collected.take(nearestOf(node, kind, shape.anyOf), shape.properties !== undefined)
  return collected.result()
}

class Collected {
  readonly of: KindId
  readonly defects: Defect[] = []
  readonly children: (readonly [string, Result])[] = []

  constructor(of: KindId) {
    this.of = of
  }

  say(fault: Fault, part: 'key' | 'value', path: readonly string[] = []): void {
    this.defects.push({ ...fault, path, part, of: this.of } as Defect)
  }

  below(segment: string, result: Result | undefined): void {
    if (result) this.children.push([segment, result])
  }

  /** What an alternative has against the same node. Where it is only a part of the kind, it is the kind that misses a key. */
  take(result: Result | undefined, isPart: boolean): void {
    if (!result) return
    for (const defect of result.defects) this.defects.push(isPart && defect.kind === 'missing-key' ? { ...defect, of: this.of } : defect)
    this.children.push(...result.children)
  }

  result(): Result | undefined {
    if (this.defects.length === 0 && this.children.length === 0) return undefined
    let weight = this.defects.length
    for (const [, result] of this.children) weight += result.weight
    return { defects: this.defects, children: this.children, weight }
  }
}

function one(kind: KindId, fault: Fault, path: readonly string[] = [], part: 'key' | 'value' = 'value'): Result {
  const collected = new Collected(kind)
  collected.say(fault, part, path)
  return { defects: collected.defects, children: [], weight: 1 }
}

function onlyReference(node: Node, kind: KindId): Result | undefined {
  if (node.kind !== 'mapping') return one(kind, { kind: 'no-reference', found: typeOf(node) })
  const ref = node.get('$ref')
  if (ref !== undefined) return reference(ref, kind)
  return isOpen(node) ? undefined : one(kind, { kind: 'no-reference', found: 'object' }, [], 'key')
}

function reference(ref: Entry, kind: KindId): Result | undefined {
  if (ref.value.kind === 'unknown' || (ref.value.kind === 'scalar' && typeof ref.value.value === 'string')) return undefined
  return one(kind, { kind: 'wrong-type', expected: ['string'], found: typeOf(ref.value) }, ['$ref'])
}

/** The kind by the value of one key. */
function chosen(node: Node, kind: KindId, select: Select): Result | undefined {
  if (node.kind !== 'mapping') return one(kind, { kind: 'wrong-type', expected: ['object'], found: typeOf(node) })
  const entry = node.get(select.key)
  if (entry === undefined) {
    if (select.absent !== undefined) return check(node, select.absent)
    return isOpen(node) ? undefined : one(kind, { kind: 'missing-key', keys: [select.key] }, [], 'key')
  }
  const { value } = entry
  if (value.kind === 'unknown') return undefined
  if (value.kind !== 'scalar' || typeof value.value !== 'string') {
    return one(kind, { kind: 'wrong-type', expected: ['string'], found: typeOf(value) }, [select.key])
  }
  const known = Object.hasOwn(select.cases, value.value) ? select.cases[value.value] : select.otherwise
  if (known !== undefined) return check(node, known)
  const allowed = Object.keys(select.cases)
  return one(kind, { kind: 'bad-value', allowed, suggestion: nearest(value.value, allowed) }, [select.key])
}

/** The alternative that has least against the node; alternatives of another type count only where all are. */
function nearestOf(node: Node, kind: KindId, alternatives: readonly KindId[]): Result | undefined {
  let best: Result | undefined
  let least = Number.POSITIVE_INFINITY
  const types = new Set<JsonType>()
  for (const alternative of alternatives) {
    const result = check(node, alternative)
    if (result === undefined) return undefined
    const [first] = result.defects
    const misfit = first?.kind === 'wrong-type' && first.path.length === 0
    if (misfit) for (const type of first.expected) types.add(type)
    const cost = misfit ? 1e9 : result.weight + (contradicts(result) ? 1e6 : 0)
    if (cost < least) {
      best = result
      least = cost
    }
  }
  return least === 1e9 ? one(kind, { kind: 'wrong-type', expected: [...types], found: typeOf(node) }) : best
}

/** Whether a key that has one value only in this alternative has another one here. */
function contradicts(result: Result): boolean {
  return result.children.some(([, child]) =>
    child.defects.some((defect) => defect.kind === 'bad-value' && defect.path.length === 0 && defect.allowed.length === 1),
  )
}

/** Whether keys may come from a merge that cannot be read, or one is only half written. */
function isOpen(node: MappingNode): boolean {
  return hasUnreadMerge(node) || node.entries.some(({ half }) => half)
}

function hasUnreadMerge(node: MappingNode): boolean {
  return node.get('<<')?.value.kind === 'unknown'
}

function mapping(node: MappingNode, shape: KindRow, collected: Collected): void {
  const required = new Set(shape.required)
  const { other, names, forbidden } = shape
  const { requiredOne } = shape
  if (requiredOne && isOfAnotherForm(node, requiredOne)) {
    collected.say({ kind: 'missing-key', keys: requiredOne }, 'key')
    return
  }
  const isMap = typeof other === 'number' && !shape.patterns && !shape.extensible && !shape.depends
  for (const entry of node.entries) {
    const { key } = entry
    required.delete(key)
    if (!node.counts(entry) || key === '<<') continue
    if (names !== undefined) name(entry, names, collected)
    if (isMap && !(shape.properties && Object.hasOwn(shape.properties, key))) collected.below(key, check(entry.value, other))
    else known(node, entry, shape, required, collected)
    if (forbidden?.includes(key)) collected.say({ kind: 'forbidden-key', key }, 'key', [key])
  }
  if (hasUnreadMerge(node)) return
  for (const key of required) collected.say({ kind: 'missing-key', keys: [key] }, 'key')
}

/** Whether none of the keys is there, one of which has to be, nor any that may mean one: then no key says more than that. */
function isOfAnotherForm(node: MappingNode, requiredOne: readonly string[]): boolean {
  if (isOpen(node) || requiredOne.some((key) => node.get(key))) return false
  return !node.entries.some(({ key }) => nearest(key, requiredOne) !== undefined)
}

function known(node: MappingNode, entry: Entry, shape: KindRow, required: Set<string>, collected: Collected): void {
  const { key, value } = entry
  for (const kind of kindsOf(node, key, shape)) {
    if (kind !== undefined) collected.below(key, check(value, kind))
    else if (entry.half) required.clear()
    else if (key !== '$ref') required.delete(unknownKey(node, key, shape, collected) ?? '')
    else {
      // Whoever refers to a server needs no `url` beside it.
      required.clear()
      collected.say({ kind: 'reference-not-allowed' }, 'key', [key])
    }
  }
}

/** The kinds that the value of a key has to be of, all of them; `undefined` among them where the key is unknown. */
function kindsOf(node: MappingNode, key: string, shape: KindRow): (KindId | undefined)[] {
  const kinds: (KindId | undefined)[] = []
  const named = shape.properties && Object.hasOwn(shape.properties, key) ? shape.properties[key] : undefined
  if (named !== undefined) kinds.push(named)
  else if (shape.extensible && isExtension(key)) kinds.push(0)
  for (const [pattern, kind] of shape.patterns ?? []) if (compiled(pattern).test(key)) kinds.push(kind)
  if (kinds.length === 0 && shape.other !== undefined) kinds.push(shape.other === false ? undefined : shape.other)
  if (shape.depends?.property === key) kinds.push(dependent(node, shape.depends))
  return kinds
}

function dependent(node: MappingNode, depends: Select): KindId {
  const entry = node.get(depends.key)
  if (entry === undefined) return depends.absent ?? 0
  const value = entry.value.kind === 'scalar' ? entry.value.value : undefined
  return (typeof value === 'string' && Object.hasOwn(depends.cases, value) ? depends.cases[value] : depends.otherwise) ?? 0
}

/** Reports the key and returns what was meant, so that it is not reported as missing too. */
function unknownKey(node: MappingNode, key: string, shape: KindRow, collected: Collected): string | undefined {
  const free = Object.keys(shape.properties ?? {}).filter((known) => node.get(known) === undefined)
  const suggestion = nearest(key, free)
  collected.say({ kind: 'unknown-key', key, suggestion }, 'key', [key])
  return suggestion
}

function name(entry: Entry, kind: KindId, collected: Collected): void {
  const written: ScalarNode = { kind: 'scalar', value: entry.key, style: 'plain', source: entry.key, length: 0, size: 1 }
  const fault = valueFault(written, row(kind))
  if (fault) collected.say(fault, 'key', [entry.key])
}

function sequence(node: SequenceNode, shape: KindRow, collected: Collected): void {
  if (shape.minItems !== undefined && node.items.length < shape.minItems) {
    collected.say({ kind: 'range', what: 'items', bound: 'least', limit: shape.minItems }, 'value')
  }
  node.items.forEach(({ value }, index) => {
    const kind = shape.tuple ? shape.tuple[index] : shape.items
    if (kind !== undefined) collected.below(String(index), check(value, kind))
  })
  if (shape.uniqueItems) for (const index of repeated(node)) collected.say({ kind: 'repeated-item' }, 'value', [String(index)])
}

const patterns = new Map<string, RegExp>()

/** The patterns of the specification; a document's own are never run. */
function compiled(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(pattern, 'u')
  patterns.set(pattern, known)
  return known
}
