import { isObject, member } from '../json/object.ts'
import { comparable } from '../record/names.ts'
import type { EventRecord } from '../record/record.ts'

/** Where the events of a recording say their type. */
export type TypePlace = { readonly in: 'record' } | { readonly in: 'headers' | 'payload'; readonly name: string }

const typeNames = ['type', 'eventtype', 'eventname', 'messagetype', 'event', 'typeid', 'name', 'kind']
/** So many types are no types any more. */
const mostTypes = 200

/** The place that most of the records have, of these the one that the form itself names, then headers, then the payload; `undefined` where none does. */
export function typePlace(records: readonly EventRecord[]): TypePlace | undefined {
  const places: TypePlace[] = [{ in: 'record' }]
  for (const part of ['headers', 'payload'] as const) {
    const names = new Set(records.flatMap((record) => (isObject(record[part]) ? Object.keys(record[part]) : [])))
    const known = [...names].filter((name) => typeNames.includes(comparable(name)))
    known.sort((a, b) => typeNames.indexOf(comparable(a)) - typeNames.indexOf(comparable(b)))
    for (const name of known) places.push({ in: part, name })
  }
  return places.find((place) => {
    const types = records.flatMap((record) => typeOf(record, place) ?? [])
    const distinct = new Set(types).size
    return types.length > records.length / 2 && distinct <= mostTypes && (distinct < types.length || types.length < 5)
  })
}

/** The type that a record says; `undefined` where it says none. */
export function typeOf(record: EventRecord, place: TypePlace | undefined): string | undefined {
  if (!place) return undefined
  const value =
    place.in === 'record' ? record.own.type : isObject(record[place.in]) ? member(record[place.in] as never, place.name) : undefined
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined
}
