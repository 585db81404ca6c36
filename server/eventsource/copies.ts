import type { Document } from '../model/document.ts'
import type { Message } from '../model/message.ts'
import { isSameValue } from '../model/same-value.ts'
import { Cell } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { sharedChannels } from './ownership.ts'
import type { Streams } from './streams.ts'

/** An event that another document has written out again. */
export interface CopiedMessage {
  readonly copy: Message
  /** Where the copy is written out. */
  readonly at: Cursor
  readonly owner: Message
  readonly ownerAt: Cursor
}

interface Definition {
  readonly message: Message
  readonly at: Cursor
  /** 0 where another document refers to it, 1 where its channel is declared an event source, 2 where that is inferred, 3 for any other message. */
  readonly rank: number
}

/**
 * The messages that repeat an event of another document: the same name and, `$ref`s followed, the same payload. The owner is the one that others
 * refer to, else that of a declared event source, else of an inferred one, else the first by path. Of a
 * channel that is copied as a whole nothing is said here, wherever in its document the messages of its set stand.
 */
export function copiedMessages(documents: readonly Document[], streams: Streams): CopiedMessage[] {
  const events = eventRanks(documents, streams)
  const byName = new Map<string, { message: Message; at: Cursor }[]>()
  for (const document of documents) {
    for (const message of document.messages) {
      const at = message.target
      if (!at || at.root !== document.root || message.label === '' || message.payload.saysSomething !== true) continue
      const known = byName.get(message.label)
      if (known) known.push({ message, at })
      else byName.set(message.label, [{ message, at }])
    }
  }
  const crowded = [...byName.values()].filter(
    (all) => all.some(({ at }) => events.has(at)) && all.some(({ at }) => at.root !== all[0]?.at.root),
  )
  if (crowded.length === 0) return []
  const referred = referredMessages(documents)
  const whole = sharedChannels(documents, streams).flatMap(({ copies }) => copies)
  const ofWhole = new Set(whole.flatMap((channel) => channel.messages.map(({ target }) => target)))
  return crowded.flatMap((all) => {
    const ranked = all.map(({ message, at }): Definition => ({ message, at, rank: referred.has(at) ? 0 : (events.get(at) ?? 3) }))
    ranked.sort((a, b) => a.rank - b.rank || (a.at.uri < b.at.uri ? -1 : 1))
    return family(ranked, events).filter(({ at }) => !ofWhole.has(at))
  })
}

function family([owner, ...others]: readonly Definition[], events: ReadonlyMap<Cursor, number>): CopiedMessage[] {
  const payload = owner?.message.payload.cursor
  if (!owner || !payload) return []
  return others.flatMap(({ message, at }) => {
    const other = message.payload.cursor
    if (!other || at.root === owner.at.root || !(events.has(at) || events.has(owner.at)) || !isSameValue(payload, other)) return []
    return [{ copy: message, at, owner: owner.message, ownerAt: owner.at }]
  })
}

function eventRanks(documents: readonly Document[], streams: Streams): Map<Cursor, number> {
  const ranks = new Map<Cursor, number>()
  for (const stream of documents.flatMap((document) => streams.streamsOf(document))) {
    const rank = stream.why.kind === 'declared' ? 1 : 2
    for (const { message } of stream.messages)
      if (message.target) ranks.set(message.target, Math.min(rank, ranks.get(message.target) ?? rank))
  }
  return ranks
}

/** The definitions that a message of another document leads to. */
function referredMessages(documents: readonly Document[]): Set<Cursor> {
  const found = new Set<Cursor>()
  for (const document of documents) {
    for (const { target } of document.messages) if (target && target.root !== document.root) found.add(target)
  }
  return found
}

const cells = new WeakMap<Streams, Cell<ReadonlySet<Cursor>>>()

/** Where the copies of the whole workspace are written out: messages, and whole channels. */
export function copyPlaces(document: Document, streams: Streams): ReadonlySet<Cursor> {
  let cell = cells.get(streams)
  if (!cell) {
    const { model } = document
    cell = new Cell(
      model.workspace.clock,
      () => {
        const { documents } = model
        const channels = sharedChannels(documents, streams).flatMap(({ copies }) => copies.map(({ cursor }) => cursor))
        return new Set([...channels, ...copiedMessages(documents, streams).map(({ at }) => at)])
      },
      sameSet,
    )
    cells.set(streams, cell)
  }
  return cell.get()
}

function sameSet(a: ReadonlySet<Cursor>, b: ReadonlySet<Cursor>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one))
}
