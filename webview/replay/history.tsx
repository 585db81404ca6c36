import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { PathChange } from '../../shared/replay-protocol.ts'
import { readJson } from '../ui/json.ts'
import { Icon } from '../ui/signs.tsx'
import { Sign } from './list-row.tsx'
import { useVirtualRows } from './list-virtual.ts'
import { treeKey } from './state-keys.ts'
import { Change } from './state-value.tsx'
import { useAnswer, useReplay, useSeen } from './store.ts'
import { hash, timeParts } from './words.ts'

/** All events that ever set the watched value, and what it was after each. */
export function History() {
  const entity = useSeen(({ moment, entity }) => entity ?? moment?.state.entity)
  const path = useSeen((state) => state.watch)
  const at = useSeen(({ moment }) => moment?.row.at)
  const version = useSeen((state) => state.version)
  const key = entity === undefined || path === undefined ? undefined : `${version} ${entity} ${path}`
  const changes = useAnswer(key, ({ engine }) => engine.ask('history', { entity: entity ?? '', path: path ?? '' }))
  if (entity === undefined) return <p class="none">This record belongs to no entity.</p>
  if (path === undefined) return <p class="none">Choose a value in the state to see its history.</p>
  if (!changes || at === undefined) return null
  if (changes.length === 0) return <p class="none">No event of this entity sets {path}.</p>
  return <Changes changes={changes} at={at} label={`History of ${path}`} />
}

interface ChangesProps {
  readonly changes: readonly PathChange[]
  readonly at: number
  readonly label: string
}

function Changes({ changes, at, label }: ChangesProps) {
  const replay = useReplay()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualRows(scroller, changes.length, 22)
  const [chosen, setChosen] = useState<{ readonly index: number; readonly at: number }>()
  // The one that the state of the moment has.
  const current = changes.findLastIndex((change) => change.at <= at)
  const here = chosen?.at === at ? Math.min(chosen.index, changes.length - 1) : Math.max(0, current)
  const seen = useRef('')
  useLayoutEffect(() => {
    const key = `${label} ${at}`
    if (seen.current === key) return
    seen.current = key
    virtual.reveal(Math.max(0, current))
  })
  return (
    <div
      class="scroll"
      ref={scroller}
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={`history-${here}`}
      onKeyDown={(event) =>
        treeKey(event, { length: changes.length }, here, {
          to: (index) => {
            setChosen({ index, at })
            virtual.reveal(index)
          },
          turn: () => undefined,
          enter: (index) => replay.goTo(changes[index]?.at ?? at),
        })
      }
    >
      <div class="rows" role="none" style={{ height: `${virtual.height}px` }}>
        {virtual.rows.map(({ index, top }) => {
          const change = changes[index]
          if (!change) return null
          const classes = ['hi']
          if (change.at === at) classes.push('here')
          if (change.at > at) classes.push('future')
          if (index === here) classes.push('active')
          const { old, value, time } = change
          return (
            <div
              key={change.at}
              id={`history-${index}`}
              class={classes.join(' ')}
              role="option"
              aria-selected={change.at === at}
              aria-posinset={index + 1}
              aria-setsize={changes.length}
              style={{ transform: `translateY(${top}px)` }}
              onClick={() => replay.goTo(change.at)}
            >
              <span class="c scm">
                {change.at === at ? <Icon name="debug-stackframe" class="at" /> : index === current && <i class="setter" />}
              </span>
              <span class="dim mono num">{hash(change.position)}</span>
              <Sign message={change.message} />
              <span class="tn el">{change.type}</span>
              <span class="lv mono">
                <Change old={old === undefined ? undefined : readJson(old)} value={value === undefined ? undefined : readJson(value)} />
                {value === undefined && <span class="dim">removed</span>}
              </span>
              <span class="dim mono when">{time === undefined ? '' : timeParts(time)?.clock}</span>
            </div>
          )
        })}
      </div>
    </div>
  )
}
