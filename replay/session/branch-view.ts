import type { Cancellation } from '../../shared/border.ts'
import type { At, BranchView, PositionText } from '../../shared/replay-protocol.ts'
import type { Edit } from '../branch/branch.ts'
import { formatSpot, type Spot } from '../branch/position.ts'
import type { Timeline } from '../branch/timeline.ts'
import { readState, stateText } from '../fold/state-text.ts'
import { writeJson } from '../json/write.ts'
import { changesOf, sameValue } from '../state/changes.ts'
import { Slices } from '../state/slices.ts'
import { editsOf } from './axis.ts'
import { messageName } from './rows.ts'
import type { Stage } from './stage.ts'
import type { States } from './states.ts'

/** Where log and branch part, for an entity that ends differently. */
export interface Difference {
  readonly parts: { readonly at: At; readonly position: PositionText }
}

/** The entities that end otherwise in the branch than in the log. */
export async function differencesOf(stage: Stage, states: States, signal?: Cancellation): Promise<Map<string, Difference>> {
  const differing = new Map<string, Difference>()
  const slices = new Slices(signal)
  for (const entity of affected(stage)) {
    await slices.pause()
    const [log, branch] = [await endOf(states, entity, 'log', signal), await endOf(states, entity, 'branch', signal)]
    if (log === branch || sameValue(valueIn(log), valueIn(branch))) continue
    const at = await partOf(stage, states, entity, signal)
    differing.set(entity, { parts: { at, position: stage.position(at) } })
  }
  return differing
}

/** Only what an edit is about can end differently. */
function affected(stage: Stage): Set<string> {
  const entities = new Set<string>()
  const { log } = stage.load
  for (const { at } of editsOf(stage)) {
    const item = stage.timeline.item(at)
    if (item.event?.entity !== undefined) entities.add(item.event.entity)
    if (item.kind !== 'log') continue
    const number = log.entity[item.ordinal] as number
    if (number >= 0) entities.add(log.entities.id(number))
  }
  return entities
}

function endOf(states: States, entity: string, side: 'log' | 'branch', signal: Cancellation | undefined): Promise<string | null> {
  return states.at(entity, Number.MAX_SAFE_INTEGER, ({ value }) => textOf(value), signal, side)
}

function textOf(value: unknown): string | null {
  const result = value === undefined ? undefined : stateText(value)
  return result && 'text' in result ? result.text : null
}

function valueIn(text: string | null): unknown {
  return text === null ? undefined : readState(text)?.value
}

/** The first place at which the states differ. */
async function partOf(stage: Stage, states: States, entity: string, signal: Cancellation | undefined): Promise<At> {
  const [log, branch] = [states.places.of(entity, 'log').folded, states.places.of(entity, 'branch').folded]
  let same = 0
  while (same < log.length && log[same] === branch[same] && !stage.timeline.item(log[same] as At).edit) same++
  const ats = [...new Set([...Array.from(log).slice(same), ...Array.from(branch).slice(same)])].sort((a, b) => a - b)
  for (const at of ats) {
    const one = await states.at(entity, at, ({ value }) => textOf(value), signal, 'log')
    const other = await states.at(entity, at, ({ value }) => textOf(value), signal, 'branch')
    if (one !== other && !sameValue(valueIn(one), valueIn(other))) return at
  }
  return ats[0] ?? 0
}

/** The branch as the page shows it. */
export async function branchView(
  stage: Stage,
  edits: readonly Edit[],
  places: readonly Spot[],
  differing: ReadonlyMap<string, Difference>,
  moment: At,
): Promise<BranchView> {
  const shown: BranchView['edits'][number][] = []
  for (const [index, edit] of edits.entries()) {
    const spot = places[index]
    const at = spot && atOf(stage, spot)
    if (at === undefined) continue
    const message = stage.message(at)
    shown.push({
      at,
      letter: stage.timeline.item(at).edit ?? letterOf(edit),
      position: String(formatSpot(spot as Spot)),
      message,
      title: edit.kind === 'edit' ? await editTitle(stage, at) : messageName(stage, message),
      problem: problemOf(stage, at),
    })
  }
  const first = [...differing.values()].map(({ parts }) => parts).sort((a, b) => a.at - b.at)[0]
  return { edits: shown, differing: differing.size, first, moment, problem: undefined }
}

function letterOf({ kind }: Edit): 'D' | 'A' | 'M' | 'R+' {
  if (kind === 'drop') return 'D'
  if (kind === 'insert') return 'A'
  return kind === 'edit' ? 'M' : 'R+'
}

/** The place of a spot; `undefined` where it is not there any more. */
export function atOf({ timeline, load }: Stage, { at, sub }: Spot): At | undefined {
  if (sub > 0) {
    const own = timeline.own.find(({ spot }) => spot.at === at && spot.sub === sub)
    return own && timeline.ofOwn(own)
  }
  const ordinal = load.ordinal(at)
  return ordinal < 0 ? undefined : timeline.ofOrdinal(ordinal)
}

/** What is wrong with what it puts in. */
function problemOf(stage: Stage, at: At): string | undefined {
  const { event } = stage.timeline.item(at)
  const remark = event?.remarks[0]
  return remark && `${remark.message}${remark.path ? ` (${remark.path})` : ''}`
}

async function editTitle(stage: Stage, at: At): Promise<string> {
  const item = stage.timeline.item(at)
  if (item.kind === 'own' || !item.event) return messageName(stage, stage.message(at))
  const [before] = await stage.load.events([item.ordinal])
  const [change, ...more] = changesOf(before?.payload, item.event.payload).list
  if (!change || more.length > 0) return messageName(stage, stage.message(at))
  const name = change.path.slice(change.path.lastIndexOf('/') + 1)
  const value = changedTo(item.event.payload, change.path)
  return change.kind === 'D' ? `${name} removed` : `${name} → ${value}`
}

function changedTo(payload: unknown, path: string): string {
  let value = payload
  for (const segment of path.split('/').slice(1))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[segment] : undefined
  const text = typeof value === 'string' ? value : writeJson(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/** Where a place of one timeline is in another: the event itself, else the one that it follows. */
export function carried(stage: Stage, from: Timeline, at: At, to: Timeline): At {
  const item = from.item(at)
  if (item.kind === 'log') return to.ofOrdinal(item.ordinal)
  const same = to.own.find(({ spot }) => spot.at === item.spot.at && spot.sub === item.spot.sub)
  return same ? to.ofOwn(same) : Math.min(item.after < 0 ? 0 : to.ofOrdinal(item.after), stage.length - 1)
}
