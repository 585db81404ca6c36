import { memo } from 'preact/compat'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Application, Cell, MessageRow, StreamPage } from '../../shared/preview-protocol.ts'
import { useArrows } from '../ui/keys.ts'
import { Glyph, Icon, StandingIcon } from '../ui/signs.tsx'
import { sourceOf } from '../ui/text.tsx'
import { Detail } from './detail.tsx'

/** A set of more messages than this has a field to filter it. */
const many = 12

interface MessagesProps {
  readonly page: StreamPage
  readonly here: string | null
  readonly open: readonly string[]
  readonly toggle: (key: string) => void
}

/** The message set: the story as a rail of signs, and what tells each message apart. */
export const Messages = memo(({ page, here, open, toggle }: MessagesProps) => {
  const part = useRef<HTMLElement>(null)
  useArrows(part)
  const [filter, setFilter] = useState('')
  const { messages, markAt, order } = page
  const wanted = filter.trim().toLowerCase()
  const shown = [...messages.entries()].filter(([, { name, mark }]) => `${name} ${mark.text ?? ''}`.toLowerCase().includes(wanted))
  const last = shown.at(-1)?.[0]
  const limit = useGrowing(shown.length)
  return (
    <section class="set-part" ref={part} aria-label="Messages">
      <div class="sec">
        <h2>Messages</h2>
        <span class="badge">{messages.length}</span>
        <span class="cap" title={order === 'story' ? 'As the story of x-event-source tells it' : 'x-event-source tells no story'}>
          {order === 'story' ? 'in the order of the story' : 'in the order written'}
        </span>
        {messages.length > many && (
          <span class="right">
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
          </span>
        )}
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
        <div class="set" role="treegrid" aria-label="Messages" aria-rowcount={messages.length}>
          <div class="cols cap" role="row">
            <span role="columnheader">
              <span class="sr">Open</span>
            </span>
            <span role="columnheader">
              <span class="sr">Sign</span>
            </span>
            <span role="columnheader">Event</span>
            <span role="columnheader">
              Type mark
              {markAt !== undefined && (
                <>
                  , in <code>{markAt}</code>
                </>
              )}
            </span>
            <span role="columnheader" class="wide">
              Correlation
            </span>
            <span role="columnheader" class="wide">
              Key
            </span>
            <span role="columnheader">
              <span class="sr">Findings</span>
            </span>
          </div>
          {shown.slice(0, limit).map(([index, message]) => (
            <Row
              key={message.key}
              message={message}
              index={index}
              isFirst={index === shown[0]?.[0]}
              isLast={index === last}
              isHere={message.key === here}
              isOpen={open.includes(message.key)}
              appenders={page.appenders}
              readers={page.readers}
              toggle={toggle}
            />
          ))}
        </div>
      )}
    </section>
  )
})

/** How many rows are drawn: those of the first screens at once, the others a frame at a time. */
function useGrowing(count: number): number {
  const [limit, setLimit] = useState(60)
  useEffect(() => {
    if (limit >= count) return
    const frame = requestAnimationFrame(() => setLimit(limit + 100))
    return () => cancelAnimationFrame(frame)
  }, [limit, count])
  return limit
}

interface RowProps {
  readonly message: MessageRow
  readonly index: number
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly isHere: boolean
  readonly isOpen: boolean
  readonly appenders: readonly Application[]
  readonly readers: readonly Application[]
  readonly toggle: (key: string) => void
}

const Row = memo((props: RowProps) => {
  const { message, index, isFirst, isLast, isHere, isOpen, appenders, readers, toggle } = props
  const { key, name, mark, correlation, partitionKey, worst, findings, detail } = message
  const isShown = isOpen && detail !== undefined
  const classes = ['msg', isFirst && 'first', isLast && !isShown && 'last', isHere && 'here'].filter(Boolean).join(' ')
  return (
    <>
      <div
        class={classes}
        role="row"
        aria-level={1}
        aria-expanded={isOpen}
        aria-current={isHere ? 'true' : undefined}
        data-nav="1"
        data-message={key}
        tabIndex={-1}
        onClick={() => toggle(key)}
        {...sourceOf(message.place)}
      >
        <span role="gridcell" class="twist">
          <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        </span>
        <span role="gridcell" class="rail">
          <Glyph index={index} />
        </span>
        <span role="gridcell" class="name el">
          {name || '(unnamed)'}
        </span>
        <span role="gridcell" class="el">
          <Value cell={mark} />
        </span>
        <span role="gridcell" class="el wide dim">
          <Value cell={correlation} />
        </span>
        <span role="gridcell" class="el wide dim">
          <Value cell={partitionKey} />
        </span>
        <span role="gridcell" class="num">
          {worst && (
            <>
              <StandingIcon of={worst} title={findings === 1 ? '1 finding' : `${findings} findings`} />
              {findings > 1 && findings}
            </>
          )}
        </span>
      </div>
      {isShown && (
        <div role="row" aria-level={2} class={`detail${isLast ? '' : ' railed'}`}>
          <div role="gridcell">
            <Detail message={message} detail={detail} appenders={appenders} readers={readers} />
          </div>
        </div>
      )}
    </>
  )
})

/** What is usual is dim, what is missing is marked. */
function Value({ cell: { text, missed } }: { readonly cell: Cell }) {
  if (text !== undefined) return <code title={text}>{text}</code>
  if (missed === undefined) return <span class="dim">–</span>
  return (
    <span class="missed">
      <StandingIcon of={missed} />
      none
    </span>
  )
}
