import type { Pointer } from '../shared/pointer.ts'
import { formatWords, hasFormat } from './format.ts'
import type { SchemaNode } from './node.ts'
import { matcher } from './pattern.ts'
import type { Located } from './read.ts'
import { type Run, say, stepText, type Tally } from './run.ts'
import { canonical, isMultiple, textLength, typeOf } from './value.ts'
import { count, list, show, subject, typeList, typeShown } from './words.ts'

const enumTexts = new WeakMap<readonly unknown[], ReadonlySet<string>>()

/** Whether the list holds the value, in JSON Schema's sense of equal. */
export function includes(values: readonly unknown[], value: unknown): boolean {
  if (typeof value !== 'object' && typeof value !== 'bigint' && values.includes(value)) return true
  let texts = enumTexts.get(values)
  if (!texts) {
    texts = new Set(values.map(canonical))
    enumTexts.set(values, texts)
  }
  return texts.has(canonical(value))
}

/** The first two items that are equal, by index; `undefined` when there are none. */
export function firstRepeat(items: readonly unknown[]): readonly [number, number] | undefined {
  const first = new Map<string, number>()
  for (let index = 0; index < items.length; index++) {
    const text = canonical(items[index])
    const before = first.get(text)
    if (before !== undefined) return [before, index]
    first.set(text, index)
  }
  return undefined
}

export function isUnique(items: readonly unknown[]): boolean {
  return firstRepeat(items) === undefined
}

/** `type`, `enum` and `const`. Once one of them refuses, no other keyword has anything to add. */
export function checkKind(run: Run, at: Located, value: unknown, path: Pointer, tally: Tally): void {
  const { node } = at
  const type = typeOf(value)
  if (node.types && !node.types.some((one) => one === type || (one === 'number' && type === 'integer'))) {
    const { types } = node
    say(run, tally, at, 'type', path, () => `${subject(run.root, path)} must be ${typeList(types)}, but is ${typeShown(value)}.`, types)
    return
  }
  const { enum: values } = node
  if (values && !includes(values, value)) {
    say(run, tally, at, 'enum', path, () => enumMessage(run.root, path, values, value), values)
    return
  }
  const { const: constant } = node
  if (constant && constant.value !== value && canonical(constant.value) !== canonical(value)) {
    say(run, tally, at, 'const', path, () => enumMessage(run.root, path, [constant.value], value), [constant.value])
  }
}

/** The sentence on a value that is none of those listed. */
export function enumMessage(root: unknown, path: Pointer, values: readonly unknown[], value: unknown): string {
  if (values.length === 0) return `${subject(root, path)} can have no value: its list of values is empty.`
  if (values.length === 1) return `${subject(root, path)} must be ${list(values)}, but is ${show(value)}.`
  return `${subject(root, path)} must be one of ${list(values)}; it is ${show(value)}.`
}

export function checkNumber(run: Run, at: Located, value: number | bigint, path: Pointer, tally: Tally): void {
  const { node } = at
  const limit = (keyword: keyof SchemaNode, words: string, bound: number | undefined, holds: (bound: number) => boolean): void => {
    if (bound === undefined || holds(bound)) return
    say(run, tally, at, keyword, path, () => `${subject(run.root, path)} must be ${words} ${bound}, but is ${show(value)}.`)
  }
  limit('minimum', 'at least', node.minimum, (bound) => value >= bound)
  limit('exclusiveMinimum', 'greater than', node.exclusiveMinimum, (bound) => value > bound)
  limit('maximum', 'at most', node.maximum, (bound) => value <= bound)
  limit('exclusiveMaximum', 'less than', node.exclusiveMaximum, (bound) => value < bound)
  limit('multipleOf', 'a multiple of', node.multipleOf, (bound) => isMultiple(value, bound))
  checkFormat(run, at, value, path, tally)
}

export function checkText(run: Run, at: Located, value: string, path: Pointer, tally: Tally): void {
  const { node } = at
  if (node.minLength !== undefined || node.maxLength !== undefined) {
    const length = textLength(value)
    checkSize(run, at, length, path, tally, ['minLength', 'maxLength'], 'character', 'characters')
  }
  const { pattern } = node
  if (pattern !== undefined) {
    const expression = matcher(pattern, run.mode)
    stepText(run, expression, value)
    const matches = expression(value)
    if (matches === undefined) tally.unsure = true
    if (matches === false) {
      say(run, tally, at, 'pattern', path, () => `${subject(run.root, path)} must match the pattern ${pattern}, but is ${show(value)}.`)
    }
  }
  checkFormat(run, at, value, path, tally)
}

/** Formats that are not known ask for nothing. */
function checkFormat(run: Run, at: Located, value: unknown, path: Pointer, tally: Tally): void {
  const { format } = at.node
  if (format === undefined || hasFormat(format, value) !== false) return
  say(run, tally, at, 'format', path, () => `${subject(run.root, path)} must be ${formatWords(format)}, but is ${show(value)}.`)
}

type SizeKeyword = 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties'

/** The least and the most of what a text, an array or an object is made of. */
export function checkSize(
  run: Run,
  at: Located,
  size: number,
  path: Pointer,
  tally: Tally,
  [least, most]: readonly [SizeKeyword, SizeKeyword],
  one: string,
  many: string,
): void {
  const min = at.node[least]
  const max = at.node[most]
  const words = (keyword: string, limit: number): string =>
    `${subject(run.root, path)} must have ${keyword} ${count(limit, one, many)}, but has ${size}.`
  if (min !== undefined && size < min) say(run, tally, at, least, path, () => words('at least', min))
  if (max !== undefined && size > max) say(run, tally, at, most, path, () => words('at most', max))
}
