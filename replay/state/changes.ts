import { escapeSegment } from '../../shared/pointer.ts'
import { isObject, member } from '../json/object.ts'
import { matchItems } from './match.ts'

/** What two states differ in, at one path. */
interface ValueChange {
  /** JSON pointer into the later state; a removed element of a list that is matched by ids stands behind its last. */
  readonly path: string
  readonly kind: 'A' | 'M' | 'D'
  /** `undefined` for what was not there. */
  readonly old: unknown
}

export interface Changes {
  readonly added: number
  readonly modified: number
  readonly removed: number
  /** The first of them, in the order of the later state. */
  readonly list: readonly ValueChange[]
}

const most = 10_000

/** How a value became another, leaf by leaf; `undefined` is no value at all. */
export function changesOf(before: unknown, after: unknown): Changes {
  const counts = { A: 0, M: 0, D: 0 }
  const list: ValueChange[] = []
  const add = (kind: 'A' | 'M' | 'D', path: string, old: unknown) => {
    counts[kind]++
    if (list.length < most) list.push({ kind, path, old })
  }
  const leaves = (kind: 'A' | 'D', value: unknown, path: string): void => {
    const inner = entriesOf(value)
    if (!inner || inner.length === 0) add(kind, path, kind === 'D' ? value : undefined)
    else for (const [name, one] of inner) leaves(kind, one, `${path}/${escapeSegment(name)}`)
  }
  const compare = (old: unknown, now: unknown, path: string): void => {
    if (Object.is(old, now)) return
    if (old === undefined) leaves('A', now, path)
    else if (now === undefined) leaves('D', old, path)
    else if (Array.isArray(old) && Array.isArray(now)) items(old, now, path)
    else if (isObject(old) && isObject(now)) {
      for (const name of Object.keys(now)) compare(member(old, name), now[name], `${path}/${escapeSegment(name)}`)
      for (const name of Object.keys(old)) if (!Object.hasOwn(now, name)) leaves('D', old[name], `${path}/${escapeSegment(name)}`)
    } else add('M', path, old)
  }
  const items = (old: readonly unknown[], now: readonly unknown[], path: string): void => {
    const matched = matchItems(old, now)
    const kept = new Set<number>()
    for (const [at, from] of matched.entries()) {
      if (from >= 0) kept.add(from)
      compare(from < 0 ? undefined : old[from], now[at], `${path}/${at}`)
    }
    let behind = now.length
    for (const [at, item] of old.entries()) if (!kept.has(at)) leaves('D', item, `${path}/${behind++}`)
  }
  compare(before, after, '')
  return { added: counts.A, modified: counts.M, removed: counts.D, list }
}

function entriesOf(value: unknown): (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((item, at) => [String(at), item] as const)
  return isObject(value) ? Object.keys(value).map((name) => [name, value[name]] as const) : undefined
}

/** Whether two values say the same, whatever the order of members. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, at) => sameValue(item, b[at]))
  if (!isObject(a) || !isObject(b)) return false
  const names = Object.keys(a)
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && sameValue(a[name], b[name]))
}
