import type { Cursor } from '../workspace/cursor.ts'

/** So many pairs are compared; beyond, two values are taken for different. */
const mostPairs = 20_000

/** Keys that only describe. */
const notes: ReadonlySet<string> = new Set(['title', 'description', 'examples', '$comment'])

/**
 * Whether two places hold the same, every `$ref` followed; `exactly` lets what only describes count, too. Two that name themselves are the same if they do so in the same way. What
 * cannot be read is never the same.
 */
export function isSameValue(a: Cursor, b: Cursor, exactly = false): boolean {
  const assumed = new Map<Cursor, Set<Cursor>>()
  let left = mostPairs
  const same = (one: Cursor, other: Cursor): boolean => {
    const [mine, theirs] = [one.target, other.target]
    if (!mine || !theirs || left-- <= 0) return false
    if (mine === theirs) return true
    const known = assumed.get(mine)
    if (known?.has(theirs)) return true
    if (known) known.add(theirs)
    else assumed.set(mine, new Set([theirs]))
    const [node, otherNode] = [mine.node, theirs.node]
    if (!node || !otherNode || node.kind !== otherNode.kind) return false
    if (node.kind === 'scalar') return otherNode.kind === 'scalar' && node.value === otherNode.value
    if (node.kind === 'unknown') return false
    const isMap = node.kind === 'mapping'
    const keys = (place: Cursor) => (isMap && !exactly ? place.keys.filter((key) => !notes.has(key)) : place.keys)
    const [mineKeys, theirKeys] = [keys(mine), keys(theirs)]
    return mineKeys.length === theirKeys.length && mineKeys.every((key) => theirs.at(key).exists && same(mine.at(key), theirs.at(key)))
  }
  return same(a, b)
}
