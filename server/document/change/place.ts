import { type GreenEntry, type GreenItem, type GreenMapping, type GreenSequence, inner } from '../green.ts'
import type { Node } from '../node.ts'
import type { Root, SourceText } from '../source-text.ts'

/** A collection and where it stands in the text. */
export interface Container {
  readonly node: GreenMapping | GreenSequence
  readonly from: number
}

/** What a path leads to, where it is written and not reached through an alias. */
export interface Place {
  readonly node: Node
  readonly from: number
  /** What holds it; `undefined` for the root. */
  readonly holder: { readonly container: Container; readonly index: number } | undefined
}

/** `undefined` where nothing is, or where the text stands somewhere else (an alias, a merge key). */
export function placeAt(root: Root, path: readonly string[]): Place | undefined {
  if (!root.node) return undefined
  let place: Place = { node: root.node, from: root.from, holder: undefined }
  for (const segment of path) {
    const container = containerOf(place)
    if (!container) return undefined
    const index = indexOf(container, segment)
    const next = index === undefined ? undefined : childAt(container, index)
    if (!next) return undefined
    place = next
  }
  return place
}

export function containerOf(place: Place): Container | undefined {
  const node = inner(place.node)
  return node.kind === 'mapping' || node.kind === 'sequence' ? { node, from: place.from } : undefined
}

function indexOf({ node }: Container, segment: string): number | undefined {
  if (node.kind === 'sequence') return /^(?:0|[1-9]\d*)$/.test(segment) ? Number(segment) : undefined
  const entry = node.get(segment)
  return entry && node.entries.indexOf(entry)
}

function childAt(container: Container, index: number): Place | undefined {
  const { node, from } = container
  if (node.kind === 'sequence') {
    const item = node.items[index]
    if (!item || item.through) return undefined
    return { node: item.value, from: from + item.valueFrom, holder: { container, index } }
  }
  const entry = node.entries[index]
  if (!entry || entry.through) return undefined
  return { node: entry.value, from: from + entry.valueFrom, holder: { container, index } }
}

/** The entries or items of a collection that are written in it, as stretches of the text; an item with its dash. */
export function members({ text }: SourceText, { node, from }: Container): { from: number; to: number }[] {
  if (node.kind === 'mapping') {
    return writtenEntries(node).map((entry) => ({ from: from + entry.from, to: from + entry.to }))
  }
  return node.items.map((item) => ({
    from: node.style === 'block' ? dashBefore(text, from + item.from) : from + item.from,
    to: from + itemEnd(item),
  }))
}

export function writtenEntries(node: GreenMapping): GreenEntry[] {
  return node.entries.filter((entry) => entry.through !== 'merge')
}

function itemEnd(item: GreenItem): number {
  return item.from + item.link.to
}

function dashBefore(text: string, at: number): number {
  let dash = at
  while (dash > 0 && text[dash] !== '-') dash--
  // An item that begins with a dash of its own: the mark is the one before.
  if (dash === at) {
    dash--
    while (dash > 0 && text[dash] !== '-') dash--
  }
  return Math.max(dash, 0)
}
