import { memo } from 'preact/compat'
import { useRef } from 'preact/hooks'
import type { StreamPage, StreamTool } from '../../shared/preview-protocol.ts'
import { tell } from '../ui/host.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { follow, Said, sourceOf } from '../ui/text.tsx'

interface HeadProps {
  readonly page: StreamPage
  readonly tools: readonly StreamTool[]
}

/** Title, address, protocol, version, why, the counts, and what can be done with the stream; it stays put. */
export const Head = memo(({ page, tools }: HeadProps) => {
  const part = useRef<HTMLElement>(null)
  useArrows(part)
  const { place, title, address, protocols, version, why } = page
  return (
    <header class="head" ref={part}>
      <h1>
        <Icon name="layers" />
        <button
          type="button"
          class="title"
          data-nav="1"
          tabIndex={-1}
          title="Go to the channel (F12)"
          onClick={(event) => follow(event, place)}
          {...sourceOf(place)}
        >
          {title}
        </button>
        <Tools page={page} tools={tools} />
      </h1>
      <div class="facts">
        {address !== undefined && <code>{address}</code>}
        {protocols.map((name) => (
          <span key={name}>{name}</span>
        ))}
        {version !== undefined && <span>version {version}</span>}
        <span class="why">
          an event source because of{' '}
          {why.place ? (
            <button
              type="button"
              class="link"
              data-nav="1"
              tabIndex={-1}
              title="Go to where it says so (F12)"
              onClick={(event) => why.place && follow(event, why.place)}
              {...sourceOf(why.place)}
            >
              <Said text={why.text} />
            </button>
          ) : (
            <Said text={why.text} />
          )}
        </span>
        <Counts page={page} />
      </div>
    </header>
  )
})

function Tools({ page: { place }, tools }: HeadProps) {
  const run = (tool: StreamTool) => () => tell({ type: 'tool', tool, stream: place })
  return (
    <span class="tools" role="toolbar" aria-label="What to do with the stream">
      {tools.includes('replay') && (
        <button
          type="button"
          class="btn primary"
          data-nav="1"
          data-tool="replay"
          tabIndex={-1}
          title="Replay recorded events (R)"
          onClick={run('replay')}
        >
          <Icon name="debug-start" />
          <span class="word">Replay…</span>
        </button>
      )}
      <button
        type="button"
        class="btn"
        data-nav="1"
        tabIndex={-1}
        title="Compare with another version (C)"
        onClick={() => tell({ type: 'compare' })}
      >
        <Icon name="git-compare" />
        <span class="word">Compare with…</span>
      </button>
      {tools.includes('export') && (
        <button
          type="button"
          class="btn"
          data-nav="1"
          data-tool="export"
          tabIndex={-1}
          title="Export (E)"
          aria-label="Export"
          onClick={run('export')}
        >
          <Icon name="export" />
        </button>
      )}
    </span>
  )
}

function Counts({ page: { counts, groups } }: { readonly page: StreamPage }) {
  const jump = () => document.getElementById('conventions')?.scrollIntoView({ block: 'start' })
  const severities = (['error', 'warning', 'info'] as const).filter((severity) => counts[severity] > 0)
  const words = { error: ['error', 'errors'], warning: ['warning', 'warnings'], info: ['information', 'informations'] } as const
  const all = groups.every(({ findings }) => findings.length === 0)
  if (severities.length === 0 && !all) return null
  return (
    <span class="sum">
      {severities.map((severity) => (
        <button
          type="button"
          key={severity}
          class="count"
          data-nav="1"
          tabIndex={-1}
          onClick={jump}
          title={`${counts[severity]} ${words[severity][counts[severity] === 1 ? 0 : 1]}: go to the conventions`}
        >
          <StandingIcon of={severity} title={words[severity][counts[severity] === 1 ? 0 : 1]} />
          {counts[severity]}
        </button>
      ))}
      {all && groups.length > 0 && (
        <button type="button" class="count" data-nav="1" tabIndex={-1} onClick={jump}>
          <StandingIcon of="pass" />
          all conventions hold
        </button>
      )}
    </span>
  )
}
