import type { Position } from '../document/lines.ts'
import type { Span } from '../document/node.ts'
import type { SourceText } from '../document/source-text.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { SourceFile } from '../workspace/source-file.ts'

/** What stands at a place of a text. */
export interface PlaceAt {
  readonly cursor: Cursor
  readonly part: 'key' | 'value'
  readonly source: SourceText
  readonly offset: number
}

/** The deepest entry or item at a position; `undefined` while the file is not read. */
export function placeAt(file: SourceFile, position: Position): PlaceAt | undefined {
  const { source } = file
  if (!source) return undefined
  const offset = source.lines.offset(position)
  const document = documentAt(source, offset)
  const { path, part } = source.roots[document]?.pathAt(offset) ?? { path: [], part: 'value' }
  return { cursor: file.root(document).at(...path), part, source, offset }
}

/** Which YAML document of a text holds an offset, from 0. */
export function documentAt(source: SourceText, offset: number): number {
  return Math.max(
    0,
    source.roots.findLastIndex((root) => root.from <= offset),
  )
}

/** Where a part of what a cursor names is written; `undefined` where nothing is. */
export function spanAt({ file, document, path }: Cursor, part: 'key' | 'value'): Span | undefined {
  return file.source?.roots[document]?.locate(path, part)
}
