import type { Place } from '../../../shared/place.ts'
import type { Cursor } from '../../workspace/cursor.ts'

/** A place as a page names it: of an older version by the address under which an editor can open it. */
export function pagePlace(cursor: Cursor): Place {
  return { ...cursor.place, uri: cursor.file.clientUri }
}
