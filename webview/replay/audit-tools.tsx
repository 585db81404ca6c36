import type { AuditParams } from '../../shared/replay-protocol.ts'
import { Icon } from '../ui/signs.tsx'
import { useReplay, useSeen } from './store.ts'

const ways: readonly (readonly [AuditParams['by'], string])[] = [
  ['kind', 'by kind'],
  ['entity', 'by entity'],
  ['message', 'by message'],
]

/** How findings are grouped, and where they may go. */
export function AuditTools() {
  const replay = useReplay()
  const by = useSeen((state) => state.auditBy)
  const save = (form: 'csv' | 'json') => () =>
    replay.host.ask('save', { what: 'audit', form }).catch((error: unknown) => replay.complain(error))
  return (
    <div class="audit-tools">
      <label class="by" title="How findings are grouped">
        <Icon name="type-hierarchy" />
        <span class="sr">Group</span>
        <select
          value={by}
          onChange={({ currentTarget }) => {
            const way = ways.find(([name]) => name === currentTarget.value)
            if (way) replay.set({ auditBy: way[0] })
          }}
        >
          {ways.map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Button
        icon="checklist"
        text="Show in Problems"
        title="Show all findings in the Problems panel"
        onClick={() => replay.run('showProblems')}
      />
      <Button icon="save" text="CSV" title="Save all findings as CSV" onClick={save('csv')} />
      <Button icon="json" text="JSON" title="Save all findings as JSON" onClick={save('json')} />
    </div>
  )
}

interface ButtonProps {
  readonly icon: string
  readonly text: string
  readonly title: string
  readonly onClick: () => unknown
}

function Button({ icon, text, title, onClick }: ButtonProps) {
  return (
    <button type="button" class="tb" data-nav="1" tabIndex={-1} title={title} onClick={() => void onClick()}>
      <Icon name={icon} />
      <span class="text">{text}</span>
    </button>
  )
}
