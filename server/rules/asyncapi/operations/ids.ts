import type { Document } from '../../../model/document.ts'
import { Layered } from '../../../model/layered.ts'
import { items } from '../../../model/lookup.ts'
import type { Operation } from '../../../model/operation.ts'
import type { Cursor } from '../../../workspace/cursor.ts'
import type { Finding, Spot } from '../../rule.ts'

/** 2.x: "the id MUST be unique among all operations described in the API" (AsyncAPI 2.6, Operation Object), where a trait gives it too. */
export function* repeatedIds(document: Document): Generator<Finding> {
  if (document.is3) return
  const first = new Map<string, { operation: Operation; at: Cursor }>()
  for (const operation of document.operations) {
    const at = idOf(operation)
    const id = at?.text
    if (!at || id === undefined) continue
    const other = first.get(id)
    if (!other) first.set(id, { operation, at })
    else if (other.operation.entry !== operation.entry) {
      yield {
        ...(at === other.at ? traitOf(operation, at) : { at, part: 'value' as const }),
        message: `Another operation has the operationId "${id}" too; it must be unique in the document.`,
        related: [{ at: other.at, part: 'value', message: `The first "${id}".` }],
      }
    }
  }
}

/** Where the id stands that counts: of the last trait that has one, else the operation's own. */
function idOf({ cursor }: Operation): Cursor | undefined {
  if (!cursor) return undefined
  return Layered.of([...items(cursor.at('traits')).toReversed(), cursor]).at('operationId').cursor
}

/** The entry of the trait that gives an operation its id. */
function traitOf(operation: Operation, id: Cursor): Spot {
  const traits = operation.cursor ? items(operation.cursor.at('traits')) : []
  return { at: traits.find((trait) => trait.target === id.parent) ?? operation.entry, part: 'value' }
}
