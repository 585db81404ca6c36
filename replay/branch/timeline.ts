import type { BranchEdit } from '../../shared/replay-protocol.ts'
import type { ReplayEvent } from '../event/event.ts'
import { readJson } from '../json/read.ts'
import { writeJson } from '../json/write.ts'
import type { Branch, Edit } from './branch.ts'
import { formatSpot, parseSpot, type Spot } from './position.ts'

/** An event that a branch put between those of the log. */
export interface OwnItem {
  readonly kind: 'own'
  /** Ordinal of the log's event that it follows; -1 before the first. */
  readonly after: number
  readonly spot: Spot
  readonly event: ReplayEvent
  /** As it is written out. */
  readonly text: string
  readonly edit: 'A' | 'R+'
}

interface LogItem {
  readonly kind: 'log'
  readonly ordinal: number
  readonly edit: 'D' | 'M' | 'R-' | undefined
  /** What the branch has in its place, where that is another record. */
  readonly event: ReplayEvent | undefined
  readonly text: string | undefined
}

export type Item = LogItem | OwnItem

interface Touched {
  readonly edit: 'D' | 'M' | 'R-'
  readonly event?: ReplayEvent
  readonly text?: string
}

/** The events of a log and, in a branch, what it puts between them, in one order: their place in it is what pages call `at`. */
export class Timeline {
  readonly own: readonly OwnItem[]
  readonly isBranch: boolean
  readonly #touched: ReadonlyMap<number, Touched>
  readonly #logLength: () => number

  constructor(logLength: () => number, own: readonly OwnItem[] = [], touched: ReadonlyMap<number, Touched> = new Map()) {
    this.#logLength = logLength
    this.own = own
    this.#touched = touched
    this.isBranch = own.length > 0 || touched.size > 0
  }

  get length(): number {
    return this.#logLength() + this.own.length
  }

  /** Ordinals of the log's events that the branch took away or changed, ascending. */
  get touched(): number[] {
    return [...this.#touched.keys()].sort((a, b) => a - b)
  }

  /** `at` of an event of the log. */
  ofOrdinal(ordinal: number): number {
    return ordinal + this.#ownBefore((item) => item.after < ordinal)
  }

  ofOwn(item: OwnItem): number {
    return item.after + 1 + this.own.indexOf(item)
  }

  item(at: number): Item {
    const before = this.#ownBefore((item, index) => item.after + 1 + index < at)
    const own = this.own[before]
    if (own && own.after + 1 + before === at) return own
    const ordinal = at - before
    const touched = this.#touched.get(ordinal)
    return { kind: 'log', ordinal, edit: touched?.edit, event: touched?.event, text: touched?.text }
  }

  /** The event of the log that stands at `at`, or before it; -1 before the first. */
  ordinalUpTo(at: number): number {
    const item = this.item(at)
    return item.kind === 'own' ? item.after : item.ordinal
  }

  #ownBefore(holds: (item: OwnItem, index: number) => boolean): number {
    let low = 0
    let high = this.own.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (holds(this.own[middle] as OwnItem, middle)) low = middle + 1
      else high = middle
    }
    return low
  }
}

export interface TimelineSource {
  readonly length: () => number
  /** -1 where no event has the position. */
  ordinal(position: number): number
  /** The event of a record that somebody wrote. */
  eventOf(record: unknown): ReplayEvent
  /** What is recorded there, and as it was written. */
  read(ordinal: number): Promise<{ readonly event: ReplayEvent; readonly text: string }>
}

/** A branch laid over the log; or a sentence that says why that cannot be. */
export async function timelineOf(branch: Branch, source: TimelineSource): Promise<Timeline | string> {
  const missing = [...branch.named].filter((position) => source.ordinal(position) < 0).sort((a, b) => a - b)
  if (missing.length > 0) return `There is no event at ${missing.slice(0, 5).join(', ')}.`
  const own: OwnItem[] = []
  const moved = new Set<number>()
  for (const position of [...branch.inserted.keys()].sort((a, b) => a - b)) {
    for (const { spot, record } of branch.inserted.get(position) ?? []) {
      const after = position === 0 ? -1 : source.ordinal(position)
      if (record.kind === 'moved') {
        moved.add(record.from)
        const { event, text } = await source.read(source.ordinal(record.from))
        own.push({ kind: 'own', after, spot, event, text, edit: 'R+' })
      } else {
        const event = source.eventOf(record.value)
        own.push({ kind: 'own', after, spot, event, text: writeJson(record.value), edit: 'A' })
      }
    }
  }
  const touched = new Map<number, Touched>()
  for (const [position, value] of branch.edited)
    if (!branch.dropped.has(position))
      touched.set(source.ordinal(position), { edit: 'M', event: source.eventOf(value), text: writeJson(value) })
  for (const position of branch.dropped) touched.set(source.ordinal(position), { edit: moved.has(position) ? 'R-' : 'D' })
  return new Timeline(source.length, own, touched)
}

/** An edit as the page says it; a sentence where it is none. */
export function editOf(edit: BranchEdit): Edit | string {
  const spot = (position: number | string) => parseSpot(position)
  const record = (text: string) => readJson(text)
  if ('drop' in edit) {
    const at = spot(edit.drop)
    return at ? { kind: 'drop', at } : `${edit.drop} is no position.`
  }
  if ('move' in edit) {
    const [at, after] = [spot(edit.move), spot(edit.after)]
    return at && after ? { kind: 'move', at, after } : `${at ? edit.after : edit.move} is no position.`
  }
  const place = 'insert' in edit ? edit.after : edit.edit
  const at = spot(place)
  if (!at) return `${place} is no position.`
  const result = record('insert' in edit ? edit.insert : edit.record)
  if (!result.ok) return `The record is no JSON. ${result.message}`
  return 'insert' in edit ? { kind: 'insert', record: result.value, after: at } : { kind: 'edit', at, record: result.value }
}

/** An edit as a line of a branch file. */
export function editLine(edit: Edit): string {
  const place = (spot: Spot) => formatSpot(spot)
  switch (edit.kind) {
    case 'drop':
      return writeJson({ drop: place(edit.at) })
    case 'insert':
      return writeJson({ insert: edit.record, after: place(edit.after) })
    case 'edit':
      return writeJson({ edit: place(edit.at), record: edit.record })
    case 'move':
      return writeJson({ move: place(edit.at), after: place(edit.after) })
  }
}
