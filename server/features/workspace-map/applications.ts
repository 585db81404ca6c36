import type { MapCopy, MapUse } from '../../../shared/map-protocol.ts'
import type { SharedChannel } from '../../eventsource/ownership.ts'
import type { Document } from '../../model/document.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import type { StreamBox } from './streams.ts'
import type { ChannelUse, Party } from './uses.ts'

export interface Application {
  readonly party: Party
  readonly appends: readonly MapUse[]
  readonly reads: readonly MapUse[]
  readonly copies: readonly MapCopy[]
}

/** Which stream a channel's definition is, or is a copy of. */
export class Owners {
  readonly #byChannel = new Map<Cursor, StreamBox>()
  readonly #copiesIn = new Map<Document, MapCopy[]>()

  constructor(boxes: readonly StreamBox[], shared: readonly SharedChannel[]) {
    for (const box of boxes) this.#byChannel.set(box.at, box)
    for (const { owner, copies } of shared) {
      const box = this.#byChannel.get(owner.cursor)
      if (!box) continue
      for (const copy of copies) {
        this.#byChannel.set(copy.cursor, box)
        const known = this.#copiesIn.get(copy.document) ?? []
        known.push({ stream: box.id, place: copy.cursor.place, name: copy.key })
        this.#copiesIn.set(copy.document, known)
      }
    }
  }

  streamOf(channel: Cursor): StreamBox | undefined {
    return this.#byChannel.get(channel)
  }

  copiesIn(document: Document): readonly MapCopy[] {
    return this.#copiesIn.get(document) ?? []
  }
}

/** What a document does with event sources; `undefined` where it has nothing to do with any. */
export function applicationOf(party: Party, owners: Owners): Application | undefined {
  const { document, uses } = party
  const copies = owners.copiesIn(document)
  const appends = joined(uses, 'send', owners)
  const reads = joined(uses, 'receive', owners)
  return appends.length + reads.length + copies.length === 0 ? undefined : { party, appends, reads, copies }
}

/** One entry a stream, with the messages of all operations on it. */
function joined(uses: readonly ChannelUse[], action: ChannelUse['action'], owners: Owners): MapUse[] {
  const found = new Map<StreamBox, { entry: Cursor; own: Set<number> }>()
  for (const use of uses) {
    const box = use.action === action ? owners.streamOf(use.channel) : undefined
    if (!box) continue
    let known = found.get(box)
    if (!known) found.set(box, (known = { entry: use.entry, own: new Set() }))
    if (!use.messages) for (const row of box.messages.keys()) known.own.add(row)
    for (const { entry, target, label } of use.messages ?? []) {
      // A copy has messages of its own: they are the stream's by their names.
      const row = box.rows.get(entry) ?? (target && box.rows.get(target)) ?? box.names.get(label)
      if (row !== undefined) known.own.add(row)
    }
  }
  return [...found].map(([box, { entry, own }]) => ({
    stream: box.id,
    place: entry.place,
    messages: own.size === box.messages.length && own.size > 1 ? 'all' : [...own].sort((a, b) => a - b),
  }))
}
