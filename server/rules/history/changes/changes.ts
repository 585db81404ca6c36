import type { IncompatibilityKind } from '../../../../schema/compatible/incompatibility.ts'
import type { History } from '../../../eventsource/history/history.ts'
import type { Change } from '../../../eventsource/history/message-pair.ts'
import type { Finding } from '../../rule.ts'

/** What a rule says of a change, and how loud. */
export interface Said {
  readonly message: string
  readonly was: string
  readonly severity?: 'info'
}

/**
 * The findings of one kind of change in the schemas of an event source, each once though several messages share the schema. The change of
 * a type mark is left out: that is another message.
 */
export function* changesOf(history: History, kind: IncompatibilityKind, say: (change: Change) => Said): Iterable<Finding> {
  const told = new Set<string>()
  for (const pair of history.pairs) {
    for (const change of pair.changes) {
      if (change.kind !== kind || pair.isOfMark(change)) continue
      const { message, was, severity } = say(change)
      const key = `${change.at.at.uri}${change.at.at.pointer}\n${message}`
      if (told.has(key)) continue
      told.add(key)
      yield { ...change.at, message, ...(severity && { severity }), related: [{ ...change.was, message: was }] }
    }
  }
}
