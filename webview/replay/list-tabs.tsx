import { useRef } from 'preact/hooks'
import { useArrows } from '../ui/keys.ts'
import { AuditTools } from './audit-tools.tsx'
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
      {list === 'audit' && <AuditTools />}
    </div>
  )
}
