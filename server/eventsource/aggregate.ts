import { isCommand } from './commands.ts'
import { startsWith } from './names.ts'
import { isParticiple } from './participles.ts'

/**
 * The words of the entity that a set of events is about, from the words of their names: those that most of them begin with and that leave
 * something to say. In a set of one, the name up to its participle. Empty where the names share nothing. Names that are wishes do not count.
 */
export function aggregateOf(names: readonly (readonly string[])[]): readonly string[] {
  const facts = names.filter((words) => words.length > 0 && !isCommand(words))
  const [only] = facts
  if (names.length === 1 && only) {
    const at = only.findIndex(isParticiple)
    return at > 0 ? only.slice(0, at) : only
  }
  let prefix: readonly string[] = []
  for (;;) {
    const longer = commonest(facts, prefix)
    if (!longer) return prefix
    prefix = longer
  }
}

/**
 * The prefix by one word longer that more than half of the names share, and behind which one of them at least goes on. From the second word on
 * all must go along: where *OrderAddressChanged* and *OrderAddressConfirmed* stand beside *OrderPlaced*, the entity is the order.
 */
function commonest(names: readonly (readonly string[])[], prefix: readonly string[]): readonly string[] | undefined {
  const counts = new Map<string, { all: number; longer: number }>()
  const sharing = names.filter((words) => startsWith(words, prefix))
  for (const words of sharing) {
    const next = words[prefix.length]
    if (next === undefined || isParticiple(next)) continue
    const { all, longer } = counts.get(next) ?? { all: 0, longer: 0 }
    counts.set(next, { all: all + 1, longer: longer + (words.length > prefix.length + 1 ? 1 : 0) })
  }
  for (const [word, { all, longer }] of counts) {
    const isCommon = prefix.length > 0 ? all === sharing.length : all > names.length / 2
    if (isCommon && all > 1 && longer > 0) return [...prefix, word]
  }
  return undefined
}
