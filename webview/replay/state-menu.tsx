import { Menu } from './menu.tsx'
import { assertionOf, copiedValue } from './state-copy.ts'
import type { StateLine } from './state-tree.ts'
import { useReplay } from './store.ts'

interface ValueMenuProps {
  readonly line: StateLine
  readonly at: { readonly x: number; readonly y: number }
  /** Goes to the event that set it. */
  readonly go: () => void
  readonly closed: () => void
}

/** What can be done with one value of the state. */
export function ValueMenu({ line: { path, value, old }, at, go, closed }: ValueMenuProps) {
  const replay = useReplay()
  const { stops, watch } = replay.state
  const shown = value ?? old
  const copy = (text: string, said: string) => () => {
    replay.host
      .ask('copy', { text })
      .then(() => replay.say(said))
      .catch((error: unknown) => replay.complain(error))
  }
  const watching = (then: () => unknown) => () => {
    replay.watch(path)
    return then()
  }
  return (
    <Menu
      label={path}
      at={at}
      closed={closed}
      items={[
        { label: 'Watch this value', is: { kind: 'check', on: watch === path }, run: () => replay.watch(path) },
        { label: 'Go to the event that set it', key: 'Shift+Enter', run: go },
        { label: 'History', key: 'H', run: watching(() => replay.set({ tab: 'history' })) },
        { label: 'Previous change', key: ',', run: watching(() => replay.stepChange(-1)) },
        { label: 'Next change', key: '.', run: watching(() => replay.stepChange(1)) },
        {
          label: 'Stop here while playing',
          is: { kind: 'check', on: stops.changes && watch === path },
          run: watching(() => replay.set({ stops: { ...stops, changes: !(stops.changes && watch === path) } })),
        },
        'line',
        { label: 'Copy value', isOff: shown === undefined, run: copy(copiedValue(shown), 'The value is copied.') },
        { label: 'Copy path', run: copy(path, 'The path is copied.') },
        { label: 'Copy as assertion', isOff: value === undefined, run: copy(assertionOf(path, value), 'The assertion is copied.') },
      ]}
    />
  )
}
