import type { ReplayEvent } from '../event/event.ts'
import { isObject, valueAt } from '../json/object.ts'
import { writeJson } from '../json/write.ts'
import { comparable } from '../record/names.ts'
import type { Query } from './query.ts'

/** Whether a record as written has all words of a query. */
export function holdsOfText({ words }: Query, text: string): boolean {
  const lower = text.toLowerCase()
  return words.every((word) => lower.includes(word))
}

/** Whether a record as written can hold what a query asks of its headers and paths: most need not be read to tell that they do not. */
export function mayHoldInText({ headers, paths }: Query, text: string): boolean {
  // A name or a value may be written with escapes.
  if (text.includes('\\')) return true
  return (
    paths.every(({ path, value }) => isThere(text, path.at(-1) ?? '') && isThere(text, value ?? '')) &&
    headers.every(({ value }) => isThere(text, value ?? ''))
  )
}

/** Only what looks the same in every form of a record. */
function isThere(text: string, part: string): boolean {
  return !/^[A-Za-z_][\w-]*$/.test(part) || text.includes(part)
}

/** Whether what a query asks of headers and paths holds. */
export function holdsOfParts({ headers, paths }: Query, event: Pick<ReplayEvent, 'payload' | 'headers'>): boolean {
  return (
    headers.every(({ name, value }) => {
      const wanted = comparable(name)
      return Object.keys(event.headers).some(
        (own) => (own === name || comparable(own) === wanted) && (value === undefined || says(event.headers[own], value)),
      )
    }) &&
    paths.every(({ path, value }) => {
      const found = valueAt(event.payload, path)
      return found !== undefined && (value === undefined || says(found, value))
    })
  )
}

function says(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value === text
  return writeJson(value) === text || (Array.isArray(value) && value.some((item) => !isObject(item) && says(item, text)))
}
