import type { WorkspaceEdit } from 'vscode-languageserver'
import type { Change, SourceText } from '../document/source-text.ts'
import type { Amendment } from '../rules/rule.ts'
import type { Checks } from '../validate/checks.ts'
import type { Problem } from '../validate/problem.ts'
import { suppressionsOf } from '../validate/suppressions.ts'
import type { Cursor } from '../workspace/cursor.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { placeAt, spanAt } from './cursor-at.ts'
import { editOf, workspaceEdit } from './edits.ts'

/** What a suppression says until the person writes why. */
const reason = 'reason'

/**
 * The edit that silences a problem at its place: a comment on the line above; in JSON, which has no comments, the channel's own word.
 * `undefined` where there is neither.
 */
export function suppression({ code, span, found }: Problem, file: SourceFile, { context }: Checks): WorkspaceEdit | undefined {
  const { source } = file
  if (!source) return undefined
  if (source.language === 'json') {
    const channel = found?.channel
    // The word would make an event source of a channel that is none.
    return channel && context.streams.isEventSource(channel) ? editOf([ignoring(code, channel.cursor)]) : undefined
  }
  const change = commentAbove(code, span.from, file, source)
  return change && workspaceEdit(new Map([[file, [change]]]))
}

function commentAbove(code: string, at: number, file: SourceFile, source: SourceText): Change | undefined {
  const { lines, text } = source
  const { line } = lines.position(at)
  const start = lines.offset({ line, character: 0 })
  if (isInText(file, line, start)) return undefined
  const known = suppressionsOf(source).findLast((one) => one.line === line)
  // One comment for a line: another rule is added to it.
  if (known && lines.position(known.span.from).line === line - 1) return { from: known.span.to, to: known.span.to, insert: `, ${code}` }
  const indent = /^[ \t]*/.exec(text.slice(start, at))?.[0] ?? ''
  const mark = source.language === 'yaml' ? '#' : '//'
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  return { from: start, to: start, insert: `${indent}${mark} event-source-disable-next-line ${code} -- ${reason}${end}` }
}

/** Whether the start of a line lies within a text of several lines: a comment there would be part of that text. */
function isInText(file: SourceFile, line: number, start: number): boolean {
  const at = placeAt(file, { line, character: 0 })
  const span = at?.part === 'value' && at.cursor.kind === 'scalar' ? spanAt(at.cursor, 'value') : undefined
  return span !== undefined && span.from < start && start < span.to
}

/** The change that adds a rule to what a channel ignores, whatever it says of itself so far. */
function ignoring(code: string, channel: Cursor): Amendment {
  const at = channel.at('x-event-source')
  const ignore = at.at('ignore')
  if (ignore.isSequence) return { do: 'append', at: ignore, value: code }
  if (at.isMapping) return ignore.exists ? { do: 'set', at: ignore, value: [code] } : { do: 'insert', at, key: 'ignore', value: [code] }
  const value = { ignore: [code] }
  return at.exists ? { do: 'set', at, value } : { do: 'insert', at: channel, key: 'x-event-source', value }
}
