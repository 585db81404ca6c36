import { useMemo, useRef, useState } from 'preact/hooks'
import type { Cause, CauseTree, Row } from '../../shared/replay-protocol.ts'
import { Icon } from '../ui/signs.tsx'
import { FindingLine } from './event-tree.tsx'
import { Sign } from './list-row.tsx'
import { treeKey } from './state-keys.ts'
import { useAnswer, useReplay, useSeen } from './store.ts'
import { hash, span, timeParts } from './words.ts'

interface CauseLine {
  readonly row: Row
  readonly depth: number
}

/** What led to the event, from the first cause down, and what it caused in turn. */
export function Causes({ at }: { readonly at: number }) {
  const version = useSeen((state) => state.version)
  const answer = useAnswer(`${at} ${version}`, async ({ engine }) => ({ at, tree: await engine.ask('causes', { at }) }))
  const finding = useSeen(({ moment }) => (moment?.finding?.kind === 'dangling-causation' ? moment.finding : undefined))
  if (!answer || answer.at !== at) return null
  return (
    <>
      {finding && <FindingLine finding={finding} depth={0} />}
      {answer.tree.root ? (
        <Tree tree={answer.tree} at={at} />
      ) : (
        <p class="none">{answer.tree.nothing ?? 'Nothing is known of its cause.'}</p>
      )}
    </>
  )
}

function Tree({ tree: { root }, at }: { readonly tree: CauseTree; readonly at: number }) {
  const replay = useReplay()
  const lines = useMemo(() => (root ? flat(root) : []), [root])
  const [active, setActive] = useState(at)
  const tree = useRef<HTMLDivElement>(null)
  const found = lines.findIndex(({ row }) => row.at === active)
  const here =
    found < 0
      ? Math.max(
          0,
          lines.findIndex(({ row }) => row.at === at),
        )
      : found
  const own = lines.find(({ row }) => row.at === at)?.row
  return (
    <div
      class="scroll"
      ref={tree}
      role="tree"
      aria-label="Causes"
      tabIndex={0}
      aria-activedescendant={lines[here] && `cause-${lines[here].row.at}`}
      onKeyDown={(event) =>
        treeKey(event, lines, here, {
          to: (index) => {
            setActive(lines[index]?.row.at ?? at)
            tree.current?.children[index]?.scrollIntoView({ block: 'nearest' })
          },
          turn: () => undefined,
          enter: (index) => replay.goTo(lines[index]?.row.at ?? at),
        })
      }
    >
      {lines.map(({ row, depth }, index) => (
        <div
          key={row.at}
          id={`cause-${row.at}`}
          class={`ca${row.at === at ? ' here' : row.at > at ? ' future' : ''}${index === here ? ' active' : ''}`}
          role="treeitem"
          aria-level={depth + 1}
          aria-selected={row.at === at}
          onClick={() => replay.goTo(row.at)}
        >
          <span class="c scm">{row.at === at && <Icon name="debug-stackframe" class="at" />}</span>
          {depth > 0 && (
            <span class="ind" style={{ width: `${Math.min(depth, 20) * 14}px` }}>
              └
            </span>
          )}
          <Sign message={row.message} />
          <span class="tn">{row.type}</span>
          <span class="dim mono">{hash(row.position)}</span>
          <span class="dim mono el">{row.entity}</span>
          <span class="dim mono right">{apart(row, own)}</span>
        </div>
      ))}
    </div>
  )
}

/** How long before or after the event; of itself when it was. */
function apart({ at, time }: Row, own: Row | undefined): string {
  if (time === undefined) return ''
  if (own === undefined || at === own.at) return timeParts(time)?.clock ?? ''
  const between = Date.parse(time) - Date.parse(own.time ?? '')
  return Number.isNaN(between) ? (timeParts(time)?.clock ?? '') : `${between < 0 ? '−' : '+'}${span(between)}`
}

/** Depth first; an explicit stack, for a chain of causes may be long. */
function flat(root: Cause): CauseLine[] {
  const lines: CauseLine[] = []
  const open = [{ cause: root, depth: 0 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { cause, depth } = next
    lines.push({ row: cause.row, depth })
    for (const child of cause.children.toReversed()) open.push({ cause: child, depth: depth + 1 })
  }
  return lines
}
