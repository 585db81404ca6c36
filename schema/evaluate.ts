import { escapeSegment, type Pointer } from '../shared/pointer.ts'
import { bestBranch } from './branches.ts'
import type { SchemaNode } from './node.ts'
import { matcher } from './pattern.ts'
import { follow, type Located } from './read.ts'
import { accepted, type Outcome, outcomeOf, type Run, say, step, stepText, type Tally, take, unsure } from './run.ts'
import { checkKind, checkNumber, checkSize, checkText, firstRepeat } from './scalar.ts'
import { isObject } from './value.ts'
import { list, quote, subject } from './words.ts'

/** The members and items that some schema has looked at, for `unevaluatedProperties` and `unevaluatedItems`. */
type Seen = Set<string>

/** From here on outcomes of references are remembered: honest schemas rarely come this far. */
const suspicious = 5_000

/** Holds a value against a schema. The truth that the compiled checks are held to. Throws `Exhausted`, or a `RangeError` where the stack ends. */
export function evaluate(run: Run, at: Located, value: unknown, path: Pointer, seen?: Seen): Outcome {
  step(run)
  const { node } = at
  const tally: Tally = { problems: [], refused: false, unsure: false }
  if (node.never) {
    say(run, tally, at, 'false', path, () => `${subject(run.root, path)} is not allowed.`)
    return outcomeOf(tally)
  }
  run.depth++
  const own: Seen | undefined = seen || node.unevaluatedItems || node.unevaluatedProperties ? new Set() : undefined
  checkKind(run, at, value, path, tally)
  if (!tally.refused) {
    if (typeof value === 'string') checkText(run, at, value, path, tally)
    else if (typeof value === 'number' || typeof value === 'bigint') checkNumber(run, at, value, path, tally)
    else if (Array.isArray(value)) checkArray(run, at, value, path, tally, own)
    else if (isObject(value)) checkObject(run, at, value, path, tally, own)
    checkCombined(run, at, value, path, tally, own)
    if (own) checkUnevaluated(run, at, value, path, tally, own)
  }
  run.depth--
  if (seen && own && !tally.refused) for (const key of own) seen.add(key)
  return outcomeOf(tally)
}

function within(at: Located, node: SchemaNode): Located {
  return { id: at.id, entry: at.entry, node }
}

function silently(run: Run, at: Located, value: unknown, path: Pointer, seen?: Seen): Outcome {
  run.quiet++
  const outcome = evaluate(run, at, value, path, seen)
  run.quiet--
  return outcome
}

function checkArray(run: Run, at: Located, value: readonly unknown[], path: Pointer, tally: Tally, seen?: Seen): void {
  const { node } = at
  checkSize(run, at, value.length, path, tally, ['minItems', 'maxItems'], 'item', 'items')
  const prefix = node.prefixItems?.length ?? 0
  if (node.items?.never && value.length > prefix) {
    const words = prefix === 0 ? 'must be empty' : `must have at most ${prefix} items`
    say(run, tally, at, 'items', path, () => `${subject(run.root, path)} ${words}, but has ${value.length}.`)
  }
  for (let index = 0; index < value.length; index++) {
    const item = node.prefixItems?.[index] ?? (index >= prefix && !node.items?.never ? node.items : undefined)
    if (!item) continue
    take(run, tally, evaluate(run, within(at, item), value[index], `${path}/${index}`))
    seen?.add(`${index}`)
    if (tally.problems.length >= run.mostProblems) break
  }
  if (node.uniqueItems) checkUnique(run, at, value, path, tally)
  if (node.contains) checkContains(run, at, node.contains, value, path, tally, seen)
}

function checkUnique(run: Run, at: Located, value: readonly unknown[], path: Pointer, tally: Tally): void {
  const repeat = firstRepeat(value)
  if (!repeat) return
  const [one, other] = repeat
  say(
    run,
    tally,
    at,
    'uniqueItems',
    path,
    () => `${subject(run.root, path)} must not repeat an item, but its items [${one}] and [${other}] are equal.`,
  )
}

function checkContains(
  run: Run,
  at: Located,
  contains: SchemaNode,
  value: readonly unknown[],
  path: Pointer,
  tally: Tally,
  seen?: Seen,
): void {
  const { minContains = 1, maxContains = Number.POSITIVE_INFINITY } = at.node
  let found = 0
  let maybe = 0
  for (let index = 0; index < value.length; index++) {
    const { verdict } = silently(run, within(at, contains), value[index], `${path}/${index}`)
    if (verdict) seen?.add(`${index}`)
    if (verdict) found++
    else if (verdict === undefined) maybe++
  }
  if (found + maybe < minContains) {
    const need = minContains === 1 ? 'an item' : `${minContains} items`
    say(
      run,
      tally,
      at,
      'contains',
      path,
      () => `${subject(run.root, path)} must have ${need} as its "contains" describes, but has ${found === 0 ? 'none' : found}.`,
    )
  } else if (found > maxContains) {
    say(
      run,
      tally,
      at,
      'maxContains',
      path,
      () => `${subject(run.root, path)} must have at most ${maxContains} items as its "contains" describes, but has ${found}.`,
    )
  } else if (maybe > 0 && (found < minContains || found + maybe > maxContains)) tally.unsure = true
}

function checkObject(run: Run, at: Located, value: Readonly<Record<string, unknown>>, path: Pointer, tally: Tally, seen?: Seen): void {
  const { node } = at
  const names = Object.keys(value)
  checkSize(run, at, names.length, path, tally, ['minProperties', 'maxProperties'], 'property', 'properties')
  for (const name of node.required ?? []) {
    if (!Object.hasOwn(value, name)) say(run, tally, at, 'required', path, () => `A required property is missing: ${quote(name)}.`, [name])
  }
  if (node.properties || node.patternProperties || node.additionalProperties) {
    for (const name of names) {
      checkProperty(run, at, name, value[name], `${path}/${escapeSegment(name)}`, tally, seen)
      if (tally.problems.length >= run.mostProblems) return
    }
  }
  if (node.propertyNames) checkNames(run, within(at, node.propertyNames), names, path, tally)
  for (const [name, needed] of node.dependentRequired ?? []) {
    if (!Object.hasOwn(value, name)) continue
    for (const other of needed) {
      if (Object.hasOwn(value, other)) continue
      say(
        run,
        tally,
        at,
        'dependentRequired',
        path,
        () => `Where there is ${quote(name)} there must be ${quote(other)}, which is missing.`,
        [other],
      )
    }
  }
  for (const [name, schema] of node.dependentSchemas ?? []) {
    if (Object.hasOwn(value, name)) take(run, tally, evaluate(run, within(at, schema), value, path, seen))
  }
}

function checkProperty(run: Run, at: Located, name: string, value: unknown, path: Pointer, tally: Tally, seen?: Seen): void {
  const { node } = at
  const declared = node.properties?.get(name)
  let matched: boolean | undefined = declared !== undefined
  if (declared) take(run, tally, evaluate(run, within(at, declared), value, path))
  for (const { pattern, schema } of node.patternProperties ?? []) {
    const expression = matcher(pattern, run.mode)
    stepText(run, expression, name)
    const matches = expression(name)
    if (matches === false) continue
    const outcome = evaluate(run, within(at, schema), value, path)
    if (matches) {
      matched = true
      take(run, tally, outcome)
    } else {
      if (!matched) matched = undefined
      if (outcome.verdict !== true) tally.unsure = true
    }
  }
  if (matched !== false) seen?.add(name)
  const rest = node.additionalProperties
  if (matched || !rest) return
  seen?.add(name)
  if (matched === undefined) {
    if (silently(run, within(at, rest), value, path).verdict !== true) tally.unsure = true
  } else if (rest.never) {
    say(run, tally, at, 'additionalProperties', path, () => `The property ${quote(name)} is not allowed.`)
  } else take(run, tally, evaluate(run, within(at, rest), value, path))
}

function checkNames(run: Run, at: Located, names: readonly string[], path: Pointer, tally: Tally): void {
  for (const name of names) {
    const { verdict } = silently(run, at, name, path)
    if (verdict === undefined) tally.unsure = true
    if (verdict === false)
      say(run, tally, at, 'false', `${path}/${escapeSegment(name)}`, () => `The property name ${quote(name)} is not allowed.`)
  }
}

function checkCombined(run: Run, at: Located, value: unknown, path: Pointer, tally: Tally, seen?: Seen): void {
  const { node } = at
  if (node.ref !== undefined) take(run, tally, evaluateRef(run, at, node.ref, value, path, seen))
  for (const part of node.allOf ?? []) take(run, tally, evaluate(run, within(at, part), value, path, seen))
  if (node.anyOf) checkUnion(run, at, 'anyOf', node.anyOf, value, path, tally, seen)
  if (node.oneOf) checkUnion(run, at, 'oneOf', node.oneOf, value, path, tally, seen)
  if (node.not) {
    const { verdict } = silently(run, within(at, node.not), value, path)
    if (verdict === undefined) tally.unsure = true
    const { const: constant, enum: values } = node.not
    const ruledOut = constant
      ? `must not be ${list([constant.value])}`
      : values
        ? `must be none of ${list(values)}`
        : 'is what its "not" rules out'
    if (verdict) say(run, tally, at, 'not', path, () => `${subject(run.root, path)} ${ruledOut}.`)
  }
  if (node.if) checkCondition(run, at, node.if, value, path, tally, seen)
}

function checkCondition(run: Run, at: Located, condition: SchemaNode, value: unknown, path: Pointer, tally: Tally, seen?: Seen): void {
  const { verdict } = silently(run, within(at, condition), value, path, seen)
  const hold = (node: SchemaNode | undefined): Outcome => (node ? evaluate(run, within(at, node), value, path, seen) : accepted)
  if (verdict !== undefined) {
    take(run, tally, hold(verdict ? at.node.then : at.node.else))
    return
  }
  const yes = hold(at.node.then)
  take(run, tally, yes.verdict === hold(at.node.else).verdict ? yes : unsure)
}

function evaluateRef(run: Run, at: Located, ref: string, value: unknown, path: Pointer, seen?: Seen): Outcome {
  const target = follow(run.pool, at, ref)
  if (!target) return unsure
  if (run.steps < suspicious || seen) return evaluate(run, target, value, path, seen)
  const key = run.quiet > 0 ? `quiet ${path}` : path
  let memo = run.memo.get(target.node)
  if (!memo) {
    memo = new Map()
    run.memo.set(target.node, memo)
  }
  const known = memo.get(key)
  if (known) return known
  const outcome = evaluate(run, target, value, path)
  memo.set(key, outcome)
  return outcome
}

function checkUnion(
  run: Run,
  at: Located,
  keyword: 'anyOf' | 'oneOf',
  branches: readonly SchemaNode[],
  value: unknown,
  path: Pointer,
  tally: Tally,
  seen?: Seen,
): void {
  const outcomes: Outcome[] = []
  const right: number[] = []
  let maybe = 0
  for (const [index, branch] of branches.entries()) {
    const outcome = evaluate(run, within(at, branch), value, path, seen)
    outcomes.push(outcome)
    if (outcome.verdict) right.push(index)
    else if (outcome.verdict === undefined) maybe++
    if (right.length > 0 && keyword === 'anyOf' && !seen) return
  }
  if (keyword === 'oneOf' && right.length > 1) {
    const which = right.map((index) => index + 1).join(' and ')
    say(
      run,
      tally,
      at,
      keyword,
      path,
      () => `${subject(run.root, path)} must match exactly one of ${branches.length} alternatives, but matches number ${which}.`,
    )
  } else if (maybe > 0 && (right.length === 0 || keyword === 'oneOf')) tally.unsure = true
  else if (right.length === 0)
    take(run, tally, { verdict: false, problems: run.quiet > 0 ? [] : bestBranch(run, at, keyword, branches, outcomes, value, path) })
}

function checkUnevaluated(run: Run, at: Located, value: unknown, path: Pointer, tally: Tally, seen: Seen): void {
  const { unevaluatedItems: items, unevaluatedProperties: properties } = at.node
  const schema = Array.isArray(value) ? items : isObject(value) ? properties : undefined
  if (!schema) return
  for (const key of Object.keys(value as object)) {
    if (seen.has(key)) continue
    seen.add(key)
    const part = (value as Readonly<Record<string, unknown>>)[key]
    take(run, tally, evaluate(run, within(at, schema), part, `${path}/${escapeSegment(key)}`))
  }
}
