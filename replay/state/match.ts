import { isObject, type JsonObject, member } from '../json/object.ts'

const exact = ['id', 'key', 'sku']
const like = /(?:^|[a-z0-9_-])(?:[iI]d|ID|[kK]ey|KEY|[sS]ku|SKU)$/

/**
 * Which element of an array is which of the array as it was: by a property like an id, key or sku that is unique among the elements of both, else by
 * index. For each element of `after` its index in `before`, -1 for a new one.
 */
export function matchItems(before: readonly unknown[], after: readonly unknown[]): Int32Array {
  const matched = new Int32Array(after.length).fill(-1)
  const name = before.length > 0 && after.length > 0 ? identifying(before, after) : undefined
  if (name === undefined) {
    for (let at = 0; at < Math.min(before.length, after.length); at++) matched[at] = at
    return matched
  }
  const places = new Map(before.map((item, at) => [identity(item as JsonObject, name), at]))
  for (const [at, item] of after.entries()) matched[at] = places.get(identity(item as JsonObject, name)) ?? -1
  return matched
}

function identifying(before: readonly unknown[], after: readonly unknown[]): string | undefined {
  const first = after[0]
  if (!isObject(first)) return undefined
  const names = Object.keys(first).filter((name) => like.test(name))
  names.sort((a, b) => rank(a) - rank(b))
  return names.find((name) => isUnique(before, name) && isUnique(after, name))
}

function rank(name: string): number {
  const at = exact.indexOf(name.toLowerCase())
  return at < 0 ? exact.length : at
}

function isUnique(items: readonly unknown[], name: string): boolean {
  const seen = new Set<string>()
  for (const item of items) {
    const value = isObject(item) ? member(item, name) : undefined
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return false
    seen.add(`${typeof value} ${value}`)
  }
  return seen.size === items.length
}

function identity(item: JsonObject, name: string): string {
  const value = member(item, name)
  return `${typeof value} ${String(value)}`
}
