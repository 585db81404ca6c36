import { useEffect, useMemo, useState } from 'react'
import type { DocumentState, ToDocumentPage } from '../../shared/document-protocol.ts'
import { keep, kept, listen, tell } from './host.ts'
import { Boundary } from './lazy.tsx'
import { FolderContext } from './markdown.tsx'
import { type Model, modelOf } from './model.ts'
import { goTo } from './place.ts'
import { Banner, Failed, Gaps, Loading, Missing, Refused } from './states.tsx'
import { View } from './view.tsx'

type Picture = Extract<DocumentState, { kind: 'document' }>
type Told = Extract<ToDocumentPage, { type: 'state' }>

interface Seen extends Told {
  /** The newest picture of a text that parses. */
  readonly good: { readonly picture: Picture; readonly at: string } | undefined
}

export function App() {
  const [seen, setSeen] = useState<Seen>()
  const [here, setHere] = useState<readonly string[] | null>(null)
  useEffect(() => {
    const stop = listen((message) => {
      if (message.type === 'here') setHere(message.path)
      else if (message.type === 'do') act(message.action)
      else {
        setSeen((before) => {
          const isGood = message.state.kind === 'document' && !message.state.broken
          return { ...message, good: isGood ? { picture: message.state, at: message.at } : before?.good }
        })
      }
    })
    tell({ type: 'ready' })
    return stop
  }, [])
  const uri = seen?.uri
  useEffect(() => {
    if (uri !== undefined && kept()?.uri !== uri) keep({ uri })
  }, [uri])

  if (!seen || seen.state.kind === 'loading') return <Loading file={seen?.state.kind === 'loading' ? seen.state.file : ''} />
  const { state, good } = seen
  if (state.kind === 'missing') return <Missing file={state.file} />
  const isBroken = state.kind === 'refused' || state.broken !== undefined
  const picture = isBroken && good ? good.picture : state.kind === 'document' ? state : undefined
  if (!picture) return state.kind === 'refused' ? <Refused state={state} /> : null
  const { broken } = state.kind === 'document' ? state : { broken: brokenOf(state) }
  return (
    <FolderContext value={seen.folder}>
      <div className={`page${isBroken ? ' stale' : ''}`}>
        {isBroken && <Banner broken={broken} message={state.kind === 'refused' ? state.message : ''} since={good?.at} />}
        {picture.gaps.length > 0 && <Gaps gaps={picture.gaps} />}
        <Document picture={picture} uri={seen.uri} here={here} />
      </div>
    </FolderContext>
  )
}

function brokenOf({ message, line, range }: Extract<DocumentState, { kind: 'refused' }>) {
  return range && line !== undefined ? { message, line, range } : undefined
}

function Document({ picture, uri, here }: { readonly picture: Picture; readonly uri: string; readonly here: readonly string[] | null }) {
  const made = useMemo(() => attempt(() => modelOf(picture.graph)), [picture.graph])
  useEffect(() => {
    const top = kept()?.top
    if (top !== undefined) goTo(top)
  }, [])
  if ('error' in made) return <Failed file={picture.file} message={made.error} />
  return (
    <Boundary path={[]}>
      <View model={made.model} uri={uri} here={here} />
    </Boundary>
  )
}

function attempt(make: () => Model): { readonly model: Model } | { readonly error: string } {
  try {
    return { model: make() }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

function act(action: 'source' | 'filter'): void {
  if (action === 'filter') document.querySelector<HTMLInputElement>('input[type=search]')?.focus()
  else {
    const path = document.activeElement?.closest<HTMLElement>('[data-path]')?.dataset['path']
    if (path !== undefined) tell({ type: 'part', path: JSON.parse(path) })
  }
}
