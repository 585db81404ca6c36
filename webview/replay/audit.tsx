import './audit.css'
import { useMemo, useRef, useState } from 'preact/hooks'
import type { AuditView, FindingView } from '../../shared/replay-protocol.ts'
import { Icon, StandingIcon } from '../ui/signs.tsx'
import { useVirtualRows } from './list-virtual.ts'
import { treeKey } from './state-keys.ts'
import { useAnswer, useReplay, useSeen } from './store.ts'
import { grouped, hash } from './words.ts'

/** So many lines are asked for at once. */
const page = 128
const step = 32
/** Up to so many groups begin open. */
const mostOpen = 50

type AuditLine = AuditView['lines'][number]

/** All findings, in groups that open and close. Who chooses one goes to its event. */
export function Audit() {
  const replay = useReplay()
  const version = useSeen((state) => state.version)
  const by = useSeen((state) => state.auditBy)
  const at = useSeen(({ moment }) => moment?.row.at ?? 0)
  const scroller = useRef<HTMLDivElement>(null)
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set())
  const [from, setFrom] = useState(0)
  const [active, setActive] = useState(0)
  const groups = useAnswer(`${version} ${by}`, async ({ engine }) => ({
    by,
    view: await engine.ask('audit', { by, open: [], from: 0, count: 1_000 }),
  }))
  const open = useMemo(() => {
    const keys = groups?.view.lines.flatMap((line) => (line.kind === 'group' ? [line.key] : [])) ?? []
    const beginOpen = keys.length <= mostOpen
    return keys.filter((key) => beginOpen !== turned.has(`${groups?.by} ${key}`))
  }, [groups, turned])
  const key = groups?.by === by ? `${version} ${by} ${from} ${open.join('\n')}` : undefined
  const answer = useAnswer(key, async ({ engine }) => ({ from, view: await engine.ask('audit', { by, open, from, count: page }) }))
  const total = answer?.view.total ?? 0
  const virtual = useVirtualRows(scroller, total, 22)
  const first = virtual.rows[0]?.index ?? 0
  const last = virtual.rows.at(-1)?.index ?? 0
  if (first < from || last >= from + page) {
    const wanted = Math.max(0, Math.floor(first / step) * step - step)
    if (wanted !== from) setFrom(wanted)
  }
  const lineAt = (index: number): AuditLine | undefined => answer?.view.lines[index - answer.from]
  const turn = (line: AuditLine | undefined) => {
    if (line?.kind !== 'group') return
    const own = `${by} ${line.key}`
    setTurned((before) => new Set(before.has(own) ? [...before].filter((one) => one !== own) : [...before, own]))
  }
  const choose = (index: number) => {
    setActive(index)
    virtual.reveal(index)
    const line = lineAt(index)
    if (line?.kind === 'finding') replay.goTo(line.finding.at)
  }
  if (answer && total === 0) return <p class="none">Nothing is wrong with these events.</p>
  const here = Math.min(active, Math.max(0, total - 1))
  return (
    <div
      class="scroll audit"
      ref={scroller}
      role={total > 0 ? 'treegrid' : undefined}
      aria-label="Findings"
      aria-rowcount={total}
      tabIndex={0}
      aria-activedescendant={total > 0 ? `audit-${here}` : undefined}
      onKeyDown={(event) =>
        treeKey(event, { length: total, at: (index) => shapeOf(lineAt(index)) }, here, {
          to: choose,
          turn: (index) => turn(lineAt(index)),
          enter: (index) => (lineAt(index)?.kind === 'group' ? turn(lineAt(index)) : choose(index)),
        })
      }
    >
      <div class="rows" role="rowgroup" style={{ height: `${virtual.height}px` }}>
        {virtual.rows.map(({ index, top }) => {
          const line = lineAt(index)
          if (!line) return null
          const shared = { index, top, isActive: index === here }
          return line.kind === 'group' ? (
            <Group
              key={index}
              {...shared}
              line={line}
              withKind={by === 'kind'}
              onClick={() => {
                setActive(index)
                turn(line)
              }}
            />
          ) : (
            <Finding key={index} {...shared} finding={line.finding} moment={at} onClick={() => choose(index)} />
          )
        })}
      </div>
    </div>
  )
}

function shapeOf(line: AuditLine | undefined): { depth: number; isOpen: boolean | undefined } {
  return line?.kind === 'group' ? { depth: 0, isOpen: line.isOpen } : { depth: 1, isOpen: undefined }
}

interface RowProps {
  readonly index: number
  readonly top: number
  readonly isActive: boolean
  onClick(): void
}

interface GroupProps extends RowProps {
  readonly line: Extract<AuditLine, { kind: 'group' }>
  readonly withKind: boolean
}

function Group({ index, top, isActive, line, withKind, onClick }: GroupProps) {
  return (
    <div
      id={`audit-${index}`}
      class={`audit-group${isActive ? ' active' : ''}`}
      role="row"
      aria-level={1}
      aria-expanded={line.isOpen}
      aria-rowindex={index + 1}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onClick}
    >
      <Icon name={line.isOpen ? 'chevron-down' : 'chevron-right'} />
      <StandingIcon of={line.severity} />
      <span role="gridcell" class="title el">
        {line.title} <span class="badge">{grouped(line.count)}</span>
      </span>
      {withKind && (
        <span class="mono dim kind" role="gridcell">
          {line.key}
        </span>
      )}
    </div>
  )
}

interface FindingProps extends RowProps {
  readonly finding: FindingView
  readonly moment: number
}

function Finding({ index, top, isActive, finding, moment, onClick }: FindingProps) {
  const { at, position, entity, message, path } = finding
  return (
    <div
      id={`audit-${index}`}
      class={`audit-row${at === moment ? ' here' : at > moment ? ' future' : ''}${isActive ? ' active' : ''}`}
      role="row"
      aria-level={2}
      aria-rowindex={index + 1}
      aria-selected={at === moment}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onClick}
    >
      {at === moment ? <Icon name="debug-stackframe" class="at" /> : <Icon name="blank" />}
      <span class="num mono" role="gridcell">
        {hash(position)}
      </span>
      <span class="whose mono el" role="gridcell">
        {entity ?? '–'}
      </span>
      <span class="message el" role="gridcell" title={message}>
        {message}
      </span>
      <span class="where mono dim el" role="gridcell" title={path}>
        {path}
      </span>
    </div>
  )
}
