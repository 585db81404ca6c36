import { memo, useMemo, useState } from 'react'
import type { Item, Section } from './model.ts'

/** More items of a section than this are shown when they are asked for. */
const most = 100

interface OutlineProps {
  readonly sections: readonly Section[]
  readonly current: string | undefined
  readonly show: (key: string) => void
}

/** What is in the document; typing keeps what has the words in its name. */
export const Outline = memo(({ sections, current, show }: OutlineProps) => {
  const [filter, setFilter] = useState('')
  const shown = useMemo(() => {
    const word = filter.trim().toLowerCase()
    const hits = (item: Item) => item.name.toLowerCase().includes(word)
    return sections
      .map(({ title, items }) => ({ title, items: word === '' ? items : items.filter(hits) }))
      .filter(({ items }) => items.length > 0)
  }, [sections, filter])
  return (
    <nav className="outline" aria-label="Contents">
      <input
        type="search"
        placeholder="Filter"
        aria-label="Filter the contents"
        value={filter}
        onChange={({ target }) => setFilter(target.value)}
      />
      {shown.map(({ title, items }) => (
        <Group key={title} title={title} items={items} current={current} stop={current ?? shown[0]?.items[0]?.key} show={show} />
      ))}
      {shown.length === 0 && filter !== '' && (
        <p className="cap">
          Nothing is called so.{' '}
          <button type="button" className="link" onClick={() => setFilter('')}>
            Clear the filter
          </button>
        </p>
      )}
    </nav>
  )
})

interface GroupProps extends Section {
  readonly current: string | undefined
  /** The one that Tab comes to; arrows go to the others. */
  readonly stop: string | undefined
  readonly show: (key: string) => void
}

function Group({ title, items, current, stop, show }: GroupProps) {
  const [isWhole, setWhole] = useState(false)
  const rows = isWhole ? items : items.slice(0, most)
  return (
    <div className="group">
      <h2>
        {title} <span className="cap">{items.length}</span>
      </h2>
      <ul onKeyDown={moveByArrows}>
        {rows.map((item) => (
          <li key={item.key}>
            <button
              type="button"
              tabIndex={item.key === stop ? 0 : -1}
              className={`entry${item.key === current ? ' here' : ''}`}
              aria-current={item.key === current ? 'location' : undefined}
              title={item.name}
              data-path={JSON.stringify(item.path)}
              onClick={() => show(item.key)}
            >
              {item.kind === 'operation' && <span className="verb">{item.verb}</span>}
              <span className="el">{item.name || '(unnamed)'}</span>
            </button>
          </li>
        ))}
      </ul>
      {rows.length < items.length && (
        <button type="button" className="link more" onClick={() => setWhole(true)}>
          {items.length - rows.length} more
        </button>
      )}
    </div>
  )
}

function moveByArrows(event: React.KeyboardEvent<HTMLUListElement>): void {
  const entries = [...(event.currentTarget.closest('nav')?.querySelectorAll<HTMLElement>('.entry') ?? [])]
  const here = entries.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: entries.length - 1 }[event.key]
  const next = to === undefined ? undefined : entries[to]
  if (!next) return
  event.preventDefault()
  next.focus()
}
