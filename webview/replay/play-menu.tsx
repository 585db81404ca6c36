import { useRef, useState } from 'preact/hooks'
import { Menu } from './menu.tsx'
import { paceName, paces } from './pace.ts'
import { useReplay, useSeen } from './store.ts'

/** How fast play goes, and what it stops at. */
export function PaceMenu() {
  const replay = useReplay()
  const pace = useSeen((state) => state.pace)
  const stops = useSeen((state) => state.stops)
  const watch = useSeen((state) => state.watch)
  const button = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState<{ readonly x: number; readonly y: number }>()
  const open = () => {
    const box = button.current?.getBoundingClientRect()
    if (box) setAt({ x: box.left, y: box.bottom + 2 })
  }
  const stop = (change: Partial<typeof stops>) => replay.set({ stops: { ...replay.state.stops, ...change } })
  return (
    <>
      <button
        type="button"
        ref={button}
        class="pace"
        data-nav="1"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={at !== undefined}
        aria-label={`Pace: ${paceName(pace)}`}
        title="Pace, and what play stops at (+ and −)"
        onClick={open}
      >
        {paceName(pace)}
      </button>
      {at && (
        <Menu
          label="Pace"
          at={at}
          closed={() => setAt(undefined)}
          items={[
            ...paces.map((one) => ({
              label: one.kind === 'rate' ? `${one.perSecond} a second` : paceName(one),
              is: { kind: 'radio' as const, on: paceName(one) === paceName(pace) },
              run: () => replay.set({ pace: one }),
            })),
            'line' as const,
            { label: 'Stop at problems', is: { kind: 'check', on: stops.problems }, run: () => stop({ problems: !stops.problems }) },
            {
              label: watch === undefined ? 'Stop where the watched value changes' : `Stop where ${watch.slice(1)} changes`,
              is: { kind: 'check', on: stops.changes },
              isOff: watch === undefined,
              run: () => stop({ changes: !stops.changes }),
            },
          ]}
        >
          <label>
            Stop where
            <input
              type="text"
              spellcheck={false}
              placeholder="a CEL expression holds"
              aria-label="Stop where a CEL expression holds"
              value={stops.condition}
              onInput={({ currentTarget }) => stop({ condition: currentTarget.value.trim() })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                setAt(undefined)
              }}
            />
          </label>
        </Menu>
      )}
    </>
  )
}
