import { parsePointer } from '../../../shared/pointer.ts'
import type { SchemaPlace } from '../../../shared/schema-pool.ts'
import { entryOf, type PoolEntry } from '../../model/schema-pool.ts'
import type { SchemaView } from '../../model/schema-view.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { Spot } from '../spot.ts'

/** Where a place of a pool's schema is written. `view` and `start` are the schema that the question began with. */
export function spotOf({ id, pointer }: SchemaPlace, view: SchemaView, start: PoolEntry, workspace: Workspace): Spot {
  const path = parsePointer(pointer) ?? []
  // Written in several places, it is one schema of its own: the strongest place that has this part counts.
  const layered = id === start.id && view.layers.cursors.length > 1 ? view.layers.at(...path).entry : undefined
  const at = layered ?? (entryOf(workspace, id) ?? start).at.at(...path)
  // A whole file has no key: it is spoken of where it is referred to.
  if (at.parent === undefined) return { at: view.entry ?? at, part: 'key' }
  return { at, part: 'key' }
}
