import type { ComponentChildren } from 'preact'
import { memo } from 'preact/compat'
import { useRef } from 'preact/hooks'
import type { MapApplication, MapDetail, MapMode, MapStream } from '../../shared/map-protocol.ts'
import type { Place } from '../../shared/place.ts'
import { placeKey } from '../../shared/preview-protocol.ts'
import { reveal, tell } from '../ui/host.ts'
import { useArrows } from '../ui/keys.ts'
import { Glyph, Icon, StandingIcon } from '../ui/signs.tsx'
import { LineLink, Said, sourceOf } from '../ui/text.tsx'
import { type Landscape, loneText, namesOf, nobody, type User, type Users } from './landscape.ts'
import { counted, Tool } from './parts.tsx'

interface SideProps {
  readonly label: string
  readonly children: ComponentChildren
}

/** The column at the right: one tab stop, with arrows inside. */
export function Panel({ label, children }: SideProps) {
  const part = useRef<HTMLElement>(null)
  useArrows(part)
  return (
    <aside class="side" ref={part} aria-label={label}>
      {children}
    </aside>
  )
}

export interface StreamSideProps {
  readonly stream: MapStream
  readonly landscape: Landscape
  readonly detail: MapDetail | undefined
  readonly mode: MapMode
  readonly select: (id: string) => void
}

export const StreamSide = memo(({ stream, landscape, detail, mode, select }: StreamSideProps) => {
  const { name, address, protocols, kept, place } = stream
  const users = landscape.users.get(stream.id) ?? nobody
  const lone = loneText(users)
  return (
    <Panel label={name}>
      <h2 class="el">{name}</h2>
      <p class="dim facts">
        {address !== undefined && <code>{address}</code>}
        {protocols.map((protocol) => (
          <span key={protocol}>{protocol}</span>
        ))}
        {kept !== undefined && <span>{kept === 'compacted' ? kept : `kept ${kept}`}</span>}
        {lone !== undefined && <span>{lone}</span>}
      </p>
      <div class="acts">
        <button
          type="button"
          class="btn primary"
          data-nav="1"
          tabIndex={-1}
          title="Open the stream preview (Enter)"
          onClick={() => tell({ type: 'openStream', place })}
        >
          Open stream
        </button>
        <button
          type="button"
          class="btn"
          data-nav="1"
          tabIndex={-1}
          title="Replay recorded events (R)"
          onClick={() => tell({ type: 'replay', place })}
        >
          <Icon name="debug-rerun" />
          Replay…
        </button>
        <Tool icon="go-to-file" title="Go to the channel (F12)" onClick={() => reveal(place)} />
      </div>
      {mode === 'list' ? (
        <Mini stream={stream} places={detail?.messages} users={users} select={select} />
      ) : (
        <Messages stream={stream} places={detail?.messages} appends={users.appends} />
      )}
      <Findings detail={detail} />
    </Panel>
  )
})

interface EventsProps {
  readonly stream: MapStream
  /** Where they stand, once that is known. */
  readonly places: readonly Place[] | undefined
}

function Messages({ stream, places, appends }: EventsProps & { readonly appends: readonly User[] }) {
  if (stream.messages.length === 0) return <h3>No messages yet</h3>
  const by = (index: number) =>
    appends.filter(({ use }) => use.messages === 'all' || use.messages.includes(index)).map(({ application }) => application.name)
  return (
    <>
      <h3>
        Messages <span class="cap">appended by</span>
      </h3>
      <Events stream={stream} places={places} by={by} />
    </>
  )
}

/** So many events are listed; the stream's own page has all. */
const mostEvents = 60

function Events({ stream, places, by }: EventsProps & { readonly by?: (index: number) => readonly string[] }) {
  return (
    <ul>
      {stream.messages.slice(0, mostEvents).map((name, index) => {
        const place = places?.[index]
        return (
          <li key={`${index} ${name}`}>
            <button
              type="button"
              class="ev"
              data-nav="1"
              tabIndex={-1}
              title={`Go to ${name} (F12)`}
              onClick={() => place && reveal(place)}
              {...sourceOf(place)}
            >
              <Glyph index={index} />
              <span class="el">{name || '(unnamed)'}</span>
              {by && <span class="cap el">{by(index).join(', ')}</span>}
            </button>
          </li>
        )
      })}
      {stream.messages.length > mostEvents && <li class="cap">and {stream.messages.length - mostEvents} more</li>}
    </ul>
  )
}

/** The stream of a row as a picture: who appends, its set, who reads. */
interface MiniProps extends EventsProps {
  readonly users: Users
  readonly select: (id: string) => void
}

function Mini({ stream, places, users, select }: MiniProps) {
  const chips = (of: readonly User[], verb: string, nobodyText: string) => (
    <div class="chips">
      {of.map(({ application, use }) => (
        <button
          type="button"
          key={application.id}
          class="chip"
          data-nav="1"
          tabIndex={-1}
          aria-label={`${application.name} ${verb} ${namesOf(use, stream)}`}
          title={`${verb} ${namesOf(use, stream)}`}
          onClick={() => select(application.id)}
          {...sourceOf(use.place)}
        >
          {application.name}
        </button>
      ))}
      {of.length === 0 && <span class="dim">{nobodyText}</span>}
    </div>
  )
  return (
    <>
      <h3>Who and what</h3>
      <div class="mini">
        {chips(users.appends, 'appends', 'nobody appends')}
        <Icon name="arrow-down" class="dim" />
        <div class="set">
          {stream.messages.length === 0 ? <p class="cap">No messages yet.</p> : <Events stream={stream} places={places} />}
        </div>
        <Icon name="arrow-down" class="dim" />
        {chips(users.reads, 'reads', 'nobody reads')}
      </div>
    </>
  )
}

function Findings({ detail }: { readonly detail: MapDetail | undefined }) {
  if (!detail || detail.findings.length === 0) return null
  return (
    <>
      <h3>Findings</h3>
      <ul>
        {detail.findings.map(({ code, severity, message, place }) => (
          <li
            key={`${code} ${placeKey(place)} ${message}`}
            class="finding"
            data-nav="1"
            data-finding="1"
            tabIndex={-1}
            title={code}
            onClick={() => reveal(place)}
            {...sourceOf(place)}
          >
            <StandingIcon of={severity} />
            <span>
              <Said text={message} /> <LineLink place={place} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

interface ApplicationSideProps {
  readonly application: MapApplication
  readonly landscape: Landscape
  readonly detail: MapDetail | undefined
  readonly select: (id: string) => void
}

export const ApplicationSide = memo(({ application, landscape, detail, select }: ApplicationSideProps) => {
  const { name, path, place, copies } = application
  const uses = (side: 'appends' | 'reads') => (
    <ul>
      {application[side].map((use) => {
        const stream = landscape.stream.get(use.stream)
        return (
          stream && (
            <li key={use.stream}>
              <button
                type="button"
                class="ev"
                data-nav="1"
                tabIndex={-1}
                title={namesOf(use, stream)}
                onClick={() => select(stream.id)}
                {...sourceOf(use.place)}
              >
                <span class="el">{stream.name}</span>
                <span class="cap">{use.messages === 'all' ? 'all events' : <Signs of={use.messages} stream={stream} />}</span>
              </button>
            </li>
          )
        )
      })}
      {application[side].length === 0 && <li class="dim">nothing</li>}
    </ul>
  )
  return (
    <Panel label={name}>
      <h2 class="el">{name}</h2>
      <p class="dim facts">
        <code>{path}</code>
      </p>
      <div class="acts">
        <button
          type="button"
          class="btn primary"
          data-nav="1"
          tabIndex={-1}
          title="Open the document (F12)"
          onClick={() => reveal(place)}
          {...sourceOf(place)}
        >
          Open document
        </button>
      </div>
      <h3>Appends to</h3>
      {uses('appends')}
      <h3>Reads</h3>
      {uses('reads')}
      {copies.length > 0 && (
        <>
          <h3>Copied instead of reused</h3>
          <ul>
            {copies.map((copy) => (
              <li key={placeKey(copy.place)}>
                <button type="button" class="ev" data-nav="1" tabIndex={-1} onClick={() => reveal(copy.place)} {...sourceOf(copy.place)}>
                  <span class="el">{copy.name}</span>
                  <span class="cap el">of {landscape.stream.get(copy.stream)?.name}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <Findings detail={detail} />
    </Panel>
  )
})

function Signs({ of, stream }: { readonly of: readonly number[]; readonly stream: MapStream }) {
  const shown = of.slice(0, 6)
  return (
    <span class="strip">
      {shown.map((index) => (
        <Glyph key={index} index={index} />
      ))}
      {of.length > shown.length && `+${of.length - shown.length}`}
      <span class="sr">
        {counted(of.length, 'message', 'messages')} of {stream.name}
      </span>
    </span>
  )
}
