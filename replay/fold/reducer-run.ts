import type { Remark } from '../audit/finding.ts'
import { readJson } from '../json/read.ts'
import { withAnotherClock } from './another-clock.ts'
import { type Reducer, stackLine } from './module.ts'
import type { FoldBatch, FoldItem } from './protocol.ts'
import { readState, type StateText, stateText } from './state-text.ts'

/** A state; `undefined` for an entity that has none. */
interface Held {
  readonly value: unknown
}

interface Slot {
  held: Held | undefined
  /** The state as it was, and the indices of the items that were folded into it since. */
  base: string | null
  since: number[]
  /** No event was folded into it yet, which a deleted one is not. */
  isNew: boolean
}

export interface Folded {
  readonly remarks: readonly (readonly [number, Remark])[]
  readonly states: readonly (readonly [string, string | null])[]
}

/** Folds batches with a reducer. Called in a worker of its own, for the reducer may do anything. */
export class ReducerRun {
  readonly #reducer: Reducer
  readonly #file: string
  readonly #onStep: (index: number) => void
  readonly #initial: string
  readonly #slots = new Map<string, Slot>()
  readonly #counts = new Map<string, number>()

  /** @param onStep called before an item's handler is. */
  constructor(reducer: Reducer, file: string, onStep: (index: number) => void) {
    this.#reducer = reducer
    this.#file = file
    this.#onStep = onStep
    const initial = typeof reducer.initial === 'function' ? { text: 'null' } : stateText(reducer.initial ?? {})
    this.#initial = 'text' in initial ? initial.text : '{}'
  }

  fold({ items, skip, states }: FoldBatch): Folded {
    for (const [entity, text] of states) this.#slots.set(entity, { held: parsed(text), base: text, since: [], isNew: false })
    const skipped = new Set(skip)
    const remarks = new Map<string, Remark>()
    const touched = new Map<string, number[]>()
    for (const [index, item] of items.entries()) {
      const own = touched.get(item.entity)
      if (own) own.push(index)
      else touched.set(item.entity, [index])
      if (skipped.has(index)) this.#begin(this.#slot(item.entity))
      else this.#foldOne(items, index, remarks)
    }
    const out: (readonly [string, string | null])[] = []
    for (const [entity, indices] of touched) {
      const slot = this.#slot(entity)
      const text = this.#settled(slot)
      if (text === undefined) {
        this.#foldStrictly(
          items,
          indices.filter((index) => !skipped.has(index)),
          slot,
          remarks,
        )
        out.push([entity, slot.base])
      } else out.push([entity, text])
    }
    return { remarks: [...remarks].map(([id, remark]) => [Number(id.slice(id.indexOf(' ') + 1)), remark]), states: out }
  }

  /** The state after each item of one entity that has a state before the first; `undefined`: it begins there. Nothing of it is kept. */
  trace(items: readonly FoldItem[], skip: readonly number[], state: string | null | undefined): (string | null)[] {
    const skipped = new Set(skip)
    const slot: Slot =
      state === undefined
        ? { held: undefined, base: null, since: [], isNew: true }
        : { held: parsed(state), base: state, since: [], isNew: false }
    return items.map((item, index) => {
      if (skipped.has(index)) this.#begin(slot)
      else this.#traceOne(slot, item, index)
      return slot.base
    })
  }

  #traceOne(slot: Slot, item: FoldItem, index: number): void {
    try {
      slot.held = this.#step(slot.held, item, index)
      const result = textOf(slot.held)
      if ('text' in result) {
        slot.base = result.text
        slot.isNew = false
        return
      }
    } catch {
      // That it threw was said when the log was folded.
    }
    if (slot.isNew) this.#begin(slot)
    else slot.held = parsed(slot.base)
  }

  #slot(entity: string): Slot {
    let slot = this.#slots.get(entity)
    if (!slot) this.#slots.set(entity, (slot = { held: undefined, base: null, since: [], isNew: true }))
    return slot
  }

  #foldOne(items: readonly FoldItem[], index: number, remarks: Map<string, Remark>): void {
    const item = items[index] as FoldItem
    const slot = this.#slot(item.entity)
    const before = this.#isSampled(item) ? this.#settled(slot) : undefined
    if (before !== undefined) this.#foldTwice(item, before, index, remarks)
    try {
      slot.held = this.#step(slot.held, item, index)
      slot.since.push(index)
      slot.isNew = false
    } catch (error) {
      remarks.set(`threw ${index}`, this.#threw(error))
      if (slot.isNew) this.#begin(slot)
      else this.#again(items, slot)
    }
  }

  /** An entity whose first event cannot be folded has the state that entities begin with. */
  #begin(slot: Slot): void {
    if (!slot.isNew) return
    slot.isNew = false
    try {
      const initial = stateText(this.#initialState())
      if ('text' in initial) slot.base = initial.text
      slot.held = parsed(slot.base)
    } catch {
      // What makes it threw: that was said of the event.
    }
  }

  /** The state as JSON, from which the slot goes on; `undefined` where it holds what is no data. */
  #settled(slot: Slot): string | null | undefined {
    if (slot.since.length === 0) return slot.base
    const result = textOf(slot.held)
    if ('defect' in result) return undefined
    slot.base = result.text
    slot.since = []
    return result.text
  }

  /** The state before a step that failed and may have changed half of it. */
  #again(items: readonly FoldItem[], slot: Slot): void {
    let held = parsed(slot.base)
    for (const index of slot.since) {
      try {
        held = this.#step(held, items[index] as FoldItem, index)
      } catch {
        // It did not fail before: it is not repeatable, and what it made is gone.
      }
    }
    slot.held = held
    this.#settled(slot)
  }

  /** With every state looked at, to find the event that put in what is no data. */
  #foldStrictly(items: readonly FoldItem[], indices: readonly number[], slot: Slot, remarks: Map<string, Remark>): void {
    const first = slot.since[0] ?? Number.POSITIVE_INFINITY
    for (const index of indices) {
      // What was folded into the base already is not folded again.
      if (index < first) continue
      remarks.delete(`threw ${index}`)
      try {
        const result = textOf(this.#step(parsed(slot.base), items[index] as FoldItem, index))
        if ('defect' in result) {
          const { path, what } = result.defect
          remarks.set(`threw ${index}`, { kind: 'fold-threw', message: `The state may hold data only, but has ${what}.`, path })
        } else slot.base = result.text
      } catch (error) {
        remarks.set(`threw ${index}`, this.#threw(error))
      }
    }
    slot.held = parsed(slot.base)
    slot.since = []
  }

  #step(held: Held | undefined, { message, messageKey, text }: FoldItem, index: number): Held | undefined {
    this.#onStep(index)
    if (message === undefined) return undefined
    const { on, upcast } = this.#reducer
    const result = readJson(text)
    const [payload, event] = (result.ok ? result.value : []) as [unknown, unknown]
    const handler = on.get(message) ?? on.get(messageKey) ?? on.get('default')
    const draft = held ? held.value : this.#initialState()
    if (!handler) return { value: draft }
    const form = upcast.get(message) ?? upcast.get(messageKey)
    const returned = handler(draft, form ? form(payload, event) : payload, event)
    if (returned === null) return undefined
    const value = returned === undefined ? draft : returned
    if (typeof value === 'function' || (typeof value === 'object' && typeof (value as { then?: unknown } | null)?.then === 'function'))
      throw new NoData(`a ${typeof value === 'function' ? 'function' : 'promise'}`)
    return { value }
  }

  #initialState(): unknown {
    const { initial } = this.#reducer
    return typeof initial === 'function' ? (initial() as unknown) : parsed(this.#initial)?.value
  }

  /** The first three of each message, then ever fewer. */
  #isSampled({ message }: FoldItem): boolean {
    if (message === undefined) return false
    const count = (this.#counts.get(message) ?? 0) + 1
    this.#counts.set(message, count)
    return count <= 3 || (count & (count - 1)) === 0
  }

  #foldTwice(item: FoldItem, before: string | null, index: number, remarks: Map<string, Remark>): void {
    try {
      const once = textOf(this.#step(parsed(before), item, index))
      const twice = withAnotherClock(() => textOf(this.#step(parsed(before), item, index)))
      if ('defect' in once || 'defect' in twice || once.text === twice.text) return
      const message = 'Folded again, at another time and with other random numbers, this event gives another state.'
      remarks.set(`differs ${index}`, { kind: 'fold-not-repeatable', message })
    } catch {
      // That it throws is said where it is folded.
    }
  }

  #threw(error: unknown): Remark {
    if (error instanceof NoData) return { kind: 'fold-threw', message: `The state may hold data only, but is ${error.message}.`, path: '' }
    const what = error instanceof Error ? `${error.name}: ${error.message}` : `It threw ${describe(error)}`
    const place = stackLine(error, this.#file)
    return { kind: 'fold-threw', message: place ? `${what} (${nameOf(this.#file)}:${place.line}:${place.column})` : what }
  }
}

class NoData extends Error {}

type HeldText = { readonly text: string | null } | Extract<StateText, { defect: unknown }>

function textOf(held: Held | undefined): HeldText {
  return held ? stateText(held.value) : { text: null }
}

function parsed(text: string | null): Held | undefined {
  return text === null ? undefined : readState(text)
}

function describe(error: unknown): string {
  try {
    return String(error).slice(0, 200)
  } catch {
    return typeof error
  }
}

function nameOf(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1)
}
