import type { Change, Comparison } from '../../../shared/preview-protocol.ts'
import { uriKey } from '../../../shared/uri.ts'
import { isChanged } from '../../eventsource/history/changed.ts'
import type { History } from '../../eventsource/history/history.ts'
import type { MessagePair } from '../../eventsource/history/message-pair.ts'
import type { Stream, StreamMessage } from '../../eventsource/stream.ts'
import type { Message } from '../../model/message.ts'
import { rules } from '../../rules/registry.ts'
import type { Checks } from '../../validate/checks.ts'
import { severityOf } from '../../validate/config.ts'
import { bySubject } from '../../validate/document-check.ts'
import type { Problem } from '../../validate/problem.ts'

/** What an event source is held against. */
export interface Compared {
  readonly label: string
  /** `undefined` where that version has no such event source. */
  readonly history: History | undefined
  readonly pairs: ReadonlyMap<Message, MessagePair>
  readonly added: ReadonlySet<Message>
  /** Somebody asked for this version; else it is the one that the checks use, which have said already what they find. */
  readonly isAsked: boolean
}

/** Reads the version that was asked for, or takes the usual one. `undefined` where there is nothing to be held against. */
export async function comparedWith(stream: Stream, asked: Comparison | undefined, checks: Checks): Promise<Compared | undefined> {
  const { baselines } = checks
  const home = stream.channel.definedIn ?? stream.channel.document
  if (asked) await baselines.loadAsked(home.uri, asked)
  const histories = asked ? baselines.historiesAsked(home, asked) : baselines.historiesOf(home)
  const history = histories.find(({ now }) => now?.channel === stream.channel)
  const named = stream.declaration.baseline
  // A document that is new since the merge base is held against nothing; nobody has named a version that it is not in.
  if (!asked && !history && named === undefined && checks.config.of(home.uri).baseline === undefined) return undefined
  const label = asked ? await labelOf(asked, home.uri, checks) : await baselines.nameOf(home.uri, named)
  if (label === undefined) return undefined
  return {
    label,
    history,
    pairs: new Map(history?.pairs.map((pair) => [pair.now.message, pair])),
    added: new Set(history?.added.map(({ message }) => message)),
    isAsked: asked !== undefined,
  }
}

async function labelOf(asked: Comparison, uri: string, { baselines }: Checks): Promise<string> {
  if (asked.kind === 'revision') return asked.revision
  if (asked.kind === 'file') return decodeURIComponent(uriKey(asked.uri).split('/').at(-1) ?? '')
  return (await baselines.nameOf(uri, undefined)) ?? 'the merge base'
}

/** What became of a message since then; `undefined` where it is what it was, and where nothing is compared. */
export function changeOf({ message, correlation }: StreamMessage, compared: Compared | undefined): Change | undefined {
  if (!compared?.history) return undefined
  if (compared.added.has(message)) return 'added'
  const pair = compared.pairs.get(message)
  if (!pair || pair.isUnchanged) return undefined
  const isMoved = correlation.kind === 'found' && pathText(pair.before) !== undefined && pathText(pair.before) !== pathText(pair.now)
  return isMoved || pair.markChange || isChanged(pair) ? 'changed' : undefined
}

/** Where a message says to which entity it belongs, in words; `undefined` where it does not. */
export function pathText({ correlation }: StreamMessage): string | undefined {
  return correlation.kind === 'found' ? correlation.expression?.path.join('.') : undefined
}

/** What the rules find in a history that the checks know nothing of. */
export function problemsOf(history: History, checks: Checks): Problem[] {
  const config = checks.config.of(history.document.uri)
  return bySubject(rules).history.flatMap((rule) =>
    [...rule.check(history, checks.context)].flatMap((finding): Problem[] => {
      const severity = severityOf(rule.meta, finding.severity, config)
      if (severity === 'off') return []
      const found = { rule: rule as unknown as (typeof rules)[number], finding, channel: history.now?.channel }
      return [{ code: rule.meta.id, severity, span: { from: 0, to: 0 }, message: finding.message, related: [], unnecessary: false, found }]
    }),
  )
}
