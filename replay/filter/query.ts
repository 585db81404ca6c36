import { parsePointer } from '../../shared/pointer.ts'
import { readTime } from '../record/time.ts'
import { type Condition, compileCel, mentionsEvent } from './cel.ts'

/** What a person typed into the filter, taken apart. All of it has to hold. */
export interface Query {
  /** In lower case; each has to be in the record as written. */
  readonly words: readonly string[]
  /** Names of messages, in lower case, or their beginnings; one of them has to be the event's. */
  readonly types: readonly string[]
  readonly entities: readonly string[]
  readonly headers: readonly { readonly name: string; readonly value: string | undefined }[]
  readonly paths: readonly { readonly path: readonly string[]; readonly value: string | undefined }[]
  readonly times: readonly TimeRange[]
  readonly problemsOnly: boolean
  readonly condition: Condition | undefined
}

/** Milliseconds since 1970, `to` not included. A time of day is that of each day. */
export interface TimeRange {
  readonly from: number
  readonly to: number
  readonly isOfDay: boolean
}

const known = /^(type|entity|time|header|path|is):(.*)$/s
/** Words, and stretches in double quotes that stay together. */
const pieces = /(?:[^\s"]+|"[^"]*"?)+/g
const day = 86_400_000

/** A query, or a sentence that says why the text is none. */
export async function readQuery(text: string): Promise<Query | string> {
  const words: string[] = []
  const types: string[] = []
  const entities: string[] = []
  const headers: { name: string; value: string | undefined }[] = []
  const paths: { path: string[]; value: string | undefined }[] = []
  const times: TimeRange[] = []
  let problemsOnly = false
  const rest: string[] = []
  for (const [piece] of text.matchAll(pieces)) {
    const [, kind, quoted = ''] = known.exec(piece) ?? []
    const value = unquoted(quoted)
    if (kind === undefined) rest.push(piece)
    else if (value === '') return `${kind}: what follows it is missing.`
    else if (kind === 'type') types.push(value.toLowerCase())
    else if (kind === 'entity') entities.push(value)
    else if (kind === 'header') headers.push(headerOf(value))
    else if (kind === 'path') {
      const path = pathOf(value)
      if (!path) return `path: takes a JSON pointer, and a value behind =, such as path:/status=paid.`
      paths.push(path)
    } else if (kind === 'time') {
      const range = rangeOf(value)
      if (!range) return 'time: takes a time or a range, such as time:10:31..10:45 or time:2026-03-02..'
      times.push(range)
    } else if (value === 'problem') problemsOnly = true
    else return `is:${value} is not known; there is is:problem.`
  }
  const expression = rest.join(' ')
  let condition: Condition | undefined
  if (mentionsEvent(expression)) {
    const compiled = await compileCel(expression)
    if (typeof compiled === 'string') return compiled
    condition = compiled
  } else words.push(...rest.map((word) => unquoted(word).toLowerCase()).filter((word) => word !== ''))
  return { words, types, entities, headers, paths, times, problemsOnly, condition }
}

/** Whether records have to be read to tell. */
export function readsRecords({ words, headers, paths, condition }: Query): boolean {
  return words.length > 0 || headers.length > 0 || paths.length > 0 || condition !== undefined
}

function unquoted(text: string): string {
  return text.replaceAll('"', '')
}

function headerOf(text: string): { name: string; value: string | undefined } {
  const at = text.indexOf('=')
  return at < 0 ? { name: text, value: undefined } : { name: text.slice(0, at), value: text.slice(at + 1) }
}

function pathOf(text: string): { path: string[]; value: string | undefined } | undefined {
  const at = text.indexOf('=')
  const path = parsePointer(at < 0 ? text : text.slice(0, at))
  return path && { path, value: at < 0 ? undefined : text.slice(at + 1) }
}

function rangeOf(text: string): TimeRange | undefined {
  const [from = '', to] = text.split('..')
  const first = from === '' ? undefined : stretchOf(from)
  const last = to === undefined ? first : to === '' ? undefined : stretchOf(to)
  if ((from !== '' && !first) || (to !== undefined && to !== '' && !last) || (!first && !last)) return undefined
  if (first && last && first.isOfDay !== last.isOfDay) return undefined
  const isOfDay = (first ?? last)?.isOfDay ?? false
  return {
    from: first?.from ?? (isOfDay ? 0 : Number.NEGATIVE_INFINITY),
    to: last?.to ?? (isOfDay ? day : Number.POSITIVE_INFINITY),
    isOfDay,
  }
}

/** The stretch that a time names: a minute, a second, a day, a moment. */
function stretchOf(text: string): TimeRange | undefined {
  const clock = /^(\d\d?):(\d\d)(?::(\d\d)(\.\d{1,3})?)?$/.exec(text)
  if (clock) {
    const [, hour, minute, second, fraction] = clock
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined
    const from =
      Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second ?? 0) * 1_000 + Math.round(Number(fraction ?? 0) * 1_000)
    return { from, to: from + (fraction ? 1 : second ? 1_000 : 60_000), isOfDay: true }
  }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) {
    const from = readTime(`${text}T00:00:00Z`)?.ms
    return from === undefined ? undefined : { from, to: from + day, isOfDay: false }
  }
  const minute = /^\d{4}-\d\d-\d\dT\d\d:\d\d(Z?)$/.exec(text)
  if (minute) {
    const from = readTime(`${text.replace(/Z$/, '')}:00Z`)?.ms
    return from === undefined ? undefined : { from, to: from + 60_000, isOfDay: false }
  }
  const time = /^-?\d+$/.test(text) ? undefined : readTime(text)
  if (!time) return undefined
  const from = time.ms + time.nanos / 1e6
  return { from, to: /[.]\d/.test(text) ? from + 1 : from + 1_000, isOfDay: false }
}

/** Whether a time (milliseconds) is in the range. */
export function isWithin({ from, to, isOfDay }: TimeRange, time: number): boolean {
  if (Number.isNaN(time)) return false
  const value = isOfDay ? ((time % day) + day) % day : time
  // From late to early goes over midnight.
  return from <= to ? value >= from && value < to : value >= from || value < to
}
