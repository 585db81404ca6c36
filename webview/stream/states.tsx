import { useEffect, useRef, useState } from 'preact/hooks'
import type { Broken, PlainChannel } from '../../shared/preview-protocol.ts'
import { tell } from '../ui/host.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { follow, Said, sourceOf } from '../ui/text.tsx'

/** The first error of a text that does not parse, above the last picture of one that did. */
export function Banner({ broken, since }: { readonly broken: Broken; readonly since: string | undefined }) {
  const { message, line, range } = broken
  return (
    <div class="banner" role="alert">
      <StandingIcon of="error" />
      <div>
        <Said text={message} />{' '}
        <button type="button" class="link" title={`Go to line ${line}`} onClick={() => tell({ type: 'range', range })}>
          line {line}
        </button>
        <div class="cap">{since === undefined ? 'Below is what can be read.' : `Below is the last good picture, from ${since}.`}</div>
      </div>
    </div>
  )
}

/** Milliseconds before a person is told that something takes its time. */
const patience = 200

export function Loading({ file }: { readonly file: string }) {
  const [isLate, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience)
    return () => clearTimeout(timer)
  }, [])
  if (!isLate) return null
  return (
    <main class="page">
      <div class="bar" role="progressbar" aria-label="Reading" />
      <div class="state">
        <p class="dim">
          {file === '' ? (
            'Reading…'
          ) : (
            <>
              Reading <code>{decodeURIComponent(file)}</code> and the documents that use it…
            </>
          )}
        </p>
      </div>
    </main>
  )
}

export function Missing({ file }: { readonly file: string }) {
  return (
    <main class="state">
      <Icon name="layers" class="dim" />
      <h1>{file} cannot be read</h1>
      <p class="dim">It was moved, renamed or deleted. The page comes back when the file does.</p>
    </main>
  )
}

export function Empty({ channels }: { readonly channels: readonly PlainChannel[] }) {
  const part = useRef<HTMLElement>(null)
  useArrows(part)
  return (
    <main class="state" ref={part}>
      <Icon name="layers" class="dim" />
      <h1>No event source in this document</h1>
      <p class="dim">
        {channels.length === 0
          ? 'It has no channels of its own. An event source is a channel whose events are only ever appended.'
          : 'A channel is taken for one when it says so, or when its name, title or description does. Mark the channel whose events are only ever appended:'}
      </p>
      {channels.length > 0 && (
        <>
          <ul class="channels">
            {channels.map(({ place, key, address, messages }) => (
              <li key={place.pointer}>
                <Icon name="symbol-event" />
                <button
                  type="button"
                  class="title"
                  data-nav="1"
                  tabIndex={-1}
                  onClick={(event) => follow(event, place)}
                  {...sourceOf(place)}
                >
                  {key}
                </button>
                {address !== undefined && <code class="dim">{address}</code>}
                <span class="cap">
                  {messages} message{messages === 1 ? '' : 's'}
                </span>
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
    </main>
  )
}
