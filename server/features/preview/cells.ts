import type { Cell, MessageRow } from '../../../shared/preview-protocol.ts'
import { correlationSchemas, typeOf } from '../../eventsource/correlation-schemas.ts'
import { needsNoMark } from '../../eventsource/marks.ts'
import { mostCommon } from '../../eventsource/most-common.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import { SchemaView } from '../../model/schema-view.ts'
import { pathText } from './compared.ts'
import { type Said, worstOf } from './findings.ts'

type Cells = Pick<MessageRow, 'mark' | 'correlation' | 'partitionKey'>

/** What tells the messages of a stream apart and together. */
export function cells(stream: Stream): (one: StreamMessage, own: readonly Said[], before: StreamMessage | undefined) => Cells {
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
