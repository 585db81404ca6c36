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

/** The prefix by one word longer that more than half of the names share, and behind which one of them at least goes on. */
function commonest(names: readonly (readonly string[])[], prefix: readonly string[]): readonly string[] | undefined {
  const counts = new Map<string, { all: number; longer: number }>()
  for (const words of names) {
    const next = words[prefix.length]
    if (next === undefined || isParticiple(next) || !startsWith(words, prefix)) continue
    const { all, longer } = counts.get(next) ?? { all: 0, longer: 0 }
    counts.set(next, { all: all + 1, longer: longer + (words.length > prefix.length + 1 ? 1 : 0) })
  }
  for (const [word, { all, longer }] of counts) if (all > names.length / 2 && all > 1 && longer > 0) return [...prefix, word]
  return undefined
}
