import { memo } from 'preact/compat'
import type { Pointer } from '../../shared/pointer.ts'
import type { Setter } from '../../shared/replay-protocol.ts'
import { Icon } from '../ui/signs.tsx'
import { Sign } from './list-row.tsx'
import { isContainer, peek, type StateLine } from './state-tree.ts'
import { Change, Value } from './state-value.tsx'
import { valueText } from './state-value-text.ts'
import { grouped, hash } from './words.ts'

/** The id of a line's element. */
export function idOf(path: Pointer): string {
  return `state-${path}`
}

interface LineProps {
  readonly line: StateLine
  readonly top: number
  readonly setter: Setter | undefined
  readonly isTwo: boolean
  readonly isWatched: boolean
  readonly isActive: boolean
}

/** One line of a state. */
export const Line = memo(({ line, top, setter, isTwo, isWatched, isActive }: LineProps) => {
  const { path, name, depth, kind, isWithin, isOpen } = line
  return (
    <div
      class={`st-row op-${kind ?? (isWithin ? 'in' : 'none')}${isWatched ? ' sel' : ''}${isActive ? ' active' : ''}`}
      id={idOf(path)}
      role="treeitem"
      data-path={path}
      aria-level={depth + 1}
      aria-expanded={isOpen}
      aria-selected={isWatched}
      style={{ transform: `translateY(${top}px)` }}
    >
      <i class="gut" />
      <span class="key" style={{ paddingLeft: `${depth * 12}px` }}>
        <Icon name={isOpen === undefined ? 'blank' : isOpen ? 'chevron-down' : 'chevron-right'} class="tw" />
        <span class="nm el" title={path}>
          {name}
        </span>
      </span>
      {isTwo ? <Sides line={line} /> : <One line={line} />}
      {!isTwo &&
        (setter ? (
          <button type="button" class="bl" tabIndex={-1} aria-hidden="true">
            <Sign message={setter.message} />
            {grouped(setter.position)}
          </button>
        ) : (
          <span class="bl" />
        ))}
      <span class="sr">{endOf(line, setter)}</span>
      <b class={`lt ${kind ?? ''}`} aria-hidden="true">
        {kind}
      </b>
    </div>
  )
})

function One({ line: { value, old, kind, isOpen } }: { readonly line: StateLine }) {
  const shown = value ?? old
  return (
    <span class="lv">
      {isOpen !== undefined || isContainer(shown) ? (
        <>
          {kind === 'M' && old !== undefined && <Change old={old} value={undefined} />}
          <span class="peek el">{!isOpen && shown !== undefined && peek(shown)}</span>
        </>
      ) : kind ? (
        <Change old={kind === 'A' ? undefined : old} value={value} />
      ) : (
        value !== undefined && <Value of={value} />
      )}
    </span>
  )
}

/** The log's value, and the branch's. */
function Sides({ line: { value, old, kind, isOpen } }: { readonly line: StateLine }) {
  if (isOpen !== undefined) {
    const text = isOpen || value === undefined ? '' : peek(value)
    return (
      <>
        <span class="lv peek">{kind === 'A' ? '' : text}</span>
        <span class="lv peek">{text}</span>
      </>
    )
  }
  const none = <span class="dim">–</span>
  const before = kind ? old : value
  return (
    <>
      <span class="lv">
        {before === undefined ? (
          none
        ) : kind ? (
          <del class="plain">
            <Value of={before} />
          </del>
        ) : (
          <Value of={before} />
        )}
      </span>
      <span class="lv">{value === undefined ? none : kind ? <Change old={undefined} value={value} /> : <Value of={value} />}</span>
    </>
  )
}

/** What a line says beside its name and value: who set it, and at the end what changed. */
function endOf({ old, kind, isWithin }: StateLine, setter: Setter | undefined): string {
  const by = setter ? `, set by ${hash(setter.position)}` : ''
  const was = old === undefined ? '' : `, was ${valueText(old)}`
  if (kind === 'A') return `${by}, added`
  if (kind === 'D') return `${by}, removed${was}`
  return `${by}${was}${isWithin ? ', changed within' : ''}`
}
