import type { Application } from '../../../shared/preview-protocol.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import type { Checks } from '../../validate/checks.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { keyOf } from './messages.ts'

/** Who appends to a stream or reads it, in all documents of the workspace: who is about all of it first, then by the middle of their messages. */
export function applications(
  stream: Stream,
  messages: readonly StreamMessage[],
  action: 'send' | 'receive',
  checks: Checks,
): Application[] {
  const rows = new Map<Cursor, number>()
  for (const [row, { message }] of messages.entries()) for (const at of [message.entry, message.target]) if (at) rows.set(at, row)
  const found: { application: Application; middle: number }[] = []
  for (const document of checks.context.model.documents) {
    const operations = document.operationsOn(stream.channel.cursor).filter((operation) => operation.action === action)
    const [first] = operations
    if (!first) continue
    const own = new Set<number>()
    for (const operation of operations) {
      if (operation.messageEntries.length === 0) for (const row of messages.keys()) own.add(row)
      for (const message of operation.messages) {
        const row = rows.get(message.entry) ?? (message.target && rows.get(message.target))
        if (row !== undefined) own.add(row)
      }
    }
    const all = own.size === messages.length && messages.length > 1
    const sorted = [...own].sort((a, b) => a - b)
    const keys = sorted.flatMap((row) => messages[row] ?? []).map(keyOf)
    found.push({
      application: { name: document.title.text || 'Untitled', place: first.entry.place, messages: all ? 'all' : keys },
      middle: all ? -1 : sorted.reduce((sum, row) => sum + row, 0) / Math.max(1, sorted.length),
    })
  }
  return found.sort((a, b) => a.middle - b.middle).map(({ application }) => application)
}
