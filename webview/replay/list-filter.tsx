import { useRef } from 'preact/hooks'
import { Icon } from '../ui/signs.tsx'
import { EntityPicker } from './entities-picker.tsx'
import { useReplay, useSeen } from './store.ts'
import { grouped, plural } from './words.ts'

/** What the list shows: typed, and as chips what was chosen elsewhere. */
export function FilterBox() {
  const replay = useReplay()
  const filter = useSeen((state) => state.filter)
  const entity = useSeen((state) => state.entity)
  const filtered = useSeen((state) => state.filtered)
  const events = useSeen(({ overview }) => overview?.events ?? 0)
  const input = useRef<HTMLInputElement>(null)
  const isSet = filter.text !== '' || entity !== undefined || filter.hidden.length > 0 || filter.problemsOnly
  const { problem } = filtered ?? {}
  return (
    <div class="filter">
      <EntityPicker />
      <div class={`box${problem === undefined ? '' : ' wrong'}`}>
        <Icon name="filter" />
        {entity !== undefined && <Chip text={entity} remove={() => replay.keepEntity(undefined)} isData />}
        {filter.problemsOnly && <Chip text="problems" remove={() => replay.setFilter({ problemsOnly: false })} />}
        {filter.hidden.length > 0 && (
          <Chip text={`${plural(filter.hidden.length, 'type')} hidden`} remove={() => replay.setFilter({ hidden: [] })} />
        )}
        <input
          ref={input}
          type="text"
          data-filter=""
          spellcheck={false}
          aria-label="Filter the events"
          aria-invalid={problem !== undefined}
          aria-describedby={problem === undefined ? undefined : 'filter-problem'}
          placeholder={isSet ? 'Filter' : 'Filter: text, type:, header:, path:, or a CEL expression'}
          title="Words, type:, entity:, header:name=value, path:/status=paid, is:problem, or a CEL expression (/)"
          value={filter.text}
          onInput={({ currentTarget }) => replay.setFilter({ text: currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === 'ArrowDown') document.querySelector<HTMLElement>('.grid')?.focus()
            else if (event.key === 'Escape' && filter.text !== '') replay.setFilter({ text: '' })
            else if (event.key === 'Escape') document.querySelector<HTMLElement>('.grid')?.focus()
            else if (event.key === 'Backspace' && filter.text === '' && entity !== undefined) replay.keepEntity(undefined)
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
        {isSet && filtered && (
          <span class="of">
            {grouped(filtered.rows)}
            {filtered.done < 1 && '…'} of {grouped(events)}
          </span>
        )}
      </div>
      {problem !== undefined && (
        <p class="wrongnote" id="filter-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}

function Chip({ text, remove, isData = false }: { readonly text: string; readonly remove: () => void; readonly isData?: boolean }) {
  return (
    <span class="chip">
      {isData ? <code class="el">{text}</code> : text}
      <button type="button" class="x" title={`Remove ${text} (Escape)`} aria-label={`Remove ${text}`} onClick={remove}>
        <Icon name="close" />
      </button>
    </span>
  )
}
