import { useRef, useState } from 'preact/hooks'
import { useArrows } from '../ui/keys.ts'
import { Icon } from '../ui/signs.tsx'
import { AuditTools } from './audit-tools.tsx'
import { Menu } from './menu.tsx'
import { useReplay, useSeen } from './store.ts'
import { grouped } from './words.ts'

/** Events or findings. */
export function ListTabs() {
  const replay = useReplay()
  const list = useSeen((state) => state.list)
  const events = useSeen(({ overview }) => overview?.events ?? 0)
  const inserted = useSeen(({ branch }) => branch?.view.edits.filter(({ letter }) => letter === 'A').length ?? 0)
  const findings = useSeen(({ overview }) => (overview ? overview.errors + overview.warnings : 0))
  const isLoading = useSeen(({ overview }) => overview?.load === 'loading')
  const part = useRef<HTMLDivElement>(null)
  useArrows(part)
  const tab = (name: 'events' | 'audit', title: string, count: number, key: string) => (
    <button
      type="button"
      role="tab"
      data-nav="1"
      tabIndex={-1}
      aria-selected={list === name}
      title={`${title}${key}`}
      onClick={() => replay.set({ list: name })}
    >
      {title}
      <span class="badge">
        {grouped(count)}
        {isLoading && name === 'events' && '…'}
      </span>
    </button>
  )
  return (
    <div class="phead tabs" ref={part}>
      <div role="tablist" aria-label="Events or findings">
        {tab('events', 'Events', events + inserted, '')}
        {tab('audit', 'Audit', findings, ' (A)')}
      </div>
      <span class="grow" />
      {list === 'events' && <Columns />}
      {list === 'audit' && <AuditTools />}
    </div>
  )
}

const columns = ['Time', 'Entity', 'Type', 'Payload'] as const

/** The columns that somebody does without, as classes of the list. Kept among the sizes: 0 is no column. */
export function hiddenColumns(sizes: Readonly<Record<string, number>>): string {
  return columns
    .filter((name) => sizes[`column ${name}`] === 0)
    .map((name) => ` no-${name.toLowerCase()}`)
    .join('')
}

function Columns() {
  const replay = useReplay()
  const sizes = useSeen((state) => state.sizes)
  const button = useRef<HTMLButtonElement>(null)
  const [at, setAt] = useState<{ readonly x: number; readonly y: number }>()
  const open = () => {
    const box = button.current?.getBoundingClientRect()
    if (box) setAt({ x: box.right - 160, y: box.bottom + 2 })
  }
  return (
    <>
      <button
        type="button"
        ref={button}
        class="tb columns"
        data-nav="1"
        tabIndex={-1}
        aria-haspopup="menu"
        aria-expanded={at !== undefined}
        aria-label="Columns"
        title="Columns"
        onClick={open}
      >
        <Icon name="list-flat" />
      </button>
      {at && (
        <Menu
          label="Columns"
          at={at}
          closed={() => setAt(undefined)}
          items={columns.map((name) => {
            const key = `column ${name}`
            const isOn = sizes[key] !== 0
            return {
              label: name,
              is: { kind: 'check' as const, on: isOn },
              run: () => {
                replay.set({ sizes: { ...replay.state.sizes, [key]: isOn ? 0 : 1 } })
                replay.keep()
              },
            }
          })}
        />
      )}
    </>
  )
}
