import type { MapStream } from '../../shared/map-protocol.ts'
import { byGravity } from './filter.ts'
import { type Folder, foldersOf } from './folders.ts'
import { compare, type Landscape } from './landscape.ts'

/** A row of the list: a folder's head, or a stream. */
export interface Row {
  readonly key: string
  readonly folder: Folder
  readonly stream: MapStream | undefined
}

/** A folder with its rows, the head first. */
export interface Group {
  readonly folder: Folder
  readonly start: number
  readonly end: number
}

export type Order = 'name' | 'findings'

export function folderKey({ key }: Folder): string {
  return `folder ${key}`
}

export function rowsOf(
  { root }: Landscape,
  streams: readonly MapStream[],
  closed: readonly string[],
  order: Order,
): { rows: Row[]; groups: Group[] } {
  const rows: Row[] = []
  const groups: Group[] = []
  for (const folder of foldersOf(streams, root)) {
    const start = rows.length
    rows.push({ key: folderKey(folder), folder, stream: undefined })
    const byName = (a: MapStream, b: MapStream) => compare(a.name, b.name)
    const sorted = [...folder.streams].sort(order === 'name' ? byName : (a, b) => byGravity(a, b) || byName(a, b))
    if (!closed.includes(folder.key)) for (const stream of sorted) rows.push({ key: stream.id, folder, stream })
    groups.push({ folder, start, end: rows.length })
  }
  return { rows, groups }
}

type Inner = { readonly key: string; readonly space: number } | { readonly row: number }
export type Piece =
  | { readonly key: string; readonly space: number }
  | { readonly folder: Folder; readonly start: number; readonly inner: readonly Inner[] }

/** What is drawn of the rows from `first` to `last`, and of the one with the tab stop wherever it is; between them spaces as high as what is not. */
export function pieces(groups: readonly Group[], first: number, last: number, active: number): Piece[] {
  const found: Piece[] = []
  let done = 0
  const space = (to: number) => {
    if (to > done) found.push({ key: `space ${done}`, space: to - done })
  }
  for (const { folder, start, end } of groups) {
    const holdsActive = active >= start && active < end
    if (!holdsActive && (end <= first || start > last)) continue
    space(start)
    const inner: Inner[] = []
    let at = start + 1
    const drawn = new Set<number>(holdsActive ? [active] : [])
    for (let row = Math.max(start + 1, first); row < Math.min(end, last + 1); row++) drawn.add(row)
    for (const row of [...drawn].sort((a, b) => a - b)) {
      if (row === start) continue
      if (row > at) inner.push({ key: `space ${at}`, space: row - at })
      inner.push({ row })
      at = row + 1
    }
    if (end > at) inner.push({ key: `space ${at}`, space: end - at })
    found.push({ folder, start, inner })
    done = end
  }
  const total = groups.at(-1)?.end ?? 0
  space(total)
  return found
}
