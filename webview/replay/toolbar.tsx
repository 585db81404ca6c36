import './toolbar.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useArrows } from '../ui/keys.ts'
import { Icon } from '../ui/signs.tsx'
import { useReplay, useSeen } from './store.ts'

/** What is replayed, and where to go. */
export function Toolbar() {
  const replay = useReplay()
  const source = useSeen(({ start }) => start?.source ?? '')
  const branch = useSeen((state) => state.branch?.name)
  const fold = useSeen(({ overview }) => overview?.fold)
  const isFollowing = useSeen(({ overview }) => overview?.isFollowing ?? false)
  const isComparing = useSeen(({ held }) => held !== undefined)
  const canCompare = useSeen(({ moment }) => moment !== undefined)
  const progress = useSeen(({ overview }) => progressOf(overview))
  const part = useRef<HTMLDivElement>(null)
  useArrows(part)
  const stop = { 'data-nav': '1', tabIndex: -1, type: 'button' } as const
  const foldName = fold === undefined || fold.kind === 'none' ? 'No fold' : fold.file
  return (
    <>
      {progress !== undefined && (
        <div class="progress" role="progressbar" aria-label="Reading the recording" aria-valuenow={Math.round(progress * 100)}>
          <i style={{ width: `${progress * 100}%` }} />
        </div>
      )}
      <div class="toolbar" role="toolbar" aria-label="Replay" ref={part}>
        <button {...stop} class="tb source" title={`${source}: choose another recording`} onClick={() => replay.run('pickSource')}>
          <Icon name="file" />
          <span class="lbl el">{source}</span>
          <Icon name="chevron-down" class="small" />
        </button>
        <button
          {...stop}
          class={`tb branch${branch === undefined ? '' : ' on'}`}
          title="The log as it was recorded, or a branch of it (B)"
          onClick={() => replay.run('pickBranch')}
        >
          <Icon name="git-branch" />
          <span class="lbl el">{branch ?? 'Log as recorded'}</span>
          <Icon name="chevron-down" class="small" />
        </button>
        <button
          {...stop}
          class="tb"
          aria-pressed={isFollowing}
          aria-label="Follow"
          title="Follow: read on when the recording grows, and ride at its end (F)"
          onClick={() => void replay.follow(!isFollowing)}
        >
          <Icon name="broadcast" />
          <span class="lbl">Follow</span>
        </button>
        <span class="sep" />
        <button {...stop} class="tb fold" aria-label={`Fold: ${foldName}`} title={foldTitle(fold)} onClick={() => replay.run('pickFold')}>
          <Icon name={fold?.kind === 'failed' ? 'error' : 'package'} class={fold?.kind === 'failed' ? 'error' : ''} />
          <span class="lbl el">{foldName}</span>
          <Icon name="chevron-down" class="small" />
        </button>
        <span class="grow" />
        <GoTo />
        <button
          {...stop}
          class="tb"
          aria-pressed={isComparing}
          aria-label="Compare"
          disabled={!canCompare}
          title={isComparing ? 'Stop comparing (C)' : 'Compare: hold this moment, and see what changes from it on (C)'}
          onClick={() => replay.compare()}
        >
          <Icon name="git-compare" />
          <span class="lbl">Compare</span>
        </button>
        <button {...stop} class="tb" aria-label="Export" title="Write a recording, states or findings" onClick={() => replay.run('export')}>
          <Icon name="export" />
          <span class="lbl">Export</span>
          <Icon name="chevron-down" class="small" />
        </button>
        <button {...stop} class="tb" aria-label="More" title="More" onClick={() => replay.run('more')}>
          <Icon name="ellipsis" />
        </button>
      </div>
    </>
  )
}

function foldTitle(fold: { readonly kind: string; readonly message?: string } | undefined): string {
  if (fold?.kind === 'failed') return `The fold cannot be used: ${fold.message ?? ''}`
  if (fold?.kind === 'untrusted') return 'The fold is code, and the workspace is not trusted'
  return fold?.kind === 'module' ? 'The fold that makes states of events' : 'No fold: states are merged from payloads'
}

function progressOf(
  overview: { readonly load: string; readonly bytes: number; readonly totalBytes: number | undefined } | undefined,
): number | undefined {
  if (overview?.load !== 'loading') return undefined
  return overview.totalBytes ? Math.min(1, overview.bytes / overview.totalBytes) : 0
}

function GoTo() {
  const replay = useReplay()
  const [isWrong, setIsWrong] = useState(false)
  const isNarrow = useNarrow()
  const go = async (input: HTMLInputElement) => {
    if (input.value.trim() === '') return
    const isThere = await replay.moments.goToText(input.value.trim())
    setIsWrong(!isThere)
    if (!isThere) return replay.say('Nothing is there.')
    input.value = ''
    replay.keep()
    document.querySelector<HTMLElement>('.grid')?.focus()
  }
  return (
    <label class={`goto${isWrong ? ' wrong' : ''}`} title="Go to a position, a time or a span: 214 · 10:31 · +5m (G)">
      <Icon name="target" />
      <input
        type="text"
        data-goto=""
        data-nav="1"
        tabIndex={-1}
        spellcheck={false}
        placeholder={isNarrow ? 'Go to' : 'Position or time'}
        aria-label="Go to a position or time"
        aria-invalid={isWrong}
        onInput={() => setIsWrong(false)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') void go(event.currentTarget)
          else if (event.key === 'Escape') {
            event.currentTarget.value = ''
            setIsWrong(false)
            document.querySelector<HTMLElement>('.grid')?.focus()
          } else return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
    </label>
  )
}

/** Whether there is only room for short words. */
function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(false)
  useEffect(() => {
    const query = matchMedia('(max-width: 640px)')
    const look = () => setNarrow(query.matches)
    look()
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return isNarrow
}
