import type { Node, SequenceNode } from '../../../document/node.ts'

/** Beyond this, items of a list are not compared: aliases can make a small text a large value. */
const LARGEST = 50_000

/** The places of items that are equal to an earlier one, by JSON value: order of keys and style do not matter. */
export function repeated(list: SequenceNode): number[] {
  if (list.items.length < 2 || list.size > LARGEST) return []
  const seen = new Set<string>()
  const places: number[] = []
  list.items.forEach(({ value }, index) => {
    const sign = signOf(value)
    if (sign === undefined) return
    if (seen.has(sign)) places.push(index)
    seen.add(sign)
  })
  return places
}

/** Equal for equal values; `undefined` where a part cannot be read. */
function signOf(node: Node): string | undefined {
  if (node.kind === 'unknown') return undefined
  if (node.kind === 'scalar') return typeof node.value === 'string' ? JSON.stringify(node.value) : String(node.value)
  const parts: string[] = []
  if (node.kind === 'sequence') {
    for (const { value } of node.items) {
      const sign = signOf(value)
      if (sign === undefined) return undefined
      parts.push(sign)
    }
    return `[${parts.join()}]`
  }
  for (const entry of node.entries) {
    if (node.get(entry.key) !== entry) continue
    const sign = signOf(entry.value)
    if (sign === undefined) return undefined
    parts.push(`${JSON.stringify(entry.key)}:${sign}`)
  }
  return `{${parts.sort().join()}}`
}
