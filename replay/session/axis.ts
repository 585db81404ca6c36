import type { Cancellation } from '../../shared/border.ts'
import { parsePointer } from '../../shared/pointer.ts'
import type { At, Axis, AxisParams } from '../../shared/replay-protocol.ts'
import { worstError, worstNone } from '../log/log.ts'
import { Slices } from '../state/slices.ts'
import type { PathValue } from '../state/track.ts'
import { countUpTo, type Side } from './places.ts'
import type { Stage } from './stage.ts'
import { jsonText } from './state-view.ts'
import type { States } from './states.ts'

const mostBins = 20_000
const mostOwn = 5_000
const between = 16_384

/** What the axis shows of a range. */
export async function axisOf(stage: Stage, states: States, params: AxisParams, signal: Cancellation): Promise<Axis> {
  const { scale, from, to, entity, watch } = params
  const bins = Math.max(1, Math.min(Math.floor(params.bins) || 1, mostBins))
  const count = stage.channel.messages.length
  const lanes = Array.from({ length: count + 1 }, () => new Uint16Array(bins))
  const errors = new Uint16Array(bins)
  const warnings = new Uint16Array(bins)
  const xOf = (at: At) => (scale === 'time' ? stage.clock(at) : at)
  const width = to - from
  const binOf = (x: number) => (width > 0 ? Math.min(bins - 1, Math.floor(((x - from) / width) * bins)) : 0)
  const [first, last] =
    scale === 'time' ? [firstFrom(stage, from), stage.length] : [Math.max(0, Math.ceil(from)), Math.min(stage.length, Math.floor(to) + 1)]
  const slices = new Slices(signal)
  for (let at = first; at < last; at++) {
    if ((at - first) % between === between - 1) await slices.pause()
    const x = xOf(at)
    if (!(x >= from && x <= to)) continue
    const bin = binOf(x)
    const message = stage.message(at)
    up(lanes[message < 0 ? count : message] as Uint16Array, bin)
    const worst = stage.worst(at)
    if (worst !== worstNone) up(worst === worstError ? errors : warnings, bin)
  }
  const own: { x: number; message: number; at: At }[] = []
  if (entity !== undefined) {
    const { all } = states.places.of(entity, stage.timeline.isBranch ? 'branch' : 'log')
    for (let index = 0; index < all.length && own.length < mostOwn; index++) {
      const at = all[index] as At
      const x = xOf(at)
      if (x >= from && x <= to) own.push({ x, message: stage.message(at), at })
    }
  }
  const watched = entity === undefined || !watch ? undefined : await watchedOf(stage, states, entity, watch, 'log', xOf)
  const isBranch = stage.timeline.isBranch
  return {
    lanes,
    errors,
    warnings,
    own,
    edits: editsOf(stage).flatMap(({ at, edit }) => {
      const x = xOf(at)
      return x >= from && x <= to ? [{ x, at, edit }] : []
    }),
    watched,
    watchedBranch: isBranch && entity !== undefined && watch ? await watchedOf(stage, states, entity, watch, 'branch', xOf) : undefined,
  }
}

function up(bins: Uint16Array, bin: number): void {
  const before = bins[bin] as number
  if (before < 0xffff) bins[bin] = before + 1
}

/** Where the latest time seen reaches a time: no event before has it or a later one. */
function firstFrom(stage: Stage, time: number): At {
  const { clock, length } = stage.load.log
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    // Those without a time yet come first.
    if (!((clock[middle] as number) >= time)) low = middle + 1
    else high = middle
  }
  return low === 0 ? 0 : low >= length ? stage.length : Math.max(0, stage.timeline.ofOrdinal(low) - stage.timeline.own.length)
}

/** Everything that a branch changed, in the order of the list. */
export function editsOf({ timeline }: Stage): { readonly at: At; readonly edit: 'D' | 'A' | 'M' | 'R-' | 'R+' }[] {
  const edits = [
    ...timeline.touched.map((ordinal) => timeline.ofOrdinal(ordinal)),
    ...timeline.own.map((item) => timeline.ofOwn(item)),
  ].flatMap((at) => {
    const { edit } = timeline.item(at)
    return edit ? [{ at, edit }] : []
  })
  return edits.sort((a, b) => a.at - b.at)
}

const histories = new WeakMap<States, Map<string, { readonly length: number; readonly values: Promise<readonly PathValue[]> }>>()
const mostHistories = 32
const longestText = 2_000

/** Each value of a path, told once for as long as nothing of it changes. */
export function historyOf(states: States, entity: string, path: readonly string[], at: At, side: Side): Promise<readonly PathValue[]> {
  let kept = histories.get(states)
  if (!kept) histories.set(states, (kept = new Map()))
  const { folded } = states.places.of(entity, side)
  const hasLists = path.some((segment) => /^\d+$/.test(segment))
  const key = JSON.stringify([side, entity, path, hasLists ? countUpTo(folded, at) : 0])
  const found = kept.get(key)
  if (found && found.length === folded.length) return found.values
  const values = states.history(entity, path, hasLists ? at : Number.MAX_SAFE_INTEGER, undefined, side)
  kept.set(key, { length: folded.length, values })
  // What failed is to be asked again.
  values.catch(() => kept.delete(key))
  for (const first of kept.keys()) if (kept.size > mostHistories) kept.delete(first)
  return values
}

async function watchedOf(
  stage: Stage,
  states: States,
  entity: string,
  watch: readonly string[],
  side: Side,
  xOf: (at: At) => number,
): Promise<{ x: number; value: string | undefined }[]> {
  const path = watch.length === 1 && watch[0]?.startsWith('/') ? parsePointer(watch[0]) : [...watch]
  const { folded } = states.places.of(entity, side)
  const values = await historyOf(states, entity, path ?? [], stage.length, side)
  const out: { x: number; value: string | undefined }[] = []
  for (const { n, value } of values) {
    const at = folded[n]
    const text = jsonText(value)
    const shown = text !== undefined && text.length > longestText ? JSON.stringify(`${text.slice(0, longestText)}…`) : text
    if (at !== undefined && (out.length === 0 || out.at(-1)?.value !== shown)) out.push({ x: xOf(at), value: shown })
  }
  return out
}
