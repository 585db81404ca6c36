import { formatExpression } from '../../eventsource/expression.ts'
import type { Message } from '../../model/message.ts'
import type { SchemaView } from '../../model/schema-view.ts'
import type { Checks } from '../../validate/checks.ts'
import type { Cursor } from '../../workspace/cursor.ts'
import { channelOf } from '../channel-at.ts'
import type { Proposal } from './proposal.ts'

/** Places further down carry no ids. */
const deepest = 3
const most = 200

/** The runtime expressions that lead somewhere: in the messages of the channel around a place, else in all of its document. */
export function expressionProposals(at: Cursor, { context: { model } }: Checks): Proposal[] {
  const messages = channelOf(at, model)?.messages ?? model.documentOf(at)?.messages ?? []
  const counts = new Map<string, number>()
  for (const message of messages) for (const text of new Set(expressionsIn(message))) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([label, count]) => ({ label, kind: 'value', detail: `${count} of ${messages.length}`, rank: count === messages.length ? 0 : 1 }))
}

function* expressionsIn(message: Message): Iterable<string> {
  for (const part of ['headers', 'payload'] as const) {
    for (const path of pathsIn(message[part], [])) yield formatExpression({ in: part, path })
  }
}

function* pathsIn(schema: SchemaView, above: readonly string[]): Iterable<string[]> {
  if (!schema.isReadable || above.length >= deepest) return
  for (const part of schema.parts()) {
    if (!part.isReadable) continue
    for (const name of part.layers.at('properties').keys) {
      const path = [...above, name]
      yield path
      yield* pathsIn(part.sub('properties', name), path)
    }
  }
}
