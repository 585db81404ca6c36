import { splitWords } from './names.ts'

const verbs: ReadonlySet<string> = new Set(
  'alter amend clear delete drop edit erase modify overwrite prune purge remove replace rewrite truncate update wipe'.split(' '),
)
const participles: ReadonlySet<string> = new Set(
  'altered amended cleared deleted edited erased modified overwritten pruned purged removed replaced rewritten truncated updated wiped'.split(
    ' ',
  ),
)
/** What the log, or a part of it, is called. */
const logs: ReadonlySet<string> = new Set(['event', 'events', 'history', 'journal', 'log', 'eventlog', 'eventstore'])
const several: ReadonlySet<string> = new Set(['events', 'history'])
const entities: ReadonlySet<string> = new Set(['event', 'log', 'journal', 'stream', 'history'])

/**
 * Whether a name says that the log itself is edited: `DeleteEvent`, `EventUpdated`, `RewriteHistory`, `purgeOldEvents`. An *Event* behind other
 * words is only a suffix (`DeleteOrderEvent`). Nothing is said of an entity that is itself called so.
 */
export function editsLog(name: string, aggregate: readonly string[]): boolean {
  if (entities.has(aggregate.at(-1) ?? '')) return false
  const words = splitWords(name)
  const [first = ''] = words
  const last = words.at(-1) ?? ''
  if (verbs.has(first)) return isLog(words.slice(1)) || (words.length > 2 && several.has(last) && isWholesale(first, last))
  return participles.has(last) && (isLog(words.slice(0, -1)) || (words.length > 2 && words.at(-2) === 'events'))
}

/** `events` behind other words are those of the log; a `history` may be a thing of its own, unless it is rewritten. */
function isWholesale(verb: string, noun: string): boolean {
  return noun === 'events' || verb === 'rewrite' || verb === 'overwrite' || verb === 'truncate'
}

function isLog(words: readonly string[]): boolean {
  return words.length > 0 && words.length < 3 && words.every((word) => logs.has(word) || (words.length > 1 && word === 'store'))
}
