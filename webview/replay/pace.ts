import type { Pace } from './store-state.ts'

/** From slow to fast. */
export const paces: readonly Pace[] = [
  { kind: 'scaled', times: 1 },
  { kind: 'scaled', times: 10 },
  { kind: 'scaled', times: 100 },
  { kind: 'scaled', times: 1_000 },
  { kind: 'scaled', times: 10_000 },
  { kind: 'rate', perSecond: 1 },
  { kind: 'rate', perSecond: 5 },
  { kind: 'rate', perSecond: 25 },
]

export function paceName(pace: Pace): string {
  if (pace.kind === 'rate') return `${pace.perSecond}/s`
  return pace.times === 1 ? 'as recorded' : `${pace.times.toLocaleString('en').replaceAll(',', '\u2009')}×`
}

/** The next faster pace (1) or the next slower one (-1). */
export function nextPace(pace: Pace, step: 1 | -1): Pace {
  const here = paces.findIndex((one) => paceName(one) === paceName(pace))
  return paces[Math.max(0, Math.min(paces.length - 1, here + step))] ?? pace
}
