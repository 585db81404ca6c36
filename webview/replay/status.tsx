import './status.css'
import { useRef } from 'preact/hooks'
import type { Overview } from '../../shared/replay-protocol.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { useReplay, useSeen } from './store.ts'
import { bytes, grouped, hash, plural } from './words.ts'

/** How the load goes, where the moment is, and what the recording is. */
export function Status() {
  const overview = useSeen((state) => state.overview)
  const position = useSeen(({ moment }) => moment?.row.position)
  const filtered = useSeen(({ filtered, filter, entity }) =>
    filter.text !== '' || filter.problemsOnly || filter.hidden.length > 0 || entity !== undefined ? filtered?.rows : undefined,
  )
  if (!overview) return <footer class="status" />
  const { events, entities, errors, warnings, shape, foldMs, memory, copy, load } = overview
  return (
    <footer class="status">
      <Load overview={overview} />
      <span>
        {position === undefined ? plural(events, 'event') : `${hash(position)} of ${plural(events, 'event')}`}
        {load === 'loading' && ' so far'}
      </span>
      <span>{plural(entities, 'entity', 'entities')}</span>
      <span>
        <StandingIcon of="error" title="Errors" />
        {grouped(errors)}
        <StandingIcon of="warning" title="Warnings" />
        {grouped(warnings)}
      </span>
      {filtered !== undefined && <span>{grouped(filtered)} in the filter</span>}
      <span class="grow" />
      {copy !== undefined && (
        <span class="wide el" title={`A copy in lines, removed when the panel closes: ${copy}`}>
          <Icon name="files" />
          copy in {copy}
        </span>
      )}
      {shape !== undefined && (
        <span class="wide" title="How most records are written, told by themselves">
          Shape: {shape}
        </span>
      )}
      {foldMs !== undefined && <span class="wide">Fold {foldMs < 0.1 ? foldMs.toFixed(2) : foldMs.toFixed(1)} ms an event</span>}
      <span title="Memory of the engine">{bytes(memory)}</span>
      <span title="The recording is never written to">
        <Icon name="lock" />
        <span class="wide">read-only</span>
        <span class="sr">read-only</span>
      </span>
    </footer>
  )
}

function Load({ overview }: { readonly overview: Overview }) {
  const replay = useReplay()
  const begin = useRef<{ readonly time: number; readonly bytes: number }>(undefined)
  const { load, isFollowing } = overview
  if (load !== 'loading') {
    begin.current = undefined
    const words = { done: isFollowing ? 'Following' : undefined, stopped: 'Stopped', cut: 'Cut', replaced: 'Replaced', failed: 'Failed' }[
      load
    ]
    return words === undefined ? null : <span class="load">{words}</span>
  }
  begin.current ??= { time: performance.now(), bytes: overview.bytes }
  const { totalBytes } = overview
  const passed = performance.now() - begin.current.time
  const read = overview.bytes - begin.current.bytes
  const left = totalBytes && read > 0 && passed > 500 ? ((totalBytes - overview.bytes) / read) * (passed / 1_000) : undefined
  return (
    <>
      <span class="load">
        <Icon name="loading" class="codicon-modifier-spin" />
        Reading{' '}
        {totalBytes ? (
          <>
            <b>{Math.floor((overview.bytes / totalBytes) * 100)} %</b>
            <span class="wide">
              · {bytes(overview.bytes)} of {bytes(totalBytes)}
              {left !== undefined && ` · ${Math.max(1, Math.round(left))} s left`}
            </span>
          </>
        ) : (
          bytes(overview.bytes)
        )}
      </span>
      <button type="button" class="link" title="Stop here and keep what was read (Escape)" onClick={() => void replay.stop()}>
        Stop here
      </button>
      <span class="sep" />
    </>
  )
}
