import type { PageBaseline, StreamPage } from '../../../shared/preview-protocol.ts'
import type { Stream } from '../../eventsource/stream.ts'
import type { Checks } from '../../validate/checks.ts'
import { applications } from './applications.ts'
import { markPlace } from './cells.ts'
import type { Compared } from './compared.ts'
import { conventionGroups, saidOf } from './findings.ts'
import { keptSentences } from './kept.ts'
import { messageRows } from './messages.ts'
import { inOrder } from './order.ts'
import { protocolsOf } from './protocols.ts'

/** Everything on the page of a stream; `open` are the keys of the messages whose table is shown. */
export function pageOf(stream: Stream, open: readonly string[], compared: Compared | undefined, checks: Checks): StreamPage {
  const { channel } = stream
  const { order, messages } = inOrder(stream, checks.context.envelope(channel.cursor.uri))
  const said = saidOf(stream, compared, checks)
  const markAt = markPlace(messages)
  const appenders = applications(stream, messages, 'send', checks)
  const readers = applications(stream, messages, 'receive', checks)
  const users = new Set([...appenders, ...readers].map(({ place }) => place.uri)).size
  const groups = conventionGroups(stream, said, checks, { markAt, users, compared })
  const shown = groups.flatMap(({ findings }) => findings)
  const count = (severity: 'error' | 'warning' | 'info') => shown.filter((one) => one.severity === severity).length
  const rows = messageRows({ stream, messages, said, compared, open: new Set(open), checks })
  return {
    place: channel.cursor.place,
    title: channel.key,
    address: channel.address,
    protocols: protocolsOf(channel),
    version: (channel.definedIn ?? channel.document).root.at('info', 'version').text,
    why: whyOf(stream),
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    appenders,
    readers,
    kept: keptSentences(stream, said),
    order,
    markAt,
    messages: rows,
    groups,
    ...(compared && { baseline: baselineOf(compared, rows) }),
  }
}

function baselineOf({ label, history }: Compared, rows: StreamPage['messages']): PageBaseline {
  const count = (change: 'added' | 'changed' | 'gone') => rows.filter((row) => row.change === change).length
  return history ? { label, counts: { added: count('added'), changed: count('changed'), gone: count('gone') } } : { label }
}

function whyOf({ why }: Stream): StreamPage['why'] {
  if (why.kind === 'declared') return { text: '`x-event-source`', place: why.at.place }
  if (why.kind === 'said') return { text: `“${why.text}”`, place: why.at.place }
  return { text: why.kind === 'setting' ? `the setting \`${why.pattern}\`` : 'nothing', place: undefined }
}
