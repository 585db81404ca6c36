import type { At, FindingSeverity, FindingView, Row } from '../../shared/replay-protocol.ts'
import { type Remark, severities } from '../audit/finding.ts'
import type { ReplayEvent } from '../event/event.ts'
import { isObject, member, valueAt } from '../json/object.ts'
import { writeJson } from '../json/write.ts'
import { worstError, worstNone } from '../log/log.ts'
import { comparable } from '../record/names.ts'
import type { Stage } from './stage.ts'

const mostNames = 8
const longestValue = 80

/** The line of the list for each place. */
export async function rowsOf(stage: Stage, ats: readonly At[]): Promise<Row[]> {
  const events = await stage.events(ats)
  return ats.map((at, index) => rowOf(stage, at, events[index] as ReplayEvent))
}

function rowOf(stage: Stage, at: At, event: ReplayEvent): Row {
  const item = stage.timeline.item(at)
  return {
    at,
    position: stage.position(at),
    time: event.time?.text,
    entity: event.entity,
    message: stage.numberOf(event.message),
    type: typeName(stage, event),
    preview: previewOf(stage, event),
    worst: severityOf(stage.worst(at)),
    ...(item.edit && { edit: item.edit }),
  }
}

export function severityOf(worst: number): FindingSeverity | undefined {
  if (worst === worstNone) return undefined
  return worst === worstError ? 'error' : 'warning'
}

/** What a person calls its type: the message's name, else what the event says itself. */
function typeName({ channel }: Stage, { status, message, payload, headers }: ReplayEvent): string {
  if (status === 'known' && message) return message.name
  if (status === 'tombstone' || status === 'unreadable') return status
  const places = [channel.discriminator, ...channel.messages.flatMap(({ marks }) => marks.slice(0, 1))]
  for (const place of places) {
    const said = place && valueAt(place.in === 'payload' ? payload : headers, place.path)
    if (typeof said === 'string') return said
  }
  return status
}

/** The name of a message of the set, as columns have it. */
export function messageName({ channel }: Stage, message: number): string {
  return channel.messages[message]?.name ?? 'unknown'
}

/** What a payload says, without its type mark and what says the entity, for the list shows both. */
function previewOf({ channel }: Stage, { payload, message, entity, status, remarks }: ReplayEvent): Row['preview'] {
  if (status === 'unreadable') return [['', remarks[0]?.message ?? '']]
  const left = new Set(
    [...(message?.marks ?? []), message?.correlation, channel.discriminator, ...channel.parameters].flatMap((place) =>
      place?.in === 'payload' ? [place.path.join('/')] : [],
    ),
  )
  const out: [string, string][] = []
  const walk = (value: unknown, path: readonly string[]): void => {
    if (out.length >= mostNames) return
    if (isObject(value) && path.length < 4) {
      for (const name of Object.keys(value)) walk(member(value, name), [...path, name])
      return
    }
    if (left.has(path.join('/'))) return
    const name = path.at(-1) ?? ''
    if (value === entity && /id$|key$/.test(comparable(name))) return
    out.push([name, shortText(value)])
  }
  walk(payload, [])
  return out
}

function shortText(value: unknown): string {
  const text = typeof value === 'string' ? value : writeJson(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

export function findingView(stage: Stage, at: At, { kind, message, path }: Remark): FindingView {
  return {
    at,
    position: stage.position(at),
    entity: stage.entity(at),
    kind,
    severity: severities[kind],
    message,
    path,
  }
}
