import type { Part } from '../document/node.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** Where something is to be said: a part of what a cursor names. */
export interface Spot {
  readonly at: Cursor
  readonly part: Part
}
