import './axis.css'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Axis as AxisView } from '../../shared/replay-protocol.ts'
import { Labels } from './axis-labels.tsx'
import { heights, lanesOf } from './axis-lanes.ts'
import { Plot } from './axis-plot.tsx'
import { axisScale, moved } from './axis-scale.ts'
import { useAnswer, useReplay, useSeen, wholeAxis } from './store.ts'
import type { ReplayState } from './store-state.ts'

export interface AxisLayout {
  readonly isStrip: boolean
  readonly strip: number
  readonly edits: boolean
  readonly watched: number
  /** Where the lanes begin, and where all ends. */
  readonly top: number
  readonly height: number
}

/** All events over time or position, a lane for each type, and where the moment is. */
export function Axis() {
  const replay = useReplay()
  const state = useSeen((all) => all)
  const part = useRef<HTMLElement>(null)
  const size = useSize(part)
  const { overview, scale: by, moment, watch, branch, version, isStrip: wantsStrip } = state
  const isLow = size.panel > 0 && size.panel <= 420
  const isStrip = wantsStrip || isLow || (size.width > 0 && size.width <= 640)
  const types = overview?.types
  const lanes = useMemo(() => lanesOf(types ?? []), [types])
  const isWatched = watch !== undefined && moment?.state.entity !== undefined
  const isBranch = branch !== undefined
  const layout = useMemo(() => layOut(isStrip, isLow, lanes.length, isBranch, isWatched), [isStrip, isLow, lanes, isBranch, isWatched])

  const whole = wholeWithUnread(state)
  const range = state.range ?? whole
  const width = Math.max(0, size.width - size.gutter)
  const [from, to] = range
  const scale = useMemo(() => axisScale([from, to], width), [from, to, width])
  const bins = Math.max(1, Math.floor((width - 24) / 2))
  const entity = moment?.state.entity
  const params = {
    scale: by,
    from,
    to,
    bins,
    ...(entity !== undefined && { entity }),
    ...(watch !== undefined && { watch: [watch] }),
  }
  const isReady = overview !== undefined && width > 0
  const view = useAnswer(isReady ? JSON.stringify([params, version]) : undefined, async ({ engine }) => ({
    ...(await engine.ask('axis', params)),
    from: params.from,
    to: params.to,
    by: params.scale,
  }))

  const at = by === 'time' ? moment?.clock : moment?.row.at
  // A zoomed part moves along with the moment.
  const followed = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (at === undefined || followed.current === at) return
    followed.current = at
    const now = replay.state.range
    if (!now || (at >= now[0] && at <= now[1])) return
    const span = now[1] - now[0]
    replay.set({ range: moved([at - span / 2, at + span / 2], whole) })
  })
  const playhead = at === undefined ? undefined : scale.x(at)
  useLayoutEffect(() => {
    const isShown = playhead !== undefined && playhead >= 0 && playhead <= width
    const root = part.current?.closest<HTMLElement>('.replay')
    root?.style.setProperty('--playhead', isShown ? `${playhead}px` : '-100px')
    root?.classList.toggle('no-playhead', !isShown)
  })

  return (
    <section class={`axis${isStrip ? ' strip' : ''}`} aria-label="Time axis" ref={part}>
      <Labels lanes={lanes} layout={layout} state={state} />
      {isReady && (
        <Plot lanes={lanes} layout={layout} scale={scale} whole={whole} view={drawable(view, by)} playhead={playhead} state={state} />
      )}
      {!isReady && <div class="plot" style={{ height: `${layout.height}px` }} />}
    </section>
  )
}

export type DrawnAxis = AxisView & { readonly from: number; readonly to: number }

function drawable(view: (DrawnAxis & { readonly by: string }) | undefined, by: string): DrawnAxis | undefined {
  return view?.by === by ? view : undefined
}

/** While it is read, the axis is as long as it will be, about. */
function wholeWithUnread(state: ReplayState): readonly [number, number] {
  const [from, to] = wholeAxis(state)
  const { overview } = state
  if (overview?.load !== 'loading' || !overview.totalBytes || overview.bytes <= 0) return [from, to]
  const times = Math.max(1, Math.min(1_000, overview.totalBytes / overview.bytes))
  // In eighths of a power of two: it grows in steps, not with each word from the engine.
  const length = times === 1 ? 1 : 2 ** (Math.ceil(Math.log2(times) * 8) / 8)
  return [from, from + (to - from) * length]
}

function layOut(isStrip: boolean, isLow: boolean, lanes: number, isBranch: boolean, isWatched: boolean): AxisLayout {
  const strip = isLow ? heights.lowStrip : heights.strip
  const edits = isBranch && !isLow
  const watched = !isWatched || isLow ? 0 : isBranch && !isStrip ? 2 : 1
  const top = heights.ruler + heights.problems + (edits ? heights.edits : 0)
  const height = top + (isStrip ? strip : lanes * heights.lane) + watched * heights.watched + 2
  return { isStrip, strip, edits, watched, top, height }
}

interface Size {
  readonly width: number
  readonly gutter: number
  /** Height of the whole panel. */
  readonly panel: number
}

function useSize(part: { readonly current: HTMLElement | null }): Size {
  const [size, setSize] = useState<Size>({ width: 0, gutter: 0, panel: 0 })
  useLayoutEffect(() => {
    const element = part.current
    const root = element?.closest<HTMLElement>('.replay')
    if (!element || !root) return
    const look = () => {
      const gutter = Number.parseFloat(getComputedStyle(element).getPropertyValue('--gutter')) || 0
      setSize((before) => {
        const after = { width: element.clientWidth, gutter, panel: root.clientHeight }
        return before.width === after.width && before.gutter === gutter && before.panel === after.panel ? before : after
      })
    }
    const observer = new ResizeObserver(look)
    observer.observe(root)
    look()
    return () => observer.disconnect()
  }, [part])
  return size
}
