import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Pointer } from '../../shared/pointer.ts'
import type { StateView } from '../../shared/replay-protocol.ts'
import { useVirtualRows } from './list-virtual.ts'
import { BlameCard, type CardFor } from './state-card.tsx'
import { copiedValue } from './state-copy.ts'
import { treeKey } from './state-keys.ts'
import { idOf, Line } from './state-line.tsx'
import { ValueMenu } from './state-menu.tsx'
import { type StateLine, setterOf } from './state-tree.ts'
import { useReplay, useSeen } from './store.ts'
import { grouped } from './words.ts'

const size = 22
/** A value that somebody only passes by on the way to another is not watched. */
const passing = 150
/** Somebody who stays on a value with the keyboard sees the card that a pointer would show. */
const staying = 700

interface TreeProps {
  readonly lines: readonly StateLine[]
  readonly blame: StateView['blame']
  readonly entity: string
  /** The log's values beside the branch's. */
  readonly isTwo: boolean
  turn(path: Pointer, isOpen: boolean): void
}

/** A state as a tree, of which the lines in sight are drawn. */
export function StateTree({ lines, blame, entity, isTwo, turn }: TreeProps) {
  const replay = useReplay()
  const watch = useSeen((state) => state.watch)
  const at = useSeen(({ moment }) => moment?.row.at)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualRows(scroller, lines.length, size)
  const [active, setActive] = useState(watch)
  const [held, setCard] = useState<CardFor & { readonly lines: readonly StateLine[] }>()
  const [menu, setMenu] = useState<{ readonly line: StateLine; readonly x: number; readonly y: number }>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const cardTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => setActive(watch), [watch])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      clearTimeout(cardTimer.current)
    },
    [],
  )

  // What was said of another moment is not true of this one.
  const card = held?.lines === lines ? held : undefined

  // What an event changed is brought into sight with it.
  const seen = useRef('')
  useLayoutEffect(() => {
    const key = `${entity} ${at}`
    if (seen.current === key) return
    seen.current = key
    const first = lines.findIndex(({ kind }) => kind !== undefined)
    if (first >= 0 && (first < virtual.first || first > virtual.last)) virtual.reveal(first)
  })

  const here = Math.max(
    0,
    lines.findIndex(({ path }) => path === active),
  )
  const choose = (index: number) => {
    const line = lines[index]
    if (!line) return
    setActive(line.path)
    virtual.reveal(index)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => replay.watch(line.path), passing)
    clearTimeout(cardTimer.current)
    setCard(undefined)
    cardTimer.current = setTimeout(() => show(line.path), staying)
  }
  const show = (path: Pointer) => {
    const row = scroller.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`)
    const setter = setterOf(blame, path)
    const line = lines.find((one) => one.path === path)
    if (row && setter && !isTwo) setCard({ path, setter, value: line?.value, rect: row.getBoundingClientRect(), lines })
  }
  const go = (path: Pointer) => {
    const setter = setterOf(blame, path)
    if (setter) replay.goTo(setter.at)
  }
  const toggle = ({ path, isOpen }: StateLine) => {
    if (isOpen !== undefined) turn(path, !isOpen)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && card) {
      setCard(undefined)
      event.stopPropagation()
      return
    }
    const line = lines[here]
    if (event.key === 'Enter' && event.shiftKey && line) {
      event.preventDefault()
      go(line.path)
      return
    }
    treeKey(event, lines, here, {
      to: choose,
      turn: (index) => lines.slice(index, index + 1).forEach(toggle),
      enter: (index) => {
        const one = lines[index]
        if (one && one.path === watch) toggle(one)
        else if (one) replay.watch(one.path)
      },
    })
  }
  const onContextMenu = (event: MouseEvent) => {
    event.preventDefault()
    const { target } = event
    const clicked = target instanceof Element ? target.closest<HTMLElement>('[data-path]') : null
    const line = clicked ? lines.find(({ path }) => path === clicked.dataset['path']) : lines[here]
    const row = line && document.getElementById(idOf(line.path))
    if (!line || !row) return
    setActive(line.path)
    setCard(undefined)
    const { left, bottom } = row.getBoundingClientRect()
    setMenu({ line, ...(event.button === 2 ? { x: event.clientX, y: event.clientY } : { x: left + 40, y: bottom }) })
  }
  const onClick = ({ target }: MouseEvent) => {
    if (!(target instanceof Element)) return
    const path = target.closest<HTMLElement>('[data-path]')?.dataset['path']
    const line = lines.find((one) => one.path === path)
    if (!line) return
    if (target.closest('.bl')) go(line.path)
    else if (line.isOpen !== undefined && (target.closest('.tw') || line.path === watch)) toggle(line)
    else replay.watch(line.path)
  }
  const onMouseOver = ({ target }: MouseEvent) => {
    const path =
      target instanceof Element && target.closest('.bl, .lv') ? target.closest<HTMLElement>('[data-path]')?.dataset['path'] : undefined
    clearTimeout(cardTimer.current)
    if (path === undefined) setCard(undefined)
    else if (path !== card?.path) cardTimer.current = setTimeout(() => show(path), card ? 0 : 250)
  }
  const shown = virtual.rows.flatMap(({ index, top }) => (lines[index] ? [{ index, top, line: lines[index] }] : []))
  return (
    <div class="state-box" style={{ '--blame': `${blameWidth(shown, blame)}ch` }}>
      <div
        class={`scroll mono${isTwo ? ' two' : ''}`}
        ref={scroller}
        role="tree"
        aria-label={`State of ${entity}`}
        aria-activedescendant={lines[here] && idOf(lines[here].path)}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onContextMenu={onContextMenu}
        onCopy={(event) => {
          const line = lines[here]
          if (!line || !getSelection()?.isCollapsed) return
          event.clipboardData?.setData('text/plain', copiedValue(line.value ?? line.old))
          event.preventDefault()
          event.stopPropagation()
        }}
        onMouseOver={onMouseOver}
        onMouseLeave={() => {
          clearTimeout(cardTimer.current)
          setCard(undefined)
        }}
        onScroll={() => setCard(undefined)}
        onBlur={() => {
          clearTimeout(cardTimer.current)
          setCard(undefined)
        }}
      >
        <div class="rows" role="none" style={{ height: `${virtual.height}px` }}>
          {shown.map(({ line, top }) => (
            <Line
              key={line.path}
              line={line}
              top={top}
              setter={isTwo ? undefined : setterOf(blame, line.path)}
              isTwo={isTwo}
              isWatched={line.path === watch}
              isActive={line.path === active}
            />
          ))}
        </div>
      </div>
      <Ruler lines={lines} isNeeded={virtual.height > (scroller.current?.clientHeight ?? 0)} />
      {menu && <ValueMenu line={menu.line} at={menu} go={() => go(menu.line.path)} closed={() => setMenu(undefined)} />}
      {card && <BlameCard path={card.path} setter={card.setter} value={card.value} rect={card.rect} />}
    </div>
  )
}

function blameWidth(shown: readonly { readonly line: StateLine }[], blame: StateView['blame']): number {
  return Math.max(3, ...shown.map(({ line }) => grouped(setterOf(blame, line.path)?.position ?? '').length))
}

/** Where in the whole state changes are. */
function Ruler({ lines, isNeeded }: { readonly lines: readonly StateLine[]; readonly isNeeded: boolean }) {
  if (!isNeeded || lines.length === 0) return null
  const stretches: { kind: string; from: number; count: number }[] = []
  for (const [index, { kind }] of lines.entries()) {
    const last = stretches.at(-1)
    if (kind === undefined) continue
    if (last && last.kind === kind && last.from + last.count === index) last.count++
    else if (stretches.length < 500) stretches.push({ kind, from: index, count: 1 })
  }
  return (
    <div class="oruler" aria-hidden="true">
      {stretches.map(({ kind, from, count }) => (
        <i
          key={from}
          class={kind}
          style={{ top: `${(from / lines.length) * 100}%`, height: `max(3px, ${(count / lines.length) * 100}%)` }}
        />
      ))}
    </div>
  )
}
