import { useMemo, useRef, useState } from 'preact/hooks'
import type { Pointer } from '../../shared/pointer.ts'
import type { FindingView } from '../../shared/replay-protocol.ts'
import type { Json } from '../ui/json.ts'
import { StandingIcon } from '../ui/signs.tsx'
import { type EventLine, eventLines, valueAt } from './event-lines.ts'
import { ValueEditor } from './event-value.tsx'
import { treeKey } from './state-keys.ts'
import { FoldLink, thrown } from './state-notes.tsx'
import { isContainer, peek } from './state-tree.ts'
import { Value } from './state-value.tsx'
import { useSeen } from './store.ts'
import { grouped } from './words.ts'

interface TreeProps {
  readonly label: string
  readonly value: Json
  readonly findings: readonly FindingView[]
  /** What is being typed over, by its pointer. */
  readonly edited?: Pointer | undefined
  /** Begins to type over a value; without, values are only to be read. */
  readonly edit?: (path: Pointer) => void
  readonly accept?: (path: Pointer, value: Json) => Promise<string | undefined>
  readonly leave?: () => void
}

/** A payload or headers: names and values, each finding under what it is about. */
export function EventTree({ label, value, findings, edited, edit, accept, leave }: TreeProps) {
  const [turned, setTurned] = useState<ReadonlyMap<Pointer, boolean>>(new Map())
  const [batches, setBatches] = useState<ReadonlyMap<Pointer, number>>(new Map())
  const [active, setActive] = useState<Pointer>()
  const tree = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => eventLines(value, findings, { turned, batches }), [value, findings, turned, batches])
  const found = lines.findIndex((line) => line.kind !== 'finding' && line.path === active)
  const here = Math.max(found, 0)
  const chosen = lines[here]
  const turn = ({ path, isOpen }: EventLine) => setTurned((before) => new Map(before).set(path, !isOpen))
  const more = (path: Pointer) => setBatches((before) => new Map(before).set(path, 10 * (before.get(path) ?? 1)))
  const to = (index: number, by: number) => {
    // A finding belongs to the value above it.
    let next = index
    while (lines[next]?.kind === 'finding') next += by
    const line = lines[next]
    if (!line) return
    setActive(line.path)
    tree.current?.querySelectorAll('.js')[next]?.scrollIntoView({ block: 'nearest' })
  }
  const first = lines.find((line) => line.kind === 'value' && line.isOpen === undefined)?.path
  const typedOver = edited === '' && valueAt(value, '') !== undefined && isContainer(value) ? (active ?? first) : edited
  const lineOf = (target: EventTarget | null) => {
    const index = target instanceof Element ? target.closest<HTMLElement>('[data-line]')?.dataset['line'] : undefined
    return index === undefined ? undefined : lines[Number(index)]
  }
  return (
    <div
      class="scroll mono"
      ref={tree}
      role="tree"
      aria-label={label}
      tabIndex={0}
      data-edit-from={edit && (active ?? first)}
      aria-activedescendant={chosen && idOf(label, here)}
      onKeyDown={(event) => {
        if (event.key === 'F2' && chosen && edit) edit(chosen.path)
        treeKey(event, lines, here, {
          to: (index) => to(index, index < here ? -1 : 1),
          turn: (index) => lines.slice(index, index + 1).forEach(turn),
          enter: (index) => {
            const line = lines[index]
            if (line?.kind === 'more') more(line.path)
            else if (line?.isOpen !== undefined) turn(line)
            else if (line) edit?.(line.path)
          },
        })
      }}
      onClick={({ target }) => {
        const line = lineOf(target)
        if (!line) return
        setActive(line.path)
        if (line.kind === 'more') more(line.path)
        else if (line.isOpen !== undefined) turn(line)
      }}
      onDblClick={({ target }) => {
        const line = lineOf(target)
        if (line?.kind === 'value' && line.isOpen === undefined) edit?.(line.path)
      }}
    >
      {lines.map((line, index) =>
        line.kind === 'value' ? (
          <div
            key={line.path}
            id={idOf(label, index)}
            data-line={index}
            class={`js${index === here ? ' active' : ''}`}
            role="treeitem"
            aria-level={line.depth + 1}
            aria-expanded={line.isOpen}
            aria-selected={index === here}
          >
            <span class="key" style={{ paddingLeft: `${line.depth * 12 + 12}px` }}>
              <span class="nm">{line.name}</span>
            </span>
            <span class="lv">
              {typedOver === line.path && accept && leave ? (
                <ValueEditor
                  path={line.path}
                  value={line.value}
                  accept={(next) => accept(line.path, next)}
                  leave={() => {
                    leave()
                    tree.current?.focus()
                  }}
                />
              ) : (
                <Shown line={line} />
              )}
              {line.finding && <span class="sr">, {line.finding.message}</span>}
            </span>
          </div>
        ) : line.kind === 'finding' ? (
          <FindingLine key={`${line.path} ${line.finding.kind}`} finding={line.finding} depth={line.depth} index={index} />
        ) : (
          <div
            key={`${line.path} more`}
            id={idOf(label, index)}
            data-line={index}
            class={`js${index === here ? ' active' : ''}`}
            role="treeitem"
            aria-level={line.depth + 1}
            aria-selected={index === here}
          >
            <span class="key link" style={{ paddingLeft: `${line.depth * 12 + 12}px` }}>
              {grouped(line.count)} more
            </span>
          </div>
        ),
      )}
    </div>
  )
}

function idOf(label: string, index: number): string {
  return `${label.toLowerCase()}-${index}`
}

function Shown({ line: { value, isOpen, finding } }: { readonly line: Extract<EventLine, { kind: 'value' }> }) {
  if (isOpen !== undefined) return <span class="peek">{isOpen ? '' : peek(value)}</span>
  return finding ? (
    <span class={`squig ${finding.severity}-line`}>
      <Value of={value} />
    </span>
  ) : (
    <Value of={value} />
  )
}

interface FindingLineProps {
  readonly finding: FindingView
  readonly depth: number
  readonly index?: number
}

/** One sentence on what is wrong, in the editor's colour for it. */
export function FindingLine({ finding, depth, index }: FindingLineProps) {
  const fold = useSeen(({ overview }) => overview?.fold)
  return (
    <div
      class={`fmsg ${finding.severity}-ground`}
      data-line={index}
      role={index === undefined ? undefined : 'none'}
      style={{ paddingLeft: `${depth * 12 + 12}px` }}
    >
      <StandingIcon of={finding.severity} />
      <span>
        {finding.kind === 'fold-threw' && fold?.kind === 'module' ? (
          <>
            The fold threw here. <FoldLink file={fold.file} place={thrown(finding.message).place} />
          </>
        ) : (
          finding.message
        )}
      </span>
    </div>
  )
}
