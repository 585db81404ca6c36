import type { Cancellation } from '../../shared/border.ts'
import { formatPointer } from '../../shared/pointer.ts'
import type { At, EventView, MomentParams, MomentView } from '../../shared/replay-protocol.ts'
import { type FindingKind, severities } from '../audit/finding.ts'
import type { ReplayEvent } from '../event/event.ts'
import { Bits } from '../filter/bits.ts'
import { member, valueAt } from '../json/object.ts'
import { writeJson } from '../json/write.ts'
import { worstNone } from '../log/log.ts'
import { markText } from '../message/channel.ts'
import { comparable } from '../record/names.ts'
import { payloadText } from '../record/payload-text.ts'
import { countUpTo } from './places.ts'
import { findingView, rowsOf } from './rows.ts'
import type { Stage } from './stage.ts'
import { jsonText } from './state-view.ts'
import type { States } from './states.ts'

const longestRaw = 200_000

/** All that is shown of one moment. */
export async function momentView(stage: Stage, states: States, params: MomentParams, signal: Cancellation): Promise<MomentView> {
  const at = placed(stage, params.at)
  const [row] = await rowsOf(stage, [at])
  if (!row) throw new Error('There is no event.')
  const own = stage.entity(at)
  const clock = stage.clock(at)
  const remark = [...stage.remarks(at)].sort((a, b) => rank(a.kind) - rank(b.kind))[0]
  const { before, after } = problemsAround(stage, at)
  return {
    row,
    clock: Number.isNaN(clock) ? undefined : clock,
    ...ownOf(stage, states, own, at),
    finding: remark && findingView(stage, at, remark),
    problemsBefore: before,
    problemsAhead: after,
    state: await states.view(params.entity ?? own, at, signal),
  }
}

function rank(kind: FindingKind): number {
  return severities[kind] === 'error' ? 0 : 1
}

export function placed(stage: Stage, at: At): At {
  if (stage.length === 0) throw new Error('There is no event yet.')
  return stage.clamp(at)
}

function ownOf(stage: Stage, states: States, entity: string | undefined, at: At): Pick<MomentView, 'own' | 'since'> {
  if (entity === undefined) return { own: undefined, since: undefined }
  const edit = stage.timeline.item(at).edit
  const isTaken = edit === 'D' || edit === 'R-'
  const { all } = states.places.of(entity, stage.timeline.isBranch && !isTaken ? 'branch' : 'log')
  const nth = countUpTo(all, at)
  const isOn = all[nth - 1] === at
  const previous = all[isOn ? nth - 2 : nth - 1] ?? null
  const since = previous === null ? Number.NaN : stage.time(at) - stage.time(previous)
  return { own: { nth, of: all.length, previous, next: all[nth] ?? null }, since: Number.isNaN(since) ? undefined : since }
}

const marked = new WeakMap<object, { readonly version: string; readonly bits: Bits }>()

/** How many events with findings come before and after. */
function problemsAround(stage: Stage, at: At): { before: number; after: number } {
  const { findings } = stage.load
  const version = `${findings.errors} ${findings.warnings}`
  let kept = marked.get(stage.timeline)
  if (kept?.version !== version) {
    const bits = new Bits(stage.length)
    for (const kind of Object.keys(severities) as FindingKind[])
      for (const ordinal of findings.ordinals(kind)) bits.add(stage.timeline.ofOrdinal(ordinal))
    for (const item of stage.timeline.own) if (stage.worst(stage.timeline.ofOwn(item)) !== worstNone) bits.add(stage.timeline.ofOwn(item))
    kept = { version, bits }
    marked.set(stage.timeline, kept)
  }
  const before = kept.bits.rank(at)
  return { before, after: kept.bits.count - before - (kept.bits.has(at) ? 1 : 0) }
}

export async function eventView(stage: Stage, asked: At): Promise<EventView> {
  const at = placed(stage, asked)
  const [[row], event, [raw = '']] = await Promise.all([rowsOf(stage, [at]), stage.event(at), stage.texts([at])])
  if (!row) throw new Error('There is no event.')
  const { load, source } = stage
  const item = stage.timeline.item(at)
  const ordinal = item.kind === 'own' ? Math.max(0, item.after) : item.ordinal
  const { message, payload, headers, key, partition, offset, id, shape } = event
  return {
    row,
    raw: raw.length > longestRaw ? `${raw.slice(0, longestRaw)}…` : raw,
    payload: event.status === 'unreadable' || payload === undefined ? undefined : payloadText(raw, payload),
    headers: writeJson(headers),
    key: jsonText(key),
    partition,
    offset,
    id,
    shape,
    place: message && { uri: message.model.uri, pointer: message.model.pointer },
    toldBy: toldBy(stage, event),
    findings: stage.remarks(at).map((remark) => findingView(stage, at, remark)),
    file: source.files[load.log.file[ordinal] ?? 0] ?? '',
    line: load.log.line[ordinal] ?? 0,
  }
}

const typeHeaders = new Set(['type', 'eventtype', 'eventname', 'messagetype', 'cetype', 'typeid'])

/** What told which message it is, in the words of `resolveMessage`. */
function toldBy({ channel }: Stage, { message, payload, headers, shape }: ReplayEvent): string | undefined {
  if (!message) return undefined
  if (channel.messages.length === 1 && message.marks.length === 0) return 'the only message'
  const says = (place: { readonly in: string; readonly path: readonly string[] }) =>
    valueAt(place.in === 'payload' ? payload : headers, place.path)
  const mark = message.marks.find((one) => {
    const value = says(one)
    return value !== undefined && one.values.has(markText(value))
  })
  const place = mark ?? (channel.discriminator && isName(says(channel.discriminator), message) ? channel.discriminator : undefined)
  if (place) return place.in === 'headers' ? `header ${place.path.join('/')}` : formatPointer(place.path)
  const header = Object.keys(headers).find((name) => typeHeaders.has(comparable(name)) && isName(member(headers, name), message))
  if (header !== undefined) return `header ${header}`
  return shape === 'event-store' ? 'its type' : 'the only schema that accepts it'
}

function isName(value: unknown, { model }: NonNullable<ReplayEvent['message']>): boolean {
  return value === model.name || value === model.key
}
