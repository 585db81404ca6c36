import type { Document } from '../../model/document.ts'
import { isServerSentEvents } from '../server-sent-events.ts'
import type { Stream } from '../stream.ts'
import type { Streams } from '../streams.ts'
import { matchChannels } from './channels.ts'
import { History } from './history.ts'

/** An older version of a document, with what was an event source then. */
export interface Past {
  readonly document: Document
  readonly streams: Streams
}

/** Makes the histories of documents; the same two streams always give the same object. */
export class Histories {
  readonly #streams: Streams
  readonly #made = new WeakMap<Document, WeakMap<Stream, History>>()

  constructor(streams: Streams) {
    this.#streams = streams
  }

  /**
   * One for each event source of the older version.
   * @param pastAt the version that a channel itself names (`x-event-source.baseline`), which wins over `past`; `undefined` where it is not there.
   */
  of(document: Document, past: Past | undefined, pastAt: (revision: string) => Past | undefined): History[] {
    const found: History[] = []
    const own = this.#ownRevisions(document)
    for (const [revision, keys] of own) {
      const older = pastAt(revision)
      if (older) found.push(...this.#between(document, older, ({ now, before }) => keys.has((now ?? before).channel.key)))
    }
    const named = new Set([...own.values()].flatMap((keys) => [...keys]))
    if (past) found.push(...this.#between(document, past, ({ now, before }) => !named.has((now ?? before).channel.key)))
    return found
  }

  /** The revisions that channels name, and the keys of those that do. */
  #ownRevisions(document: Document): Map<string, Set<string>> {
    const found = new Map<string, Set<string>>()
    for (const stream of this.#streams.streamsOf(document)) {
      const revision = stream.declaration.baseline
      if (revision === undefined) continue
      const keys = found.get(revision)
      if (keys) keys.add(stream.channel.key)
      else found.set(revision, new Set([stream.channel.key]))
    }
    return found
  }

  #between(document: Document, { document: older, streams }: Past, isMeant: (history: History) => boolean): History[] {
    const before = streams.streamsOf(older)
    const matches = matchChannels(
      before.map(({ channel }) => channel),
      document,
    )
    return before.flatMap((stream) => {
      const channel = matches.get(stream.channel)
      if (channel && (!channel.isReadable || isServerSentEvents(channel))) return []
      const history = this.#history(stream, channel && this.#streams.formerStream(channel, () => stream.why), document, older)
      return isMeant(history) ? [history] : []
    })
  }

  #history(before: Stream, now: Stream | undefined, document: Document, older: Document): History {
    let made = this.#made.get(document)
    if (!made) this.#made.set(document, (made = new WeakMap()))
    let history = made.get(before)
    if (history?.now !== now || !history) {
      history = new History(before, now, document, older)
      made.set(before, history)
    }
    return history
  }
}

/** The revisions that the channels of a document name for themselves. */
export function revisionsOf(document: Document, streams: Streams): string[] {
  return [...new Set(streams.streamsOf(document).flatMap(({ declaration }) => declaration.baseline ?? []))]
}
