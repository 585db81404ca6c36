import type { Problem } from '../../schema/problem.ts'
import type { Remark } from '../audit/finding.ts'
import { allOfIt, entityId, entityOf } from '../entity/entity.ts'
import { readJson } from '../json/read.ts'
import type { ReplayChannel, ReplayMessage } from '../message/channel.ts'
import { type Resolution, resolveMessage } from '../message/resolve.ts'
import { validate } from '../message/validate.ts'
import type { EventRecord, Shape } from '../record/record.ts'
import { readShape } from '../record/shape.ts'
import type { Content } from '../source/source.ts'
import { envelopeOf } from './envelope.ts'
import type { ReplayEvent } from './event.ts'

export interface ReadOptions {
  readonly shape?: Shape | undefined
  /** Nothing says any entity: all events are of one. */
  readonly isOneEntity: boolean
}

/** Makes an event of what a source holds. Never throws: a bad record is an event with remarks. */
export function readEvent(channel: ReplayChannel, content: Content, options: ReadOptions): ReplayEvent {
  if (content.kind === 'unreadable' || content.kind === 'truncated') return unreadable(content.kind, content.message)
  if (content.kind === 'row') return eventOf(channel, content.row, content.isText, options)
  const result = readJson(content.text)
  if (result.ok) return eventOf(channel, result.value, false, options)
  if (result.cut && content.isLast) return unreadable('truncated', 'The last record is cut short: it ends in the middle.')
  return unreadable('unreadable', `This is no JSON. ${result.message}`)
}

/** The same of a record that was read already, such as an inserted one. */
export function eventOf(channel: ReplayChannel, value: unknown, isText: boolean, options: ReadOptions): ReplayEvent {
  const record = readShape(value, { shape: options.shape, declares: channel.declares })
  if (!record) return unreadable('unreadable', `This record has not the shape ${options.shape ?? ''}.`)
  return held(channel, record, isText && record.payload === value, options)
}

function held(channel: ReplayChannel, record: EventRecord, isText: boolean, { isOneEntity }: ReadOptions): ReplayEvent {
  const { key, isTombstone, partition, offset, shape } = record
  const resolution: Resolution = isTombstone
    ? { kind: 'unknown' }
    : resolveMessage(channel, { payload: record.payload, headers: record.headers, type: record.own.type, isText })
  const message = resolution.kind === 'known' ? resolution.message : undefined
  const checked = message
    ? validate(message, record.payload, record.headers, isText, shape === 'cloudevents')
    : { payload: record.payload, headers: record.headers, payloadProblems: [], headerProblems: [] }
  const { payload, headers } = checked
  const entity = isOneEntity ? ({ id: allOfIt, by: 'key' } as const) : entityOf(channel, message, { payload, headers, key })
  const keyId = entityId(key)
  const remarks: Remark[] = []
  if (!isTombstone) remarks.push(...resolutionRemarks(resolution))
  remarks.push(...problemRemark('invalid-payload', checked.payloadProblems), ...problemRemark('invalid-headers', checked.headerProblems))
  if (!entity) remarks.push({ kind: 'no-correlation', message: 'Nothing says which entity this event is about.' })
  return {
    status: isTombstone ? 'tombstone' : resolution.kind,
    shape,
    message,
    key,
    headers,
    payload,
    partition,
    offset,
    ...envelopeOf(channel, message, record, headers, payload, entity?.by === 'key' ? entity.id : undefined),
    entity: entity?.id,
    isKeyOther: entity !== undefined && entity.by !== 'key' && keyId !== undefined && !saysEntity(keyId, entity.id, shape),
    remarks,
  }
}

/** Whether a key is the entity's id; the stream of an event store may begin with its category (`order-42`). */
function saysEntity(key: string, entity: string, shape: Shape): boolean {
  if (key === entity) return true
  return shape === 'event-store' && key.endsWith(entity) && /[-_:/.]$/.test(key.slice(0, -entity.length))
}

function resolutionRemarks(resolution: Resolution): Remark[] {
  if (resolution.kind === 'unknown')
    return [
      {
        kind: 'unknown-message',
        message: 'This is none of the messages of the channel: no mark or name tells which, and no schema accepts it.',
      },
    ]
  if (resolution.kind !== 'ambiguous') return []
  const names = resolution.messages.map(({ name }: ReplayMessage) => name).join(', ')
  return [{ kind: 'ambiguous-message', message: `This can be more than one message: ${names}.` }]
}

function problemRemark(kind: 'invalid-payload' | 'invalid-headers', problems: readonly Problem[]): Remark[] {
  const [problem] = problems
  if (!problem) return []
  const more =
    problems.length > 1 ? ` There ${problems.length === 2 ? 'is 1 more problem' : `are ${problems.length - 1} more problems`}.` : ''
  return [{ kind, message: `${problem.message}${more}`, path: problem.path }]
}

function unreadable(kind: 'unreadable' | 'truncated', message: string): ReplayEvent {
  return {
    status: 'unreadable',
    shape: undefined,
    message: undefined,
    key: undefined,
    headers: {},
    payload: undefined,
    partition: undefined,
    offset: undefined,
    time: undefined,
    id: undefined,
    source: undefined,
    sequence: undefined,
    cause: undefined,
    entity: undefined,
    isKeyOther: false,
    remarks: [{ kind, message }],
  }
}
