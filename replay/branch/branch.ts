import { isObject, member } from '../json/object.ts'
import { readJson } from '../json/read.ts'
import { parseSpot, type Spot } from './position.ts'

/** One edit of a branch, as its file has it. */
export type Edit =
  | { readonly kind: 'drop'; readonly at: Spot }
  | { readonly kind: 'insert'; readonly record: unknown; readonly after: Spot }
  | { readonly kind: 'edit'; readonly at: Spot; readonly record: unknown }
  | { readonly kind: 'move'; readonly at: Spot; readonly after: Spot }

/** What stands in a branch after an event of the log: a record of its own, or the one of another position. */
interface Inserted {
  readonly spot: Spot
  record: { readonly kind: 'own'; readonly value: unknown } | { readonly kind: 'moved'; readonly from: number }
}

/** Edits over a log, put together. The log itself is never touched. */
export interface Branch {
  /** Positions whose event is not there. */
  readonly dropped: ReadonlySet<number>
  /** Records in place of the log's. */
  readonly edited: ReadonlyMap<number, unknown>
  /** By the position that they follow, in their order. */
  readonly inserted: ReadonlyMap<number, readonly Inserted[]>
  /** Positions of the log that it names; they have to be there. */
  readonly named: ReadonlySet<number>
  /** Where each edit shows, in their order: what it took away or changed, or what it put there. */
  readonly places: readonly Spot[]
}

export class BranchError extends Error {}

/** The edits of a branch file, one a line. Throws {@link BranchError}. */
export function readBranch(text: string): Edit[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const result = readJson(line)
    const edit = result.ok && isObject(result.value) ? readEdit(result.value) : undefined
    if (!edit) throw new BranchError(`Line ${index + 1} is no edit: a drop, insert with after, edit with record, or move with after.`)
    return [edit]
  })
}

function readEdit(line: Record<string, unknown>): Edit | undefined {
  const spot = (name: string): Spot | undefined => {
    const value = member(line, name)
    return typeof value === 'number' || typeof value === 'string' ? parseSpot(value) : undefined
  }
  const [drop, edit, move, after] = [spot('drop'), spot('edit'), spot('move'), spot('after')]
  if (drop) return { kind: 'drop', at: drop }
  if (edit && Object.hasOwn(line, 'record')) return { kind: 'edit', at: edit, record: line['record'] }
  if (move && after) return { kind: 'move', at: move, after }
  return Object.hasOwn(line, 'insert') && after ? { kind: 'insert', record: line['insert'], after } : undefined
}

/** Puts edits together in their order. Throws {@link BranchError} where one names what an earlier one took away or nobody put there. */
export function makeBranch(edits: readonly Edit[]): Branch {
  const dropped = new Set<number>()
  const edited = new Map<number, unknown>()
  const inserted = new Map<number, Inserted[]>()
  const counts = new Map<number, number>()
  const named = new Set<number>()
  const places: Spot[] = []
  const put = ({ at }: Spot, record: Inserted['record']) => {
    const sub = (counts.get(at) ?? 0) + 1
    counts.set(at, sub)
    const list = inserted.get(at)
    if (list) list.push({ spot: { at, sub }, record })
    else inserted.set(at, [{ spot: { at, sub }, record }])
    if (at > 0) named.add(at)
    places.push({ at, sub })
  }
  const found = (spot: Spot): Inserted => {
    const one = inserted.get(spot.at)?.find(({ spot: { sub } }) => sub === spot.sub)
    if (!one) throw new BranchError(`There is no event at ${spot.at}.${spot.sub}.`)
    return one
  }
  const remove = (spot: Spot): Inserted['record'] => {
    if (spot.sub > 0) {
      const one = found(spot)
      inserted.set(
        spot.at,
        (inserted.get(spot.at) ?? []).filter((other) => other !== one),
      )
      return one.record
    }
    if (dropped.has(spot.at)) throw new BranchError(`The event at ${spot.at} was taken away before.`)
    dropped.add(spot.at)
    named.add(spot.at)
    return edited.has(spot.at) ? { kind: 'own', value: edited.get(spot.at) } : { kind: 'moved', from: spot.at }
  }
  for (const edit of edits) {
    if (edit.kind === 'drop' || edit.kind === 'edit') places.push(edit.at)
    if (edit.kind === 'drop') {
      if (edit.at.sub > 0 || !dropped.has(edit.at.at)) remove(edit.at)
    } else if (edit.kind === 'insert') put(edit.after, { kind: 'own', value: edit.record })
    else if (edit.kind === 'move') {
      const record = remove(edit.at)
      put(edit.after, record)
    } else if (edit.at.sub > 0) found(edit.at).record = { kind: 'own', value: edit.record }
    else {
      edited.set(edit.at.at, edit.record)
      named.add(edit.at.at)
    }
  }
  return { dropped, edited, inserted, named, places }
}
