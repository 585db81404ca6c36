import { memo } from 'preact/compat'
import { useRef, useState } from 'preact/hooks'
import type { EntitiesView, EntityRow } from '../../shared/replay-protocol.ts'
import { readJson } from '../ui/json.ts'
import { StandingIcon } from '../ui/signs.tsx'
import { Sign } from './list-row.tsx'
import { useVirtualRows } from './list-virtual.ts'
import { treeKey } from './state-keys.ts'
import { peek } from './state-tree.ts'
import { useAnswer, useSeen } from './store.ts'
import { grouped, hash, plural } from './words.ts'

/** So many are asked for at once: what is to be seen, and some around it. */
const page = 96
const step = 32

const titles: Readonly<Record<EntitiesView['groups'][number]['title'], string>> = {
  differs: 'End differently',
  same: 'End the same',
  problems: 'With problems',
  without: 'Without',
}

type Line = { readonly group: string; readonly count: number } | { readonly number: number; readonly group: string }

interface ListProps {
  readonly search: string
  keep(entity: string): void
}

/** The entities by groups, of which those in sight are asked for and drawn. */
export function EntityList({ search, keep }: ListProps) {
  const at = useSeen(({ moment }) => moment?.row.at)
  const version = useSeen((state) => state.version)
  const watch = useSeen((state) => state.watch)
  const kept = useSeen((state) => state.entity)
  const shown = useSeen(({ moment, entity }) => entity ?? moment?.state.entity)
  const scroller = useRef<HTMLDivElement>(null)
  const [from, setFrom] = useState(0)
  const [active, setActive] = useState<number>()
  const key = at === undefined ? undefined : `${version} ${at} ${from} ${watch ?? ''} ${search}`
  const answer = useAnswer(key, async ({ engine }) => ({
    from,
    view: await engine.ask('entities', { at: at ?? 0, search, ...(watch !== undefined && { watch }), from, count: page }),
  }))
  const groups = answer?.view.groups.filter(({ count }) => count > 0) ?? []
  const total = groups.reduce((sum, { count }) => sum + count, 0)
  const virtual = useVirtualRows(scroller, total + groups.length, 22)
  const lineAt = (index: number): Line => {
    let rest = index
    let before = 0
    for (const { title, count } of groups) {
      const group = title === 'without' && groups.length === 1 ? 'All' : titles[title]
      if (rest === 0) return { group, count }
      if (rest <= count) return { number: before + rest - 1, group }
      rest -= count + 1
      before += count
    }
    return { group: '', count: 0 }
  }
  const rowOf = (number: number): EntityRow | undefined => answer?.view.entities[number - answer.from]
  const drawn = virtual.rows.map(({ index, top }) => ({ index, top, line: lineAt(index) }))
  const numbers = drawn.flatMap(({ line }) => ('number' in line ? [line.number] : []))
  const first = numbers[0] ?? 0
  const last = numbers.at(-1) ?? 0
  if (first < from || last >= from + page) {
    const wanted = Math.max(0, Math.floor(first / step) * step - step / 2)
    if (wanted !== from) setFrom(wanted)
  }
  const current = drawn.find(({ line }) => 'number' in line && rowOf(line.number)?.entity === shown)?.index
  const here = active ?? current ?? 1
  const chosen = lineAt(here)
  const choose = (index: number, by: number) => {
    const next = 'number' in lineAt(index) ? index : index + by
    if (!('number' in lineAt(next))) return
    setActive(next)
    virtual.reveal(next)
  }
  const all = total + groups.length
  if (answer && all === 0) return <p class="none">{search === '' ? 'No entity yet.' : 'None is like that.'}</p>
  return (
    <div
      class="scroll"
      ref={scroller}
      role={all > 0 ? 'listbox' : undefined}
      aria-label="Entities"
      tabIndex={0}
      aria-activedescendant={'number' in chosen ? `entity-${chosen.number}` : undefined}
      onFocus={() => setActive(here)}
      onKeyDown={(event) =>
        treeKey(event, { length: all }, here, {
          to: (index) => choose(index, index < here ? -1 : 1),
          turn: () => undefined,
          enter: () => {
            const row = 'number' in chosen ? rowOf(chosen.number) : undefined
            if (row) keep(row.entity)
          },
        })
      }
      onClick={({ target }) => {
        const entity = target instanceof Element ? target.closest<HTMLElement>('[data-entity]')?.dataset['entity'] : undefined
        if (entity !== undefined) keep(entity)
      }}
    >
      <div class="rows" role="none" style={{ height: `${virtual.height}px` }}>
        {drawn.map(({ index, top, line }) => {
          if (!('number' in line)) {
            return (
              <div key={index} class="entity-group" role="none" style={{ transform: `translateY(${top}px)` }}>
                {line.group}
                <span class="right">{grouped(line.count)}</span>
              </div>
            )
          }
          const row = rowOf(line.number)
          return row ? (
            <EntityLine
              key={index}
              row={row}
              top={top}
              number={line.number}
              total={total}
              group={line.group}
              isShown={row.entity === shown}
              isKept={row.entity === kept}
              isActive={index === here}
            />
          ) : null
        })}
      </div>
    </div>
  )
}

interface LineProps {
  readonly row: EntityRow
  readonly top: number
  readonly number: number
  readonly total: number
  readonly group: string
  readonly isShown: boolean
  readonly isKept: boolean
  readonly isActive: boolean
}

const EntityLine = memo(({ row, top, number, total, group, isShown, isKept, isActive }: LineProps) => {
  const { entity, worst, message, watched, events, of, parts } = row
  const value = watched === undefined ? undefined : readJson(watched)
  const text = value === undefined ? '' : peek(value)
  const classes = ['ent-row']
  if (isKept) classes.push('sel')
  else if (isShown) classes.push('cur')
  if (isActive) classes.push('active')
  if (events === 0) classes.push('not-yet')
  return (
    <div
      id={`entity-${number}`}
      class={classes.join(' ')}
      role="option"
      aria-selected={isKept}
      aria-posinset={number + 1}
      aria-setsize={total}
      data-entity={entity}
      title={`${entity}: ${events} of ${plural(of, 'event')} by this moment`}
      style={{ transform: `translateY(${top}px)` }}
    >
      <span class="worst">{worst && <StandingIcon of={worst} />}</span>
      <span class="mono id">{entity}</span>
      {parts ? (
        <span class="parts">
          parts at {hash(parts.position)}
          <span class="sr">, {group}</span>
        </span>
      ) : (
        <>
          <span class="is">
            {message === undefined ? (
              'not yet'
            ) : (
              <>
                <Sign message={message} />
                <span class="el">{text}</span>
              </>
            )}
          </span>
          <span class="mono so-far">
            {grouped(events)}
            <span class="dim">/{grouped(of)}</span>
            <span class="sr"> events, {group}</span>
          </span>
        </>
      )}
    </div>
  )
})
