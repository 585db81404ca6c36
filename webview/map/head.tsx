import { memo } from 'preact/compat'
import { useRef } from 'preact/hooks'
import type { MapMode } from '../../shared/map-protocol.ts'
import { tell } from '../ui/host.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { type Filter, type Hits, type Severity, severities, totalOf } from './filter.ts'
import { type Landscape, nobody } from './landscape.ts'
import { counted, severityWords, Tool } from './parts.tsx'

interface HeadProps {
  readonly landscape: Landscape
  readonly hits: Hits
  readonly filter: Filter
  readonly mode: MapMode
  readonly setFilter: (change: Partial<Filter>) => void
  readonly setMode: (mode: MapMode) => void
}

const tabs = [
  ['map', 'type-hierarchy', 'Map', 'Map (M)'],
  ['list', 'list-flat', 'List', 'List (L)'],
] as const

/** What is shown, as map or as list, and what is asked for; it stays put. */
export const Head = memo(({ landscape, hits, filter, mode, setFilter, setMode }: HeadProps) => {
  const top = useRef<HTMLDivElement>(null)
  const tools = useRef<HTMLDivElement>(null)
  useArrows(top)
  useArrows(tools)
  const total = landscape.streams.length
  const streams =
    hits.streams.length === total ? counted(total, 'stream', 'streams') : `${hits.streams.length} of ${counted(total, 'stream', 'streams')}`
  const isQuiet = severities.every((severity) => totalOf(landscape.streams)[severity] === 0)
  const toggle = (severity: Severity) => {
    const { severities: before } = filter
    setFilter({ severities: before.includes(severity) ? before.filter((one) => one !== severity) : [...before, severity] })
  }
  return (
    <header class="head">
      <div class="one" ref={top}>
        <Icon name="type-hierarchy" />
        <h1>Workspace map</h1>
        <span class="dim el" role="status">
          {streams}, {counted(applicationsOf(landscape, hits), 'application', 'applications')}
        </span>
        <div class="seg right" role="tablist" aria-label="View">
          {tabs.map(([name, icon, label, title]) => (
            <button
              type="button"
              key={name}
              role="tab"
              aria-selected={mode === name}
              aria-controls="view"
              data-nav="1"
              tabIndex={-1}
              title={title}
              onClick={() => setMode(name)}
            >
              <Icon name={icon} />
              {label}
            </button>
          ))}
        </div>
        <Tool icon="export" title="Export the map (E)" onClick={() => tell({ type: 'export' })} />
      </div>
      <div class="two" ref={tools}>
        <div class="search">
          <input
            type="search"
            data-nav="1"
            aria-label="Filter by stream, address, application or event"
            placeholder="Filter by stream, address, application or event"
            title="Filter (/, Ctrl+F)"
            value={filter.text}
            onInput={({ currentTarget }) => setFilter({ text: currentTarget.value })}
          />
          <Icon name="filter" />
        </div>
        {filter.level.length > 0 && (
          <button
            type="button"
            class="level"
            data-nav="1"
            tabIndex={-1}
            title="Show the folder above (Escape)"
            aria-label={`Only ${filter.level.join('/')}: show the folder above`}
            onClick={() => setFilter({ level: filter.level.slice(0, -1) })}
          >
            <Icon name="folder" />
            <span class="el">{filter.level.join(' / ')}</span>
            <Icon name="close" />
          </button>
        )}
        {isQuiet ? (
          <span class="quiet">
            <StandingIcon of="pass" />
            all conventions hold
          </span>
        ) : (
          <div class="toggles" role="group" aria-label="Only streams with">
            {severities.map((severity) => (
              <button
                type="button"
                key={severity}
                class="toggle"
                data-nav="1"
                tabIndex={-1}
                aria-pressed={filter.severities.includes(severity)}
                title={`Only streams with ${severityWords[severity][1]}`}
                onClick={() => toggle(severity)}
              >
                <StandingIcon of={severity} title={severityWords[severity][1]} />
                {hits.counts[severity]}
              </button>
            ))}
          </div>
        )}
      </div>
    </header>
  )
})

/** How many applications touch the streams that the filter leaves. */
function applicationsOf({ streams, users, applications }: Landscape, hits: Hits): number {
  if (hits.streams.length === streams.length) return applications.length
  const found = new Set<string>()
  for (const { id } of hits.streams) {
    const { appends, reads } = users.get(id) ?? nobody
    for (const { application } of [...appends, ...reads]) found.add(application.id)
  }
  return found.size
}
