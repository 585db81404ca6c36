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

/** Whether what a query asks of headers, paths and the whole event holds. */
export function holdsOfEvent({ headers, paths, condition }: Query, event: ReplayEvent, position: string): boolean {
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
    }) &&
    (condition === undefined || condition(event, position))
  )
}

function says(value: unknown, text: string): boolean {
  if (typeof value === 'string') return value === text
  return writeJson(value) === text || (Array.isArray(value) && value.some((item) => !isObject(item) && says(item, text)))
}
