import { type Located, placeOf } from '../read.ts'
import type { Incompatibility, IncompatibilityKind } from './incompatibility.ts'
import type { Part, Whole } from './whole.ts'

/** One comparison of two wholes. */
export interface Comparing {
  readonly from: Whole
  readonly to: Whole
  readonly found: Incompatibility[]
  /** The same comparison, for parts of values. */
  readonly inner: (from: Whole, to: Whole) => readonly Incompatibility[]
}

/** The part that says the keyword, else the first; `undefined` where nothing is asked at all. */
export function anchor(of: Whole, keyword?: keyof Located['node']): Located | undefined {
  const saying = keyword && of.parts.find(({ at }) => at.node[keyword] !== undefined)
  return (saying ?? of.parts[0])?.at
}

type Details = Omit<Incompatibility, 'kind' | 'place' | 'old' | 'keyword'>

/** Reports at a keyword of the new schema; the old place is the same keyword, where there is one. */
export function report(
  comparing: Comparing,
  kind: IncompatibilityKind,
  part: Part,
  keyword: keyof Located['node'],
  details: Details = {},
): void {
  const old = anchor(comparing.from, keyword)
  if (!old) return
  const place = placeOf(part.at, keyword)
  comparing.found.push({ kind, place, old: placeOf(old, old.node[keyword] === undefined ? undefined : keyword), keyword, ...details })
}
