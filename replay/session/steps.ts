import type { Cancellation } from '../../shared/border.ts'
import { parsePointer } from '../../shared/pointer.ts'
import type { At, StepParams } from '../../shared/replay-protocol.ts'
import { type FindingKind, severities } from '../audit/finding.ts'
import { compileCel } from '../filter/cel.ts'
import { worstNone } from '../log/log.ts'
import { Slices } from '../state/slices.ts'
import { historyOf } from './axis.ts'
import type { List } from './list.ts'
import { countUpTo } from './places.ts'
import type { Stage } from './stage.ts'
import type { States } from './states.ts'

/** Where a step leads; `null` where there is none. */
export async function stepTo(stage: Stage, states: States, list: List, params: StepParams, signal: Cancellation): Promise<At | null> {
  const { from, by, count, entity, path, until } = params
  if (stage.length === 0 || (count === 0 && by !== 'end')) return null
  if (until !== undefined || params.stopAtProblems) return stopping(stage, states, list, params, signal)
  switch (by) {
    case 'row':
      return list.step(from, count) ?? edge(list, from, count)
    case 'end':
      return count < 0 ? (list.rows(0, 1)[0] ?? null) : (list.rows(list.length - 1, 1)[0] ?? null)
    case 'problem':
      return among(problems(stage, entity), from, count)
    case 'entity':
    case 'change': {
      const own = entity ?? stage.entity(from)
      if (own === undefined) return null
      const side = stage.timeline.isBranch ? 'branch' : 'log'
      const { all, folded } = states.places.of(own, side)
      if (by === 'entity') return among(all, from, count)
      const values = await historyOf(states, own, parsePointer(path ?? '') ?? [], from, side)
      return among(
        values.map(({ n }) => folded[n] as At),
        from,
        count,
      )
    }
  }
}

/** Steps of more than one row end where the list does. */
function edge(list: List, from: At, count: number): At | null {
  if (Math.abs(count) === 1) return null
  const at = count < 0 ? list.rows(0, 1)[0] : list.rows(list.length - 1, 1)[0]
  return at === undefined || at === from || Math.sign(at - from) !== Math.sign(count) ? null : at
}

/** The place that is so many away in an ascending list. */
function among(places: ArrayLike<At>, from: At, count: number): At | null {
  const upTo = countUpTo(places, from)
  const isOn = upTo > 0 && places[upTo - 1] === from
  return places[count > 0 ? upTo - 1 + count : upTo + count - (isOn ? 1 : 0)] ?? null
}

/** Places with findings, ascending. */
function problems(stage: Stage, entity: string | undefined): At[] {
  const { timeline, load } = stage
  const ats = new Set<At>()
  for (const kind of Object.keys(severities) as FindingKind[])
    for (const ordinal of load.findings.ordinals(kind)) ats.add(timeline.ofOrdinal(ordinal))
  for (const item of timeline.own) ats.add(timeline.ofOwn(item))
  for (const ordinal of timeline.touched) ats.add(timeline.ofOrdinal(ordinal))
  return [...ats]
    .filter((at) => stage.worst(at) !== worstNone && (entity === undefined || stage.entity(at) === entity))
    .sort((a, b) => a - b)
}

const most = 100_000

/** Goes step by step, at most so many, and stays where a condition holds, or a problem is. */
async function stopping(stage: Stage, states: States, list: List, params: StepParams, signal: Cancellation): Promise<At | null> {
  const { until, stopAtProblems, count, ...rest } = params
  const condition = until === undefined ? undefined : await compileCel(until)
  if (typeof condition === 'string') throw new Error(condition)
  const slices = new Slices(signal)
  let at: At | null = null
  for (let step = 0; step < Math.min(Math.abs(count), most); step++) {
    const next = await stepTo(stage, states, list, { ...rest, from: at ?? params.from, count: Math.sign(count) }, signal)
    if (next === null) return at
    at = next
    if (stopAtProblems && stage.worst(at) !== worstNone) return at
    if (condition?.(await stage.event(at), stage.position(at))) return at
    await slices.pause()
  }
  return at
}
