import { memo } from 'preact/compat'
import type { Application, Cell, MessageRow } from '../../shared/preview-protocol.ts'
import { Glyph, Icon, StandingIcon } from '../ui/signs.tsx'
import { sourceOf } from '../ui/text.tsx'
import { ChangeLetter } from './change.tsx'
import { Detail } from './detail.tsx'

export function Columns({ markAt, isCompared }: { readonly markAt: string | undefined; readonly isCompared: boolean }) {
  return (
    <div class="cols cap" role="row" aria-rowindex={1}>
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
      {isCompared && (
        <span role="columnheader">
          <span class="sr">Change</span>
        </span>
      )}
    </div>
  )
}

interface RowProps {
  readonly message: MessageRow
  /** Among those that are shown. */
  readonly index: number
  /** Pixels from the top, in a list of which only a part is drawn. */
  readonly top: number | undefined
  readonly measure: ((row: HTMLElement | null) => void) | undefined
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly isHere: boolean
  readonly isOpen: boolean
  /** What the set is compared with. */
  readonly since: string | undefined
  readonly appenders: readonly Application[]
  readonly readers: readonly Application[]
  readonly toggle: (key: string) => void
}

export const Row = memo((props: RowProps) => {
  const { message, index, top, measure, isFirst, isLast, isHere, isOpen, since, appenders, readers, toggle } = props
  const { key, name, mark, correlation, partitionKey, worst, findings, detail, change } = message
  const isShown = isOpen && detail !== undefined
  const classes = ['msg', isFirst && 'first', isLast && !isShown && 'last', isHere && 'here', change].filter(Boolean).join(' ')
  return (
    <div
      class="item"
      role="rowgroup"
      data-index={index}
      ref={measure ?? null}
      style={top === undefined ? {} : { transform: `translateY(${top}px)` }}
    >
      <div
        class={classes}
        role="row"
        aria-rowindex={index + 2}
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
          {message.sign === undefined ? <GoneGlyph /> : <Glyph index={message.sign} />}
        </span>
        <span role="gridcell" class="name el">
          {change === 'gone' ? <del>{name || '(unnamed)'}</del> : name || '(unnamed)'}
        </span>
        <span role="gridcell" class={`el${change === 'gone' ? ' dim' : ''}`}>
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
        {since !== undefined && (
          <span role="gridcell" class="change">
            {change && <ChangeLetter change={change} since={since} />}
          </span>
        )}
      </div>
      {isShown && (
        <div role="row" aria-level={2} class={`detail${isLast ? '' : ' railed'}`}>
          <div role="gridcell">
            <Detail message={message} detail={detail} appenders={appenders} readers={readers} />
          </div>
        </div>
      )}
    </div>
  )
})

/** The sign of a message that is no longer in the set. */
function GoneGlyph() {
  return (
    <svg class="glyph gone" viewBox="-6 -6 12 12" aria-hidden="true">
      <circle r="4.3" />
    </svg>
  )
}

/** What is usual is dim, what is missing is marked, what it was is struck. */
function Value({ cell: { text, missed, was } }: { readonly cell: Cell }) {
  const before = was !== undefined && (
    <>
      <code>
        <del>{was}</del>
      </code>{' '}
    </>
  )
  if (text !== undefined) {
    return (
      <>
        {before}
        <code title={text}>{before ? <ins>{text}</ins> : text}</code>
      </>
    )
  }
  if (missed === undefined) return before || <span class="dim">–</span>
  return (
    <span class="missed">
      {before}
      <StandingIcon of={missed} />
      none
    </span>
  )
}
