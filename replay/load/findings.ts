import { type FindingKind, type Remark, severities } from '../audit/finding.ts'
import { larger } from '../log/larger.ts'
import { worstError, worstNone, worstWarning } from '../log/log.ts'

/** What is wrong with an event of a log. */
export interface LogFinding extends Remark {
  readonly ordinal: number
  readonly severity: 'error' | 'warning'
}

interface Column {
  length: number
  ordinals: Uint32Array
  readonly messages: string[]
  readonly paths: (string | undefined)[]
}

const kinds = Object.keys(severities) as FindingKind[]

/** All findings of a log, by kind, each kind in the order of the log; at most one of a kind for an event. */
export class LogFindings {
  readonly #columns = new Map<FindingKind, Column>()
  /** What a finding makes the worst of its event. */
  readonly #onWorst: (ordinal: number, worst: number) => void

  constructor(onWorst: (ordinal: number, worst: number) => void) {
    this.#onWorst = onWorst
  }

  get errors(): number {
    return this.#total('error')
  }

  get warnings(): number {
    return this.#total('warning')
  }

  /** How many there are of each kind that is there. */
  get counts(): ReadonlyMap<FindingKind, number> {
    return new Map([...this.#columns].flatMap(([kind, { length }]) => (length > 0 ? [[kind, length] as const] : [])))
  }

  count(kind: FindingKind): number {
    return this.#columns.get(kind)?.length ?? 0
  }

  /** Ordinals of the events with a finding of the kind, ascending; a view that is not to be kept over an await. */
  ordinals(kind: FindingKind): Uint32Array {
    const column = this.#columns.get(kind)
    return column ? column.ordinals.subarray(0, column.length) : new Uint32Array(0)
  }

  /** So many findings of a kind from the `from`-th on, fewer where they end. */
  page(kind: FindingKind, from: number, count: number): LogFinding[] {
    const end = Math.min(this.count(kind), from + count)
    return Array.from({ length: Math.max(0, end - from) }, (_, at) => this.#finding(kind, from + at))
  }

  /** What is wrong with one event. */
  at(ordinal: number): LogFinding[] {
    return kinds.flatMap((kind) => {
      const column = this.#columns.get(kind)
      const index = column ? firstFrom(column, ordinal) : 0
      return column && index < column.length && column.ordinals[index] === ordinal ? [this.#finding(kind, index)] : []
    })
  }

  /** All, in the order of the log; those of one event in the order in which the first of their kind came. */
  *all(): Generator<LogFinding> {
    const heads = [...this.#columns.keys()].map((kind) => ({ kind, index: 0 }))
    for (;;) {
      let next: { kind: FindingKind; index: number } | undefined
      let lowest = Number.POSITIVE_INFINITY
      for (const head of heads) {
        const column = this.#columns.get(head.kind) as Column
        const ordinal = head.index < column.length ? (column.ordinals[head.index] as number) : Number.POSITIVE_INFINITY
        if (ordinal >= lowest) continue
        lowest = ordinal
        next = head
      }
      if (!next) return
      yield this.#finding(next.kind, next.index++)
    }
  }

  add(ordinal: number, { kind, message, path }: Remark): void {
    let column = this.#columns.get(kind)
    if (!column) {
      column = { length: 0, ordinals: new Uint32Array(16), messages: [], paths: [] }
      this.#columns.set(kind, column)
    }
    const { length } = column
    const index = length === 0 || (column.ordinals[length - 1] as number) < ordinal ? length : firstFrom(column, ordinal)
    if (index < length && column.ordinals[index] === ordinal) return
    if (length >= column.ordinals.length) column.ordinals = larger(column.ordinals, length)
    column.ordinals.copyWithin(index + 1, index, length)
    column.ordinals[index] = ordinal
    if (index === length) {
      column.messages.push(message)
      column.paths.push(path)
    } else {
      column.messages.splice(index, 0, message)
      column.paths.splice(index, 0, path)
    }
    column.length++
    this.#onWorst(ordinal, worstOf(kind))
  }

  /** Forgets all findings of these kinds; events are as bad as what is left of them says. */
  clear(cleared: readonly FindingKind[]): void {
    for (const kind of cleared) {
      const ordinals = this.ordinals(kind)
      this.#columns.delete(kind)
      for (const ordinal of ordinals) this.#onWorst(ordinal, worstNone)
    }
    for (const kind of kinds) for (const ordinal of this.ordinals(kind)) this.#onWorst(ordinal, worstOf(kind))
  }

  /** Forgets the findings of the last event. */
  drop(ordinal: number): void {
    for (const column of this.#columns.values()) {
      if (column.ordinals[column.length - 1] !== ordinal) continue
      column.length--
      column.messages.pop()
      column.paths.pop()
    }
  }

  #finding(kind: FindingKind, index: number): LogFinding {
    const column = this.#columns.get(kind) as Column
    const path = column.paths[index]
    const ordinal = column.ordinals[index] as number
    return { ordinal, kind, severity: severities[kind], message: column.messages[index] ?? '', ...(path !== undefined && { path }) }
  }

  #total(severity: 'error' | 'warning'): number {
    return kinds.reduce((sum, kind) => sum + (severities[kind] === severity ? this.count(kind) : 0), 0)
  }
}

function worstOf(kind: FindingKind): number {
  return severities[kind] === 'error' ? worstError : worstWarning
}

/** The first index whose ordinal is not below. */
function firstFrom({ ordinals, length }: Column, ordinal: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ordinals[middle] as number) < ordinal) low = middle + 1
    else high = middle
  }
  return low
}
