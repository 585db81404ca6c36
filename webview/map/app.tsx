import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { MapDetail, MapKept, MapMode, MapReading, MapToPage } from '../../shared/map-protocol.ts'
import type { PlainChannel } from '../../shared/preview-protocol.ts'
import { keep, kept, listen, reveal, tell } from '../ui/host.ts'
import { share } from '../ui/share.ts'
import { LinesContext } from '../ui/text.tsx'
import { Columns } from './columns.tsx'
import { type Filter, hasFindings, hitsOf } from './filter.ts'
import { foldersOf } from './folders.ts'
import { Head } from './head.tsx'
import { type Landscape, merge } from './landscape.ts'
import { List } from './list.tsx'
import { FolderSide, GroupSide, Overview } from './overview.tsx'
import { boxOf, folderId, mostStreams, pictureOf } from './picture.ts'
import { ApplicationSide, StreamSide } from './side.tsx'
import { Bar, Empty, Loading, NoMatch } from './states.tsx'

interface Seen {
  readonly landscape: Landscape
  readonly detail: MapDetail | undefined
  readonly channels: readonly PlainChannel[]
}

const before = kept<MapKept>()

export function App() {
  const [seen, setSeen] = useState<Seen>()
  const [reading, setReading] = useState<MapReading>()
  const [filter, setWhole] = useState<Filter>({
    text: before?.filter ?? '',
    severities: before?.severities ?? [],
    level: before?.level ?? [],
  })
  const [chosen, setMode] = useState<MapMode | undefined>(before?.mode)
  const [selected, setSelected] = useState<string | undefined>(before?.selected)
  const [closed, setClosed] = useState<readonly string[]>(before?.closed ?? [])
  /** Which finding of the next stream gets the focus once it is there. */
  const wanted = useRef<'first' | 'last' | undefined>(undefined)
  const act = useRef<(action: Extract<MapToPage, { type: 'do' }>['action']) => void>(() => {})

  const setFilter = useCallback((change: Partial<Filter>) => setWhole((now) => ({ ...now, ...change })), [])
  const select = useCallback((id: string | undefined) => {
    setSelected(id)
    tell({ type: 'select', selected: id })
  }, [])

  useEffect(() => {
    listen((message: MapToPage) => {
      if (message.type === 'do') return act.current(message.action)
      setReading(message.reading)
      if (message.type === 'reading') return
      const { update } = message
      setSeen((now) => {
        const landscape = merge(now?.landscape, update)
        return { landscape, detail: share(now?.detail, update.detail), channels: share(now?.channels, update.channels) }
      })
    })
    tell({ type: 'ready', selected: before?.selected })
  }, [])
  useEffect(() => {
    keep({ filter: filter.text, severities: filter.severities, level: filter.level, mode: chosen, selected, closed })
  }, [filter, chosen, selected, closed])

  const landscape = seen?.landscape
  const hits = useMemo(() => landscape && hitsOf(landscape, filter), [landscape, filter])
  const mode = chosen ?? ((hits?.streams.length ?? 0) > mostStreams ? 'list' : 'map')
  const detail = seen?.detail?.id === selected ? seen?.detail : undefined

  const enter = useCallback(
    (level: readonly string[]) => {
      setFilter({ level })
      select(undefined)
    },
    [setFilter, select],
  )
  const open = useCallback(
    (id: string) => {
      const stream = landscape?.stream.get(id)
      const application = landscape?.application.get(id)
      if (stream) tell({ type: 'openStream', place: stream.place })
      else if (application) reveal(application.place)
      else {
        const folder = hits && foldersOf(hits.streams, landscape?.root ?? '').find(({ key }) => folderId(key) === id)
        if (folder?.isDeep) enter(folder.path)
      }
    },
    [landscape, hits, enter],
  )
  const clear = useCallback(() => setFilter({ text: '', severities: [], level: [] }), [setFilter])

  useEffect(() => {
    if (wanted.current === undefined || !detail) return
    const findings = [...document.querySelectorAll<HTMLElement>('.side [data-finding]')]
    findings.at(wanted.current === 'first' ? 0 : -1)?.focus()
    wanted.current = undefined
  }, [detail])
  useEffect(() => {
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      if (event.target instanceof HTMLInputElement && filter.text !== '') setFilter({ text: '' })
      else if (selected !== undefined) select(undefined)
      else if (filter.text !== '' || filter.severities.length > 0) setFilter({ text: '', severities: [] })
      else if (filter.level.length > 0) setFilter({ level: filter.level.slice(0, -1) })
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onEscape)
    return () => removeEventListener('keydown', onEscape)
  }, [filter, selected, setFilter, select])

  act.current = (action) => {
    if (action === 'map' || action === 'list') setMode(action)
    else if (action === 'export') tell({ type: 'export' })
    else if (action === 'replay') {
      const stream = selected === undefined ? undefined : landscape?.stream.get(selected)
      if (stream) tell({ type: 'replay', place: stream.place })
    } else if (action === 'filter') {
      const field = document.querySelector<HTMLInputElement>('input[type=search]')
      field?.focus()
      field?.select()
    } else if (action === 'source') {
      const place = document.activeElement?.closest<HTMLElement>('[data-place]')?.dataset['place']
      const about = selected === undefined ? undefined : (landscape?.stream.get(selected) ?? landscape?.application.get(selected))
      if (place !== undefined) reveal(JSON.parse(place))
      else if (about) reveal(about.place)
    } else moveToFinding(action === 'nextFinding' ? 1 : -1)
  }
  /** Through the findings of the selected stream, then to the next one that has some. */
  function moveToFinding(step: 1 | -1): void {
    const own = [...document.querySelectorAll<HTMLElement>('.side [data-finding]')]
    const here = own.findIndex((one) => one.contains(document.activeElement))
    const next = here < 0 ? (step === 1 ? own[0] : own.at(-1)) : own[here + step]
    if (next) {
      next.focus()
      return
    }
    const streams = hits?.streams.filter(hasFindings) ?? []
    const at = streams.findIndex(({ id }) => id === selected)
    const stream = streams.at(at < 0 ? (step === 1 ? 0 : -1) : (at + step) % streams.length)
    if (!stream) return
    if (stream.id === selected) {
      own.at(step === 1 ? 0 : -1)?.focus()
      return
    }
    wanted.current = step === 1 ? 'first' : 'last'
    select(stream.id)
  }

  if (!seen || !landscape || !hits || (reading && landscape.streams.length === 0)) return <Loading reading={reading} />
  if (landscape.streams.length === 0) return <Empty channels={seen.channels} />
  const { streams, words } = hits
  const common = { landscape, streams, words, selected, select, open }
  return (
    <LinesContext.Provider value={detail?.lines ?? {}}>
      <div class="page">
        {reading && <Bar />}
        <Head landscape={landscape} hits={hits} filter={filter} mode={mode} setFilter={setFilter} setMode={setMode} />
        <div class="work">
          <main class="view">
            <div id="view" class="panel" role="tabpanel" aria-label={mode === 'map' ? 'Map' : 'List'}>
              {streams.length === 0 ? (
                <NoMatch clear={clear} />
              ) : mode === 'map' ? (
                <div class="scroll">
                  <Columns {...common} />
                </div>
              ) : (
                <List {...common} closed={closed} setClosed={setClosed} />
              )}
            </div>
          </main>
          <Selection {...common} detail={detail} mode={mode} enter={enter} />
        </div>
      </div>
    </LinesContext.Provider>
  )
}

interface SelectionProps {
  readonly landscape: Landscape
  readonly streams: Landscape['streams']
  readonly selected: string | undefined
  readonly select: (id: string | undefined) => void
  readonly detail: MapDetail | undefined
  readonly mode: MapMode
  readonly enter: (level: readonly string[]) => void
}

/** What is said of the one that is selected, or where to look. */
function Selection({ landscape, streams, selected, select, detail, mode, enter }: SelectionProps) {
  const stream = selected === undefined ? undefined : landscape.stream.get(selected)
  if (stream) return <StreamSide {...{ stream, landscape, detail, mode, select }} />
  const application = selected === undefined ? undefined : landscape.application.get(selected)
  if (application) return <ApplicationSide {...{ application, landscape, detail, select }} />
  const picture = mode === 'map' && selected !== undefined ? pictureOf(landscape, streams) : undefined
  if (picture && boxOf(picture, selected) === selected) {
    const folder = picture.middle.find(({ id }) => id === selected)?.folder
    if (folder) return <FolderSide {...{ folder, landscape, streams, select }} enter={folder.isDeep ? enter : undefined} />
    const group = [...picture.appends, ...picture.reads].find(({ id }) => id === selected)
    if (group) return <GroupSide name={group.name} applications={group.applications} select={select} />
  }
  return <Overview {...{ landscape, streams, select }} />
}
