import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Row } from '../../shared/replay-protocol.ts'
import type { AxisLayout, DrawnAxis } from './axis.tsx'
import { heights, type Lane } from './axis-lanes.ts'
import { type AxisScale, moved, zoomed } from './axis-scale.ts'
import { Sign } from './list-row.tsx'
import type { Replay } from './store.ts'
import { hash } from './words.ts'

interface PointerParts {
  readonly replay: Replay
  readonly scale: AxisScale
  readonly whole: readonly [number, number]
  readonly view: DrawnAxis | undefined
  readonly lanes: readonly Lane[]
  readonly layout: AxisLayout
}

interface HoverState {
  readonly row: Row
  readonly x: number
  readonly y: number
}

/** A drag begins after so many pixels. */
const slack = 4

/** What the mouse does: click goes there, drag zooms, a drag of the flag moves the moment, the wheel zooms at the pointer, double-click shows all. */
export function usePointer(plot: RefObject<HTMLDivElement | null>, parts: PointerParts) {
  const [hover, setHover] = useState<HoverState>()
  const [brush, setBrush] = useState<readonly [number, number]>()
  const latest = useRef(parts)
  latest.current = parts
  useEffect(() => {
    const element = plot.current
    if (!element) return
    const xOf = (event: MouseEvent) => event.clientX - element.getBoundingClientRect().left
    const yOf = (event: MouseEvent) => event.clientY - element.getBoundingClientRect().top
    let begin: { x: number; moves: boolean } | undefined
    let drag: readonly [number, number] | undefined
    const finder = new Finder(() => latest.current)

    const down = (event: PointerEvent) => {
      if (event.button !== 0) return
      const x = xOf(event)
      begin = { x, moves: yOf(event) < heights.ruler }
      setHover(undefined)
      // A test's pointer, and one that was lifted at once, cannot be captured.
      if (element.hasPointerCapture !== undefined) element.setPointerCapture(event.pointerId)
      if (begin.moves) finder.find(x, yOf(event), (row) => latest.current.replay.goTo(row.at))
    }
    const move = (event: PointerEvent) => {
      const x = xOf(event)
      if (begin?.moves) finder.find(x, heights.ruler, (row) => latest.current.replay.moments.slide(row.at))
      else if (begin && (drag || Math.abs(x - begin.x) > slack)) {
        drag = [Math.min(x, begin.x), Math.max(x, begin.x)]
        setBrush(drag)
      } else if (!begin) {
        const y = yOf(event)
        finder.find(x, y, (row) => setHover({ row, x, y }))
      }
    }
    const up = (event: PointerEvent) => {
      const { replay, scale, whole } = latest.current
      if (drag) {
        const [from, to] = [scale.value(drag[0]), scale.value(drag[1])]
        replay.set({ range: moved([from, Math.max(to, from + leastSpan(replay))], whole) })
      } else if (begin && !begin.moves) finder.find(xOf(event), yOf(event), (row) => replay.goTo(row.at))
      else if (begin) replay.keep()
      begin = undefined
      drag = undefined
      setBrush(undefined)
    }
    const leave = () => {
      finder.forget()
      setHover(undefined)
    }
    const wheel = (event: WheelEvent) => {
      event.preventDefault()
      const { replay, scale, whole } = latest.current
      const range: readonly [number, number] = [scale.from, scale.to]
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX
      if (Math.abs(sideways) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
        const by = (sideways / scale.width) * (range[1] - range[0])
        if (replay.state.range) replay.set({ range: moved([range[0] + by, range[1] + by], whole) })
        return
      }
      const factor = 1.0025 ** Math.max(-400, Math.min(400, event.deltaY))
      replay.set({ range: zoomed(range, whole, scale.value(xOf(event)), factor, leastSpan(replay)) })
    }
    const all = () => latest.current.replay.set({ range: undefined })
    const listeners = {
      pointerdown: down,
      pointermove: move,
      pointerup: up,
      pointercancel: up,
      pointerleave: leave,
      dblclick: all,
    } as const
    for (const [name, listener] of Object.entries(listeners)) element.addEventListener(name, listener as EventListener)
    element.addEventListener('wheel', wheel, { passive: false })
    return () => {
      finder.forget()
      for (const [name, listener] of Object.entries(listeners)) element.removeEventListener(name, listener as EventListener)
      element.removeEventListener('wheel', wheel)
    }
  }, [plot])
  return { hover, brush }
}

/** The narrowest stretch that is shown. */
function leastSpan(replay: Replay): number {
  return replay.state.scale === 'time' ? 10 : 5
}

/** Finds the event at a place of the axis; of what is asked while an answer is on its way only the newest. */
class Finder {
  readonly #parts: () => PointerParts
  #wanted: (() => Promise<void>) | undefined
  #isBusy = false

  constructor(parts: () => PointerParts) {
    this.#parts = parts
  }

  find(x: number, y: number, found: (row: Row) => void): void {
    this.#wanted = async () => {
      const { replay } = this.#parts()
      const at = await this.#atOf(x, y)
      if (at === undefined) return
      const row = await replay.engine.ask('row', { at })
      found(row)
    }
    if (!this.#isBusy) void this.#run()
  }

  forget(): void {
    this.#wanted = undefined
  }

  async #run(): Promise<void> {
    this.#isBusy = true
    for (let next = this.#wanted; next; next = this.#wanted) {
      this.#wanted = undefined
      await next().catch(() => undefined)
    }
    this.#isBusy = false
  }

  async #atOf(x: number, y: number): Promise<number | undefined> {
    const { replay, scale, view, lanes, layout } = this.#parts()
    const lane = layout.isStrip || y < layout.top ? undefined : lanes[Math.floor((y - layout.top) / heights.lane)]
    // A glyph is what is meant by who points at it.
    const own = view?.own.find((one) => Math.abs(scale.x(one.x) - x) <= 5 && (!lane || lane.messages.includes(one.message)))
    if (own && y > heights.ruler + heights.problems) return own.at
    const value = scale.value(x)
    const events = replay.state.overview?.events ?? 0
    if (events === 0) return undefined
    if (replay.state.scale === 'position') return Math.max(0, Math.min(events - 1, Math.round(value)))
    const [first, last] = replay.state.overview?.time ?? [value, value]
    // A bar is as wide as what stands at its left edge and right of it.
    const time = new Date(Math.max(first, Math.min(last, value + (scale.to - scale.from) / Math.max(1, scale.width)))).toISOString()
    return (await replay.engine.ask('goTo', { text: time, from: replay.moments.target ?? 0 })) ?? undefined
  }
}

/** What the event under the pointer is called. */
export function Hover({ row, x, y, width }: HoverState & { readonly width: number }) {
  return (
    <div
      class="hover"
      role="presentation"
      style={x > width - 300 ? { right: `${width - x + 12}px`, top: `${y + 16}px` } : { left: `${x + 12}px`, top: `${y + 16}px` }}
    >
      <b>{hash(row.position)}</b>
      <Sign message={row.message} />
      <span>{row.type}</span>
      {row.entity !== undefined && <code>{row.entity}</code>}
      {row.time !== undefined && <span class="cap">{row.time.replace('T', ' ')}</span>}
    </div>
  )
}
