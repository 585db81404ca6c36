import { useEffect, useRef, useState } from 'preact/hooks'
import type { MapReading } from '../../shared/map-protocol.ts'
import type { PlainChannel } from '../../shared/preview-protocol.ts'
import { tell } from '../ui/host.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon } from '../ui/signs.tsx'
import { follow, sourceOf } from '../ui/text.tsx'
import { counted } from './parts.tsx'

/** Milliseconds before a person is told that something takes its time. */
const patience = 200

export function Loading({ reading }: { readonly reading: MapReading | undefined }) {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience)
    return () => clearTimeout(timer)
  }, [])
  if (!isLate) return null
  return (
    <main class="page">
      <Bar />
      <div class="state">
        <p class="dim">
          Reading the workspace{reading && reading.total > 0 ? `: ${reading.done} of ${counted(reading.total, 'file', 'files')}` : ''}…
        </p>
      </div>
    </main>
  )
}

export function Bar() {
  return <div class="bar" role="progressbar" aria-label="Reading the workspace" />
}

export function NoMatch({ clear }: { readonly clear: () => void }) {
  return (
    <div class="no-match">
      <p>No stream matches.</p>
      <button type="button" class="link" title="Clear the filter (Escape)" onClick={clear}>
        Clear the filter
      </button>
    </div>
  )
}

export function Empty({ channels }: { readonly channels: readonly PlainChannel[] }) {
  const part = useRef<HTMLElement>(null)
  useArrows(part)
  return (
    <main class="scroll" ref={part}>
      <div class="state">
        <Icon name="type-hierarchy" class="dim" />
        <h1>No event source in this workspace</h1>
        <p class="dim">
          {channels.length === 0
            ? 'There is no AsyncAPI document with a channel yet. An event source is a channel whose events are only ever appended.'
            : 'A channel is taken for one when it says so, or when its name, title or description does. Mark those whose events are only ever appended:'}
        </p>
        {channels.length > 0 && (
          <>
            <ul class="channels">
              {channels.map(({ place, key, address, messages }) => (
                <li key={`${place.uri} ${place.pointer}`}>
                  <Icon name="symbol-event" />
                  <button
                    type="button"
                    class="title el"
                    data-nav="1"
                    tabIndex={-1}
                    title="Go to the channel (F12)"
                    onClick={(event) => follow(event, place)}
                    {...sourceOf(place)}
                  >
                    {key}
                  </button>
                  {address !== undefined && address !== key && <code class="dim el">{address}</code>}
                  <span class="cap">{counted(messages, 'message', 'messages')}</span>
                  <button
                    type="button"
                    class="btn"
                    data-nav="1"
                    tabIndex={-1}
                    aria-label={`Mark as event source: ${key}`}
                    onClick={() => tell({ type: 'edit', edit: { kind: 'mark', channel: place } })}
                  >
                    Mark as event source
                  </button>
                </li>
              ))}
            </ul>
            <p class="cap">
              This writes <code>x-event-source: true</code> on the channel.
            </p>
          </>
        )}
      </div>
    </main>
  )
}
