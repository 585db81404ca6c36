import type { MapStream } from '../../shared/map-protocol.ts'
import { compare } from './landscape.ts'

/** Streams of one folder, one level below the one that is shown. */
export interface Folder {
  /** Its path, joined by `/`; what it is known by. */
  readonly key: string
  readonly path: readonly string[]
  readonly name: string
  readonly streams: readonly MapStream[]
  /** Whether there is a level below. */
  readonly isDeep: boolean
}

/** The folders of some streams, on the first level on which they part. */
export function foldersOf(streams: readonly MapStream[], root: string): Folder[] {
  const base = commonFolder(streams.map(({ folder }) => folder))
  const found = new Map<string, MapStream[]>()
  for (const stream of streams) {
    const key = stream.folder.slice(0, base.length + 1).join('/')
    const known = found.get(key)
    if (known) known.push(stream)
    else found.set(key, [stream])
  }
  return [...found]
    .map(([key, own]) => {
      const path = key === '' ? [] : key.split('/')
      return { key, path, name: path.at(-1) ?? root, streams: own, isDeep: path.length > base.length }
    })
    .sort((a, b) => compare(a.name, b.name))
}

/** What all folders begin with. */
export function commonFolder(folders: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = folders
  let length = first.length
  for (const one of others) {
    let same = 0
    while (same < length && one[same] === first[same]) same++
    length = same
  }
  return first.slice(0, length)
}
