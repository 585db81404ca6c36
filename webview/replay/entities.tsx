import './entities.css'
import { useEffect, useRef, useState } from 'preact/hooks'
import { parsePointer } from '../../shared/pointer.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon } from '../ui/signs.tsx'
import { EntityList } from './entities-list.tsx'
import { Tool } from './state.tsx'
import { useReplay, useSeen } from './store.ts'
import { grouped } from './words.ts'

/** Who the events are about, as they are at the moment. Chosen, one is kept: state and list stay with it. */
export function Entities() {
  const replay = useReplay()
  const count = useSeen(({ overview }) => overview?.entities ?? 0)
  const isKept = useSeen((state) => state.entity !== undefined)
  const pane = useRef<HTMLElement>(null)
  const heading = useRef<HTMLDivElement>(null)
  useArrows(heading)
  useEffect(
    () =>
      replay.onAction((action) => {
        if (action === 'findEntity') pane.current?.querySelector<HTMLElement>('input')?.focus()
      }),
    [replay],
  )
  return (
    <section class="pane entities" aria-label="Entities" ref={pane}>
      <div class="phead" ref={heading}>
        <h2>Entities</h2>
        <span class="count">{grouped(count)}</span>
        <span class="right" />
        {isKept && (
          <Tool
            icon="clear-all"
            label="All entities"
            title="All entities: the state follows the moment (Escape)"
            onClick={() => replay.keepEntity(undefined)}
          />
        )}
      </div>
      <EntitySearch />
    </section>
  )
}

/** The box to find one in, and those that are found. */
export function EntitySearch({ chosen }: { readonly chosen?: () => void }) {
  const replay = useReplay()
  const [search, setSearch] = useState('')
  const watch = useSeen((state) => state.watch)
  const part = useRef<HTMLDivElement>(null)
  const watched = watch === undefined ? undefined : parsePointer(watch)?.at(-1)
  const keep = (entity: string) => {
    replay.keepEntity(replay.state.entity === entity ? undefined : entity)
    chosen?.()
  }
  const toList = () => part.current?.querySelector<HTMLElement>('[role=listbox]')?.focus()
  return (
    <div class="entity-search" ref={part}>
      <div class="find">
        <Icon name="search" />
        <input
          type="text"
          spellcheck={false}
          aria-label="Find an entity"
          placeholder={watched === undefined ? 'Id' : `Id or ${watched}`}
          title="By its id or its watched value (N)"
          value={search}
          onInput={({ currentTarget }) => setSearch(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'Enter') toList()
            else if (event.key === 'Escape' && search !== '') setSearch('')
            else if (event.key === 'Escape' && !chosen) document.querySelector<HTMLElement>('.grid')?.focus()
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
      </div>
      <EntityList search={search} keep={keep} />
    </div>
  )
}
