import './state.css'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { formatPointer, type Pointer } from '../../shared/pointer.ts'
import type { StateView } from '../../shared/replay-protocol.ts'
import { type Json, readJson } from '../ui/json.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon } from '../ui/signs.tsx'
import { StateNotes } from './state-notes.tsx'
import { StateTree } from './state-rows.tsx'
import { entries, isContainer, stateLines } from './state-tree.ts'
import { useReplay, useSeen } from './store.ts'
import { hash, plural } from './words.ts'

/** What the entity is made of at the moment: who set each value, and what this event changed. */
export function State() {
  const moment = useSeen((state) => state.moment)
  const compared = useSeen((state) => state.compared)
  const view = compared?.view ?? moment?.state
  if (!view || !moment) return <section class="pane state" aria-label="State" />
  return (
    <section class="pane state" aria-label="State">
      {view.entity === undefined ? <NoEntity /> : <Shown view={view} sides={compared?.with} at={moment.row.at} />}
    </section>
  )
}

function NoEntity() {
  return (
    <>
      <div class="phead">
        <h2>State</h2>
      </div>
      <p class="none">
        This record belongs to no entity, so it changes no state.
        <br />
        Choose an entity to see its state at this moment.
      </p>
    </>
  )
}

interface ShownProps {
  readonly view: StateView
  readonly sides: 'held' | 'log' | undefined
  readonly at: number
}

function Shown({ view, sides, at }: ShownProps) {
  const replay = useReplay()
  const onlyChanges = useSeen((state) => state.changesOnly)
  const isKept = useSeen((state) => state.entity !== undefined)
  const isBranch = useSeen((state) => state.branch !== undefined)
  const heading = useRef<HTMLDivElement>(null)
  useArrows(heading)
  const [turned, setTurned] = useState<ReadonlyMap<Pointer, boolean>>(new Map())
  const { entity = '', value, changes } = view
  const state = useMemo(() => (value === undefined ? undefined : readJson(value)), [value])
  const lines = useMemo(() => stateLines(state, changes, { turned, onlyChanges }), [state, changes, turned, onlyChanges])
  // Something is watched from the start: what tells most of an entity, as far as names tell.
  useEffect(() => {
    if (replay.state.watch === undefined && state !== undefined) replay.watch(tellingPath(state))
  }, [replay, state])
  // A branch is about what differs; who looks at the log again wants all of it.
  useEffect(() => replay.set({ changesOnly: isBranch }), [replay, isBranch])
  const collapse = () => {
    const isAnyOpen = lines.some(({ isOpen }) => isOpen)
    setTurned(new Map(lines.filter(({ isOpen }) => isOpen !== undefined).map(({ path }) => [path, !isAnyOpen])))
  }
  const differing = view.added + view.modified + view.removed
  return (
    <>
      <div class="phead" ref={heading}>
        <h2>State</h2>
        <span class="mono el id" title={entity}>
          {entity}
        </span>
        <span class="dim state-what el">
          <What view={view} sides={sides} />
          {sides !== 'log' && (onlyChanges || sides) && ` · ${plural(differing, 'value differs', 'values differ')}`}
        </span>
        <span class="right" />
        <Tool
          icon={isKept ? 'pinned' : 'pin'}
          label="Keep this entity"
          title={isKept ? 'Kept: the state stays with this entity (Escape lets go)' : 'Keep this entity while the moment moves'}
          isOn={isKept}
          onClick={() => replay.keepEntity(isKept ? undefined : entity)}
        />
        <Tool
          icon="filter"
          label="Changes only"
          title={`Changes only (O) · ${plural(differing, 'value')}`}
          isOn={onlyChanges}
          onClick={() => replay.set({ changesOnly: !onlyChanges })}
        />
        {sides && (
          <Tool
            icon="diff-single"
            label="Open both in the diff editor"
            title="Open both in the diff editor"
            onClick={() => {
              const from = replay.state.held?.at
              void replay.host.ask('run', { action: 'diffStates', at, entity, ...(from !== undefined && { from }) })
            }}
          />
        )}
        <Tool icon="collapse-all" label="Collapse all" title="Collapse all, or open all" onClick={collapse} />
      </div>
      <StateNotes />
      {sides === 'log' && <Heads view={view} />}
      {lines.length > 0 ? (
        <StateTree
          lines={lines}
          blame={view.blame}
          entity={entity}
          isTwo={sides === 'log'}
          turn={(path, isOpen) => setTurned((before) => new Map(before).set(path, isOpen))}
        />
      ) : (
        <p class="none">{nothing(view, onlyChanges)}</p>
      )}
    </>
  )
}

const telling = ['status', 'state', 'phase', 'stage', '$type']

/** The pointer of the value that says best what an entity is at; `undefined` where none holds just one. */
function tellingPath(state: Json): Pointer | undefined {
  const plain = entries(isContainer(state) ? state : undefined).filter(([, value]) => !isContainer(value))
  const name = telling.find((one) => plain.some(([own]) => own === one)) ?? plain[0]?.[0]
  return name === undefined ? undefined : formatPointer([name])
}

function nothing({ value, standing, isPending }: StateView, onlyChanges: boolean): string {
  if (isPending) return 'Its events are being folded.'
  if (onlyChanges && value !== undefined) return 'No value differs.'
  if (standing === 'deleted') return 'It was deleted.'
  return standing === 'there' ? 'Its state is empty.' : 'Nothing has happened to it by this moment.'
}

/** Of which moment the state is, in words. */
function What({ view, sides }: { readonly view: StateView; readonly sides: 'held' | 'log' | undefined }) {
  const held = useSeen((state) => state.held)
  const { after, standing, isUnchanged, added, modified, removed } = view
  if (sides === 'log') return <>{plural(added + modified + removed, 'value differs here', 'values differ here')}</>
  if (sides === 'held' && held) {
    return (
      <>
        since <Go at={held.at} position={held.position} />
      </>
    )
  }
  if (!after) return <>not begun yet</>
  if (standing === 'deleted')
    return (
      <>
        deleted by <Go at={after.at} position={after.position} />
      </>
    )
  return isUnchanged ? (
    <>
      unchanged since <Go at={after.at} position={after.position} />
    </>
  ) : (
    <>
      after <span class="mono">{hash(after.position)}</span>
    </>
  )
}

/** The way to an event, by its position. */
export function Go({ at, position }: { readonly at: number; readonly position: string }) {
  const replay = useReplay()
  return (
    <button type="button" class="link mono" data-nav="1" tabIndex={-1} title={`Go to ${hash(position)}`} onClick={() => replay.goTo(at)}>
      {hash(position)}
    </button>
  )
}

function Heads({ view: { before, after } }: { readonly view: StateView }) {
  return (
    <div class="state-heads two" aria-hidden="true">
      <i class="gut" />
      <span class="key">Path</span>
      <span class="lv">
        <Icon name="record" /> Log{before && `, ${hash(before.position)}`}
      </span>
      <span class="lv">
        <Icon name="git-branch" /> Branch{after && `, ${hash(after.position)}`}
      </span>
      <b class="lt" />
    </div>
  )
}

interface ToolProps {
  readonly icon: string
  readonly label: string
  readonly title: string
  readonly isOn?: boolean
  readonly onClick: () => void
}

/** A button of a pane's heading. */
export function Tool({ icon, label, title, isOn, onClick }: ToolProps) {
  return (
    <button type="button" class="tb" data-nav="1" tabIndex={-1} aria-label={label} title={title} aria-pressed={isOn} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}
