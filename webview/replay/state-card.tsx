import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Pointer } from '../../shared/pointer.ts'
import type { Setter } from '../../shared/replay-protocol.ts'
import { type Json, readJson } from '../ui/json.ts'
import { Sign } from './list-row.tsx'
import { isContainer } from './state-tree.ts'
import { Change, Value } from './state-value.tsx'
import { useSeen } from './store.ts'
import { hash, plural, timeParts } from './words.ts'

export interface CardFor {
  readonly path: Pointer
  readonly setter: Setter
  readonly value: Json | undefined
  /** Of the line, in the page. */
  readonly rect: DOMRect
}

/** Who set a value: the event, before and after, and how often that happened. */
export function BlameCard({ path, setter, value, rect }: CardFor) {
  const types = useSeen(({ start }) => start?.messages)
  const card = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number }>()
  useLayoutEffect(() => {
    const own = card.current
    if (!own) return
    const isBelow = rect.bottom + 3 + own.offsetHeight <= innerHeight
    setPlace({
      left: Math.max(6, Math.min(innerWidth - own.offsetWidth - 8, rect.right - own.offsetWidth - 28)),
      top: isBelow ? rect.bottom + 3 : rect.top - own.offsetHeight - 3,
    })
  }, [rect])
  const time = setter.time === undefined ? undefined : timeParts(setter.time)
  const old = setter.old === undefined ? undefined : readJson(setter.old)
  const isShown = value !== undefined && !isContainer(value)
  return (
    <div
      class="blame-card"
      role="tooltip"
      ref={card}
      style={place ? { left: `${place.left}px`, top: `${place.top}px` } : { visibility: 'hidden' }}
    >
      <div class="mono path el">{path}</div>
      <div class="line-of">
        <Sign message={setter.message} />
        <b>{types?.[setter.message]?.name ?? 'unknown'}</b>
        <span class="mono">{hash(setter.position)}</span>
        {time && (
          <span class="mono dim">
            {time.clock}
            {time.rest}
          </span>
        )}
      </div>
      {(isShown || value === undefined) && (
        <div class="line-of mono">
          {old === undefined && value !== undefined ? <span class="dim">set to</span> : null}
          {value === undefined && old === undefined ? <span class="dim">removed</span> : <Change old={old} value={value} />}
          {value === undefined && old !== undefined && <span class="dim">removed</span>}
        </div>
      )}
      {value !== undefined && isContainer(value) && (
        <div class="line-of mono dim">
          <Value of={value} />
        </div>
      )}
      <div class="dim foot">
        {setter.nth} of {plural(setter.of, 'event')} that set it · click: go there · <kbd>H</kbd> history
      </div>
    </div>
  )
}
