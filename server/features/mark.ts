import type { CodeAction, Range, WorkspaceEdit } from 'vscode-languageserver'
import type { Channel } from '../model/channel.ts'
import type { Amendment } from '../rules/rule.ts'
import type { Checks } from '../validate/checks.ts'
import type { Problem } from '../validate/problem.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { channelOf, isChannelEntry } from './channel-at.ts'
import { placeAt } from './cursor-at.ts'
import { editOf } from './edits.ts'
import { editOfAll } from './many-fixes.ts'

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

/** The channels of the workspace of which the rule says that they look like event sources. */
export function lookAlikes({ checker, workspace }: Checks): Cursor[] {
  const places = workspace.members.flatMap((file) =>
    checker.problemsOf(file).flatMap((one) => (isUndeclared(one) && one.found ? [one.found.finding.at] : [])),
  )
  return [...new Set(places)]
}

/** The edit that marks them all. */
export function markAll(checks: Checks): WorkspaceEdit | undefined {
  const fixes = lookAlikes(checks).map(
    (at) => ({ title: '', amendments: [{ do: 'insert', at, key: 'x-event-source', value: true }], safe: false }) as const,
  )
  return editOfAll(fixes)
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
