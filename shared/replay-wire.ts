import type { Crossing } from './border.ts'

/** What goes through the one channel between a replay page and its host, either way: a crossing, and who it is to or from. The host hands on what is the engine's, unread. */
export interface ReplayWire {
  readonly side: 'engine' | 'host'
  readonly crossing: Crossing
}
