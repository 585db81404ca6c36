import { memo } from 'preact/compat'
import { useRef } from 'preact/hooks'
import { hueClass, Shape } from '../ui/signs.tsx'
import type { AxisLayout, DrawnAxis } from './axis.tsx'
import { bars, heights, type Lane, problemMarks, stacked } from './axis-lanes.ts'
import { Hover, usePointer } from './axis-pointer.tsx'
import { type AxisScale, ticks } from './axis-scale.ts'
import { Watched } from './axis-watched.tsx'
import { useReplay } from './store.ts'
import type { ReplayState } from './store-state.ts'
import { grouped, hash, timeParts } from './words.ts'

interface PlotProps {
  readonly lanes: readonly Lane[]
  readonly layout: AxisLayout
  readonly scale: AxisScale
  readonly whole: readonly [number, number]
  readonly view: DrawnAxis | undefined
  /** In pixels; `undefined` where the moment has no place on the axis. */
  readonly playhead: number | undefined
  readonly state: ReplayState
}

/** The drawing itself: the slider that the moment is moved with. */
export function Plot(props: PlotProps) {
  const { lanes, layout, scale, whole, view, playhead, state } = props
  const replay = useReplay()
  const plot = useRef<HTMLDivElement>(null)
  const { hover, brush } = usePointer(plot, { replay, scale, whole, view, lanes, layout })
  const { moment, overview, held } = state
  const end = Math.max(0, (overview?.events ?? 1) - 1)
  return (
    <div
      class="plot"
      ref={plot}
      style={{ height: `${layout.height}px` }}
      role="slider"
      tabIndex={0}
      aria-label="Moment"
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.max(end, moment?.row.at ?? 0)}
      aria-valuenow={moment?.row.at ?? 0}
      aria-valuetext={valueText(state)}
    >
      <svg width={scale.width} height={layout.height} aria-hidden="true">
        <Ruler scale={scale} by={state.scale} height={layout.height} />
        {state.range && <Window range={state.range} whole={whole} width={scale.width} />}
        {view && <Events view={view} lanes={lanes} layout={layout} scale={scale} isKept={state.entity !== undefined} />}
        {view && layout.watched > 0 && <Watched view={view} layout={layout} scale={scale} at={here(state)} />}
        {playhead !== undefined && playhead < scale.width && (
          <rect
            class="future"
            x={Math.max(0, playhead)}
            y={heights.ruler}
            width={scale.width - Math.max(0, playhead)}
            height={layout.height}
          />
        )}
        <Unread state={state} scale={scale} layout={layout} />
        {held && <HeldMark state={state} scale={scale} view={view} height={layout.height} />}
        {brush && <rect class="brush" x={brush[0]} y={heights.ruler} width={Math.max(1, brush[1] - brush[0])} height={layout.height} />}
        {playhead !== undefined && playhead >= 0 && playhead <= scale.width && (
          <Flag x={playhead} width={scale.width} height={layout.height} text={flagText(state)} />
        )}
      </svg>
      {hover && <Hover {...hover} width={scale.width} />}
    </div>
  )
}

function here({ moment, scale }: ReplayState): number | undefined {
  return scale === 'time' ? moment?.clock : moment?.row.at
}

function valueText({ moment }: ReplayState): string {
  if (!moment) return 'no event yet'
  const { position, type, entity, time } = moment.row
  return [position, type, entity, time].filter((part) => part !== undefined).join(', ')
}

function flagText({ moment }: ReplayState): string {
  if (!moment) return ''
  const clock = moment.row.time === undefined ? undefined : timeParts(moment.row.time)?.clock
  return [hash(moment.row.position), clock].filter((part) => part !== undefined).join('\u2002')
}

const Ruler = memo(({ scale, by, height }: { readonly scale: AxisScale; readonly by: 'time' | 'position'; readonly height: number }) => (
  <g>
    {ticks(scale, by).map(({ value, text }) => (
      <g key={value}>
        <line class="tick" x1={scale.x(value)} x2={scale.x(value)} y1={heights.ruler} y2={height} />
        <text class="caption" x={scale.x(value) + 3} y={13}>
          {by === 'position' ? grouped(text) : text}
        </text>
      </g>
    ))}
  </g>
))

/** Which part of the whole is to be seen. */
function Window({
  range,
  whole,
  width,
}: {
  readonly range: readonly [number, number]
  readonly whole: readonly [number, number]
  readonly width: number
}) {
  const part = (value: number) => ((value - whole[0]) / (whole[1] - whole[0])) * width
  return (
    <g>
      <rect class="whole" x={0} y={heights.ruler} width={width} height={2} />
      <rect class="window" x={part(range[0])} y={heights.ruler} width={Math.max(2, part(range[1]) - part(range[0]))} height={2} />
    </g>
  )
}

interface EventsProps {
  readonly view: DrawnAxis
  readonly lanes: readonly Lane[]
  readonly layout: AxisLayout
  readonly scale: AxisScale
  readonly isKept: boolean
}

const Events = memo(({ view, lanes, layout, scale, isKept }: EventsProps) => {
  // What was asked for an earlier range stands where it belongs until the newer answer is there.
  const left = scale.x(view.from)
  const bins = view.errors.length || 1
  const width = (scale.x(view.to) - left) / bins
  const { top, isStrip } = layout
  const middle = (lane: number) => top + (lane + 0.5) * heights.lane
  const of = (lane: Lane) => lane.types.flatMap((type) => view.lanes[type] ?? [])
  const paths = isStrip
    ? stacked(
        lanes.map((lane) => sum(of(lane), bins)),
        { left, width, group: Math.max(1, Math.round(4 / Math.max(width, 0.5))) },
        { bottom: top + layout.strip - 2, height: layout.strip - 4 },
      )
    : lanes.map((lane, index) => bars(of(lane), left, width, middle(index)))
  const marks = problemMarks(view.errors, view.warnings, left, width, heights.ruler + heights.problems / 2)
  const laneOf = new Map(lanes.flatMap((lane, index) => lane.messages.map((message) => [message, index] as const)))
  return (
    <g>
      {!isStrip &&
        lanes.map((lane, index) => (
          <line key={lane.types.join(' ')} class="tick" x1={0} x2={scale.width} y1={middle(index) + 5.5} y2={middle(index) + 5.5} />
        ))}
      {lanes.map((lane, index) => (
        <path
          key={lane.types.join(' ')}
          class={`bars ${lane.message === undefined || lane.message < 0 ? 'grey' : hueClass(lane.message)}${isKept && !isStrip ? ' out' : ''}`}
          d={paths[index] ?? ''}
        />
      ))}
      <path class="errors" d={marks.dots} />
      <path class="warnings" d={marks.triangles} />
      {layout.edits &&
        view.edits.map(({ x, at, edit }) => (
          <g key={`${at} ${edit}`} class={`edit ${edit[0]}`} transform={`translate(${scale.x(x)} ${heights.ruler + heights.problems + 7})`}>
            <rect x={-6} y={-6.5} width={12} height={13} rx={2} />
            <text x={0} y={4}>
              {edit[0]}
            </text>
          </g>
        ))}
      {!isStrip &&
        view.own.map(({ x, message, at }) => (
          <g
            key={at}
            class={`own ${message < 0 ? 'grey' : hueClass(message)}`}
            transform={`translate(${scale.x(x)} ${middle(laneOf.get(message) ?? 0)}) scale(.9)`}
          >
            {message < 0 ? <circle class="hollow" r="3.4" /> : <Shape index={message} />}
          </g>
        ))}
    </g>
  )
})

function sum(counts: readonly ArrayLike<number>[], length: number): number[] {
  return Array.from({ length }, (_, bin) => counts.reduce((all, one) => all + (one[bin] ?? 0), 0))
}

/** While it is read: what was not read yet is hatched. */
function Unread({ state, scale, layout }: { readonly state: ReplayState; readonly scale: AxisScale; readonly layout: AxisLayout }) {
  const { overview, scale: by } = state
  if (overview?.load !== 'loading' || !overview.totalBytes || overview.bytes >= overview.totalBytes) return null
  const last = by === 'time' ? overview.time?.[1] : overview.events - 1
  const x = last === undefined ? 0 : Math.max(0, scale.x(last) + 8)
  if (x >= scale.width) return null
  return (
    <g>
      <defs>
        <pattern id="hatch" width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1={0} y1={0} x2={0} y2={6} />
        </pattern>
      </defs>
      <rect fill="url(#hatch)" x={x} y={heights.ruler} width={scale.width - x} height={layout.height} />
      {scale.width - x > 110 && (
        <text class="caption" x={x + 10} y={heights.ruler + 26}>
          not read yet
        </text>
      )}
    </g>
  )
}

/** The moment that is compared with. */
function HeldMark({
  state,
  scale,
  view,
  height,
}: {
  readonly state: ReplayState
  readonly scale: AxisScale
  readonly view: DrawnAxis | undefined
  readonly height: number
}) {
  const { held, scale: by } = state
  const value = by === 'position' ? held?.at : view?.own.find(({ at }) => at === held?.at)?.x
  if (value === undefined) return null
  const x = scale.x(value)
  return <line class="heldline" x1={x} x2={x} y1={heights.ruler} y2={height} />
}

function Flag({ x, width, height, text }: { readonly x: number; readonly width: number; readonly height: number; readonly text: string }) {
  const wide = text.length * 6.4 + 14
  const left = Math.max(0, Math.min(width - wide, x - wide / 2))
  return (
    <g class="flag">
      <line x1={x} x2={x} y1={16} y2={height} />
      <rect x={left} y={0} width={wide} height={17} rx={2} />
      <text x={left + wide / 2} y={12.5}>
        {text}
      </text>
    </g>
  )
}
