import { compareSpots, parseSpot, type Spot } from './branch/position.ts'
import { compareTimes, readTime, type Time } from './record/time.ts'

/** A moment of the log: a position or a time, itself included. */
export type Moment = { readonly kind: 'spot'; readonly spot: Spot } | { readonly kind: 'time'; readonly time: Time }

/** Digits and `N.M` are a position, anything else a time (RFC 3339); `undefined` for what is neither. */
export function parseMoment(text: string): Moment | undefined {
  const spot = parseSpot(text)
  if (spot) return { kind: 'spot', spot }
  const time = /^-?\d+$/.test(text) ? undefined : readTime(text)
  return time && { kind: 'time', time }
}

/** Where something stands in the log. `time` is the latest seen up to there; `undefined` before any. */
export interface Standing {
  readonly spot: Spot
  readonly time: Time | undefined
}

/** Below 0 where `standing` comes before the moment, 0 at it. What has no time yet comes before any. */
export function compareToMoment({ spot, time }: Standing, moment: Moment): number {
  if (moment.kind === 'spot') return compareSpots(spot, moment.spot)
  return time ? compareTimes(time, moment.time) : -1
}

export function later(a: Time | undefined, b: Time | undefined): Time | undefined {
  return !a || (b && compareTimes(b, a) > 0) ? b : a
}
