import { sameList } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { remembered } from '../workspace/remembered.ts'
import { Layered } from './layered.ts'
import { SchemaView } from './schema-view.ts'

/** So many schemas are looked at in one place, and so many places for one question. */
const mostInside = 1_000
const mostPlaces = 20_000

/** What was found in a schema and those that are written inside it, and the places that it refers to. */
interface Piece<Found> {
  readonly found: readonly Found[]
  readonly leads: readonly Cursor[]
}

/**
 * Looks at schemas and all that they are made of, each once however many refer to it; what one of them gave is kept until it changes.
 * `look` tells what it finds in one schema and goes on `into` those that it is made of.
 */
export function everySchema<Found>(
  look: (schema: SchemaView, into: (schema: SchemaView) => void, tell: (found: Found) => void) => void,
): (schemas: Iterable<SchemaView>) => Found[] {
  const read = (start: SchemaView): Piece<Found> => {
    const found: Found[] = []
    const leads = new Set<Cursor>()
    const seen = new Set<Cursor>()
    const visit = (schema: SchemaView) => {
      const { cursor, entry } = schema
      if (!schema.isReadable || !cursor || seen.has(cursor) || seen.size > mostInside) return
      // Several places merged are no place to come back to.
      if (schema !== start && cursor !== entry && schema.layers.cursors.length === 1) {
        leads.add(cursor)
        return
      }
      seen.add(cursor)
      look(schema, visit, (one) => found.push(one))
    }
    visit(start)
    return { found, leads: [...leads] }
  }
  const readAt = remembered(
    (at: Cursor) => at.file.clock,
    (at) => read(new SchemaView(Layered.of([at]))),
    samePiece,
  )
  return (schemas) => {
    const found: Found[] = []
    const places = new Set<Cursor>()
    const take = (piece: Piece<Found>) => {
      for (const one of piece.found) found.push(one)
      for (const lead of piece.leads) if (places.size < mostPlaces) places.add(lead)
    }
    for (const schema of schemas) {
      const [only, another] = schema.layers.cursors
      if (another) take(read(schema))
      else if (only && schema.isReadable) places.add(only)
    }
    // It grows while it is gone through.
    for (const place of places) take(readAt(place))
    return found
  }
}

function samePiece(a: Piece<unknown>, b: Piece<unknown>): boolean {
  return a.found.length === 0 && b.found.length === 0 && sameList(a.leads, b.leads)
}
