import type { Counts, MapApplication, MapDetail, MapFinding, MapParams, MapStream, MapUpdate } from '../../shared/map-protocol.ts'
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
import { countsOf, Hearsay, Parts, type Told } from './workspace-map/findings.ts'
import { type StreamBox, streamBox } from './workspace-map/streams.ts'
import { type Party, partyOf } from './workspace-map/uses.ts'
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

/** The streams and documents as they were last joined; while they are the same objects, so is all that was made of them. */
interface Joined {
  readonly boxes: readonly StreamBox[]
  readonly parties: readonly Party[]
  readonly shared: readonly SharedChannel[]
  readonly owners: Owners
  readonly parts: Parts
}

/** What is remembered of the map of a workspace: of what did not change nothing is worked out twice. */
class WorkspaceMap {
  readonly #checks: Checks
  readonly #streams: Cell<readonly Stream[]>
  readonly #shared: Cell<readonly SharedChannel[]>
  readonly #boxes = new WeakMap<Stream, Cell<StreamBox>>()
  readonly #parties = new WeakMap<Document, Cell<Party>>()
  readonly #applications = new WeakMap<Party, { readonly owners: Owners; readonly made: Application | undefined }>()
  readonly #shown = new WeakMap<object, MapStream | MapApplication>()
  readonly #versions = new Versions()
  readonly #hearsay: Hearsay
  #joined: Joined | undefined

  constructor(checks: Checks) {
    this.#checks = checks
    this.#hearsay = new Hearsay(checks)
    const { clock } = checks.workspace
    const { model, streams } = checks.context
    this.#shared = new Cell(clock, () => sharedChannels(model.documents, streams))
    this.#streams = new Cell(clock, () => this.#findStreams(), sameList)
  }

  update({ since, selected }: MapParams): MapUpdate {
    const { boxes, parties, owners, parts } = this.#join()
    const told = this.#hearsay.all(parts)
    const ofStream = new Map<string, Told[]>()
    const ofDocument = new Map<Cursor, Told[]>()
    const homes = new Map(boxes.map(({ id, at }) => [id, at.root]))
    for (const one of told) {
      let isAtHome = false
      for (const id of one.streams) {
        push(ofStream, id, one)
        isAtHome ||= homes.get(id) === one.at.root
      }
      if (!isAtHome) push(ofDocument, one.at.root, one)
    }
    const applications = parties.flatMap((party) => this.#applicationOf(party, owners) ?? [])
    const toldOf = new Map<MapStream | MapApplication, readonly Told[]>()
    const streams = boxes.map((box) => {
      const own = ofStream.get(box.id) ?? []
      const { rows: _, names: __, at: ___, places: ____, ...shown } = box
      const stream = this.#reuse(box, countsOf(own), (counts): MapStream => ({ ...shown, counts }))
      toldOf.set(stream, own)
      return stream
    })
    const users = applications.map((one) => {
      const own = ofDocument.get(one.party.document.root) ?? []
      const application = this.#reuse(one, countsOf(own), (counts) => shownApplication(one, counts))
      toldOf.set(application, own)
      return application
    })
    const { version, changed, gone, whole } = this.#versions.take([...streams, ...users], since)
    const isChanged = ({ id }: { readonly id: string }) => changed.has(id)
    const about = [...streams, ...users].find(({ id }) => id === selected)
    return {
      version,
      whole,
      streams: streams.filter(isChanged),
      applications: users.filter(isChanged),
      gone,
      channels: boxes.length > 0 ? [] : plainChannels(this.#checks.context.model.documents),
      root: uriName(this.#checks.workspace.options.folders[0] ?? ''),
      detail: about && this.#detail(about.id, boxes.find(({ id }) => id === selected)?.places ?? [], toldOf.get(about) ?? []),
    }
  }

  #join(): Joined {
    const boxes = this.#streams.get().map((stream) => this.#box(stream))
    const parties = this.#checks.context.model.documents.map((document) => this.#party(document))
    const shared = this.#shared.get()
    const before = this.#joined
    const isSame = before && sameList(before.boxes, boxes) && before.shared === shared
    if (isSame && sameList(before.parties, parties)) return before
    const owners = isSame ? before.owners : new Owners(boxes, shared)
    return (this.#joined = { boxes, parties, shared, owners, parts: new Parts(boxes, parties) })
  }

  /** Every event source once: those that documents define, and those elsewhere that they refer to; a copy is its owner's. */
  #findStreams(): Stream[] {
    const { model, streams } = this.#checks.context
    const seen = new Set(this.#shared.get().flatMap((one) => one.copies.map(({ cursor }) => cursor)))
    const found: Stream[] = []
    for (const document of model.documents) {
      for (const channel of [...document.ownChannels, ...document.channels]) {
        const stream = streams.stream(channel)
        const at = stream?.channel.cursor
        if (!stream || !at || seen.has(at)) continue
        seen.add(at)
        if (streams.speaksOf(stream.channel)) found.push(stream)
      }
    }
    return found
  }

  #box(stream: Stream): StreamBox {
    const { workspace } = this.#checks
    let cell = this.#boxes.get(stream)
    if (!cell) this.#boxes.set(stream, (cell = new Cell(workspace.clock, () => streamBox(stream, workspace.options.folders))))
    return cell.get()
  }

  #party(document: Document): Party {
    const { workspace } = this.#checks
    let cell = this.#parties.get(document)
    if (!cell) this.#parties.set(document, (cell = new Cell(workspace.clock, () => partyOf(document, workspace.options.folders))))
    return cell.get()
  }

  #applicationOf(party: Party, owners: Owners): Application | undefined {
    const known = this.#applications.get(party)
    if (known?.owners === owners) return known.made
    const made = applicationOf(party, owners)
    this.#applications.set(party, { owners, made })
    return made
  }

  /** The one that was shown before, where nothing of it changed. */
  #reuse<Shown extends MapStream | MapApplication>(source: object, counts: Counts, make: (counts: Counts) => Shown): Shown {
    const known = this.#shown.get(source) as Shown | undefined
    if (known && sameCounts(known.counts, counts)) return known
    const made = make(counts)
    this.#shown.set(source, made)
    return made
  }

  #detail(id: string, messages: readonly Place[], told: readonly Told[]): MapDetail {
    const findings = told.map(({ problem: { code, severity, message }, at }): MapFinding => ({ code, severity, message, place: at.place }))
    findings.sort((a, b) => gravity.indexOf(a.severity) - gravity.indexOf(b.severity))
    const shown = findings.slice(0, mostFindings)
    const lines: Record<string, number> = {}
    for (const { place } of shown) {
      const line = rangeOf(place, this.#checks)?.start.line
      if (line !== undefined) lines[placeKey(place)] = line + 1
    }
    return { id, messages, findings: shown, lines }
  }
}

const gravity: readonly MapFinding['severity'][] = ['error', 'warning', 'info', 'hint']

function shownApplication({ party, appends, reads, copies }: Application, counts: Counts): MapApplication {
  const { id, place, name, folder, path } = party
  return { id, place, name, folder, path, appends, reads, copies, counts }
}

function sameCounts(a: Counts, b: Counts): boolean {
  return a.error === b.error && a.warning === b.warning && a.info === b.info
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
