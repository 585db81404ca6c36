import { useEffect } from 'preact/hooks'
import { useReplay, useSeen } from './store.ts'

/** A moment is said once it rests for so long: who holds a key down does not hear each one. */
const rest = 250

/** The one polite live region: the moment after a step, a branch made, the load done. */
export function Live() {
  const replay = useReplay()
  const said = useSeen((state) => state.said)
  const at = useSeen(({ moment }) => moment?.row.at)
  const isQuiet = useSeen(({ isPlaying, rides }) => isPlaying || rides)
  useEffect(() => {
    if (at === undefined || isQuiet) return
    const timer = setTimeout(() => replay.sayMoment(), rest)
    return () => clearTimeout(timer)
  }, [replay, at, isQuiet])
  return (
    <div class="sr" role="status" aria-live="polite">
      {said}
    </div>
  )
}
