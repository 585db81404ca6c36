import type { FoldedEvent } from '../fold/folder.ts'
import { readState, stateText } from '../fold/state-text.ts'
import type { Tracer } from '../fold/tracer.ts'
import { isObject, type JsonObject, member, setMember } from '../json/object.ts'
import { Blame } from './blame.ts'

/** One entity on its way through its events. */
export interface Cursor {
  /** How many of them were folded. */
  n: number
  /** `undefined`: it has none. */
  value: unknown
  blame: Blame
}

/** A cursor as it can be kept: with the state as text, which {@link readState} reads; `null` for none. */
export interface Checkpoint {
  readonly n: number
  readonly text: string | null
  readonly blame: Blame
}

type Visit = (cursor: Cursor) => void

/** How the events of one entity become its states. */
export interface StateFold {
  /** Folds the next events of a cursor, which is changed; `visit` sees it after each. */
  advance(cursor: Cursor, events: readonly FoldedEvent[], visit?: Visit): Promise<void>
}

export function emptyCursor(totals: number[]): Cursor {
  return { n: 0, value: undefined, blame: new Blame(totals) }
}

export function keptCursor({ n, value, blame }: Cursor): Checkpoint {
  return { n, text: textOf(value), blame: blame.copy() }
}

export function restoredCursor({ n, text, blame }: Checkpoint): Cursor {
  return { n, value: valueIn(text), blame: blame.copy() }
}

function textOf(value: unknown): string | null {
  const result = value === undefined ? undefined : stateText(value)
  return result && 'text' in result ? result.text : null
}

function valueIn(text: string | null): unknown {
  return text === null ? undefined : readState(text)?.value
}

/** The default fold: what a payload names is set, whether or not it says something else. */
export const defaultFold: StateFold = {
  advance(cursor, events, visit) {
    for (const event of events) {
      step(cursor, event)
      cursor.n++
      visit?.(cursor)
    }
    return Promise.resolve()
  },
}

function step(cursor: Cursor, { message, payload, time }: FoldedEvent): void {
  const { n, blame } = cursor
  if (message === undefined) {
    blame.observe(cursor.value, undefined, n)
    cursor.value = undefined
    return
  }
  const before = isObject(cursor.value) ? cursor.value : undefined
  const state: JsonObject = isObject(payload) ? blame.merge(before, payload, n) : (before ?? {})
  cursor.value = state
  const put = (name: string, value: unknown) => {
    blame.put(name, member(state, name), value, n)
    if (value === undefined) delete state[name]
    else setMember(state, name, value)
  }
  if (!isObject(payload)) put('$value', payload)
  put('$type', message)
  put('$version', n + 1)
  put('$at', time?.text)
}

/** So many events go to the worker at once; fewer where the states are large, for each comes back. */
const mostEvents = 256
const mostText = 4_000_000

/** A person's reducer: what it set is told by what differs. */
export function reducerFold(tracer: Tracer): StateFold {
  return {
    async advance(cursor, events, visit) {
      for (let from = 0; from < events.length; ) {
        const text = textOf(cursor.value)
        const count = Math.max(1, Math.min(mostEvents, Math.floor(mostText / ((text?.length ?? 0) + 1_000))))
        const some = events.slice(from, from + count)
        from += some.length
        let before = text
        for (const after of await tracer.trace(cursor.n === 0 ? undefined : text, some)) {
          if (after !== before) {
            const value = valueIn(after)
            cursor.blame.observe(cursor.value, value, cursor.n)
            cursor.value = value
            before = after
          }
          cursor.n++
          visit?.(cursor)
        }
      }
    },
  }
}
