import { memo } from 'preact/compat'
import { useRef, useState } from 'preact/hooks'
import type { ConventionFinding, ConventionGroup, Standing } from '../../shared/preview-protocol.ts'
import { reveal, tell } from '../ui/host.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { LineLink, Said, sourceOf } from '../ui/text.tsx'

/** So many findings of a group are shown at once. */
const most = 50

/** What holds and what does not, by group. */
export const Conventions = memo(({ groups }: { readonly groups: readonly ConventionGroup[] }) => {
  const part = useRef<HTMLElement>(null)
  useArrows(part)
  const sum = (of: 'holds' | 'of') => groups.reduce((total, group) => total + group[of], 0)
  return (
    <section id="conventions" class="conv-part" ref={part} aria-label="Conventions">
      <div class="sec">
        <h2>Conventions</h2>
        <span class="right cap">
          {sum('holds')} of {sum('of')} hold
        </span>
      </div>
      <ul class="conv">
        {groups.map((group, index) => (
          <Group key={index} group={group} />
        ))}
      </ul>
    </section>
  )
})

const Group = memo(({ group: { title, holds, of, say, findings } }: { readonly group: ConventionGroup }) => {
  const [isOpen, setOpen] = useState(true)
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? findings : findings.slice(0, most)
  const worst = (['error', 'warning', 'info', 'hint'] as const).find((severity) => findings.some((one) => one.severity === severity))
  const standing: Standing | 'hint' = worst ?? 'pass'
  const cells = (
    <>
      <StandingIcon of={standing} />
      <span class="el">
        {title}
        {say !== undefined && (
          <span class="dim">
            {' '}
            – <Said text={say} />
          </span>
        )}
      </span>
      <span class="cap">
        {holds} of {of}
      </span>
    </>
  )
  if (findings.length === 0) {
    return (
      <li>
        <div class="group">
          <span />
          {cells}
        </div>
      </li>
    )
  }
  return (
    <li>
      <button type="button" class="group" data-nav="1" tabIndex={-1} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />
        {cells}
      </button>
      {isOpen && (
        <ul>
          {shown.map((finding) => (
            <li key={`${finding.code} ${finding.place.pointer} ${finding.message}`}>
              <Finding finding={finding} />
            </li>
          ))}
          {shown.length < findings.length && (
            <li>
              <button type="button" class="link more" data-nav="2" tabIndex={-1} onClick={() => setWhole(true)}>
                {findings.length - shown.length} more
              </button>
            </li>
          )}
        </ul>
      )}
    </li>
  )
})

interface FindingProps {
  readonly finding: ConventionFinding
  /** Within its message it need not say whose it is. */
  readonly isWithin?: boolean
  readonly role?: 'group' | 'treeitem'
}

/** A finding: its sentence, its fix, its line. */
export function Finding({ finding, isWithin = false, role = 'group' }: FindingProps) {
  const { severity, message, fix, place, code, about } = finding
  const run = () => tell({ type: 'edit', edit: { kind: 'fix', finding: { code, place, message } } })
  return (
    <div
      class="finding"
      data-finding
      data-nav="2"
      tabIndex={-1}
      role={role}
      aria-label={role === 'group' ? message : undefined}
      title={code}
      {...sourceOf(place)}
      onDblClick={() => reveal(place)}
    >
      <StandingIcon of={severity} />
      <span>
        {!isWithin && about !== undefined && !message.includes(about) && <span class="about">{about}: </span>}
        <Said text={message} />
      </span>
      <span class="acts">
        {fix !== undefined && (
          <button type="button" class="link" data-nav="3" tabIndex={-1} title={`${fix}: change the document`} onClick={run}>
            {fix}
          </button>
        )}
        <LineLink place={place} />
      </span>
    </div>
  )
}
