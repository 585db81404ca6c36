import { type GreenEntry, inner, type LocalProblem } from './green.ts'
import type { Node } from './node.ts'

/** The key of a plain object that a node becomes, as `yaml` has it: a scalar's value as text (null is empty), a collection in flow style. */
export function keyText(node: Node): string {
  if (node.kind === 'scalar') return node.value === null ? '' : String(node.value)
  return flowText(node)
}

function flowText(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return node.source
    case 'mapping': {
      const pairs = node.entries.map((entry) => {
        const value = flowText(entry.value)
        return value === '' ? `${flowText(entry.keyNode)}` : `${flowText(entry.keyNode)}: ${value}`
      })
      return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`
    }
    case 'sequence': {
      const items = node.items.map((item) => flowText(item.value))
      return items.length === 0 ? '[]' : `[ ${items.join(', ')} ]`
    }
    case 'unknown':
      return ''
  }
}

/** A problem at each key that was there before. Merge keys may repeat. */
export function duplicateKeys(entries: readonly GreenEntry[]): LocalProblem[] | undefined {
  if (entries.length < 2) return undefined
  const seen: Seen = entries.length < few ? [] : new Set()
  let problems: LocalProblem[] | undefined
  for (const entry of entries) {
    const { keyNode, key, keyFrom, pair } = entry
    if (keyNode.kind !== 'scalar' || pair.merge) continue
    const identity = typeof keyNode.value === 'string' ? key : `${typeof keyNode.value}\0${key}`
    if (isRepeat(seen, identity)) {
      problems ??= []
      problems.push({
        code: 'duplicate-key',
        from: keyFrom,
        to: keyFrom + inner(keyNode).length,
        message: `The key "${shortened(key)}" stands twice in this mapping.`,
      })
    }
  }
  return problems
}

/** Nearly all mappings are small. */
type Seen = string[] | Set<string>
const few = 8

function isRepeat(seen: Seen, identity: string): boolean {
  if (Array.isArray(seen)) return seen.includes(identity) || seen.push(identity) === 0
  return seen.has(identity) || !seen.add(identity)
}

/** A text for a message: long ones are cut. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
