import { nameOf } from './banner.tsx'
import { useReplay, useSeen } from './store.ts'

/** In place of everything, where there is no event yet: what could be done about it. */
export function Welcome() {
  const replay = useReplay()
  const source = useSeen(({ start }) => start?.source ?? 'this recording')
  const isFollowing = useSeen(({ overview }) => overview?.isFollowing ?? false)
  return (
    <section class="welcome" aria-label="No events">
      <h2>No events in {nameOf(source)} yet</h2>
      <p>
        {isFollowing
          ? 'The file is there and empty. Follow is on: the first event shows up here as soon as it is written.'
          : 'The file is there and empty. With Follow, the first event shows up here as soon as it is written.'}
      </p>
      <p class="acts">
        <button type="button" class="primary" onClick={() => replay.run('pickSource')}>
          Open another recording…
        </button>
        {!isFollowing && (
          <button type="button" class="secondary" onClick={() => void replay.follow(true)}>
            Follow
          </button>
        )}
      </p>
      <p class="dim">
        Understood: one JSON record a line, a JSON array, CSV with a header row, Parquet; .gz and .zst too.
        <br />
        CloudEvents, an envelope with headers, or bare payloads are told apart on their own.
      </p>
    </section>
  )
}
