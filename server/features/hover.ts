import type { Hover, HoverParams } from 'vscode-languageserver'
import type { Span } from '../document/node.ts'
import { docOf, keysOf, row } from '../spec/kinds.ts'
import type { Checks } from '../validate/checks.ts'
import type { Cursor } from '../workspace/cursor.ts'
import { isChannelEntry } from './channel-at.ts'
import { channelText } from './channel-text.ts'
import { type PlaceAt, placeAt, spanAt } from './cursor-at.ts'
import { kindOf, peekIn } from './kind-at.ts'
import { ruleNameAt } from './rule-name-at.ts'
import { schemasOf } from './schema-at.ts'

/** What there is to say of the key, or of the rule's id, under the pointer. */
export function hover({ textDocument, position }: HoverParams, checks: Checks): Hover | null {
  const file = checks.workspace.file(textDocument.uri)
  const at = placeAt(file, position)
  if (!at) return null
  const rule = ruleNameAt(at, checks)
  if (rule) return shown(at, `**${rule.id}** (${rule.severity})\n\n${rule.title}`, rule.span)
  if (at.part !== 'key') return null
  const text = textOf(at.cursor, checks)
  return text === undefined ? null : shown(at, text, spanAt(at.cursor, 'key'))
}

function textOf(cursor: Cursor, checks: Checks): string | undefined {
  if (isChannelEntry(cursor)) return channelText(cursor, checks.context)
  const [schema] = schemasOf(cursor, checks) ?? []
  if (schema) return schema.description
  return specText(cursor, checks)
}

function specText(cursor: Cursor, { context: { model } }: Checks): string | undefined {
  const { parent } = cursor
  const kind = parent && kindOf(parent, model)
  if (!parent || kind === undefined) return undefined
  const info = keysOf(kind, peekIn(parent)).find(({ key }) => key === cursor.key)
  const below = info?.kind ?? kindOf(cursor, model)
  const doc = info?.doc ?? (below === undefined ? undefined : docOf(below))
  if (doc === undefined) return undefined
  const types = below === undefined ? [] : (row(below).type ?? [])
  const facts = [...(types.length > 0 ? [types.join(' or ')] : []), ...(info?.required ? ['required'] : [])]
  return `**${cursor.key}**${facts.length > 0 ? ` (${facts.join(', ')})` : ''}\n\n${doc}`
}

function shown({ source }: PlaceAt, value: string, span: Span | undefined): Hover {
  return { contents: { kind: 'markdown', value }, ...(span && { range: source.lines.range(span) }) }
}
