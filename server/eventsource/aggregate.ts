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

/** The prefix by one word longer that more than half of the names share and go on behind. */
function commonest(names: readonly (readonly string[])[], prefix: readonly string[]): readonly string[] | undefined {
  const counts = new Map<string, number>()
  for (const words of names) {
    const next = words[prefix.length]
    if (next === undefined || words.length < prefix.length + 2 || isParticiple(next) || !startsWith(words, prefix)) continue
    counts.set(next, (counts.get(next) ?? 0) + 1)
  }
  for (const [word, count] of counts) if (count > names.length / 2 && count > 1) return [...prefix, word]
  return undefined
}
