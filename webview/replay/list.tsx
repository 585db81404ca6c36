import './list.css'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { MomentView } from '../../shared/replay-protocol.ts'
import { Icon } from '../ui/signs.tsx'
import { Audit } from './audit.tsx'
import { FilterBox } from './list-filter.tsx'
import { EventMenu } from './list-menu.tsx'
import { EventRow, RowCells, rowId, type Thread } from './list-row.tsx'
import { hiddenColumns, ListTabs } from './list-tabs.tsx'
import { useVirtualRows } from './list-virtual.ts'
import { useAnswer, useReplay, useSeen } from './store.ts'
import { Rows } from './store-rows.ts'

const size = 22

/** The events in the source's order, or what is wrong with them. */
export function Events() {
  const list = useSeen((state) => state.list)
  return (
    <section class="pane events" aria-label="Events">
      <ListTabs />
      {list === 'audit' ? (
        <Audit />
      ) : (
        <>
          <FilterBox />
          <List />
        </>
      )}
    </section>
  )
}

function List() {
  const replay = useReplay()
  const moment = useSeen((state) => state.moment)
  const version = useSeen((state) => state.version)
  const listing = useSeen((state) => `${state.version} ${state.listing}`)
  const filtered = useSeen((state) => state.filtered)
  const branch = useSeen((state) => state.branch)
  const held = useSeen((state) => state.held)
  const kept = useSeen((state) => state.entity)
  const days = useSeen(({ overview }) => spansDays(overview?.time))
  const events = useSeen(({ overview }) => overview?.events ?? 0)
  const typeWidth = useSeen(({ overview }) => widest(overview?.types))
  const hidden = useSeen(({ sizes }) => hiddenColumns(sizes))
  const scroller = useRef<HTMLDivElement>(null)
  const [, redraw] = useState(0)
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>()
  const rows = useMemo(() => new Rows(replay, () => redraw((count) => count + 1)), [replay])

  const at = moment?.row.at
  const place = useAnswer(at === undefined ? undefined : `${at} ${listing}`, async ({ engine }) => {
    const of = at ?? 0
    return { of, ...(await engine.ask('rowOf', { at: of })) }
  })
  const here = place?.of === at ? place : undefined
  // A moment that the filter hides keeps its row, between those that it does not hide.
  const extra = here && !here.isIn ? here.row : undefined
  const count = (filtered?.rows ?? 0) + (extra === undefined ? 0 : 1)
  const virtual = useVirtualRows(scroller, count, size)

  const revealed = useRef('')
  useLayoutEffect(() => {
    const spot = here && `${here.of} ${here.row}`
    if (spot === undefined || revealed.current === spot) return
    revealed.current = spot
    virtual.reveal(here?.row ?? 0)
  })

  const entity = moment?.state.entity
  const thread = useThread(kept === undefined ? moment : undefined, version)
  const setters = useSetters(entity, version)
  const row = (index: number) => {
    if (index === extra) return moment?.row
    return rows.row(extra !== undefined && index > extra ? index - 1 : index)
  }
  const isSplit = branch !== undefined
  const isAway = here && (here.row < virtual.first || here.row > virtual.last) ? (here.row < virtual.first ? 'top' : 'bottom') : undefined
  const drawn = virtual.rows.map(({ index, top }) => ({ index, top, row: row(index) }))
  const cells = {
    isFuture: false,
    isMine: true,
    isHeld: false,
    isSetter: false,
    thread: undefined,
    isSplit,
    withDay: days,
  }
  return (
    <div class={`listbox${days ? ' days' : ''}${hidden}`} style={{ '--pos': `${digits(events)}ch`, '--type': `${typeWidth}px` }}>
      <Head isSplit={isSplit} name={branch?.name ?? ''} />
      <div class="listwrap">
        <div
          class="grid"
          ref={scroller}
          role="grid"
          aria-label="Events"
          aria-rowcount={count + 1}
          aria-activedescendant={at === undefined || !here ? undefined : rowId(at)}
          tabIndex={0}
          onClick={({ target }) => {
            const clicked = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
            if (clicked) replay.goTo(Number(clicked.dataset['at']))
          }}
          onContextMenu={(event) => {
            event.preventDefault()
            const { target } = event
            const clicked = target instanceof Element ? target.closest<HTMLElement>('[data-at]') : null
            if (clicked) replay.goTo(Number(clicked.dataset['at']))
            // From the keyboard it opens at the moment's row.
            const row = clicked ?? document.getElementById(rowId(at ?? -1))
            const box = row?.getBoundingClientRect()
            if (box) setMenu(event.button === 2 ? { x: event.clientX, y: event.clientY } : { x: box.left + 40, y: box.bottom })
          }}
        >
          <div class="rows" role="rowgroup" style={{ height: `${virtual.height}px` }}>
            {drawn.map(({ index, top, row }) =>
              row ? (
                <EventRow
                  key={index}
                  row={row}
                  top={top}
                  number={index + 1}
                  isHere={row.at === at}
                  isFuture={at !== undefined && row.at > at}
                  isMine={row.entity !== undefined && row.entity === entity}
                  isOutside={index === extra}
                  isHeld={row.at === held?.at}
                  isSetter={setters.has(row.at)}
                  thread={thread(row.at, row.entity)}
                  isSplit={isSplit}
                  withDay={days}
                />
              ) : (
                <div key={index} class="ev unread" role="row" aria-rowindex={index + 2} style={{ transform: `translateY(${top}px)` }} />
              ),
            )}
          </div>
        </div>
        {moment && isAway && (
          <button
            type="button"
            tabIndex={-1}
            class={`ev here stuck ${isAway}${isSplit ? ' split' : ''}`}
            aria-label={`Back to the moment, ${moment.row.position}`}
            onClick={() => virtual.reveal(here?.row ?? 0)}
          >
            <RowCells {...cells} row={moment.row} isHere isOutside={extra !== undefined} />
          </button>
        )}
        <Marks count={count} listing={listing} here={here?.row} />
        {filtered?.rows === 0 && <Nothing isBelow={count > 0} />}
        {menu && <EventMenu at={menu} closed={() => setMenu(undefined)} />}
      </div>
    </div>
  )
}

function Head({ isSplit, name }: { readonly isSplit: boolean; readonly name: string }) {
  return (
    <div class={`ghead${isSplit ? ' split' : ''}`} aria-hidden="true">
      <span class="c scm" />
      {isSplit ? (
        <>
          <span class="half">
            <span class="c pos">#</span>The log, as recorded
          </span>
          <span class="half">
            <span class="c pos">#</span>
            <Icon name="git-branch" />
            {name}
          </span>
        </>
      ) : (
        <>
          <span class="c pos">#</span>
          <span class="c time">Time</span>
          <span class="c ent">Entity</span>
          <span class="c type">Type</span>
          <span class="c sum">Payload</span>
        </>
      )}
      <span class="c pb" />
    </div>
  )
}

function Nothing({ isBelow }: { readonly isBelow: boolean }) {
  const replay = useReplay()
  const isWhole = useSeen(({ filter, entity }) => isEmpty(filter) && entity === undefined)
  const isReading = useSeen(({ overview, filtered }) => overview?.load === 'loading' || (filtered?.done ?? 1) < 1)
  if (isWhole || isReading) return null
  return (
    <p class={`none${isBelow ? ' below' : ''}`}>
      No event is in the filter.{' '}
      <button type="button" class="link" onClick={() => replay.clearFilter()}>
        Show all
      </button>
    </p>
  )
}

function isEmpty({ text, hidden, problemsOnly }: { text: string; hidden: readonly number[]; problemsOnly: boolean }): boolean {
  return text === '' && hidden.length === 0 && !problemsOnly
}

/** Where findings are in the whole list, and where the moment is. */
function Marks({ count, listing, here }: { readonly count: number; readonly listing: string; readonly here: number | undefined }) {
  const replay = useReplay()
  const ruler = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  useEffect(() => {
    const { current } = ruler
    if (!current) return
    const observer = new ResizeObserver(() => setHeight(current.clientHeight))
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  const bins = Math.min(Math.floor(height / 3), 1_000)
  const marks = useAnswer(bins > 0 ? `${bins} ${listing}` : undefined, ({ engine }) => engine.ask('marks', { bins }))
  const found: { bin: number; worst: number }[] = []
  marks?.forEach((worst, bin) => {
    if (worst > 0) found.push({ bin, worst })
  })
  return (
    <div class="marks" ref={ruler} aria-hidden="true">
      {found.map(({ bin, worst }) => (
        <i
          key={bin}
          class={worst > 1 ? 'error' : 'warning'}
          style={{ top: `${(bin / bins) * 100}%` }}
          onClick={() => void replay.goToRow(Math.floor((bin / bins) * count))}
        />
      ))}
      {here !== undefined && <i class="now" style={{ top: `${(here / Math.max(1, count)) * 100}%` }} />}
    </div>
  )
}

/** Which part of the line each row has that joins the events of the moment's entity. */
function useThread(moment: MomentView | undefined, version: number): (at: number, entity: string | undefined) => Thread {
  const { row, own } = moment ?? {}
  const entity = row?.entity
  const ends = useAnswer(own && `${entity} ${row?.at} ${version}`, async ({ engine }) => {
    const from = row?.at ?? 0
    const end = async (count: number) =>
      count === 0 ? from : await engine.ask('step', { from, by: 'entity', count, entity: entity ?? '' })
    const [first, last] = await Promise.all([end(1 - (own?.nth ?? 1)), end((own?.of ?? 1) - (own?.nth ?? 1))])
    return { entity, first, last }
  })
  return (at, of) => {
    if (entity === undefined || ends?.entity !== entity) return undefined
    const { first, last } = ends
    if (first === null || last === null || at < first || at > last) return undefined
    if (of !== entity) return 'through'
    if (first === last) return 'only'
    return at === first ? 'first' : at === last ? 'last' : 'dot'
  }
}

/** The events that set the watched value of the entity. */
function useSetters(entity: string | undefined, version: number): ReadonlySet<number> {
  const path = useSeen((state) => state.watch)
  const isHistory = useSeen(({ tab, entity }) => tab === 'history' || entity !== undefined)
  const key = entity === undefined || path === undefined || !isHistory ? undefined : `${entity} ${path} ${version}`
  const changes = useAnswer(key, ({ engine }) => engine.ask('history', { entity: entity ?? '', path: path ?? '' }))
  return useMemo(() => new Set(changes?.map(({ at }) => at)), [changes])
}

function spansDays(time: readonly [number, number] | undefined): boolean {
  return time !== undefined && Math.floor(time[0] / 86_400_000) !== Math.floor(time[1] / 86_400_000)
}

function digits(events: number): number {
  const count = String(events).length
  return Math.max(3, count + Math.floor((count - 1) / 3) * 0.5)
}

/** Pixels that the longest name of a type takes, about, with its sign. */
function widest(types: readonly { readonly name: string; readonly events: number }[] = []): number {
  const letters = types.reduce((most, { name, events }) => (events > 0 ? Math.max(most, name.length) : most), 0)
  return Math.max(110, Math.min(220, letters * 7 + 26))
}
