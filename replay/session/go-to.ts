import type { At } from '../../shared/replay-protocol.ts'
import { parseSpot } from '../branch/position.ts'
import { readTime } from '../record/time.ts'
import { atOf } from './branch-view.ts'
import type { Stage } from './stage.ts'

const day = 86_400_000
const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000, d: day }

/** The place that a person named: a position, a time of day or a time, or how far away; `undefined` for none of it, or nothing there. */
export function goTo(stage: Stage, text: string, from: At): At | undefined {
  const typed = text.trim().replace(/^#/, '')
  const spot = parseSpot(typed.replace(/[\s,_\u2009\u202f]/g, ''))
  if (spot) return atOf(stage, spot) ?? (spot.sub === 0 ? nearest(stage, spot.at) : undefined)
  const away = /^([+-−])\s*(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(typed)
  if (away) {
    const [, sign, number, unit = ''] = away
    const count = Number(number) * (sign === '+' ? 1 : -1)
    if (unit === '') return stage.length === 0 ? undefined : stage.clamp(from + count)
    const size = units[unit.toLowerCase()]
    return size === undefined ? undefined : byTime(stage, clockUpTo(stage, from) + count * size)
  }
  const clock = /^(\d{1,2}):(\d\d)(?::(\d\d)(\.\d{1,9})?)?$/.exec(typed)
  if (clock) {
    const [, hour, minute, second, fraction] = clock
    if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return undefined
    const now = clockUpTo(stage, from)
    if (Number.isNaN(now)) return undefined
    const midnight = Math.floor(now / day) * day
    const size = fraction ? 1 : second ? 1_000 : 60_000
    const start =
      midnight + Number(hour) * 3_600_000 + Number(minute) * 60_000 + Number(second ?? 0) * 1_000 + Number(fraction ?? 0) * 1_000
    return ofStretch(stage, start, size)
  }
  const date = /^\d{4}-\d\d-\d\d$/.test(typed)
  const time = readTime(date ? `${typed}T00:00:00Z` : /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/.test(typed) ? `${typed}:00Z` : typed)
  if (!time || /^-?\d+$/.test(typed)) return undefined
  return ofStretch(stage, time.ms + time.nanos / 1e6, date ? day : /T\d\d:\d\d$/.test(typed) ? 60_000 : 0)
}

/** The first event within a stretch of time; where there is none, what is at its start. */
function ofStretch(stage: Stage, start: number, size: number): At | undefined {
  const first = firstFrom(stage, start)
  if (first !== undefined && size > 0 && (stage.load.log.clock[first] as number) < start + size) return stage.timeline.ofOrdinal(first)
  return byTime(stage, start)
}

/** The last event whose time, or the latest before it, is not after; the first where all are. */
function byTime(stage: Stage, time: number): At | undefined {
  const { length } = stage.load.log
  if (Number.isNaN(time) || length === 0) return undefined
  const { clock } = stage.load.log
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((clock[middle] as number) > time) high = middle
    else low = middle + 1
  }
  return stage.timeline.ofOrdinal(Math.max(0, low - 1))
}

function firstFrom(stage: Stage, time: number): number | undefined {
  const { clock, length } = stage.load.log
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((clock[middle] as number) >= time) high = middle
    else low = middle + 1
  }
  return low < length ? low : undefined
}

function clockUpTo(stage: Stage, at: At): number {
  if (stage.length === 0) return Number.NaN
  return stage.load.log.clock[stage.timeline.ordinalUpTo(stage.clamp(at))] ?? Number.NaN
}

/** Blank lines have no event: the one before is meant. */
function nearest(stage: Stage, position: number): At | undefined {
  const { length } = stage.load.log
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (stage.load.position(middle) > position) high = middle
    else low = middle + 1
  }
  return low === 0 || low === length ? undefined : stage.timeline.ofOrdinal(low - 1)
}
