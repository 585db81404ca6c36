import type { Counts, MapStream } from '../../shared/map-protocol.ts'
import { type Landscape, nobody } from './landscape.ts'

export type Severity = keyof Counts

export const severities: readonly Severity[] = ['error', 'warning', 'info']

export interface Filter {
  readonly text: string
  readonly severities: readonly Severity[]
  /** The folder that the map has gone down into. */
  readonly level: readonly string[]
}

export interface Hits {
  readonly streams: readonly MapStream[]
  /** Findings of the streams that text and folder leave, whatever severities are asked for. */
  readonly counts: Counts
  readonly words: readonly string[]
}

/** The streams that a filter leaves: each word is to be found in the name, the address, an application or an event. */
export function hitsOf(landscape: Landscape, { text, severities: wanted, level }: Filter): Hits {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const counts = { error: 0, warning: 0, info: 0 }
  const streams = landscape.streams.filter((stream) => {
    if (!isWithin(stream.folder, level)) return false
    if (words.length > 0 && !matches(stream, landscape, words)) return false
    for (const severity of severities) counts[severity] += stream.counts[severity]
    return wanted.length === 0 || wanted.some((severity) => stream.counts[severity] > 0)
  })
  return { streams, counts, words }
}

function isWithin(folder: readonly string[], level: readonly string[]): boolean {
  return level.every((name, index) => folder[index] === name)
}

const haystacks = new WeakMap<Landscape, Map<string, string>>()

function matches(stream: MapStream, landscape: Landscape, words: readonly string[]): boolean {
  let known = haystacks.get(landscape)
  if (!known) haystacks.set(landscape, (known = new Map()))
  let text = known.get(stream.id)
  if (text === undefined) {
    const { appends, reads } = landscape.users.get(stream.id) ?? nobody
    const names = [...appends, ...reads].map(({ application }) => application.name)
    text = [stream.name, stream.address ?? '', ...names, ...stream.messages].join('\n').toLowerCase()
    known.set(stream.id, text)
  }
  return words.every((word) => text.includes(word))
}

export function isMatch(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase()
  return words.some((word) => lower.includes(word))
}

/** A text cut where words of the filter are found: every other part is one, beginning with none. */
export function cutAtMatches(text: string, words: readonly string[]): string[] {
  const lower = text.toLowerCase()
  // Of some letters the lower case is longer: then nothing is marked rather than the wrong thing.
  if (lower.length !== text.length) return [text]
  const parts: string[] = []
  let from = 0
  for (let at = 0; at < text.length; ) {
    const word = words.find((one) => lower.startsWith(one, at))
    if (word === undefined) at++
    else {
      parts.push(text.slice(from, at), text.slice(at, at + word.length))
      at += word.length
      from = at
    }
  }
  parts.push(text.slice(from))
  return parts
}

export function totalOf(streams: readonly MapStream[]): Counts {
  const counts = { error: 0, warning: 0, info: 0 }
  for (const stream of streams) for (const severity of severities) counts[severity] += stream.counts[severity]
  return counts
}

/** Sorts the gravest first. */
export function byGravity(a: { readonly counts: Counts }, b: { readonly counts: Counts }): number {
  for (const severity of severities) if (a.counts[severity] !== b.counts[severity]) return b.counts[severity] - a.counts[severity]
  return 0
}

export function hasFindings({ counts }: { readonly counts: Counts }): boolean {
  return severities.some((severity) => counts[severity] > 0)
}
