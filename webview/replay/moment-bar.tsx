import './moment-bar.css'
import { type ComponentChildren, Fragment } from 'preact'
import { useRef } from 'preact/hooks'
import type { MomentView } from '../../shared/replay-protocol.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { ofEntity } from './keys.ts'
import { Sign } from './list-row.tsx'
import { togglePlay } from './play.ts'
import { PaceMenu } from './play-menu.tsx'
import { useReplay, useSeen } from './store.ts'
import { grouped, hash, plural, span, timeParts } from './words.ts'

/** The moment in words, its notch under the playhead. */
export function MomentBar() {
  const moment = useSeen((state) => state.moment)
  return (
    <section class={`moment${moment ? '' : ' none'}`} aria-label="The moment">
      <Playback />
      {moment ? <What moment={moment} /> : <div class="what dim">No moment yet</div>}
    </section>
  )
}

function Playback() {
  const replay = useReplay()
  const isPlaying = useSeen((state) => state.isPlaying)
  const moment = useSeen((state) => state.moment)
  const part = useRef<HTMLDivElement>(null)
  useArrows(part)
  const button = (icon: string, label: string, key: string, act: () => unknown, isOff = false) => (
    <button
      type="button"
      class="tb"
      data-nav="1"
      tabIndex={-1}
      aria-label={label}
      title={`${label} (${key})`}
      disabled={isOff}
      onClick={() => void act()}
    >
      <Icon name={icon} class={icon === 'play' || icon === 'debug-pause' ? 'go' : ''} />
    </button>
  )
  const isNone = moment === undefined
  const { moments } = replay
  return (
    <div class="transport" role="toolbar" aria-label="Playback" ref={part}>
      {button('debug-reverse-continue', 'First event', 'Home', () => moments.step({ by: 'end', count: -1 }), isNone)}
      {button('debug-step-back', 'Step back', '←', () => moments.step({ by: 'row', count: -1 }), isNone)}
      {isPlaying
        ? button('debug-pause', 'Pause', 'Space', () => togglePlay(replay))
        : button('play', 'Play', 'Space', () => togglePlay(replay), isNone)}
      {button('debug-step-over', 'Step', '→', () => moments.step({ by: 'row', count: 1 }), isNone)}
      {button('debug-continue', 'Last event', 'End', () => moments.end(), isNone)}
      <PaceMenu />
    </div>
  )
}

function What({ moment }: { readonly moment: MomentView }) {
  const replay = useReplay()
  const part = useRef<HTMLDivElement>(null)
  useArrows(part)
  const { row, own, since, finding, state, problemsAhead, problemsBefore } = moment
  const stop = { 'data-nav': '1', tabIndex: -1, type: 'button' } as const
  const parts = row.time === undefined ? undefined : timeParts(row.time)
  const step = (icon: string, label: string, key: string, at: number | null | undefined) => (
    <button
      {...stop}
      class="tb slim"
      aria-label={label}
      title={`${label} (${key})`}
      disabled={at === null || at === undefined}
      onClick={() => {
        if (typeof at === 'number') replay.moments.step({ by: 'entity', count: icon === 'chevron-up' ? -1 : 1, ...ofEntity(replay) })
      }}
    >
      <Icon name={icon} />
    </button>
  )
  return (
    <div class="what" ref={part} role="toolbar" aria-label="Moment">
      <span class="position">
        <Icon name="debug-stackframe" class="at" />
        <b>{hash(row.position)}</b>
      </span>
      <span class="type" title={row.type}>
        <Sign message={row.message} />
        <b class="el">{row.type}</b>
      </span>
      {row.entity === undefined ? (
        <span class="dim">no entity</span>
      ) : (
        <span class="entity">
          <button {...stop} class="link mono el" title={`Keep to ${row.entity}`} onClick={() => replay.keepEntity(row.entity)}>
            {row.entity}
          </button>
          {own && (
            <span class="nth">
              {grouped(own.nth)} of {grouped(own.of)}
            </span>
          )}
          {step('chevron-up', 'Its event before', 'Shift+←', own?.previous)}
          {step('chevron-down', 'Its next event', 'Shift+→', own?.next)}
        </span>
      )}
      <span class="when mono" title={row.time ?? 'This record says no time'}>
        {parts ? `${parts.clock}${parts.rest}` : 'no time'}
        {since !== undefined && (
          <span class="dim">
            {since < 0 ? '−' : '+'}
            {span(since)}
          </span>
        )}
      </span>
      <Counts added={state.added} modified={state.modified} removed={state.removed} isUnchanged={state.isUnchanged} />
      <span class="grow" />
      {finding && (
        <button {...stop} class="finding" title={finding.message} onClick={() => replay.set({ tab: 'payload' })}>
          <StandingIcon of={finding.severity} />
          <span class="el">{finding.message}</span>
        </button>
      )}
      <span class="problems">
        <button
          {...stop}
          class="tb"
          aria-label={`Problem before, ${plural(problemsBefore, 'problem')}`}
          title={`The problem before, of ${grouped(problemsBefore)} ([)`}
          disabled={problemsBefore === 0}
          onClick={() => void replay.stepProblem(-1)}
        >
          <Icon name="arrow-up" />
        </button>
        <span class="ahead">{plural(problemsAhead, 'problem')} ahead</span>
        <button
          {...stop}
          class="tb"
          aria-label={`Next problem, ${plural(problemsAhead, 'problem')} ahead`}
          title={`The next problem, of ${grouped(problemsAhead)} (])`}
          disabled={problemsAhead === 0}
          onClick={() => void replay.stepProblem(1)}
        >
          <Icon name="arrow-down" />
        </button>
      </span>
    </div>
  )
}

interface CountsProps {
  readonly added: number
  readonly modified: number
  readonly removed: number
  readonly isUnchanged: boolean
}

/** What the event did to the state, in numbers. */
function Counts({ added, modified, removed, isUnchanged }: CountsProps) {
  if (isUnchanged) return null
  const counts: readonly (readonly [string, string, number, string])[] = [
    ['A', '+', added, 'added'],
    ['M', '~', modified, 'modified'],
    ['D', '−', removed, 'removed'],
  ]
  const shown: ComponentChildren[] = counts
    .filter(([, , count]) => count > 0)
    .map(([letter, sign, count, word]) => (
      <Fragment key={letter}>
        <span class={letter} title={`${plural(count, 'value')} ${word}`}>
          {sign}
          {grouped(count)}
          <span class="sr"> {word}</span>
        </span>
      </Fragment>
    ))
  return <span class="counts mono">{shown}</span>
}
