import type { Replay } from './store.ts'
import type { Pace } from './store-state.ts'

/** Between two events at most so long, in milliseconds, whatever the pace: nobody waits for a night to pass. */
const longest = 5_000
/** Moments are shown at most so often. */
const frame = 16

export function togglePlay(replay: Replay): void {
  if (replay.state.isPlaying) replay.set({ isPlaying: false })
  else void play(replay)
}

/** Goes through the list as filtered, event by event, until its end, a reason to stop, or the person's word. */
async function play(replay: Replay): Promise<void> {
  replay.set({ isPlaying: true })
  let due = performance.now()
  let from = replay.moments.target
  while (replay.state.isPlaying && from !== undefined) {
    const next = await nextRow(replay, from)
    if (!next) break
    due = Math.max(performance.now(), due + waitBefore(next, replay.state.pace))
    const rest = due - performance.now()
    if (rest > frame / 2) await pause(replay, rest)
    // Somebody else has moved the moment: from there.
    if (replay.moments.target !== from) {
      from = replay.moments.target
      continue
    }
    if (!replay.state.isPlaying || !(await replay.moments.step({ by: 'row', count: 1 }))) break
    from = replay.moments.target
    if (await isReasonToStop(replay, next)) break
  }
  replay.set({ isPlaying: false })
}

interface Next {
  readonly at: number
  readonly gap: number | undefined
  readonly isProblem: boolean
  readonly isChange: boolean
  readonly holds: boolean
}

async function nextRow(replay: Replay, from: number): Promise<Next | undefined> {
  const { engine, state } = replay
  try {
    const at = await engine.ask('step', { from, by: 'row', count: 1 })
    if (at === null) return undefined
    const { stops, watch, entity } = state
    const [before, row] = await Promise.all([engine.ask('row', { at: from }), engine.ask('row', { at })])
    const of = entity ?? row.entity
    const change =
      stops.changes && watch !== undefined && of !== undefined
        ? await engine.ask('step', { from: at - 1, by: 'change', count: 1, entity: of, path: watch })
        : null
    // Of two steps it makes one only where the condition holds after the first.
    const held = stops.condition === '' ? null : await engine.ask('step', { from, by: 'row', count: 2, until: stops.condition })
    const gap = before.time === undefined || row.time === undefined ? undefined : Date.parse(row.time) - Date.parse(before.time)
    return { at, gap, isProblem: row.worst !== undefined, isChange: change === at, holds: held === at }
  } catch (error) {
    replay.complain(error)
    return undefined
  }
}

function waitBefore({ gap }: Next, pace: Pace): number {
  if (pace.kind === 'rate') return 1_000 / pace.perSecond
  return Math.min(longest, Math.max(0, (gap ?? 0) / pace.times))
}

async function isReasonToStop({ state: { stops } }: Replay, next: Next): Promise<boolean> {
  return (stops.problems && next.isProblem) || next.isChange || next.holds
}

/** Waits, but no longer than the person wants to go on at this pace. */
async function pause(replay: Replay, milliseconds: number): Promise<void> {
  const { pace } = replay.state
  const end = performance.now() + milliseconds
  while (performance.now() < end && replay.state.isPlaying && replay.state.pace === pace) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(50, end - performance.now())))
  }
}
