import type { Cell, ExampleValue, MessageDetail, MessageRow, PropertyRow } from '../../../shared/preview-protocol.ts'
import { correlationSchemas, typeOf } from '../../eventsource/correlation-schemas.ts'
import { needsNoMark } from '../../eventsource/marks.ts'
import { mostCommon } from '../../eventsource/most-common.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import { SchemaView } from '../../model/schema-view.ts'
import type { Checks } from '../../validate/checks.ts'
import { findingRow, type Said, worstOf } from './findings.ts'
import { propertyRows } from './properties.ts'

/** The messages of a stream in the order of its story, and whether it tells one. */
export function inOrder(stream: Stream): { readonly order: 'story' | 'written'; readonly messages: readonly StreamMessage[] } {
  const told = stream.declaration.at.at('story').children.map((one) => one.text)
  const position = ({ message }: StreamMessage) => {
    const index = told.findIndex((name) => name !== undefined && (name === message.key || name === message.name))
    return index < 0 ? told.length : index
  }
  if (!stream.messages.some((one) => position(one) < told.length)) return { order: 'written', messages: stream.messages }
  return { order: 'story', messages: [...stream.messages].sort((a, b) => position(a) - position(b)) }
}

/** What names a message on the page: its key, or where that is missing or not the only one, its place. */
export function keyOf(one: StreamMessage): string {
  return one.message.entry.pointer
}

export function messageRows(
  stream: Stream,
  messages: readonly StreamMessage[],
  said: readonly Said[],
  checks: Checks,
  open: ReadonlySet<string>,
): MessageRow[] {
  const correlated = new Map(correlationSchemas(stream).map(({ one, schema }) => [one, schema]))
  const usual = mostCommon(
    messages.flatMap(({ correlation }) =>
      correlation.kind === 'found' && correlation.expression ? correlation.expression.path.join('.') : [],
    ),
  )
  const byMessage = new Map<StreamMessage, Said[]>()
  for (const one of said) {
    if (!one.about) continue
    const list = byMessage.get(one.about)
    if (list) list.push(one)
    else byMessage.set(one.about, [one])
  }
  return messages.map((one) => {
    const own = byMessage.get(one) ?? []
    const key = keyOf(one)
    const partitionKey = keyCell(one, correlated.get(one), usual, own)
    return {
      key,
      name: one.label,
      place: one.message.entry.place,
      mark: markCell(one, own),
      correlation: correlationCell(one, own),
      partitionKey,
      worst: worstOf(own),
      findings: own.length,
      detail: open.has(key) ? detailOf(one, own, partitionKey.text, checks) : undefined,
    }
  })
}

/** Where the marks of all messages are; `undefined` where they differ. */
export function markPlace(messages: readonly StreamMessage[]): string | undefined {
  const places = new Set(
    messages.flatMap(({ marks: [mark] }) => (mark ? `${mark.in === 'headers' ? 'header ' : ''}${mark.path.join('.')}` : [])),
  )
  return places.size === 1 ? [...places][0] : undefined
}

function missedBy(own: readonly Said[], pattern: RegExp): Cell {
  const missed = worstOf(own.filter(({ problem }) => pattern.test(problem.code)))
  return { text: undefined, ...(missed && { missed }) }
}

function markCell(one: StreamMessage, own: readonly Said[]): Cell {
  const [mark] = one.marks
  if (mark) return { text: mark.values.map(bare).join(' or ') }
  if (needsNoMark(one.message)) return { text: undefined }
  return missedBy(own, /\/discriminator-/)
}

function bare(json: string): string {
  const value: unknown = JSON.parse(json)
  return typeof value === 'string' ? value : json
}

function correlationCell({ correlation }: StreamMessage, own: readonly Said[]): Cell {
  const path = correlation.kind === 'found' ? correlation.expression?.path : undefined
  return path ? { text: path.join('.') } : missedBy(own, /\/correlation-id-/)
}

/** A key is only a schema; it is called after the property that it is: the correlation id, or one of the same definition. */
function keyCell(one: StreamMessage, correlation: SchemaView | undefined, usual: string | undefined, own: readonly Said[]): Cell {
  const { message } = one
  const key = message.binding('kafka').at('key')
  if (!key.entry) return missedBy(own, /\/key-is-correlation$/)
  const view = new SchemaView(key)
  const path = one.correlation.kind === 'found' ? one.correlation.expression?.path : undefined
  const isCorrelation = correlation && (view.cursor === correlation.cursor || typeOf(view) === typeOf(correlation))
  if (path && isCorrelation) return { text: path.join('.') }
  const among = usual === undefined ? undefined : message.payload.follow(usual.split('.'))
  if (among?.kind === 'found' && typeOf(among.schema) === typeOf(view)) return { text: usual }
  const alike = [...message.payload.properties().values()].find(({ schema }) => schema.cursor === view.cursor)
  return { text: alike?.name ?? typeOf(view) ?? 'key' }
}

function detailOf(one: StreamMessage, own: readonly Said[], key: string | undefined, checks: Checks): MessageDetail {
  const { message } = one
  const tags = (part: 'headers' | 'payload') => {
    const roles = new Map<string, PropertyRow['tags'][number][]>()
    const add = (path: readonly string[], tag: PropertyRow['tags'][number]) => {
      const at = path.join('/')
      const known = roles.get(at)
      if (!known) roles.set(at, [tag])
      else if (!known.includes(tag)) known.push(tag)
    }
    const [mark] = one.marks
    if (mark?.in === part) add(mark.path, 'mark')
    const { correlation } = one
    const expression = correlation.kind === 'found' ? correlation.expression : undefined
    if (expression?.in === part) add(expression.path, 'correlation')
    if (key !== undefined && (expression === undefined || expression.in === part)) add(key.split('.'), 'key')
    return roles
  }
  const { payload, headers } = message
  const rows = payload.isReadable ? propertyRows(payload, tags('payload')) : []
  return {
    summary: message.at('summary').text ?? message.title.text ?? message.at('description').text,
    payload: rows,
    headers: headers.isReadable ? propertyRows(headers, tags('headers')) : [],
    nothing: rows.length > 0 ? undefined : nothingText(payload, message.schemaLanguage),
    examples: examplesOf(one, own, payload.isReadable && payload.exists),
    findings: own.map((found) => findingRow(found, checks)),
  }
}

function nothingText(payload: SchemaView, language: string): string {
  if (!payload.exists) return 'No payload is described.'
  if (!payload.isReadable) return `The payload is not read here (${language}).`
  return 'The payload describes no properties.'
}

function examplesOf({ message }: StreamMessage, own: readonly Said[], isChecked: boolean): ExampleValue[] {
  return message.examples.children.slice(0, 20).map((example) => {
    const { cursor } = example
    const refused = cursor !== undefined && own.some(({ problem, at }) => problem.code === 'asyncapi/example' && cursor.holds(at))
    return {
      name: example.at('name').text,
      payload: example.at('payload').value,
      headers: example.at('headers').value,
      accepted: refused ? false : isChecked ? true : undefined,
    }
  })
}
