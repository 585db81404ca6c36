import { memo } from 'preact/compat'
import type { MapApplication, MapStream } from '../../shared/map-protocol.ts'
import { byGravity, hasFindings } from './filter.ts'
import type { Folder } from './folders.ts'
import { type Landscape, nobody } from './landscape.ts'
import { counted, Found, Strip } from './parts.tsx'
import { Panel } from './side.tsx'

/** So many of a list are shown; the filter finds the others. */
const most = 12

interface OverviewProps {
  readonly landscape: Landscape
  /** Those that the filter leaves. */
  readonly streams: readonly MapStream[]
  readonly select: (id: string) => void
}

/** Where to look: what is shown at the right while nothing is selected. */
export const Overview = memo(({ landscape, streams, select }: OverviewProps) => {
  const worst = streams.filter(hasFindings).sort(byGravity)
  const of = (side: 'appends' | 'reads') => streams.filter(({ id }) => (landscape.users.get(id) ?? nobody)[side].length === 0)
  const shown = new Set(streams.map(({ id }) => id))
  const copies = landscape.applications.filter((application) => application.copies.some(({ stream }) => shown.has(stream)))
  const [unread, unwritten] = [of('reads'), of('appends')]
  return (
    <Panel label="Where to look">
      <h2>Where to look</h2>
      <p class="dim">
        {streams.length === 0
          ? 'The filter leaves nothing.'
          : 'Nothing is selected. Select a stream or an application to follow its lines.'}
      </p>
      {worst.length > 0 && <h3>Streams with findings</h3>}
      <StreamLines streams={worst} landscape={landscape} select={select} />
      {unread.length > 0 && <h3>Nobody reads</h3>}
      <StreamLines streams={unread} landscape={landscape} select={select} />
      {unwritten.length > 0 && <h3>Nobody appends</h3>}
      <StreamLines streams={unwritten} landscape={landscape} select={select} />
      {copies.length > 0 && <h3>Copied instead of reused</h3>}
      <ul>
        {copies.slice(0, most).map(({ id, name, copies: own }) => (
          <li key={id}>
            <button type="button" class="ev" data-nav="1" tabIndex={-1} onClick={() => select(id)}>
              <span class="el">{name}</span>
              <span class="cap el">writes out {own.map((copy) => landscape.stream.get(copy.stream)?.name ?? copy.name).join(', ')}</span>
            </button>
          </li>
        ))}
      </ul>
      <More of={copies.length} />
      {streams.length > 0 && worst.length + unread.length + unwritten.length + copies.length === 0 && (
        <p class="dim nothing">All conventions hold, and every stream is appended to and read.</p>
      )}
    </Panel>
  )
})

function More({ of }: { readonly of: number }) {
  return of > most ? <p class="cap">and {of - most} more</p> : null
}

function StreamLines({ streams, landscape, select }: OverviewProps) {
  return (
    <>
      <ul>
        {streams.slice(0, most).map((stream) => (
          <li key={stream.id}>
            <button type="button" class="ev" data-nav="1" tabIndex={-1} onClick={() => select(stream.id)}>
              <span class="el">{stream.name}</span>
              {hasFindings(stream) ? <Found counts={stream.counts} /> : <span class="cap el">{usedBy(stream, landscape)}</span>}
            </button>
          </li>
        ))}
      </ul>
      <More of={streams.length} />
    </>
  )
}

function usedBy({ id }: MapStream, { users }: Landscape): string {
  const { appends, reads } = users.get(id) ?? nobody
  const [first] = appends.length > 0 ? appends : reads
  return first ? `${appends.length > 0 ? 'appended' : 'read'} by ${first.application.name}` : ''
}

interface FolderSideProps extends OverviewProps {
  readonly folder: Folder
  /** Goes down into the folder; not there where it has nothing below. */
  readonly enter: ((path: readonly string[]) => void) | undefined
}

export const FolderSide = memo(({ folder, landscape, select, enter }: FolderSideProps) => {
  const { streams, name, path } = folder
  const worst = streams.filter(hasFindings).sort(byGravity)
  const unread = streams.filter(({ id }) => (landscape.users.get(id) ?? nobody).reads.length === 0)
  const others = streams.filter((stream) => !hasFindings(stream) && !unread.includes(stream))
  return (
    <Panel label={name}>
      <h2 class="el">{name}</h2>
      <p class="dim">{counted(streams.length, 'stream', 'streams')}</p>
      {enter && (
        <div class="acts">
          <button type="button" class="btn primary" data-nav="1" tabIndex={-1} title="Show only these (Enter)" onClick={() => enter(path)}>
            Show only these
          </button>
        </div>
      )}
      {worst.length > 0 && <h3>With findings</h3>}
      <StreamLines streams={worst} landscape={landscape} select={select} />
      {unread.length > 0 && <h3>Nobody reads</h3>}
      <StreamLines streams={unread} landscape={landscape} select={select} />
      {others.length > 0 && <h3>{others.length === streams.length ? 'Streams' : 'The others'}</h3>}
      <ul>
        {others.slice(0, most).map((stream) => (
          <li key={stream.id}>
            <button type="button" class="ev" data-nav="1" tabIndex={-1} onClick={() => select(stream.id)}>
              <span class="el">{stream.name}</span>
              <Strip stream={stream} most={6} words={[]} />
            </button>
          </li>
        ))}
      </ul>
      <More of={others.length} />
    </Panel>
  )
})

interface GroupSideProps {
  readonly name: string
  readonly applications: readonly MapApplication[]
  readonly select: (id: string) => void
}

export const GroupSide = memo(({ name, applications, select }: GroupSideProps) => (
  <Panel label={name}>
    <h2 class="el">{name}</h2>
    <p class="dim">{counted(applications.length, 'application', 'applications')}</p>
    <ul class="first">
      {applications.map(({ id, name: own, appends, reads }) => (
        <li key={id}>
          <button type="button" class="ev" data-nav="1" tabIndex={-1} onClick={() => select(id)}>
            <span class="el">{own}</span>
            <span class="cap el">
              {[appends.length > 0 && `appends ${appends.length}`, reads.length > 0 && `reads ${reads.length}`].filter(Boolean).join(', ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  </Panel>
))
