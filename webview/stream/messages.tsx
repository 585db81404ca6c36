import { memo } from 'preact/compat'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { StreamPage } from '../../shared/preview-protocol.ts'
import { tell } from '../ui/host.ts'
import { useArrows } from '../ui/keys.ts'
import { ChangeLetter } from './change.tsx'
import { Columns, Row } from './message-row.tsx'
import { useVirtualRows } from './virtual-rows.ts'

/** A set of more messages than this has a field to filter it. */
const many = 12
/** Of more messages than this only those that are to be seen are drawn. */
const tooMany = 100

interface MessagesProps {
  readonly page: StreamPage
  readonly here: string | null
  readonly open: readonly string[]
  readonly toggle: (key: string) => void
  /** The row that is to get the focus, each time another object. */
  readonly wanted: { readonly key: string } | undefined
}

/** The message set: the story as a rail of signs, and what tells each message apart. */
export const Messages = memo(({ page, here, open, toggle, wanted }: MessagesProps) => {
  const part = useRef<HTMLElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const [filter, setFilter] = useState('')
  const [focused, setFocused] = useState<string>()
  const isFollowing = useRef(false)
  const { messages, baseline } = page
  const text = filter.trim().toLowerCase()
  const shown = text === '' ? messages : messages.filter(({ name, mark }) => `${name} ${mark.text ?? ''}`.toLowerCase().includes(text))
  const keys = shown.map(({ key }) => key)
  const held = focused === undefined ? -1 : keys.indexOf(focused)
  const isLong = shown.length > tooMany
  const virtual = useVirtualRows({ keys: isLong ? keys : [], size: 26, box, held: held < 0 ? undefined : held })
  const focus = (index: number) => {
    const key = keys[index]
    if (key === undefined) return
    if (isLong) {
      setFocused(key)
      virtual.show(index)
    }
    whenDrawn(key, (row) => {
      row.focus({ preventScroll: isLong })
      if (!isLong) row.scrollIntoView({ block: 'nearest' })
    })
  }
  useArrows(part, (edge) => {
    // Above the first row there is the filter field, and within an open message there are rows of its own.
    if (!isLong || !document.activeElement?.matches('.msg')) return false
    focus(edge === 'first' ? 0 : keys.length - 1)
    return true
  })
  useEffect(() => {
    if (wanted) focus(keys.indexOf(wanted.key))
  }, [wanted])
  useLayoutEffect(() => {
    // Whoever moves in the text is shown where they are; a page that opens shows its beginning, and whoever reads it is not led away.
    const isFirst = !isFollowing.current
    if (here !== null) isFollowing.current = true
    if (here === null || isFirst || document.hasFocus()) return
    const index = keys.indexOf(here)
    if (index >= 0 && isLong) virtual.show(index)
    else drawn(here)?.scrollIntoView({ block: 'nearest' })
  }, [here])
  const row = (index: number, top?: number) => {
    const message = shown[index]
    return (
      message && (
        <Row
          key={message.key}
          message={message}
          index={index}
          top={top}
          measure={isLong ? virtual.measure : undefined}
          isFirst={index === 0}
          isLast={index === shown.length - 1}
          isHere={message.key === here}
          isOpen={open.includes(message.key)}
          since={baseline?.label}
          appenders={page.appenders}
          readers={page.readers}
          toggle={toggle}
        />
      )
    )
  }
  return (
    <section class="set-part" ref={part} aria-label="Messages">
      <div class="sec">
        <h2>Messages</h2>
        <span class="badge">{messages.filter(({ change }) => change !== 'gone').length}</span>
        <Order page={page} />
        {messages.length > many && (
          <input
            type="search"
            placeholder="Filter"
            aria-label="Filter the messages"
            title="Filter by name or type mark (/)"
            value={filter}
            onInput={(event) => setFilter(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setFilter('')
            }}
          />
        )}
        <Baseline page={page} />
      </div>
      {shown.length === 0 ? (
        <p class="nothing">
          {messages.length === 0 ? (
            <span class="dim">No messages yet.</span>
          ) : (
            <>
              <span class="dim">No message matches.</span>{' '}
              <button type="button" class="link" onClick={() => setFilter('')}>
                Clear the filter
              </button>
            </>
          )}
        </p>
      ) : (
        <div
          class={`set${baseline?.counts ? ' compared' : ''}`}
          role="treegrid"
          aria-label="Messages"
          aria-rowcount={shown.length + 1}
          onFocusIn={({ target }) => isLong && setFocused(rowOf(target))}
          onFocusOut={({ relatedTarget }) => isLong && relatedTarget !== null && setFocused(rowOf(relatedTarget))}
        >
          <Columns markAt={page.markAt} isCompared={baseline?.counts !== undefined} />
          <div ref={box} role="presentation" class={isLong ? 'long' : undefined} style={isLong ? { height: `${virtual.height}px` } : {}}>
            {isLong ? virtual.rows.map(({ index, top }) => row(index, top)) : shown.map((_, index) => row(index))}
          </div>
        </div>
      )}
    </section>
  )
})

const orders: Readonly<Record<StreamPage['order'], readonly [string, string]>> = {
  story: ['in the order of the story', 'As the story of x-event-source tells it'],
  examples: ['in the order of the examples', 'As the times in the examples tell it; x-event-source tells no story'],
  written: ['in the order written', 'Neither x-event-source nor the examples tell a story'],
}

function Order({ page: { order } }: { readonly page: StreamPage }) {
  const [text, title] = orders[order]
  return (
    <span class="cap" title={title}>
      {text}
    </span>
  )
}

/** What the set is held against, and how much of it is another one; the version is a link to choose another. */
function Baseline({ page: { baseline } }: { readonly page: StreamPage }) {
  const choose = (text: string) => (
    <button
      type="button"
      class="link"
      data-nav="1"
      tabIndex={-1}
      title="Compare with another version (C)"
      onClick={() => tell({ type: 'compare' })}
    >
      {text}
    </button>
  )
  if (!baseline) return <span class="right cap">{choose('Compare with…')}</span>
  const { label, counts } = baseline
  if (!counts) return <span class="right cap">no such event source in {choose(label)}</span>
  return (
    <span class="right cap since">
      <span>compared with {choose(label)}</span>
      {(['added', 'changed', 'gone'] as const).map((change) => (
        <span key={change} class={counts[change] === 0 ? 'dim' : ''}>
          <ChangeLetter change={change} since={label} /> {counts[change]}
        </span>
      ))}
    </span>
  )
}

function drawn(key: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-message="${CSS.escape(key)}"]`)
}

function rowOf(target: EventTarget | null): string | undefined {
  const item = target instanceof Element ? target.closest('.item')?.querySelector<HTMLElement>('[data-message]') : undefined
  return item?.dataset['message']
}

/** Does something with a row once it is drawn, which may take some frames where one has to scroll to it. */
function whenDrawn(key: string, act: (row: HTMLElement) => void, frames = 20): void {
  requestAnimationFrame(() => {
    const row = drawn(key)
    if (row) act(row)
    else if (frames > 0) whenDrawn(key, act, frames - 1)
  })
}
