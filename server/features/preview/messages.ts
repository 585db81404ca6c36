import type { MessageRow } from '../../../shared/preview-protocol.ts'
import type { History } from '../../eventsource/history/history.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import type { Checks } from '../../validate/checks.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { cells } from './cells.ts'
import { type Compared, changeOf } from './compared.ts'
import { detailOf } from './detail.ts'
import { type Said, worstOf } from './findings.ts'
import { pagePlace } from './page-place.ts'

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
    const detail = open.has(key) ? detailOf({ one, before: undefined, own, general: [], key: said.partitionKey.text, checks }) : undefined
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
