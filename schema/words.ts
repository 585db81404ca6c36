import { type Pointer, parsePointer } from '../shared/pointer.ts'
import type { TypeName } from './node.ts'
import { typeOf } from './value.ts'

const longest = 60
const mostListed = 8

/** How a sentence calls the part of `root` at `path`: `"lines[2]"`, or `The value` for the whole. */
export function subject(root: unknown, path: Pointer): string {
  let indices = ''
  let name: string | undefined
  let value = root
  for (const segment of parsePointer(path) ?? []) {
    if (Array.isArray(value)) {
      indices += `[${segment}]`
    } else {
      name = segment
      indices = ''
    }
    value = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[segment] : undefined
  }
  if (name === undefined) return indices === '' ? 'The value' : `Item ${indices}`
  return quote(name + indices)
}

/** A name in quotes, cut when it is too long to read. */
export function quote(name: string): string {
  return JSON.stringify(name.length > longest ? `${name.slice(0, longest)}…` : name)
}

/** A value as it would be written; objects and arrays by their type. */
export function show(value: unknown): string {
  if (typeof value === 'string') return quote(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array'
  return typeof value === 'object' && value !== null ? 'an object' : String(value)
}

/** A value an author listed: short objects and arrays are written out. */
function showListed(value: unknown): string {
  if (typeof value !== 'object' || value === null) return show(value)
  try {
    const text = JSON.stringify(value)
    if (text.length <= longest) return text
  } catch {
    // A bigint inside, or deeper than the stack: its type is said instead.
  }
  return show(value)
}

/** `"new", "paid"`, and how many there are where they are too many to list. */
export function list(values: readonly unknown[]): string {
  const shown = values.slice(0, mostListed).map(showListed).join(', ')
  return values.length > mostListed ? `${shown}, … (${values.length} values)` : shown
}

const typeWords: Readonly<Record<TypeName, string>> = {
  null: 'null',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'a string',
  array: 'an array',
  object: 'an object',
}

/** `a string or null` */
export function typeList(types: readonly TypeName[]): string {
  const names = [...new Set(types)].filter((type) => type !== 'integer' || !types.includes('number')).map((type) => typeWords[type])
  return names.length < 2 ? (names[0] ?? 'nothing') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

/** What a value is, for a sentence on its type: small ones as written. */
export function typeShown(value: unknown): string {
  const type = typeOf(value)
  if (type === 'string') return `the string ${show(value)}`
  if (type === 'integer' || type === 'number') return `the number ${show(value)}`
  return type === undefined ? 'nothing' : show(value)
}

/** `1 item`, `2 items` */
export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}
