import { isObject, type JsonObject, member, setMember } from '../json/object.ts'

/**
 * The headers of a record as a map, whatever their form: a map, a list of names and values, or a map of lists, of which the last value
 * counts. Anything else has none.
 */
export function readHeaders(value: unknown): JsonObject {
  const headers: JsonObject = {}
  if (Array.isArray(value)) for (const [name, text] of listed(value)) setMember(headers, name, text)
  else if (isObject(value)) for (const name of Object.keys(value)) setMember(headers, name, last(value[name]))
  return headers
}

/** Names and values in turn (kcat), pairs, or objects with a name or key and a value. */
function* listed(items: readonly unknown[]): Generator<readonly [string, unknown]> {
  for (let at = 0; at < items.length; at++) {
    const item = items[at]
    if (typeof item === 'string') yield [item, items[++at]]
    else if (Array.isArray(item) && typeof item[0] === 'string') yield [item[0], item[1]]
    else if (isObject(item)) {
      const name = member(item, 'name') ?? member(item, 'key')
      if (typeof name === 'string') yield [name, member(item, 'value')]
      else for (const key of Object.keys(item)) yield [key, last(item[key])]
    }
  }
}

function last(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value
}
