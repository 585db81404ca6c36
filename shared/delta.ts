/** What is new in a plain value since an older one; what is as it was is not in it. */
export type Delta =
  /** It is another one altogether. */
  | { readonly is: unknown }
  /** A record of which these parts are others, and these gone. */
  | { readonly parts: Readonly<Record<string, Delta>>; readonly gone?: readonly string[] }
  /** A list: runs of old items as they were, old items with something new, new ones. */
  | { readonly items: readonly Item[] }

type Item = { readonly from: number; readonly count: number } | { readonly at: number; readonly delta: Delta } | { readonly is: unknown }

/**
 * What changed from one value to another, both as JSON has them; `undefined` where nothing did. Items of a list are known again by their
 * `key`, `name` or `title`, else by all that they hold, wherever they stand now.
 */
export function deltaOf(before: unknown, after: unknown): Delta | undefined {
  if (Object.is(before, after)) return undefined
  if (Array.isArray(before) && Array.isArray(after)) return listDelta(before, after)
  if (!isRecord(before) || !isRecord(after)) return { is: after }
  const parts: Record<string, Delta> = Object.create(null)
  for (const [key, value] of Object.entries(after)) {
    if (value === undefined) continue
    const delta = Object.hasOwn(before, key) && before[key] !== undefined ? deltaOf(before[key], value) : { is: value }
    if (delta) parts[key] = delta
  }
  const gone = Object.keys(before).filter((key) => before[key] !== undefined && (!Object.hasOwn(after, key) || after[key] === undefined))
  if (gone.length === 0 && Object.keys(parts).length === 0) return undefined
  return { parts, ...(gone.length > 0 && { gone }) }
}

/** The newer value. Every part that is as it was is the older one's object: what did not change need not be looked at. */
export function patched(before: unknown, delta: Delta | undefined): unknown {
  if (!delta) return before
  if ('is' in delta) return delta.is
  if ('items' in delta) {
    const old: readonly unknown[] = Array.isArray(before) ? before : []
    return delta.items.flatMap((item) => {
      if ('from' in item) return old.slice(item.from, item.from + item.count)
      // In a list of its own: an item may be a list.
      return ['at' in item ? patched(old[item.at], item.delta) : item.is]
    })
  }
  const gone = new Set(delta.gone)
  const kept = Object.entries(isRecord(before) ? before : {}).filter(([key]) => !gone.has(key) && !Object.hasOwn(delta.parts, key))
  const others = Object.entries(delta.parts).map(([key, part]) => [key, patched(isRecord(before) ? before[key] : undefined, part)] as const)
  return Object.fromEntries([...kept, ...others])
}

function listDelta(before: readonly unknown[], after: readonly unknown[]): Delta | undefined {
  const places = new Map<string, number>()
  for (const [index, item] of before.entries()) {
    const id = idOf(item)
    // What cannot be told apart is not known again.
    places.set(id, places.has(id) ? -1 : index)
  }
  const items: Item[] = []
  let run: { from: number; count: number } | undefined
  for (const [index, item] of after.entries()) {
    const known = Object.is(before[index], item) ? index : places.get(idOf(item))
    const from = known === undefined || known < 0 ? (deltaOf(before[index], item) === undefined ? index : -1) : known
    const delta = from < 0 || from >= before.length ? { is: item } : deltaOf(before[from], item)
    if (delta) {
      run = undefined
      items.push(from < 0 || from >= before.length || 'is' in delta ? { is: item } : { at: from, delta })
    } else if (run && run.from + run.count === from) run.count++
    else items.push((run = { from, count: 1 }))
  }
  const [only, another] = items
  const isSame = another === undefined && (only ? 'from' in only && only.from === 0 && only.count === before.length : before.length === 0)
  return isSame ? undefined : { items }
}

function idOf(item: unknown): string {
  if (!isRecord(item)) return JSON.stringify(item) ?? ''
  for (const field of ['key', 'name', 'title']) if (typeof item[field] === 'string') return `${field} ${item[field]}`
  return JSON.stringify(item)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
