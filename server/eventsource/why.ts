import type { Channel } from '../model/channel.ts'
import type { Document } from '../model/document.ts'
import { parameterNames } from '../model/parameter.ts'
import type { Tag } from '../model/tags.ts'
import { Cell } from '../workspace/cells.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { isCommand } from './commands.ts'
import { Declaration } from './declaration.ts'
import { nameWords, singular, splitWords } from './names.ts'
import { findSaying } from './sayings.ts'
import { carriesServerSentEvents, isServerSentEvents } from './server-sent-events.ts'

/** Why a channel is taken for an event source, or is not (`none`, `denied`). */
export type Why =
  /** `x-event-source: true`, or an object. */
  | { readonly kind: 'declared'; readonly at: Cursor }
  /** Its own texts say it, or the document's do. `text` is the saying as it is written. */
  | { readonly kind: 'said'; readonly by: 'channel' | 'document'; readonly at: Cursor; readonly text: string }
  /** A pattern of the setting `channels` matches its key or address. */
  | { readonly kind: 'setting'; readonly pattern: string }
  /** `x-event-source: false`. */
  | { readonly kind: 'denied'; readonly at: Cursor }
  | { readonly kind: 'none' }

/** What of the settings decides which channel is an event source. Reads tracked inputs, so that a change of the settings is noticed. */
export interface StreamSettings {
  /** The pattern of `channels` that matches, with the settings that hold for the file. */
  matchingPattern(uri: string, key: string, address: string | undefined): string | undefined
}

export function whyOf(channel: Channel, documentSaying: (document: Document) => Spoken | undefined, settings: StreamSettings): Why {
  const declaration = new Declaration(channel)
  const { says } = declaration
  if (says !== undefined) return { kind: says ? 'declared' : 'denied', at: declaration.at }
  const said = carriesServerSentEvents(channel) ? undefined : whoSays(channel, documentSaying)
  if (said) return said
  const pattern = settings.matchingPattern(channel.cursor.uri, channel.key, channel.address)
  return pattern === undefined ? { kind: 'none' } : { kind: 'setting', pattern }
}

export function isEventSource(why: Why): boolean {
  return why.kind !== 'none' && why.kind !== 'denied'
}

export function sameWhy(a: Why, b: Why): boolean {
  if (a.kind === 'said' && b.kind === 'said') return a.at === b.at && a.text === b.text
  if (a.kind === 'setting' && b.kind === 'setting') return a.pattern === b.pattern
  return a.kind === b.kind
}

/** A saying and the text that has it. */
export interface Spoken {
  readonly at: Cursor
  readonly text: string
}

function whoSays(channel: Channel, documentSaying: (document: Document) => Spoken | undefined): Why | undefined {
  const own = spokenIn(channelTexts(channel))
  if (own) return { kind: 'said', by: 'channel', ...own }
  const documents = documentSaying(channel.definedIn ?? channel.document)
  return documents && takesDocumentsWord(channel) ? { kind: 'said', by: 'document', ...documents } : undefined
}

function channelTexts(channel: Channel): [Cursor, string | undefined][] {
  const { cursor, title, summary, description, address } = channel
  const addressAt = channel.document.is3 ? cursor.at('address') : channel.entry
  const keys: [Cursor, string | undefined][] = [[channel.entry, channel.key]]
  if (cursor !== channel.entry) keys.push([cursor, cursor.key])
  return [...keys, [addressAt, address], ...[title, summary, description].map(textOf), ...channel.tags.flatMap(tagTexts)]
}

/** The saying of a document's own texts: title, description and tags. */
function documentSaying(document: Document): Spoken | undefined {
  return spokenIn([textOf(document.title), textOf(document.description), ...document.tags.flatMap(tagTexts)])
}

/** The same in a cell for each document. */
export class DocumentSayings {
  readonly #cells = new WeakMap<Document, Cell<Spoken | undefined>>()

  of(document: Document): Spoken | undefined {
    let cell = this.#cells.get(document)
    if (!cell) {
      cell = new Cell(
        document.model.workspace.clock,
        () => documentSaying(document),
        (a, b) => a?.at === b?.at && a?.text === b?.text,
      )
      this.#cells.set(document, cell)
    }
    return cell.get()
  }
}

function spokenIn(texts: readonly (readonly [Cursor, string | undefined])[]): Spoken | undefined {
  for (const [at, text] of texts) {
    const saying = text === undefined ? undefined : findSaying(text)
    if (saying) return { at, text: saying.text }
  }
  return undefined
}

function textOf(at: Cursor): [Cursor, string | undefined] {
  return [at, at.text]
}

function tagTexts(tag: Tag): [Cursor, string | undefined][] {
  return [textOf(tag.name), textOf(tag.description)]
}

/** What a channel beside an event source is called. */
const others: ReadonlySet<string> = new Set(
  'command query request reply response snapshot projection view readmodel deadletter dlq retry'.split(' '),
)
const pairs: ReadonlySet<string> = new Set(['read model', 'dead letter'])

/** The document's word counts for a channel with two messages or more that is not called, nor is full of, something else. */
function takesDocumentsWord(channel: Channel): boolean {
  const { messages } = channel
  if (messages.length < 2 || isServerSentEvents(channel)) return false
  const address = channel.address ?? ''
  const texts = [
    channel.key,
    parameterNames(address).reduce((text, name) => text.replaceAll(`{${name}}`, ' '), address),
    channel.title.text ?? '',
  ]
  if (texts.some(namesAnother)) return false
  const commands = messages.filter((message) => isCommand(nameWords(message.label)))
  return commands.length <= messages.length / 2
}

function namesAnother(text: string): boolean {
  const words = splitWords(text).map(singular)
  return words.some((word, i) => others.has(word) || pairs.has(`${word} ${words[i + 1] ?? ''}`))
}
