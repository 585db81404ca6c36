import type { ExampleValue, MessageDetail, PropertyRow } from '../../../shared/preview-protocol.ts'
import type { StreamMessage } from '../../eventsource/stream.ts'
import type { SchemaView } from '../../model/schema-view.ts'
import type { Checks } from '../../validate/checks.ts'
import { findingRow, type Said } from './findings.ts'
import { PropertyTable, type Roles } from './properties.ts'

export interface DetailParts {
  readonly one: StreamMessage
  /** What it was, where that is something else. */
  readonly before: StreamMessage | undefined
  readonly own: readonly Said[]
  /** What is said of no message: some of it of a schema that this one shares. */
  readonly general: readonly Said[]
  readonly key: string | undefined
  readonly checks: Checks
}

/** What an open message shows: its properties with what is said of them, and its examples. */
export function detailOf({ one, before, own, general, key, checks }: DetailParts): MessageDetail {
  const { message } = one
  const { payload, headers } = message
  const tables = (['payload', 'headers'] as const).map((part) => ({
    part,
    table: message[part].isReadable
      ? new PropertyTable(message[part], before?.message[part].isReadable ? before.message[part] : undefined, rolesIn(part, one, key))
      : undefined,
  }))
  const placed = (found: Said) => {
    const at = [found.at, ...(found.problem.found?.finding.related ?? []).map((related) => related.at)]
    return tables.some(({ table }) => table?.take(at, () => findingRow(found, checks)))
  }
  const left = own.filter((found) => !placed(found))
  for (const found of general) placed(found)
  const rowsOf = (part: 'payload' | 'headers') => tables.find((one) => one.part === part)?.table?.rows ?? []
  const rows = rowsOf('payload')
  return {
    summary: message.at('summary').text ?? message.title.text ?? message.at('description').text,
    payload: rows,
    headers: headers.exists ? rowsOf('headers') : [],
    nothing: rows.length > 0 ? undefined : nothingText(payload, message.schemaLanguage),
    examples: examplesOf(one, own, payload.isReadable && payload.exists),
    findings: left.map((found) => findingRow(found, checks)),
  }
}

function rolesIn(part: 'payload' | 'headers', { marks, correlation }: StreamMessage, key: string | undefined): Roles {
  const roles = new Map<string, PropertyRow['tags'][number][]>()
  const add = (path: readonly string[], tag: PropertyRow['tags'][number]) => {
    const at = path.join('/')
    const known = roles.get(at)
    if (!known) roles.set(at, [tag])
    else if (!known.includes(tag)) known.push(tag)
  }
  const [mark] = marks
  if (mark?.in === part) add(mark.path, 'mark')
  const expression = correlation.kind === 'found' ? correlation.expression : undefined
  if (expression?.in === part) add(expression.path, 'correlation')
  if (key !== undefined && (expression === undefined || expression.in === part)) add(key.split('.'), 'key')
  return roles
}

function nothingText(payload: SchemaView, language: string): string {
  if (!payload.exists) return 'No payload is described.'
  if (!payload.isReadable) return `The payload is not read here (${language}).`
  return 'The payload describes no properties.'
}

function examplesOf({ message }: StreamMessage, own: readonly Said[], isChecked: boolean): ExampleValue[] {
  return message.examples.children.slice(0, 20).map((example) => {
    const { cursor } = example
    const refused = cursor !== undefined && own.some(({ problem, at }) => problem.code === 'asyncapi/example' && cursor.holds(at))
    return {
      name: example.at('name').text,
      payload: example.at('payload').value,
      headers: example.at('headers').value,
      accepted: refused ? false : isChecked ? true : undefined,
    }
  })
}
