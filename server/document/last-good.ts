import { GreenEntry, GreenMapping, inner, type Pair } from './green.ts'
import type { Node } from './node.ts'
import type { DocumentRoot } from './root.ts'
import type { Change } from './source-text.ts'

/** An entry of a root mapping from when the text was last right. */
export interface GoodEntry {
  readonly key: string
  readonly pair: Pair
  readonly keyNode: Node
  readonly value: Node
  /** Where the pair stands in the text of today. */
  readonly at: number
}

export function goodEntries(root: DocumentRoot): readonly GoodEntry[] {
  const green = root.node && inner(root.node)
  if (green?.kind !== 'mapping') return []
  const entries: GoodEntry[] = []
  for (const entry of green.entries) {
    const { key, pair, keyNode, value } = entry
    if (!entry.merged) entries.push({ key, pair, keyNode, value, at: root.from + entry.base })
  }
  return entries
}

/** The entries behind a change are moved by it, those that it takes away whole are gone. */
export function movedEntries(entries: readonly GoodEntry[], { from, to, insert }: Change): readonly GoodEntry[] {
  const delta = insert.length - (to - from)
  if (delta === 0 && entries.every((entry) => entry.at < from)) return entries
  const moved: GoodEntry[] = []
  for (const entry of entries) {
    if (entry.at >= to) moved.push(delta === 0 ? entry : { ...entry, at: entry.at + delta })
    else if (entry.at < from) moved.push(entry)
  }
  return moved
}

/**
 * The root with the entries that it lost: an open quote or bracket swallows the root keys below it. Where the key still stands in the
 * text, the entry answers as it was when the text was last right.
 */
export function withLostEntries(text: string, root: DocumentRoot, good: readonly GoodEntry[]): DocumentRoot {
  const green = root.node && inner(root.node)
  const mapping = green?.kind === 'mapping' ? green : undefined
  const lost = good.filter(({ key, pair, at, keyNode }) => {
    if (mapping?.get(key) || keyNode.kind !== 'scalar') return false
    return text.startsWith(keyNode.source, at + pair.keyLink.at) && /[\s{,]/.test(text[at - 1] ?? '\n')
  })
  if (lost.length === 0) return root
  const from = mapping ? root.from : (lost[0]?.at ?? 0)
  const entries = [...(mapping?.entries ?? [])]
  for (const { key, pair, keyNode, value, at } of lost) entries.push(new GreenEntry(pair, at - from, at - from, { key, keyNode, value }))
  const last = lost[lost.length - 1]
  const length = Math.max(mapping?.length ?? 0, last ? last.at + last.pair.to - from : 0)
  const node = new GreenMapping(mapping?.style ?? 'block', Math.min(length, text.length - from), entries)
  return root.withNode(node, from)
}
