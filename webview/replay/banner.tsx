import './banner.css'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { Overview } from '../../shared/replay-protocol.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { type Replay, useReplay, useSeen } from './store.ts'
import { bytes } from './words.ts'

/** A source of more bytes than these is said to be read from its file, for what is asked of it takes its time. */
const large = 2e9

interface Said {
  /** What it is about: closed, it stays away until that is another. */
  readonly key: string
  readonly icon: ComponentChildren
  readonly isWarning?: boolean
  readonly text: ComponentChildren
  readonly acts: readonly (readonly [title: string, act: () => unknown])[]
}

/** What is to be known of all that is shown. It takes nothing away from it. */
export function Banner() {
  const replay = useReplay()
  const overview = useSeen((state) => state.overview)
  const start = useSeen((state) => state.start)
  const complaint = useSeen((state) => state.complaint)
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const all: Said[] = []
  if (complaint !== undefined) all.push(complained(complaint))
  if (start?.failure !== undefined) all.push(failed(replay, start.failure))
  if (overview)
    all.push(...standing(replay, overview, start?.source ?? 'The recording', start?.document ?? 'The document', closed, setClosed))
  return (
    <>
      {all
        .filter(({ key }) => !closed.has(key))
        .map(({ key, icon, isWarning, text, acts }) => (
          <div key={key} class={`banner${isWarning ? ' warn' : ''}`} role="status">
            {icon}
            <span class="text">{text}</span>
            {acts.map(([title, act], index) => (
              <button key={title} type="button" class={index === 0 ? 'primary' : 'secondary'} onClick={() => void act()}>
                {title}
              </button>
            ))}
            <button
              type="button"
              class="tb"
              aria-label="Close"
              title="Close"
              onClick={() => {
                if (key.startsWith('complaint')) replay.set({ complaint: undefined })
                else setClosed(new Set([...closed, key]))
              }}
            >
              <Icon name="close" />
            </button>
          </div>
        ))}
    </>
  )
}

function complained(complaint: string): Said {
  return { key: `complaint ${complaint}`, icon: <StandingIcon of="error" />, isWarning: true, text: complaint, acts: [] }
}

function failed(replay: Replay, failure: string): Said {
  return {
    key: `failure ${failure}`,
    icon: <StandingIcon of="error" />,
    isWarning: true,
    text: failure,
    acts: [['Open another recording…', () => replay.run('pickSource')]],
  }
}

function standing(
  replay: Replay,
  { load, problem, fold, isStale, totalBytes }: Overview,
  source: string,
  document: string,
  closed: ReadonlySet<string>,
  setClosed: (closed: ReadonlySet<string>) => void,
): Said[] {
  const all: Said[] = []
  if (load === 'cut' || load === 'replaced') {
    const key = `${load} ${problem ?? ''}`
    const [what, rest] = firstSentence(problem ?? `${nameOf(source)} was ${load}. What was read of it stays; nothing new is followed.`)
    all.push({
      key,
      icon: <StandingIcon of="warning" />,
      isWarning: true,
      text: (
        <>
          <b>{what}</b> {rest}
        </>
      ),
      acts: [
        ['Read the new file', () => replay.run('readAgain')],
        ['Keep what was read', () => setClosed(new Set([...closed, key]))],
      ],
    })
  }
  if (load === 'failed') {
    all.push({
      key: `failed ${problem ?? ''}`,
      icon: <StandingIcon of="error" />,
      isWarning: true,
      text: (
        <>
          <b>{nameOf(source)} cannot be read to its end.</b> {problem} What was read is kept below.
        </>
      ),
      acts: [['Open another recording…', () => replay.run('pickSource')]],
    })
  }
  if (isStale) {
    all.push({
      key: 'stale',
      icon: <StandingIcon of="warning" />,
      text: (
        <>
          <b>{nameOf(document)} cannot be read.</b> Findings are those of the version before; they renew when it can be read again.
        </>
      ),
      acts: [['Go to the error', () => replay.run('openDocument')]],
    })
  }
  if (fold.kind === 'untrusted') {
    all.push({
      key: 'untrusted',
      icon: <Icon name="workspace-untrusted" />,
      text: (
        <>
          <b>This workspace is not trusted,</b> so {fold.file} does not run. State is merged from the payloads instead.
        </>
      ),
      acts: [['Trust this workspace', () => replay.run('manageTrust')]],
    })
  }
  if (totalBytes !== undefined && totalBytes > large) {
    all.push({
      key: 'large',
      icon: <StandingIcon of="info" />,
      text: (
        <>
          <b>{bytes(totalBytes)} do not fit in memory.</b> Payloads are read from the file when you look at them; a filter on their text
          takes its time.
        </>
      ),
      acts: [['Read a part only…', () => replay.run('pickSource')]],
    })
  }
  return all
}

function firstSentence(text: string): readonly [string, string] {
  const end = text.search(/\.\s/)
  return end < 0 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 2)]
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) || path
}
