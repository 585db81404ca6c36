import { useRef } from 'preact/hooks'
import { useArrows } from '../ui/keys.ts'
import { Icon } from '../ui/signs.tsx'
import type { AxisLayout } from './axis.tsx'
import { heights, type Lane } from './axis-lanes.ts'
import { Sign } from './list-row.tsx'
import { type Replay, useReplay } from './store.ts'
import type { ReplayState } from './store-state.ts'
import { grouped, plural } from './words.ts'

/** Beside each lane what it is: legend, count and filter in one. */
export function Labels({
  lanes,
  layout,
  state,
}: {
  readonly lanes: readonly Lane[]
  readonly layout: AxisLayout
  readonly state: ReplayState
}) {
  const replay = useReplay()
  const part = useRef<HTMLDivElement>(null)
  useArrows(part)
  const { scale, range, overview, filter, watch, branch } = state
  const isByTime = scale === 'time'
  const stop = { 'data-nav': '1', tabIndex: -1, type: 'button' } as const
  const watchedName = watch?.slice(1).replaceAll('/', '.') ?? ''
  return (
    <div class="labels" ref={part} role="toolbar" aria-label="Lanes" aria-orientation="vertical">
      <div class="top" style={{ height: `${heights.ruler}px` }}>
        <button
          {...stop}
          class="how"
          title={`${isByTime ? 'Axis by time' : 'Axis by position'}: change`}
          onClick={() => replay.setScale(isByTime ? 'position' : 'time')}
        >
          {isByTime ? 'Time, UTC' : 'Position'}
          <Icon name="arrow-swap" />
        </button>
        {range && (
          <button {...stop} class="how" title="The whole recording (0)" onClick={() => replay.set({ range: undefined })}>
            <Icon name="zoom-out" />
            all
          </button>
        )}
        <span class="grow" />
        <button
          {...stop}
          class="how"
          aria-pressed={state.isStrip}
          aria-label="One strip"
          title="Lanes or one strip (L)"
          onClick={() => replay.set({ isStrip: !state.isStrip })}
        >
          <Icon name={layout.isStrip ? 'unfold' : 'fold'} />
        </button>
      </div>
      <button
        {...stop}
        class={`lane${filter.problemsOnly ? ' on' : ''}`}
        style={{ height: `${heights.problems}px` }}
        aria-pressed={filter.problemsOnly}
        title="Show problems only (P)"
        onClick={() => replay.setFilter({ problemsOnly: !filter.problemsOnly })}
      >
        <span class="nm">Problems</span>
        <span class="ct">
          <svg class="sign error" viewBox="-5 -5 10 10" aria-hidden="true">
            <circle r="3.5" />
          </svg>
          <span class="sr">errors </span>
          {grouped(overview?.errors ?? 0)}
          <svg class="sign warning" viewBox="-5 -5 10 10" aria-hidden="true">
            <path d="M0-4 4 3.5h-8z" />
          </svg>
          <span class="sr"> warnings </span>
          {grouped(overview?.warnings ?? 0)}
        </span>
      </button>
      {layout.edits && (
        <div class="lane still" style={{ height: `${heights.edits}px` }}>
          <span class="nm">Edits</span>
          <span class="ct">{branch?.edits.length}</span>
        </div>
      )}
      {layout.isStrip ? (
        <div class="lane still" style={{ height: `${layout.strip}px` }}>
          <span class="nm">{plural(overview?.types.length ?? 0, 'type')}</span>
          <span class="ct">{grouped(overview?.events ?? 0)}</span>
        </div>
      ) : (
        lanes.map((lane) => {
          const isOff = lane.messages.every((message) => filter.hidden.includes(message))
          return (
            <button
              {...stop}
              key={lane.types.join(' ')}
              class={`lane${isOff ? ' off' : ''}`}
              style={{ height: `${heights.lane}px` }}
              aria-pressed={!isOff}
              title={`${lane.name}: show it alone; with Shift, show or hide it`}
              onClick={({ shiftKey }) => choose(replay, lane, lanes, shiftKey)}
            >
              {lane.message === undefined ? <Icon name="ellipsis" /> : <Sign message={lane.message} />}
              <span class="nm">{lane.name}</span>
              <span class="ct">{grouped(lane.events)}</span>
            </button>
          )
        })
      )}
      {layout.watched > 0 && (
        <div class="lane watched" title="The watched value: select another in the state" style={{ height: `${heights.watched}px` }}>
          <Icon name={layout.watched > 1 ? 'record' : 'eye'} />
          <code class="nm">{watchedName}</code>
          {layout.watched > 1 && <span class="ct">log</span>}
        </div>
      )}
      {layout.watched > 1 && (
        <div class="lane watched" style={{ height: `${heights.watched}px` }}>
          <Icon name="git-branch" />
          <code class="nm">{watchedName}</code>
          <span class="ct">branch</span>
        </div>
      )}
    </div>
  )
}

function choose(replay: Replay, lane: Lane, lanes: readonly Lane[], adds: boolean): void {
  const { hidden } = replay.state.filter
  const mine = new Set(lane.messages)
  const others = lanes.flatMap(({ messages }) => messages).filter((message) => !mine.has(message))
  const isHidden = lane.messages.some((message) => hidden.includes(message))
  const isAlone = !isHidden && others.every((message) => hidden.includes(message))
  if (!adds) replay.setFilter({ hidden: isAlone ? [] : others })
  else replay.setFilter({ hidden: isHidden ? hidden.filter((message) => !mine.has(message)) : [...hidden, ...lane.messages] })
}
