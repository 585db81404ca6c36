import { Cell } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { Document } from './document.ts'
import { ByPlace, entries, isUnreadable, items, messageEntries } from './lookup.ts'
import type { Message } from './message.ts'
import type { Operation } from './operation.ts'
import { Parameter } from './parameter.ts'
import type { Server } from './server.ts'
import { type Tag, tagsAt } from './tags.ts'

/** A channel as one document sees it: an entry of `channels` (or `components/channels`) and what it leads to. */
export class Channel {
  readonly document: Document
  readonly entry: Cursor
  readonly #parameterAt = new ByPlace((place) => new Parameter(this, place))
  readonly #messages: Cell<readonly Message[]>

  constructor(document: Document, entry: Cursor) {
    this.document = document
    this.entry = entry
    const { clock } = document.model.workspace
    this.#messages = new Cell(clock, () => this.#findMessages())
  }

  /** Where it is written out: its `$ref` followed, the entry itself where that leads nowhere. */
  get cursor(): Cursor {
    return this.entry.target ?? this.entry
  }

  /** Whether its `$ref`, if it has one, leads somewhere. */
  get isReadable(): boolean {
    return !isUnreadable(this.entry)
  }

  /** Whether the entry is a `$ref`. */
  get isReference(): boolean {
    return this.entry.has('$ref')
  }

  /** The AsyncAPI document in which it is written out; `undefined` where that is a file of parts. */
  get definedIn(): Document | undefined {
    return this.document.model.documentOf(this.cursor)
  }

  /** Whether this document is the one to speak of it: it is written out here, or in a file of parts. */
  get isOwn(): boolean {
    const { definedIn } = this
    return this.isReadable && (definedIn === undefined || definedIn === this.document)
  }

  get key(): string {
    return this.entry.key
  }

  /** In 2.x the key; in 3.x `address`, `undefined` where that is null or missing. A 2.x channel that only stands among the components has none. */
  get address(): string | undefined {
    if (this.document.is3) return this.cursor.at('address').text
    return this.entry.parent?.parent === this.document.root ? this.entry.key : undefined
  }

  get title(): Cursor {
    return this.cursor.at('title')
  }

  get summary(): Cursor {
    return this.cursor.at('summary')
  }

  get description(): Cursor {
    return this.cursor.at('description')
  }

  get tags(): Tag[] {
    return tagsAt(this.cursor.at('tags'))
  }

  /** The bindings of one protocol, `$ref`s followed; `undefined` where there are none or they cannot be read. */
  binding(protocol: string): Cursor | undefined {
    const binding = this.cursor.at('bindings').target?.at(protocol).target
    return binding?.exists ? binding : undefined
  }

  /** Whether the channel itself says on which servers it is. */
  get namesServers(): boolean {
    return this.cursor.at('servers').keys.length > 0
  }

  /** The servers it is on: those it names, else all of the document. One that cannot be found is `undefined`. */
  get servers(): (Server | undefined)[] {
    if (!this.namesServers) return this.document.servers
    const home = this.definedIn ?? this.document
    return items(this.cursor.at('servers')).map((item) => {
      const name = item.text
      if (name !== undefined) return home.servers.find((server) => server.key === name)
      const target = item.target
      return target && target !== item ? (home.model.documentOf(target) ?? home).server(target) : undefined
    })
  }

  get parameters(): Parameter[] {
    return entries(this.cursor.at('parameters')).map((place) => this.#parameterAt.of(place))
  }

  /** Its message set: each definition once, by its first entry. In 2.x `publish` and `subscribe` together make one set. */
  get messages(): readonly Message[] {
    return this.#messages.get()
  }

  /** Whether all of the set is known: no `$ref` to it or into it leads nowhere. */
  get isSetReadable(): boolean {
    if (!this.isReadable) return false
    const lists = this.document.is3 ? [this.cursor.at('messages')] : this.#messagePlaces()
    return !lists.some((place) => isUnreadable(place) || isUnreadable(place.at('oneOf')))
  }

  /** What this document's operations do on it. */
  get operations(): readonly Operation[] {
    return this.document.operationsOn(this.cursor)
  }

  #messagePlaces(): Cursor[] {
    return ['publish', 'subscribe'].map((key) => this.cursor.at(key, 'message')).filter((place) => place.exists)
  }

  #findMessages(): Message[] {
    const places = this.document.is3 ? entries(this.cursor.at('messages')) : this.#messagePlaces().flatMap(messageEntries)
    const found = new Map<Cursor, Message>()
    for (const place of places) {
      // Two keys of a 3.x set that lead to one definition are two entries; in 2.x the same reference counts once.
      const identity = this.document.is3 ? place : (place.target ?? place)
      if (!found.has(identity)) found.set(identity, this.document.message(place))
    }
    return [...found.values()]
  }
}
