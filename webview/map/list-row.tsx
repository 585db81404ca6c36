import type { MapStream } from '../../shared/map-protocol.ts'
import { sourceOf } from '../ui/text.tsx'
import { hasFindings, isMatch } from './filter.ts'
import { type Landscape, nobody, type User } from './landscape.ts'
import { Found, Marked, MessagesCell } from './parts.tsx'

interface StreamRowProps {
  readonly stream: MapStream
  readonly landscape: Landscape
  readonly words: readonly string[]
  readonly index: number
  readonly isSelected: boolean
  readonly isStop: boolean
  readonly pick: (index: number) => void
  readonly open: (id: string) => void
}

export function StreamRow({ stream, landscape, words, index, isSelected, isStop, pick, open }: StreamRowProps) {
  const { id, name, address, protocols, kept, place, counts } = stream
  const { appends, reads } = landscape.users.get(id) ?? nobody
  return (
    <div
      class="row"
      role="row"
      aria-level={2}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      data-row={id}
      data-finding={hasFindings(stream) ? id : undefined}
      tabIndex={isStop ? 0 : -1}
      onClick={() => pick(index)}
      onDblClick={() => open(id)}
      {...sourceOf(place)}
    >
      <span role="gridcell" class="stream">
        <Marked text={name} words={words} />
      </span>
      <span role="gridcell" class="address">
        <code>
          <Marked text={address ?? ''} words={words} />
        </code>
      </span>
      <span role="gridcell" class="protocol dim">
        {protocols.join(', ')}
      </span>
      <span role="gridcell" class="messages">
        <MessagesCell stream={stream} words={words} />
      </span>
      <span role="gridcell" class="appends">
        <Names users={appends} words={words} />
      </span>
      <span role="gridcell" class="reads">
        <Names users={reads} words={words} />
      </span>
      <span role="gridcell" class={`kept${kept === 'for ever' ? ' dim' : ''}`}>
        {kept}
      </span>
      <span role="gridcell" class="findings">
        <Found counts={counts} aligned />
      </span>
    </div>
  )
}

/** The first of some applications, the one that the filter found before others, and how many more there are. */
function Names({ users, words }: { readonly users: readonly User[]; readonly words: readonly string[] }) {
  const names = users.map(({ application }) => application.name)
  const shown = names.find((name) => isMatch(name, words)) ?? names[0]
  if (shown === undefined) return <>nobody</>
  return (
    <span class="names" title={names.join(', ')}>
      <span class="el">
        <Marked text={shown} words={words} />
      </span>
      {names.length > 1 && <span class="dim">+{names.length - 1}</span>}
    </span>
  )
}
