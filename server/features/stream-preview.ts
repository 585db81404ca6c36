import type { WorkspaceEdit } from 'vscode-languageserver'
import type { Place } from '../../shared/place.ts'
import { parsePointer } from '../../shared/pointer.ts'
import type {
  BaselineChoices,
  Broken,
  MessageHereParams,
  PlaceRange,
  PreviewEditParams,
  PreviewState,
  StreamName,
  StreamPreviewParams,
} from '../../shared/preview-protocol.ts'
import type { Position } from '../document/lines.ts'
import { revisionsOf } from '../eventsource/history/histories.ts'
import type { Stream } from '../eventsource/stream.ts'
import type { Document } from '../model/document.ts'
import type { Checks } from '../validate/checks.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { placeAt, spanAt } from './cursor-at.ts'
import { editOf } from './edits.ts'
import { fixesOf } from './fix-all.ts'
import { comparedWith } from './preview/compared.ts'
import { linesOf } from './preview/lines.ts'
import { keyOf } from './preview/messages.ts'
import { pageOf } from './preview/page.ts'

/** What the stream preview shows. Waits a moment for checks that are under way, so that findings belong to the text. */
export async function previewState({ stream: place, open, compare }: StreamPreviewParams, checks: Checks): Promise<PreviewState> {
  await Promise.race([checks.checker.idle(), new Promise<void>((resolve) => setTimeout(resolve, 1_000))])
  const { workspace } = checks
  const file = workspace.file(place.uri)
  const name = decodeURIComponent(file.uri.slice(file.uri.lastIndexOf('/') + 1))
  if (file.standing === 'pending') await workspace.load(file.uri)
  if (file.standing !== 'text') return file.standing === 'pending' ? { kind: 'loading', file: name } : { kind: 'missing', file: name }
  const broken = brokenIn(file)
  const stream = streamAt(place, checks)
  if (!stream) {
    const channels = documentsOf(file, checks).flatMap((document) => document.ownChannels)
    const rows = channels.map((one) => ({
      place: one.cursor.place,
      key: one.key,
      address: one.address,
      messages: one.messages.length,
    }))
    return { kind: 'empty', channels: rows, lines: {}, ...(broken && { broken }) }
  }
  const page = pageOf(stream, open, await comparedWith(stream, compare, checks), checks)
  return { kind: 'stream', page, lines: linesOf(page, (one) => rangeOf(one, checks)), ...(broken && { broken }) }
}

/** The versions that a document can be held against. */
export async function baselineChoicesOf(uri: string, { baselines, checker, workspace, context }: Checks): Promise<BaselineChoices> {
  await checker.idle()
  const file = workspace.file(uri)
  const named = file.documents.flatMap((root) => revisionsOf(context.model.document(root), context.streams))
  const usual = await baselines.nameOf(file.uri, named[0])
  const base = await baselines.nameOf(file.uri, undefined)
  return { isInRepository: base !== undefined, revisions: await baselines.revisions(file.uri), ...(usual !== undefined && { usual }) }
}

/** The event sources that a document defines or reuses; all that are defined in the workspace where none is named. */
export function streamNames(uri: string | undefined, checks: Checks): StreamName[] {
  const { model, streams } = checks.context
  const documents = uri === undefined ? model.documents : documentsOf(checks.workspace.file(uri), checks)
  const found = new Map<Stream, Cursor>()
  for (const document of documents) {
    for (const channel of uri === undefined ? document.ownChannels : document.channels) {
      const stream = streams.speaksOf(channel) ? streams.stream(channel) : undefined
      if (stream && !found.has(stream)) found.set(stream, channel.entry)
    }
  }
  return [...found].map(([{ channel }, entry]) => {
    const at = uri === undefined ? null : rangeAt(entry)
    return { place: channel.cursor.place, title: channel.key, address: channel.address, ...(at && { at }) }
  })
}

export function rangeOf(place: Place, { baselines, workspace }: Checks): PlaceRange | null {
  const file = workspace.file(place.uri)
  const cursor = cursorOf(place, file.source ? file : (baselines.file(place.uri) ?? file))
  return cursor ? rangeAt(cursor) : null
}

function rangeAt(cursor: Cursor): PlaceRange | null {
  const span = spanAt(cursor, 'key') ?? spanAt(cursor, 'value')
  const lines = cursor.file.source?.lines
  return span && lines ? { uri: cursor.file.clientUri, ...lines.range(span) } : null
}

export function hereOf({ stream: place, uri, position }: MessageHereParams, checks: Checks): string | null {
  const file = checks.workspace.file(uri)
  const at = placeAt(file, behindIndent(file, position))?.cursor
  const stream = streamAt(place, checks)
  const messages = at ? (stream?.messages ?? []) : []
  const isIn = (part: Cursor | undefined) => at !== undefined && part?.holds(at) === true
  const here =
    messages.find(({ message }) => isIn(message.entry) || isIn(message.target)) ??
    messages.find(({ message }) => isIn(message.payload.cursor) || isIn(message.headers.cursor))
  return here ? keyOf(here) : null
}

/** A cursor before the first word of a line means that word. */
function behindIndent({ source }: SourceFile, position: Position): Position {
  if (!source) return position
  const from = source.lines.offset({ line: position.line, character: 0 })
  const indent = /^[ \t]*/.exec(source.text.slice(from, from + 1_000))?.[0].length ?? 0
  return { line: position.line, character: Math.max(position.character, indent) }
}

export function editFor(params: PreviewEditParams, checks: Checks): WorkspaceEdit | null {
  if (params.kind === 'mark') {
    const at = cursorOf(params.channel, checks.workspace.file(params.channel.uri))
    if (!at?.isMapping) return null
    const mark = at.at('x-event-source')
    const amendment = mark.exists
      ? ({ do: 'set', at: mark, value: true } as const)
      : ({ do: 'insert', at, key: 'x-event-source', value: true } as const)
    return editOf([amendment]) ?? null
  }
  const { code, place, message } = params.finding
  const problem = checks.checker
    .problemsOf(checks.workspace.file(place.uri))
    .find((one) => one.code === code && one.message === message && one.found?.finding.at.pointer === place.pointer)
  const fix = problem && fixesOf(problem, checks)[0]
  return (fix && editOf(fix.amendments)) ?? null
}

export function streamAt(place: Place, checks: Checks): Stream | undefined {
  const { streams, model } = checks.context
  const file = checks.workspace.file(place.uri)
  if (place.pointer === '') {
    for (const document of documentsOf(file, checks)) {
      const [first] = streams.streamsOf(document)
      if (first) return first
    }
    return undefined
  }
  const cursor = cursorOf(place, file)
  const document = cursor && model.documentOf(cursor)
  const channel = cursor && (document?.channelAt(cursor) ?? document?.channel(cursor))
  if (channel?.cursor.exists) return streams.stream(channel)
  // In a file of parts, the documents that refer to it make it a channel.
  return model.documents.flatMap((one) => streams.streamsOf(one)).find(({ channel }) => channel.cursor === cursor)
}

export function documentsOf(file: SourceFile, { context }: Checks): Document[] {
  return file.documents.map((root) => context.model.document(root))
}

/** The node at a place, be there one or not; `undefined` for a pointer that is none. */
export function cursorOf({ document, pointer }: Place, file: SourceFile): Cursor | undefined {
  const path = parsePointer(pointer)
  return path && file.root(document).at(...path)
}

/** The first thing that does not parse in a file; `undefined` where all does. */
export function brokenIn(file: SourceFile): Broken | undefined {
  const { source } = file
  const first = source?.problems.find(({ code }) => code !== 'unknown-tag' && code !== 'comment-in-json')
  if (!source || !first) return undefined
  const range = source.lines.range(first)
  return { message: first.message, line: range.start.line + 1, range: { uri: file.clientUri, ...range } }
}
