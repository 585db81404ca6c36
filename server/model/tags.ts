import type { Cursor } from '../workspace/cursor.ts'
import { items } from './lookup.ts'

/** A tag object, its `$ref` followed. */
export interface Tag {
  readonly name: Cursor
  readonly description: Cursor
}

export function tagsAt(list: Cursor): Tag[] {
  return items(list).flatMap((item) => {
    const tag = item.target
    return tag ? [{ name: tag.at('name'), description: tag.at('description') }] : []
  })
}
