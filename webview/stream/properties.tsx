import { memo } from 'preact/compat'
import { useState } from 'preact/hooks'
import type { Described, PropertyRow } from '../../shared/preview-protocol.ts'
import { reveal } from '../ui/host.ts'
import { Icon } from '../ui/signs.tsx'
import { sourceOf } from '../ui/text.tsx'
import { Changed, ChangeLetter } from './change.tsx'
import { Finding } from './conventions.tsx'

interface PropertiesProps {
  readonly rows: readonly PropertyRow[]
  readonly example: unknown
  readonly label: string
}

/** The properties as a tree; a type of its own is opened on demand. */
export const Properties = memo(({ rows, example, label }: PropertiesProps) => (
  <div role="tree" aria-label={label}>
    {rows.map((row) => (
      <Property key={row.name} row={row} example={valueAt(example, row.name)} level={1} />
    ))}
  </div>
))

function Property({ row, example, level }: { readonly row: PropertyRow; readonly example: unknown; readonly level: number }) {
  const { name, optional, tags, children, closed, place, change, was, findings } = row
  const [isOpen, setOpen] = useState(!closed)
  const holds = children.length > 0
  const flip = () => {
    if (holds) setOpen(!isOpen)
  }
  return (
    <>
      <div
        class={`prop${change ? ` ${change}` : ''}`}
        role="treeitem"
        aria-level={level}
        aria-expanded={holds ? isOpen : undefined}
        data-nav={level + 1}
        tabIndex={-1}
        onClick={flip}
        onDblClick={() => reveal(place)}
        {...sourceOf(place)}
      >
        <span class="name">
          {Array.from({ length: level - 1 }, (_, index) => (
            <span class="indent" key={index} />
          ))}
          <span class="twist">{holds && <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} />}</span>
          <code title={name}>{change === 'gone' ? <del>{name}</del> : name}</code>
          <Optional was={was?.optional ?? optional} now={optional} />
        </span>
        <span class="limits">
          <Limits now={row} was={was ?? row} />
          {tags.map((tag) => (
            <span class="tag" key={tag}>
              {tag}
            </span>
          ))}
        </span>
        <span class="value">
          <ExampleText value={example} isOpen={holds && isOpen} />
        </span>
        {change && <ChangeLetter change={change} since={undefined} />}
      </div>
      {findings.map((finding) => (
        <div class={`said${change ? ` ${change}` : ''}`} key={`${finding.code} ${finding.message}`}>
          <Finding finding={finding} isWithin role="treeitem" />
        </div>
      ))}
      {isOpen &&
        children.map((child) => <Property key={child.name} row={child} example={valueAt(example, child.name)} level={level + 1} />)}
    </>
  )
}

function Optional({ was, now }: { readonly was: boolean; readonly now: boolean }) {
  if (was !== now) {
    return (
      <span class="cap">
        <del>{was ? 'optional' : 'required'}</del> <ins>{now ? 'optional' : 'required'}</ins>
      </span>
    )
  }
  return now ? <span class="cap">optional</span> : null
}

/** Type and limits beside what they were. */
function Limits({ now, was }: { readonly now: Described; readonly was: Described }) {
  const gone = was.values.filter((value) => !now.values.includes(value))
  return (
    <>
      {(now.type !== '' || was.type !== now.type) && (
        <span class={now.values.length > 0 ? 'dim' : ''}>
          <Changed was={was.type} now={now.type} />
        </span>
      )}
      {now.values.map((value) => (
        <code key={value}>{was.values.includes(value) ? value : <ins>{value}</ins>}</code>
      ))}
      {gone.map((value) => (
        <code key={value}>
          <del>{value}</del>
        </code>
      ))}
      {(now.limits !== '' || was.limits !== '') && (
        <span class="dim">
          <Changed was={was.limits} now={now.limits} />
        </span>
      )}
    </>
  )
}

function ExampleText({ value, isOpen }: { readonly value: unknown; readonly isOpen: boolean }) {
  if (value === undefined) return <span class="dim">–</span>
  if (Array.isArray(value)) return <span class="dim">{value.length === 1 ? '1 item' : `${value.length} items`}</span>
  if (typeof value === 'object' && value !== null) return isOpen ? null : <code title={JSON.stringify(value)}>{JSON.stringify(value)}</code>
  const isText = typeof value === 'string'
  return (
    <code class={isText ? 'string' : 'number'} title={String(value)}>
      {String(value)}
    </code>
  )
}

/** The value under a name; of a list, that of its first item. */
function valueAt(value: unknown, name: string): unknown {
  const holder = Array.isArray(value) ? value[0] : value
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined
}
