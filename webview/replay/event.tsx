import './event.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { parsePointer } from '../../shared/pointer.ts'
import { placeKey } from '../../shared/preview-protocol.ts'
import type { EventView, ReplayAction } from '../../shared/replay-protocol.ts'
import { useArrows } from '../ui/keys.ts'
import { Icon } from '../ui/signs.tsx'
import { Causes } from './causes.tsx'
import { dropEvent, editEvent, insertAfter, moveEvent } from './event-actions.ts'
import { Headers } from './event-headers.tsx'
import { Payload } from './event-payload.tsx'
import { RecordEditor } from './event-record.tsx'
import { History } from './history.tsx'
import { type Replay, useAnswer, useReplay, useSeen } from './store.ts'
import type { EventTab } from './store-state.ts'
import { grouped } from './words.ts'

/** The moment's event itself: what it says, why it happened, and what it is one of. */
export function EventPart() {
  const at = useSeen(({ moment }) => moment?.row.at)
  const version = useSeen((state) => state.version)
  const event = useAnswer(at === undefined ? undefined : `${at} ${version}`, ({ engine }) => engine.ask('event', { at: at ?? 0 }))
  const tab = useSeen((state) => state.tab)
  const editing = useSeen((state) => state.editing)
  const isEditing = editing !== undefined && editing.at === at
  const replay = useReplay()
  useEffect(() => replay.onAction((action) => actOn(replay, action)), [replay])
  return (
    <section
      class="pane event"
      aria-label="Event"
      onCopy={(copied) => {
        if (
          !event ||
          !getSelection()?.isCollapsed ||
          copied.target instanceof HTMLInputElement ||
          copied.target instanceof HTMLTextAreaElement
        )
          return
        copied.clipboardData?.setData('text/plain', event.raw)
        copied.preventDefault()
      }}
    >
      <Tabs />
      {event && <Bar event={event} />}
      {event && (
        <div class="event-body" role="tabpanel" id="event-panel" aria-labelledby={`tab-${tab}`}>
          {isEditing && editing.kind !== 'value' ? <RecordEditor event={event} kind={editing.kind} /> : <Body tab={tab} event={event} />}
        </div>
      )}
    </section>
  )
}

function actOn(replay: Replay, action: ReplayAction): void {
  if (action === 'edit') editEvent(replay)
  else if (action === 'insert') insertAfter(replay)
  else if (action === 'drop') dropEvent(replay)
  else if (action === 'moveUp') void moveEvent(replay, -1)
  else if (action === 'moveDown') void moveEvent(replay, 1)
}

function Body({ tab, event }: { readonly tab: EventTab; readonly event: EventView }) {
  if (tab === 'payload') return <Payload event={event} />
  if (tab === 'headers') return <Headers event={event} />
  return tab === 'causes' ? <Causes at={event.row.at} /> : <History />
}

function Tabs() {
  const replay = useReplay()
  const tab = useSeen((state) => state.tab)
  const watch = useSeen((state) => state.watch)
  const hasEvent = useSeen(({ moment }) => moment !== undefined)
  const part = useRef<HTMLDivElement>(null)
  useArrows(part)
  const watched = watch === undefined ? undefined : (parsePointer(watch)?.at(-1) ?? watch)
  const one = (name: EventTab, key: number, title: string, more?: ComponentChildren) => (
    <button
      type="button"
      role="tab"
      id={`tab-${name}`}
      data-nav="1"
      tabIndex={-1}
      aria-selected={tab === name}
      aria-controls={hasEvent ? 'event-panel' : undefined}
      title={`${title} (${key})`}
      onClick={() => replay.set({ tab: name, editing: undefined })}
    >
      {title}
      {more}
    </button>
  )
  return (
    <div class="phead tabs" ref={part}>
      <div role="tablist" aria-label="Parts of the event">
        {one('payload', 1, 'Payload')}
        {one('headers', 2, 'Headers')}
        {one('causes', 3, 'Causes')}
        {one('history', 4, 'History', watched !== undefined && <span class="mono el watched">{watched}</span>)}
      </div>
      <button
        type="button"
        class="tb evmore"
        aria-label="More for this event"
        title="More for this event"
        onClick={({ currentTarget }) => openBar(currentTarget)}
      >
        <Icon name="ellipsis" />
      </button>
    </div>
  )
}

/** Where there is no room for the bar of the event it is opened from its heading. */
function openBar(button: HTMLElement): void {
  const bar = document.getElementById('event-bar')
  if (!bar) return
  const { right, bottom } = button.getBoundingClientRect()
  bar.style.right = `${Math.max(4, innerWidth - right)}px`
  bar.style.top = `${bottom + 2}px`
  bar.showPopover()
}

const mac = navigator.platform.startsWith('Mac')

function Bar({ event }: { readonly event: EventView }) {
  const replay = useReplay()
  const part = useRef<HTMLDivElement>(null)
  useArrows(part)
  const isGone = event.row.edit === 'D' || event.row.edit === 'R-'
  return (
    <div class="evbar" id="event-bar" popover="auto" ref={part}>
      <Source event={event} />
      <span class="right" />
      {!isGone && <span class="dim whatif">What if</span>}
      <div class="evtools" role="toolbar" aria-label="What if, in a branch">
        {!isGone && (
          <>
            <EditTool
              icon="edit"
              label="Edit in a branch"
              title="What if it said something else? Edit (E)"
              onClick={() => editEvent(replay)}
            />
            <EditTool
              icon="trash"
              label="Drop in a branch"
              title="What if it had not happened? Drop (Delete)"
              onClick={() => dropEvent(replay)}
            />
          </>
        )}
        <EditTool
          icon="insert"
          label="Insert after, in a branch"
          title="What if one more had happened? Insert after (I)"
          onClick={() => insertAfter(replay)}
        />
        {!isGone && (
          <EditTool
            icon="move"
            label="Move later, in a branch"
            title="What if it had come later, or with Shift earlier? Move (Alt+↑ ↓)"
            onClick={(pressed) => void moveEvent(replay, pressed.shiftKey ? -1 : 1)}
          />
        )}
        <EditTool
          icon="copy"
          label="Copy the record"
          title={`Copy the record (${mac ? '⌘' : 'Ctrl+'}C)`}
          onClick={() => void replay.host.ask('copy', { text: event.raw }).then(() => replay.say('The record is copied.'))}
        />
      </div>
    </div>
  )
}

interface EditToolProps {
  readonly icon: string
  readonly label: string
  readonly title: string
  readonly onClick: (event: MouseEvent) => void
}

function EditTool({ icon, label, title, onClick }: EditToolProps) {
  return (
    <button type="button" class="tb" data-nav="1" tabIndex={-1} aria-label={label} title={title} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}

/** Where its message is described, and what told which it is; else where the record lies. */
function Source({ event: { place, toldBy, findings, file, line } }: { readonly event: EventView }) {
  const replay = useReplay()
  const placed = useSeen(({ lines }) => (place ? lines[placeKey(place)] : undefined))
  if (place) {
    const name = decodeURIComponent(place.uri.slice(place.uri.lastIndexOf('/') + 1))
    return (
      <>
        <button
          type="button"
          class="link doc"
          data-nav="1"
          tabIndex={-1}
          title="Go to the message in the document (D)"
          onClick={() => replay.reveal(place)}
        >
          <Icon name="symbol-structure" />
          <span class="mono el">
            {name}
            {placed !== undefined && `:${placed}`}
          </span>
        </button>
        {toldBy !== undefined && (
          <span class="dim by el" title="How the message was found">
            by {toldBy.startsWith('/') ? <span class="mono">{toldBy}</span> : toldBy}
          </span>
        )}
      </>
    )
  }
  return (
    <>
      {findings.some(({ kind }) => kind === 'unknown-message') && <span class="dim el">No message fits.</span>}
      <button
        type="button"
        class="link doc"
        data-nav="1"
        tabIndex={-1}
        title={`Open ${file} there`}
        onClick={() => void replay.host.ask('revealRecord', { file, line })}
      >
        <Icon name="go-to-file" />
        Open line {grouped(line)}
      </button>
    </>
  )
}
