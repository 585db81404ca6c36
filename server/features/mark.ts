import type { CodeAction, Range } from 'vscode-languageserver'
import type { Channel } from '../model/channel.ts'
import type { Amendment } from '../rules/rule.ts'
import type { Checks } from '../validate/checks.ts'
import type { Problem } from '../validate/problem.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { channelOf, isChannelEntry } from './channel-at.ts'
import { placeAt } from './cursor-at.ts'
import { editOf } from './edits.ts'

/** The rule that says of a channel that it looks like an event source; its own fixes mark the one channel. */
export const undeclared = 'event-source/undeclared'

/** What a channel may be said to be, with the cursor on its key: an event source, or none. */
export function markActions(file: SourceFile, range: Range, problems: readonly Problem[], checks: Checks): CodeAction[] {
  const at = placeAt(file, range.start)
  if (at?.part !== 'key' || !isChannelEntry(at.cursor)) return []
  const channel = channelOf(at.cursor, checks.context.model)
  if (!channel?.isReadable) return []
  const { kind } = checks.context.streams.why(channel)
  // Where the rule speaks, its fixes are there already.
  const isAsked = problems.some(({ code, found }) => code === undeclared && found?.channel?.cursor === channel.cursor)
  return [
    ...(kind === 'declared' || isAsked ? [] : markAction(channel, true, 'Mark as event source')),
    ...(kind === 'denied' || isAsked ? [] : markAction(channel, false, 'Not an event source')),
  ]
}

/** Marks every channel of the workspace of which the rule says that it looks like an event source; `undefined` where there are fewer than two. */
export function markAll(checks: Checks): CodeAction | undefined {
  const places = checks.workspace.members.flatMap((file) =>
    checks.checker.problemsOf(file).flatMap(({ code, found }) => (code === undeclared && found ? [found.finding.at] : [])),
  )
  const channels = [...new Set(places)]
  if (channels.length < 2) return undefined
  const edit = editOf(channels.map((at) => ({ do: 'insert', at, key: 'x-event-source', value: true })))
  return edit && { title: `Mark all ${channels.length} look-alike channels of the workspace`, kind: 'quickfix', edit }
}

export function isUndeclared({ code }: Problem): boolean {
  return code === undeclared
}

function markAction({ cursor }: Channel, value: boolean, title: string): CodeAction[] {
  const at = cursor.at('x-event-source')
  const amendment: Amendment = at.exists ? { do: 'set', at, value } : { do: 'insert', at: cursor, key: 'x-event-source', value }
  const edit = editOf([amendment])
  return edit ? [{ title, kind: 'refactor.rewrite', edit }] : []
}
