import { memo } from 'preact/compat'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { MapStream } from '../../shared/map-protocol.ts'
import { Icon } from '../ui/signs.tsx'
import type { Folder } from './folders.ts'
import type { Landscape } from './landscape.ts'
import { focusHead, moveInHead, moveInRows } from './list-keys.ts'
import { StreamRow } from './list-row.tsx'
import { folderKey, type Order, pieces, rowsOf } from './rows.ts'
import { useVirtual } from './virtual.ts'

interface ListProps {
  readonly landscape: Landscape
  readonly streams: readonly MapStream[]
  readonly words: readonly string[]
  readonly selected: string | undefined
  readonly closed: readonly string[]
  readonly select: (id: string | undefined) => void
  readonly open: (id: string) => void
  readonly setClosed: (closed: readonly string[]) => void
}

const rowHeight = 24
const headHeight = 28

const columns: readonly (readonly [string, string, Order | undefined])[] = [
  ['stream', 'Stream', 'name'],
  ['address', 'Address', undefined],
  ['protocol', 'Protocol', undefined],
  ['messages', 'Messages', undefined],
  ['appends', 'Append', undefined],
  ['reads', 'Read', undefined],
  ['kept', 'Kept', undefined],
  ['findings', 'Findings', 'findings'],
]

/** The streams by folder, one row each; only what is seen is drawn. */
export const List = memo(({ landscape, streams, words, selected, closed, select, open, setClosed }: ListProps) => {
  const scroll = useRef<HTMLDivElement>(null)
  const [order, setOrder] = useState<Order>('name')
  const { rows, groups } = useMemo(() => rowsOf(landscape, streams, closed, order), [landscape, streams, closed, order])
  const [wanted, setWanted] = useState<string>()
  const find = (key: string | undefined) => rows.findIndex((row) => row.key === key)
  // The row that has the tab stop: where the focus was last, else what is selected, else the first.
  const active = Math.max(0, find(wanted) < 0 ? find(selected) : find(wanted))
  const { first, last, show } = useVirtual({
    count: rows.length,
    size: rowHeight,
    scroll,
    margin: headHeight,
    covered: headHeight + rowHeight,
  })
  const focusOn = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (focusOn.current === undefined) return
    const row = scroll.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(focusOn.current)}"]`)
    row?.focus({ preventScroll: true })
    focusOn.current = undefined
  })
  const go = (index: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))]
    if (!row) return
    focusOn.current = row.key
    setWanted(row.key)
    if (row.stream) select(row.stream.id)
    show(rows.indexOf(row))
  }
  const shown = useRef<string | undefined>(undefined)
  useLayoutEffect(() => {
    if (shown.current === selected) return
    shown.current = selected
    const index = find(selected)
    if (index >= 0 && (index < first || index > last)) show(index)
  })
  const toggle = ({ key }: Folder) => setClosed(closed.includes(key) ? closed.filter((one) => one !== key) : [...closed, key])
  const onKey = (event: KeyboardEvent) => {
    const row = rows[active]
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return
    const head = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-sort]') : null
    const isClosed = closed.includes(row.folder.key)
    const parent = find(folderKey(row.folder))
    const done = head
      ? moveInHead(event.key, head, () => go(0))
      : moveInRows(event.key, {
          row,
          active,
          parent,
          last: rows.length - 1,
          isClosed,
          go,
          toggle,
          open,
          leave: () => focusHead(scroll.current),
        })
    if (done) event.preventDefault()
  }
  return (
    <div class="scroll list" ref={scroll}>
      <div role="treegrid" aria-label="Event sources" aria-rowcount={rows.length + 1} onKeyDown={onKey}>
        <div class="head-row cap" role="row" aria-rowindex={1}>
          {columns.map(([name, title, by]) => (
            <span
              key={name}
              role="columnheader"
              class={name}
              aria-sort={by && (order === by ? (by === 'name' ? 'ascending' : 'descending') : 'none')}
            >
              {by ? (
                <button type="button" data-sort={by} tabIndex={-1} title={`Sort by ${title.toLowerCase()}`} onClick={() => setOrder(by)}>
                  {title}
                  {order === by && <Icon name="chevron-down" />}
                </button>
              ) : (
                title
              )}
            </span>
          ))}
        </div>
        {pieces(groups, first, last, active).map((piece) => {
          if ('space' in piece) return <Space key={piece.key} rows={piece.space} />
          const { folder, start, inner } = piece
          const isClosed = closed.includes(folder.key)
          return (
            <div key={folderKey(folder)} role="rowgroup">
              <div
                class="folder"
                role="row"
                aria-level={1}
                aria-rowindex={start + 2}
                aria-expanded={!isClosed}
                data-row={folderKey(folder)}
                tabIndex={start === active ? 0 : -1}
                onClick={() => {
                  setWanted(folderKey(folder))
                  toggle(folder)
                }}
              >
                <div role="gridcell" aria-colspan={columns.length}>
                  <Icon name={isClosed ? 'chevron-right' : 'chevron-down'} />
                  <b>{folder.name}</b>
                  <span class="cap">{folder.streams.length}</span>
                </div>
              </div>
              {inner.map((one) => {
                if ('space' in one) return <Space key={one.key} rows={one.space} />
                const { stream } = rows[one.row] ?? {}
                return stream ? (
                  <StreamRow
                    key={stream.id}
                    stream={stream}
                    landscape={landscape}
                    words={words}
                    index={one.row}
                    isSelected={stream.id === selected}
                    isStop={one.row === active}
                    pick={go}
                    open={open}
                  />
                ) : null
              })}
            </div>
          )
        })}
      </div>
    </div>
  )
})

/** Rows that are not drawn. */
function Space({ rows }: { readonly rows: number }) {
  return <svg class="space" width="1" height={rows * rowHeight} aria-hidden="true" />
}
