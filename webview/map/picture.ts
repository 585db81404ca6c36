import type { Counts, MapApplication, MapStream } from '../../shared/map-protocol.ts'
import { totalOf } from './filter.ts'
import { commonFolder, type Folder, foldersOf } from './folders.ts'
import { type Landscape, loneText, nobody } from './landscape.ts'

/** Above so many streams the map draws folders. */
export const mostStreams = 24

export type Side = 'appends' | 'reads'

/** A box of the middle column: a stream, or a folder of them. */
export interface MiddleBox {
  readonly id: string
  readonly stream: MapStream | undefined
  readonly folder: Folder | undefined
  readonly counts: Counts
  /** *nobody reads*, *2 nobody reads*. */
  readonly lone: string | undefined
}

/** A box at a side: an application, or a folder of them. */
interface SideBox {
  readonly id: string
  readonly name: string
  readonly application: MapApplication | undefined
  readonly applications: readonly MapApplication[]
}

export interface Edge {
  readonly side: Side
  readonly outer: string
  readonly middle: string
  /** Streams that it stands for. */
  readonly weight: number
  /** Of a stream's line: indices of its messages, or all of them. */
  readonly messages: readonly number[] | 'all' | undefined
}

/** What the map draws of the streams that the filter leaves, and of the applications that touch them. */
export interface Picture {
  readonly kind: 'streams' | 'folders'
  readonly middle: readonly MiddleBox[]
  readonly appends: readonly SideBox[]
  readonly reads: readonly SideBox[]
  readonly edges: readonly Edge[]
}

export const folderId = (key: string) => `folder ${key}`
const groupId = (key: string) => `applications ${key}`

export function pictureOf(landscape: Landscape, streams: readonly MapStream[]): Picture {
  const folders = streams.length > mostStreams ? foldersOf(streams, landscape.root) : []
  return folders.length > 1 ? folderPicture(landscape, streams, folders) : streamPicture(landscape, streams)
}

function streamPicture({ users }: Landscape, streams: readonly MapStream[]): Picture {
  const sides = { appends: new Map<string, SideBox>(), reads: new Map<string, SideBox>() }
  const edges: Edge[] = []
  const middle = streams.map((stream): MiddleBox => {
    const own = users.get(stream.id) ?? nobody
    for (const side of ['appends', 'reads'] as const) {
      for (const { application, use } of own[side]) {
        const { id, name } = application
        sides[side].set(id, { id, name, application, applications: [application] })
        edges.push({ side, outer: id, middle: stream.id, weight: 1, messages: use.messages })
      }
    }
    return { id: stream.id, stream, folder: undefined, counts: stream.counts, lone: loneText(own) }
  })
  return { kind: 'streams', middle, appends: [...sides.appends.values()], reads: [...sides.reads.values()], edges }
}

function folderPicture(landscape: Landscape, streams: readonly MapStream[], folders: readonly Folder[]): Picture {
  const base = commonFolder(streams.map(({ folder }) => folder))
  const groups = new Map<string, { name: string; applications: Set<MapApplication> }>()
  const touched = { appends: new Set<string>(), reads: new Set<string>() }
  const edges = new Map<string, { side: Side; outer: string; middle: string; streams: Set<MapStream> }>()
  const middle = folders.map((folder): MiddleBox => {
    const lone = { appends: 0, reads: 0 }
    for (const stream of folder.streams) {
      const own = landscape.users.get(stream.id) ?? nobody
      for (const side of ['appends', 'reads'] as const) {
        if (own[side].length === 0) lone[side]++
        for (const { application } of own[side]) {
          const isNear = base.every((name, index) => application.folder[index] === name)
          const path = application.folder.slice(0, isNear ? base.length + 1 : 1)
          const outer = groupId(path.join('/'))
          let group = groups.get(outer)
          if (!group) groups.set(outer, (group = { name: path.at(-1) ?? landscape.root, applications: new Set() }))
          group.applications.add(application)
          touched[side].add(outer)
          const key = `${side} ${outer} ${folder.key}`
          let edge = edges.get(key)
          if (!edge) edges.set(key, (edge = { side, outer, middle: folderId(folder.key), streams: new Set() }))
          edge.streams.add(stream)
        }
      }
    }
    const said = [lone.reads > 0 && `${lone.reads} nobody reads`, lone.appends > 0 && `${lone.appends} nobody appends`].filter(Boolean)
    return {
      id: folderId(folder.key),
      stream: undefined,
      folder,
      counts: totalOf(folder.streams),
      lone: said.length === 0 ? undefined : said.join(', '),
    }
  })
  const boxes = (side: Side) =>
    [...touched[side]].map((id): SideBox => {
      const { name = '', applications } = groups.get(id) ?? {}
      return { id, name, application: undefined, applications: [...(applications ?? [])] }
    })
  return {
    kind: 'folders',
    middle,
    appends: boxes('appends'),
    reads: boxes('reads'),
    edges: [...edges.values()].map(({ streams: own, ...edge }) => ({ ...edge, weight: own.size, messages: undefined })),
  }
}

/** The box that stands for what is selected: itself, or the folder that it is in. */
export function boxOf(picture: Picture, selected: string | undefined): string | undefined {
  if (selected === undefined) return undefined
  const all = [...picture.middle, ...picture.appends, ...picture.reads]
  if (all.some(({ id }) => id === selected)) return selected
  const middle = picture.middle.find(({ folder }) => folder?.streams.some(({ id }) => id === selected))
  if (middle) return middle.id
  return [...picture.appends, ...picture.reads].find(({ applications }) => applications.some(({ id }) => id === selected))?.id
}

/** What a box is known by in its column: an application may stand on both sides. */
export const boxKey = (column: Side | 'middle', id: string) => `${column} ${id}`

/** The boxes that are lit with one, by {@link boxKey}: it, on both sides if it stands there, and those at the other ends of its lines. */
export function litWith({ edges }: Picture, box: string): Set<string> {
  const lit = new Set([boxKey('appends', box), boxKey('middle', box), boxKey('reads', box)])
  for (const { side, outer, middle } of edges) {
    if (middle === box) lit.add(boxKey(side, outer))
    if (outer === box) lit.add(boxKey('middle', middle))
  }
  return lit
}
