import type { Cell, ExampleValue, MessageDetail, MessageRow, PropertyRow } from '../../../shared/preview-protocol.ts'
import { correlationSchemas, typeOf } from '../../eventsource/correlation-schemas.ts'
import type { History } from '../../eventsource/history/history.ts'
import { needsNoMark } from '../../eventsource/marks.ts'
import { mostCommon } from '../../eventsource/most-common.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import { SchemaView } from '../../model/schema-view.ts'
import type { Checks } from '../../validate/checks.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { type Compared, changeOf, pathText } from './compared.ts'
import { findingRow, type Said, worstOf } from './findings.ts'
import { pagePlace } from './page-place.ts'
import { PropertyTable, type Roles } from './properties.ts'

/** What names a message on the page: its key, or where that is missing or not the only one, its place. */
export function keyOf(one: StreamMessage): string {
  return one.message.entry.pointer
}

export interface RowsParts {
  readonly stream: Stream
  readonly messages: readonly StreamMessage[]
  readonly said: readonly Said[]
  readonly compared: Compared | undefined
  readonly open: ReadonlySet<string>
  readonly checks: Checks
}

/** The rows of the messages, and where they stood those of messages that are gone. */
export function messageRows({ stream, messages, said, compared, open, checks }: RowsParts): MessageRow[] {
  const cellsOf = cells(stream)
  const byMessage = new Map<StreamMessage, Said[]>()
  const general: Said[] = []
  for (const one of said) {
    if (!one.about) general.push(one)
    const list = one.about && byMessage.get(one.about)
    if (list) list.push(one)
    else if (one.about) byMessage.set(one.about, [one])
  }
  const signs = new Map(stream.messages.map((one, index) => [one, index]))
  const rows = messages.map((one): MessageRow => {
    const own = byMessage.get(one) ?? []
    const key = keyOf(one)
    const pair = compared?.pairs.get(one.message)
    const change = changeOf(one, compared)
    const before = change === 'changed' ? pair?.before : undefined
    const said = cellsOf(one, own, before)
    return {
      key,
      name: one.label,
      place: one.message.entry.place,
      ...said,
      worst: worstOf(own),
      findings: own.length,
      detail: open.has(key) ? detailOf({ one, before, own, general, key: said.partitionKey.text, checks }) : undefined,
      ...(change && { change }),
      sign: signs.get(one) ?? 0,
    }
  })
  return compared?.history ? withGone(rows, compared.history, general, open, checks) : rows
}

/** Puts messages that are gone behind the one that they stood behind. */
function withGone(rows: readonly MessageRow[], history: History, general: readonly Said[], open: ReadonlySet<string>, checks: Checks) {
  const gone = new Set(history.gone.map(({ message }) => message))
  if (gone.size === 0) return [...rows]
  const keys = new Map(history.pairs.map(({ before, now }) => [before, keyOf(now)]))
  const cellsOf = cells(history.before)
  const behind = new Map<string | undefined, MessageRow[]>()
  let last: string | undefined
  for (const one of history.before.messages) {
    last = keys.get(one) ?? last
    if (!gone.has(one)) continue
    const own = general.filter(({ problem }) => problem.found?.finding.related?.some(({ at }) => isOf(one, at)))
    const key = `gone ${keyOf(one)}`
    const said = cellsOf(one, [], undefined)
    const detail = open.has(key)
      ? detailOf({ one, before: undefined, own, general: [], key: said.partitionKey.text, checks })
      : undefined
    const row: MessageRow = {
      key,
      name: one.label,
      place: pagePlace(one.message.entry),
      ...said,
      worst: worstOf(own),
      findings: own.length,
      detail,
      change: 'gone',
    }
    const list = behind.get(last)
    if (list) list.push(row)
    else behind.set(last, [row])
  }
  return [...(behind.get(undefined) ?? []), ...rows.flatMap((row) => [row, ...(behind.get(row.key) ?? [])])]
}

function isOf({ message: { entry, target } }: StreamMessage, at: Cursor): boolean {
  return entry.holds(at) || target?.holds(at) === true
}

type Cells = Pick<MessageRow, 'mark' | 'correlation' | 'partitionKey'>

/** What tells the messages of a stream apart and together. */
function cells(stream: Stream): (one: StreamMessage, own: readonly Said[], before: StreamMessage | undefined) => Cells {
  const correlated = new Map(correlationSchemas(stream).map(({ one, schema }) => [one, schema]))
  const usual = mostCommon(stream.messages.flatMap((one) => pathText(one) ?? []))
  return (one, own, before) => ({
    mark: since(markCell(one, own), before && markCell(before, [])),
    correlation: since(correlationCell(one, own), before && correlationCell(before, [])),
    partitionKey: keyCell(one, correlated.get(one), usual, own),
  })
}

function since(cell: Cell, before: Cell | undefined): Cell {
  return before?.text === undefined || before.text === cell.text ? cell : { ...cell, was: before.text }
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

function correlationCell(one: StreamMessage, own: readonly Said[]): Cell {
  const text = pathText(one)
  return text === undefined ? missedBy(own, /\/correlation-id-/) : { text }
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

interface DetailParts {
  readonly one: StreamMessage
  /** What it was, where that is something else. */
  readonly before: StreamMessage | undefined
  readonly own: readonly Said[]
  /** What is said of no message: some of it of a schema that this one shares. */
  readonly general: readonly Said[]
  readonly key: string | undefined
  readonly checks: Checks
}

function detailOf({ one, before, own, general, key, checks }: DetailParts): MessageDetail {
  const { message } = one
  const { payload, headers } = message
  const tables = (['payload', 'headers'] as const).map((part) => ({
    part,
    table: message[part].isReadable
      ? new PropertyTable(message[part], before?.message[part].isReadable ? before.message[part] : undefined, rolesIn(part, one, key))
      : undefined,
  }))
  const placed = (found: Said) => {
    const at = [found.at, ...(found.problem.found?.finding.related ?? []).map((related) => related.at)]
    return tables.some(({ table }) => table?.take(at, () => findingRow(found, checks)))
  }
  const left = own.filter((found) => !placed(found))
  for (const found of general) placed(found)
  const rowsOf = (part: 'payload' | 'headers') => tables.find((one) => one.part === part)?.table?.rows ?? []
  const rows = rowsOf('payload')
  return {
    summary: message.at('summary').text ?? message.title.text ?? message.at('description').text,
    payload: rows,
    headers: headers.exists ? rowsOf('headers') : [],
    nothing: rows.length > 0 ? undefined : nothingText(payload, message.schemaLanguage),
    examples: examplesOf(one, own, payload.isReadable && payload.exists),
    findings: left.map((found) => findingRow(found, checks)),
  }
}

function rolesIn(part: 'payload' | 'headers', { marks, correlation }: StreamMessage, key: string | undefined): Roles {
  const roles = new Map<string, PropertyRow['tags'][number][]>()
  const add = (path: readonly string[], tag: PropertyRow['tags'][number]) => {
    const at = path.join('/')
    const known = roles.get(at)
    if (!known) roles.set(at, [tag])
    else if (!known.includes(tag)) known.push(tag)
  }
  const [mark] = marks
  if (mark?.in === part) add(mark.path, 'mark')
  const expression = correlation.kind === 'found' ? correlation.expression : undefined
  if (expression?.in === part) add(expression.path, 'correlation')
  if (key !== undefined && (expression === undefined || expression.in === part)) add(key.split('.'), 'key')
  return roles
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
