import { isVersion, splitWords, startsWith } from './names.ts'

const verbs: ReadonlySet<string> = new Set(
  'alter amend clear delete drop edit erase modify overwrite prune purge remove replace rewrite truncate update wipe'.split(' '),
)
const participles: ReadonlySet<string> = new Set(
  (
    'altered amended changed cleared deleted dropped edited erased modified overwritten pruned purged removed replaced rewritten truncated ' +
    'updated wiped'
  ).split(' '),
)
/** What the log, or a part of it, is called. */
const logs: ReadonlySet<string> = new Set([
  'event',
  'events',
  'history',
  'journal',
  'log',
  'stream',
  'eventlog',
  'eventstore',
  'eventstream',
])
const several: ReadonlySet<string> = new Set(['events', 'history'])
const entities: ReadonlySet<string> = new Set(['event', 'log', 'journal', 'stream', 'history'])

/**
 * Whether a name says that the log itself is edited: `DeleteEvent`, `EventUpdated`, `RewriteHistory`, `purgeOldEvents`. An *Event* behind other
 * words is only a suffix (`DeleteOrderEvent`). Nothing is said of an entity that is itself called so.
 */
export function editsLog(name: string, aggregate: readonly string[]): boolean {
  if (entities.has(aggregate.at(-1) ?? '')) return false
  const words = [...splitWords(name)]
  while (words.length > 1 && isVersion(words.at(-1) ?? '')) words.pop()
  const [first = ''] = words
  const last = words.at(-1) ?? ''
  if (verbs.has(first)) return isLog(words.slice(1)) || (words.length > 2 && several.has(last) && isWholesale(first, last))
  const end = last === 'event' && words.length > 2 ? -2 : -1
  if (!participles.has(words.at(end) ?? '')) return false
  const what = words.slice(0, end)
  return isLog(what) || (what.length > 1 && what.at(-1) === 'events') || isEventOf(what, aggregate)
}

/** `OrderEvent`, where the entity is *Order*: what was changed is an event, not an order. */
function isEventOf(words: readonly string[], aggregate: readonly string[]): boolean {
  return aggregate.length > 0 && words.length === aggregate.length + 1 && words.at(-1) === 'event' && startsWith(words, aggregate)
}

/** `events` behind other words are those of the log; a `history` may be a thing of its own, unless it is rewritten. */
function isWholesale(verb: string, noun: string): boolean {
  return noun === 'events' || verb === 'rewrite' || verb === 'overwrite' || verb === 'truncate'
}

function isLog(words: readonly string[]): boolean {
  return words.length > 0 && words.length < 3 && words.every((word) => logs.has(word) || (words.length > 1 && word === 'store'))
}
