import { type GreenEntry, type GreenMapping, type GreenSequence, inner } from './green.ts'
import type { AnchorPlace } from './links.ts'
import type { Node, Part, Span } from './node.ts'
import type { Root } from './source-text.ts'

/** A place while a path is followed: a node and where it begins. */
interface At {
  readonly node: Node
  readonly from: number
}

/** One document of the text. */
export class DocumentRoot implements Root {
  readonly node: Node | undefined
  readonly from: number
  /** Where the document's text begins and ends: what stands between two documents belongs to the first. */
  readonly span: Span
  /** The document as the text has it today, without entries that only an earlier text had; mostly itself. */
  readonly written: DocumentRoot
  readonly #anchors: readonly AnchorPlace[]
  readonly #text: string

  constructor(text: string, node: Node | undefined, from: number, span: Span, anchors: readonly AnchorPlace[], written?: DocumentRoot) {
    this.node = node
    this.from = from
    this.span = span
    this.written = written ?? this
    this.#anchors = anchors
    this.#text = text
  }

  /** The same document with another node. */
  withNode(node: Node, from: number): DocumentRoot {
    return new DocumentRoot(this.#text, node, from, this.span, this.#anchors, this)
  }

  locate(path: readonly string[], part: Part): Span | undefined {
    if (!this.node) return undefined
    let at: At = { node: this.node, from: this.from }
    let span: Span = spanOf(at)
    for (const segment of path) {
      const green = inner(at.node)
      if (green.kind === 'mapping') {
        const entry = green.get(segment)
        if (!entry) return undefined
        const place = this.#written(entry, at.from)
        at = this.#target(place.entry.pair.valueLink.alias, place.entry.value, place.from + place.entry.valueFrom)
        span =
          part === 'value'
            ? spanOf(at)
            : part === 'pair'
              ? { from: place.from + place.entry.from, to: place.from + place.entry.to }
              : { from: place.from + place.entry.keyFrom, to: place.from + place.entry.keyFrom + place.entry.pair.keyLink.node.length }
      } else if (green.kind === 'sequence') {
        const item = /^(?:0|[1-9]\d*)$/.test(segment) ? green.items[Number(segment)] : undefined
        if (!item) return undefined
        at = this.#target(item.link.alias, item.value, at.from + item.valueFrom)
        span = spanOf(at)
      } else return undefined
    }
    return this.#within(span)
  }

  /** Where an entry is written: for a merged one, in the mapping that the merge key names. */
  #written(entry: GreenEntry, base: number): { entry: GreenEntry; from: number } {
    let place = { entry, from: base }
    while (place.entry.merged) {
      const { merged } = place.entry
      const from = merged.alias === undefined ? undefined : this.#anchor(merged.alias, place.from + merged.at)
      place = { entry: merged.entry, from: from ?? place.from + merged.at }
    }
    return place
  }

  #target(alias: string | undefined, node: Node, from: number): At {
    if (alias === undefined || node.kind === 'unknown') return { node, from }
    return { node, from: this.#anchor(alias, from) ?? from }
  }

  /** Where the node begins that an alias at a place means: the last anchor of its name before it. */
  #anchor(name: string, before: number): number | undefined {
    let found: number | undefined
    for (const anchor of this.#anchors) {
      if (anchor.at >= before) break
      if (anchor.name === name) found = anchor.from
    }
    return found
  }

  pathAt(offset: number): { path: string[]; part: 'key' | 'value' } {
    const path: string[] = []
    let part: 'key' | 'value' = 'value'
    let at: At | undefined = this.node && { node: this.node, from: this.from }
    while (at) {
      const green = inner(at.node)
      let next: At | undefined
      if (green.kind === 'mapping') {
        const entry = this.#entryAt(green, at.from, offset)
        if (!entry) break
        path.push(entry.key)
        const onKey = offset <= at.from + entry.keyFrom + entry.pair.keyLink.node.length
        part = onKey ? 'key' : 'value'
        if (!onKey && entry.pair.valueLink.alias === undefined) next = { node: entry.value, from: at.from + entry.valueFrom }
      } else if (green.kind === 'sequence') {
        const { from } = at
        const index = green.items.findIndex(
          (item) => from + item.from <= offset && this.#reaches(item.link.node, from + item.valueFrom + item.link.node.length, offset),
        )
        const item = green.items[index]
        if (!item) break
        path.push(String(index))
        part = 'value'
        if (item.link.alias === undefined) next = { node: item.value, from: from + item.valueFrom }
      }
      if (next && (next.from > offset || !this.#reaches(next.node, next.from + next.node.length, offset))) break
      at = next
    }
    return { path, part }
  }

  /** Whether a place is within a scalar, as key or as value. */
  isInScalar(offset: number): boolean {
    let at: At | undefined = this.node && { node: this.node, from: this.from }
    while (at) {
      const { node, from }: At = at
      const green = inner(node)
      if (green.kind === 'scalar') return from <= offset && offset < from + node.length
      if (green.kind === 'unknown') return false
      at = green.kind === 'mapping' ? childOf(green, from, offset) : itemOf(green, from, offset)
    }
    return false
  }

  /** The written entry that holds an offset. */
  #entryAt(mapping: GreenMapping, base: number, offset: number): GreenEntry | undefined {
    let found: GreenEntry | undefined
    for (const entry of mapping.entries) {
      if (!entry.merged && base + entry.from <= offset && this.#reaches(entry.pair.valueLink.node, base + entry.to, offset)) found = entry
    }
    return found
  }

  /** Whether an offset is within what ends at `to`; behind a value that is not written yet, the rest of its line is its own. */
  #reaches(value: Node, to: number, offset: number): boolean {
    if (offset <= to) return true
    return offset - to < LONGEST_BLANK && endsEmpty(value) && /^[ \t]*$/.test(this.#text.slice(to, offset))
  }

  #within(span: Span): Span {
    const limit = this.#text.length
    return span.to <= limit ? span : { from: Math.min(span.from, limit), to: limit }
  }
}

const LONGEST_BLANK = 1_000

function endsEmpty(node: Node): boolean {
  const green = inner(node)
  if (green.kind === 'scalar' || green.kind === 'unknown') return green.length === 0
  if (green.style === 'flow') return false
  const last = green.kind === 'mapping' ? green.entries.findLast((entry) => !entry.merged)?.pair.valueLink : green.items.at(-1)?.link
  return last !== undefined && endsEmpty(last.node)
}

function spanOf(at: At): Span {
  return { from: at.from, to: at.from + at.node.length }
}

/** The key or the value before an offset, of the last entry that begins before it. */
function childOf(mapping: GreenMapping, base: number, offset: number): At | undefined {
  const { entries } = mapping
  const entry = entries[lastBefore(entries.length, (index) => base + startOf(entries[index]) <= offset)]
  if (!entry) return undefined
  const { keyLink, valueLink } = entry.pair
  const onValue = offset >= base + entry.base + valueLink.at && valueLink.node.length > 0
  const link = onValue ? valueLink : keyLink
  return { node: link.node, from: base + entry.base + link.at }
}

/** Merged entries stand behind the written ones, at no place of their own. */
function startOf(entry: GreenEntry | undefined): number {
  return !entry || entry.merged ? Number.POSITIVE_INFINITY : entry.from
}

function itemOf({ items }: GreenSequence, base: number, offset: number): At | undefined {
  const item = items[lastBefore(items.length, (index) => base + (items[index]?.from ?? 0) <= offset)]
  return item && { node: item.link.node, from: base + item.valueFrom }
}

/** The last of `count` indices for which `holds`, where it holds for all up to one; -1 if for none. */
function lastBefore(count: number, holds: (index: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) low = middle + 1
    else high = middle
  }
  return low - 1
}
