import type { MapApplication, MapDetail, MapFinding, MapParams, MapStream, MapUpdate } from '../../shared/map-protocol.ts'
import type { Place } from '../../shared/place.ts'
import { type PlainChannel, placeKey } from '../../shared/preview-protocol.ts'
import { uriName } from '../../shared/uri.ts'
import { type SharedChannel, sharedChannels } from '../eventsource/ownership.ts'
import type { Stream } from '../eventsource/stream.ts'
import type { Document } from '../model/document.ts'
import type { Checks } from '../validate/checks.ts'
import { Cell, sameList } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { rangeOf } from './stream-preview.ts'
import { type Application, applicationOf, Owners } from './workspace-map/applications.ts'
import { allTold, countsOf, Parts, type Told } from './workspace-map/findings.ts'
import { folderOf, pathOf, type StreamBox, streamBox } from './workspace-map/streams.ts'
import { type ChannelUse, usesOf } from './workspace-map/uses.ts'
import { Versions } from './workspace-map/versions.ts'

/** So many channels are offered to be marked where there is no event source, and so many findings are listed. */
const mostChannels = 200
const mostFindings = 200

const maps = new WeakMap<Checks, WorkspaceMap>()

/** The map, or what of it changed. An update waits a moment for checks that are under way, so that findings belong to the texts. */
export async function mapUpdate(params: MapParams, checks: Checks): Promise<MapUpdate> {
  if (params.since !== undefined) await Promise.race([checks.checker.idle(), new Promise<void>((resolve) => setTimeout(resolve, 1_000))])
  let map = maps.get(checks)
  if (!map) maps.set(checks, (map = new WorkspaceMap(checks)))
  return map.update(params)
}

/** What is remembered of the map of a workspace: of what did not change nothing is worked out twice. */
class WorkspaceMap {
  readonly #checks: Checks
  readonly #streams: Cell<readonly Stream[]>
  readonly #shared: Cell<readonly SharedChannel[]>
  readonly #boxes = new WeakMap<Stream, Cell<StreamBox>>()
  readonly #uses = new WeakMap<Document, Cell<readonly ChannelUse[]>>()
  readonly #versions = new Versions()

  constructor(checks: Checks) {
    this.#checks = checks
    const { clock } = checks.workspace
    const { model, streams } = checks.context
    this.#shared = new Cell(clock, () => sharedChannels(model.documents, streams))
    this.#streams = new Cell(clock, () => this.#findStreams(), sameList)
  }

  update({ since, selected }: MapParams): MapUpdate {
    const { model } = this.#checks.context
    const documents = model.documents
    const boxes = new Map(this.#streams.get().map((stream) => [stream.channel.cursor, this.#box(stream)]))
    const uses = new Map(documents.map((document) => [document, this.#usesOf(document)]))
    const owners = new Owners(boxes, this.#shared.get())
    const applications = [...uses].flatMap(([document, list]) => applicationOf(document, list, owners) ?? [])
    const told = allTold(new Parts(boxes, uses.values()), applications, this.#checks)
    const ofStream = new Map<string, Told[]>()
    for (const one of told) for (const id of one.streams) push(ofStream, id, one)
    const homes = new Map([...boxes].map(([{ root }, { id }]) => [id, root]))
    const ofDocument = new Map<Cursor, Told[]>()
    for (const one of told) {
      const { root } = one.at
      if (![...one.streams].some((id) => homes.get(id) === root)) push(ofDocument, root, one)
    }
    const { folders } = this.#checks.workspace.options
    const mapStreams = [...boxes.values()].map(
      ({ rows: _, names: __, ...box }): MapStream => ({ ...box, counts: countsOf(ofStream.get(box.id) ?? []) }),
    )
    const mapApplications = applications.map((one) => shownApplication(one, ofDocument.get(one.document.root) ?? [], folders))
    const { version, changed, gone, whole } = this.#versions.take([...mapStreams, ...mapApplications], since)
    const isChanged = ({ id }: { readonly id: string }) => changed.has(id)
    const about = mapStreams.find(({ id }) => id === selected) ?? mapApplications.find(({ id }) => id === selected)
    const said = about && (ofStream.get(about.id) ?? ofDocument.get(this.#rootAt(about.place)) ?? [])
    return {
      version,
      whole,
      streams: mapStreams.filter(isChanged),
      applications: mapApplications.filter(isChanged),
      gone,
      channels: boxes.size > 0 ? [] : plainChannels(documents),
      root: uriName(folders[0] ?? ''),
      detail: about && said && this.#detail(about, said),
    }
  }

  /** Every event source once: those that documents define, and those elsewhere that they refer to; a copy is its owner's. */
  #findStreams(): Stream[] {
    const { model, streams } = this.#checks.context
    const copies = new Set(this.#shared.get().flatMap((one) => one.copies.map(({ cursor }) => cursor)))
    const found = new Map<Cursor, Stream>()
    for (const document of model.documents) {
      for (const channel of [...document.ownChannels, ...document.channels]) {
        const stream = streams.speaksOf(channel) ? streams.stream(channel) : undefined
        const at = stream?.channel.cursor
        if (stream && at && !found.has(at) && !copies.has(at)) found.set(at, stream)
      }
    }
    return [...found.values()]
  }

  #box(stream: Stream): StreamBox {
    let cell = this.#boxes.get(stream)
    if (!cell) {
      const { workspace } = this.#checks
      this.#boxes.set(stream, (cell = new Cell(workspace.clock, () => streamBox(stream, workspace.options.folders))))
    }
    return cell.get()
  }

  #usesOf(document: Document): readonly ChannelUse[] {
    let cell = this.#uses.get(document)
    if (!cell) this.#uses.set(document, (cell = new Cell<readonly ChannelUse[]>(this.#checks.workspace.clock, () => usesOf(document))))
    return cell.get()
  }

  #rootAt({ uri, document }: Place): Cursor {
    return this.#checks.workspace.file(uri).root(document)
  }

  #detail(about: MapStream | MapApplication, told: readonly Told[]): MapDetail {
    const findings = told.map(
      ({ problem, at }): MapFinding => ({ code: problem.code, severity: problem.severity, message: problem.message, place: at.place }),
    )
    findings.sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity))
    const shown = findings.slice(0, mostFindings)
    const lines: Record<string, number> = {}
    for (const { place } of shown) {
      const line = rangeOf(place, this.#checks)?.start.line
      if (line !== undefined) lines[placeKey(place)] = line + 1
    }
    return { id: about.id, findings: shown, lines }
  }
}

const gravity: readonly MapFinding['severity'][] = ['error', 'warning', 'info', 'hint']

function shownApplication(
  { document, appends, reads, copies }: Application,
  told: readonly Told[],
  folders: readonly string[],
): MapApplication {
  const { place, uri } = document.root
  const { title } = document
  return {
    id: placeKey(place),
    place: title.exists ? title.place : place,
    name: title.text || uriName(uri),
    folder: folderOf(uri, folders),
    path: pathOf(uri, folders),
    appends,
    reads,
    copies,
    counts: countsOf(told),
  }
}

function plainChannels(documents: readonly Document[]): PlainChannel[] {
  const channels = documents.flatMap((document) => document.ownChannels).slice(0, mostChannels)
  return channels.map(({ cursor, key, address, messages }) => ({ place: cursor.place, key, address, messages: messages.length }))
}

function push<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
