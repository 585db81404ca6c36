import type { Position } from '../source/source.ts'

/** Where an event stands in the log, or between two of its events. */
export interface Spot {
  /** The event of the log that it is, or follows; 0 is before the first. */
  readonly at: number
  /** 0 for an event of the log itself, else its count among those that follow it. */
  readonly sub: number
}

/** `12` or `12.1`; `undefined` for anything else. */
export function parseSpot(position: string | number): Spot | undefined {
  const match = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(String(position))
  return match ? { at: Number(match[1]), sub: Number(match[2] ?? 0) } : undefined
}

export function formatSpot({ at, sub }: Spot): Position {
  return sub === 0 ? at : `${at}.${sub}`
}

export function compareSpots(a: Spot, b: Spot): number {
  return a.at - b.at || a.sub - b.sub
}
