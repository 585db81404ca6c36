import { Axis } from './axis.tsx'
import { Banner } from './banner.tsx'
import { Welcome } from './banner-welcome.tsx'
import { BranchBar } from './branch-bar.tsx'
import { Entities } from './entities.tsx'
import { EventPart } from './event.tsx'
import { KeysHelp } from './keys-help.tsx'
import { Events } from './list.tsx'
import { Live } from './live.tsx'
import { MomentBar } from './moment-bar.tsx'
import { Splitters } from './splitters.tsx'
import { State } from './state.tsx'
import { Status } from './status.tsx'
import { useSeen } from './store.ts'
import { Toolbar } from './toolbar.tsx'

/** The whole panel: one moment, shown in all its parts at once. */
export function App() {
  const isBranch = useSeen(({ branch }) => branch !== undefined)
  const isEmpty = useSeen(({ overview }) => overview?.events === 0 && overview.load === 'done')
  const title = useSeen(({ start }) => (start ? `Replay of ${start.source}, channel ${start.channel}` : 'Replay'))
  return (
    <main class={`replay${isBranch ? ' in-branch' : ''}`}>
      <h1 class="sr">{title}</h1>
      <Toolbar />
      <Banner />
      <Axis />
      <MomentBar />
      <BranchBar />
      <div class="body">
        {isEmpty ? (
          <Welcome />
        ) : (
          <>
            <Entities />
            <Events />
            <State />
            <EventPart />
            <Splitters />
          </>
        )}
      </div>
      <Status />
      <Live />
      <KeysHelp />
    </main>
  )
}
