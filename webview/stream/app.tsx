import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { patched } from '../../shared/delta.ts'
import type { KeptStream, PageAction, PreviewState, StreamTool, ToPage } from '../../shared/preview-protocol.ts'
import { keep, kept, listen, reveal, tell } from '../ui/host.ts'
import { share } from '../ui/share.ts'
import { LinesContext } from '../ui/text.tsx'
import { Conventions } from './conventions.tsx'
import { Flow } from './flow.tsx'
import { Head } from './head.tsx'
import { Kept } from './kept.tsx'
import { Messages } from './messages.tsx'
import { Banner, Empty, Loading, Missing } from './states.tsx'

type Picture = Extract<PreviewState, { kind: 'stream' }>

interface Seen {
  readonly state: PreviewState
  readonly at: string
  readonly keep: KeptStream
  /** The newest picture of a text that parses. */
  readonly good: { readonly picture: Picture; readonly at: string } | undefined
}

/** Milliseconds after which it is kept how far a page is scrolled. */
const scrollRest = 200

export function App() {
  const [seen, setSeen] = useState<Seen>()
  const [here, setHere] = useState<string | null>(null)
  const [tools, setTools] = useState<readonly StreamTool[]>([])
  const [open, setOpen] = useState<readonly string[]>(kept()?.open ?? [])

  useEffect(() => {
    listen((message: ToPage) => {
      if (message.type === 'here') setHere(message.message)
      else if (message.type === 'tools') setTools(message.tools)
      else if (message.type === 'do') act(message.action)
      else setSeen((before) => next(before, message))
    })
    tell({ type: 'ready' })
  }, [])
  const [scroll, setScroll] = useState(kept()?.scroll ?? 0)
  useEffect(() => {
    if (seen) keep({ ...seen.keep, open, scroll })
  }, [seen, open, scroll])

  const toggle = useCallback((key: string, wanted?: boolean) => {
    setOpen((before) => {
      const isOpen = before.includes(key)
      if (isOpen === wanted) return before
      const after = isOpen ? before.filter((one) => one !== key) : [...before, key]
      tell({ type: 'open', messages: after })
      return after
    })
  }, [])
  /** The row that is to get the focus. */
  const [wanted, setWanted] = useState<{ readonly key: string }>()
  /** Opens a message from the flow and goes to it. */
  const show = useCallback(
    (key: string) => {
      toggle(key, true)
      setWanted({ key })
    },
    [toggle],
  )

  if (!seen || seen.state.kind === 'loading') return <Loading file={seen?.state.kind === 'loading' ? seen.state.file : ''} />
  const { state, good } = seen
  if (state.kind === 'missing') return <Missing file={state.file} />
  const picture = state.broken && good ? good.picture : state
  const banner = state.broken && <Banner broken={state.broken} since={good?.at} />
  return (
    <LinesContext.Provider value={picture.lines}>
      <div class={`page${state.broken ? ' stale' : ''}`}>
        {banner}
        {picture.kind === 'empty' ? (
          <Empty channels={picture.channels} />
        ) : (
          <>
            <Head page={picture.page} tools={tools} />
            <Scroll from={scroll} tell={setScroll}>
              <div class="body">
                <Flow page={picture.page} here={here} show={show} />
                <Kept sentences={picture.page.kept} />
                <Messages page={picture.page} here={state.broken ? null : here} open={open} toggle={toggle} wanted={wanted} />
                <Conventions groups={picture.page.groups} />
              </div>
            </Scroll>
          </>
        )}
      </div>
    </LinesContext.Provider>
  )
}

/** What is to be seen after an update. One that builds on what this page never had says nothing: all of it follows. */
function next(before: Seen | undefined, { update, keep, at }: Extract<ToPage, { type: 'state' }>): Seen | undefined {
  if (update.since !== undefined && !before) return before
  const state = share(before?.state, patched(before?.state, update.delta) as PreviewState)
  // A server that starts anew takes no picture away.
  if (state.kind === 'loading' && before?.state.kind === 'stream') return before
  const isGood = state.kind === 'stream' && !state.broken
  return { state, at, keep, good: isGood ? { picture: state, at } : before?.good }
}

/** A page that was hidden or loaded anew begins where it was left. */
const Scroll = ({
  from,
  tell,
  children,
}: {
  readonly from: number
  readonly tell: (top: number) => void
  readonly children: ComponentChildren
}) => {
  const main = useRef<HTMLElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLayoutEffect(() => {
    if (main.current && from > 0) main.current.scrollTop = from
  }, [])
  const note = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => tell(main.current?.scrollTop ?? 0), scrollRest)
  }
  return (
    <main class="scroll" ref={main} onScroll={note}>
      {children}
    </main>
  )
}

function act(action: PageAction): void {
  if (action === 'replay' || action === 'export') document.querySelector<HTMLButtonElement>(`.tools [data-tool=${action}]`)?.click()
  else if (action === 'source') {
    const place = document.activeElement?.closest<HTMLElement>('[data-place]')?.dataset['place']
    if (place !== undefined) reveal(JSON.parse(place))
  } else if (action === 'filter') document.querySelector<HTMLInputElement>('input[type=search]')?.focus()
  else moveToFinding(action === 'nextFinding' ? 1 : -1)
}

function moveToFinding(step: 1 | -1): void {
  const findings = [...document.querySelectorAll<HTMLElement>('[data-finding]')]
  const active = document.activeElement
  const here = findings.findIndex((one) => one.contains(active))
  const next = here < 0 ? (step === 1 ? 0 : findings.length - 1) : (here + step + findings.length) % findings.length
  findings[next]?.focus()
  findings[next]?.scrollIntoView({ block: 'nearest' })
}
