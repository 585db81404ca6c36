import type { ComponentChildren } from 'preact'
import { memo } from 'preact/compat'
import type { Row } from '../../shared/replay-protocol.ts'
import { Glyph, Icon, StandingIcon } from '../ui/signs.tsx'
import { grouped, timeParts } from './words.ts'

/** The line that joins the events of the entity, as far as it goes through one row. */
export type Thread = 'through' | 'dot' | 'first' | 'last' | 'only' | undefined

export interface RowProps {
  readonly row: Row
  readonly top: number
  /** From 1, in the whole list. */
  readonly number: number
  readonly isHere: boolean
  readonly isFuture: boolean
  readonly isMine: boolean
  readonly isOutside: boolean
  readonly isHeld: boolean
  /** It set the watched value. */
  readonly isSetter: boolean
  readonly thread: Thread
  readonly isSplit: boolean
  readonly withDay: boolean
}

export function rowId(at: number): string {
  return `ev-${at}`
}

/** One event of the list. */
export const EventRow = memo((props: RowProps) => {
  const { row, top, number, isHere, isFuture, isMine, isOutside, isHeld, isSplit } = props
  const classes = ['ev']
  if (isHere) classes.push('here')
  if (isFuture) classes.push('future')
  if (isMine) classes.push('mine')
  if (isOutside) classes.push('outside')
  if (isHeld) classes.push('held')
  if (isSplit) classes.push('split')
  return (
    <div
      class={classes.join(' ')}
      id={rowId(row.at)}
      role="row"
      aria-rowindex={number + 1}
      aria-selected={isHere}
      data-at={row.at}
      style={{ transform: `translateY(${top}px)` }}
    >
      <RowCells {...props} />
    </div>
  )
})

/** What a row says, for the row in the list and the one that stays at its edge. */
export function RowCells({ row, isHere, isSetter, thread, isOutside, isSplit, withDay }: Omit<RowProps, 'top' | 'number'>) {
  return (
    <>
      <span class="c scm" role="gridcell">
        {thread && <i class={`thread ${thread}`} />}
        {isHere ? <Icon name="debug-stackframe" class="at" /> : isSetter && <i class="setter" title="It set the watched value" />}
      </span>
      {isSplit ? <SplitCells row={row} isOutside={isOutside} /> : <PlainCells row={row} isOutside={isOutside} withDay={withDay} />}
      <span class="c pb" role="gridcell">
        {row.edit && <b class={row.edit[0]}>{row.edit[0]}</b>}
        {row.worst && <StandingIcon of={row.worst} />}
      </span>
    </>
  )
}

function PlainCells({ row, isOutside, withDay }: { readonly row: Row; readonly isOutside: boolean; readonly withDay: boolean }) {
  const parts = row.time === undefined ? undefined : timeParts(row.time)
  return (
    <>
      <span class="c pos mono" role="gridcell">
        {position(row.position)}
      </span>
      <span class="c time mono" role="gridcell" title={row.time ?? 'This record says no time'}>
        {parts ? (
          <>
            {withDay && <span class="ms">{parts.day.slice(5)} </span>}
            {parts.clock}
            <span class="ms fine">{parts.rest}</span>
          </>
        ) : (
          <span class="ms">–</span>
        )}
      </span>
      <span class="c ent mono" role="gridcell" title={row.entity}>
        {row.entity ?? <span class="ms">–</span>}
      </span>
      <span class="c type" role="gridcell" title={row.type}>
        <Sign message={row.message} />
        <span class="el">{row.type}</span>
      </span>
      <span class="c sum mono" role="gridcell">
        {isOutside && <span class="outnote">outside the filter</span>}
        <Preview row={row} />
      </span>
    </>
  )
}

function SplitCells({ row, isOutside }: { readonly row: Row; readonly isOutside: boolean }) {
  const isInLog = row.edit !== 'A' && row.edit !== 'R+'
  const isInBranch = row.edit !== 'D' && row.edit !== 'R-'
  const half = (isIn: boolean, mark: string) =>
    isIn ? (
      <span class={`half ${mark}`} role="gridcell">
        <span class="c pos mono">{position(row.position)}</span>
        <Sign message={row.message} />
        <span class="tn">{row.type}</span>
        <span class="c sum mono">
          {isOutside && <span class="outnote">outside the filter</span>}
          {row.entity} <Preview row={row} />
        </span>
      </span>
    ) : (
      <span class="half hatch" role="gridcell">
        <span class="sr">nothing</span>
      </span>
    )
  return (
    <>
      {half(isInLog, isInBranch ? '' : 'gone')}
      {half(isInBranch, row.edit === 'M' ? 'changed' : isInLog ? '' : 'come')}
    </>
  )
}

export function Sign({ message }: { readonly message: number }) {
  if (message >= 0) return <Glyph index={message} />
  return (
    <svg class="glyph unknown" viewBox="-6 -6 12 12" aria-hidden="true">
      <circle r="3.6" />
    </svg>
  )
}

function Preview({ row }: { readonly row: Row }) {
  const parts: ComponentChildren[] = []
  for (const [name, value] of row.preview) {
    if (parts.length > 0) parts.push(<span class="k">, </span>)
    if (name !== '') parts.push(<span class="k">{name} </span>)
    parts.push(value)
  }
  return <>{parts}</>
}

function position(text: string): string {
  return text.replace(/^\d+/, (digits) => grouped(digits))
}
