import { constantId } from '../eventsource/constants.ts'
import { formatExpression } from '../eventsource/expression.ts'
import { isServerSentEvents } from '../eventsource/server-sent-events.ts'
import type { Stream } from '../eventsource/stream.ts'
import { isEventSource, type Why } from '../eventsource/why.ts'
import type { RuleContext } from '../rules/context.ts'
import type { Cursor } from '../workspace/cursor.ts'

/** Why a channel is taken for an event source or is not, and what its set is told apart by; Markdown. `undefined` where the channel cannot be read. */
export function channelText(entry: Cursor, { model, streams }: RuleContext): string | undefined {
  const channel = model.documentOf(entry)?.channel(entry)
  if (!channel?.isReadable) return undefined
  const why = streams.why(channel)
  if (isEventSource(why) && isServerSentEvents(channel)) {
    return '**Not an event source**: its messages are server-sent events, which share the name and nothing else.'
  }
  const stream = streams.stream(channel)
  return stream ? `**Event source**: ${reason(why)}\n\n${facts(stream)}` : `**Not an event source**: ${reason(why)}`
}

function reason(why: Why): string {
  switch (why.kind) {
    case 'declared':
      return '`x-event-source` says so.'
    case 'denied':
      return '`x-event-source: false` says so.'
    case 'said':
      return why.by === 'channel' ? `its own texts say “${why.text}”.` : `the document says “${why.text}”.`
    case 'setting':
      return `the pattern \`${why.pattern}\` of the setting \`channels\` matches it.`
    case 'none':
      return 'nothing says that it is one. Write `x-event-source: true` if it is.'
  }
}

/** Names beyond so many are counted. */
const mostNames = 8

function facts(stream: Stream): string {
  const { messages } = stream
  const names = messages.slice(0, mostNames).map(({ label }) => `\`${label}\``)
  const more = messages.length > mostNames ? ` and ${messages.length - mostNames} more` : ''
  const count =
    messages.length === 0
      ? 'No messages'
      : `${messages.length} ${messages.length === 1 ? 'message' : 'messages'}: ${names.join(', ')}${more}`
  const marks = commonest(messages.flatMap((message) => message.marks.slice(0, 1).map(constantId)))
  const entity = commonest(
    messages.flatMap(({ correlation }) =>
      correlation.kind === 'found' && correlation.expression ? [formatExpression(correlation.expression)] : [],
    ),
  )
  const parts = [marks === undefined ? 'no type mark' : `type mark \`${marks}\``]
  if (entity !== undefined) parts.push(`correlation \`${entity}\``)
  else parts.push(stream.hasAddressParameter ? `correlation by the address \`${stream.channel.address ?? ''}\`` : 'no correlation id')
  return messages.length === 0 ? `${count}.` : `${count}; ${parts.join('; ')}.`
}

function commonest(texts: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
