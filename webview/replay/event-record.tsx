import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { EventView } from '../../shared/replay-protocol.ts'
import { readJson, writeJson } from '../ui/json.ts'
import { prettyJson, recordOf, spotOf } from './branch-edits.ts'
import { makeEdit } from './event-actions.ts'
import { useReplay } from './store.ts'
import { hash } from './words.ts'

interface EditorProps {
  readonly event: EventView
  /** Another record for the event, or one after it. */
  readonly kind: 'record' | 'insert'
}

/** A whole record is typed: one more, or one that could not be read. */
export function RecordEditor({ event, kind }: EditorProps) {
  const replay = useReplay()
  const { position } = event.row
  const area = useRef<HTMLTextAreaElement>(null)
  const [problem, setProblem] = useState<string>()
  const before = useMemo(() => begun(event, kind), [event, kind])
  useLayoutEffect(() => area.current?.focus(), [])
  const leave = () => {
    replay.set({ editing: undefined })
    document.querySelector<HTMLElement>('.grid')?.focus()
  }
  const take = async () => {
    const value = readJson(area.current?.value ?? '')
    if (value === undefined) return setProblem(problemOf(area.current?.value ?? ''))
    const record = writeJson(value)
    const spot = spotOf(position)
    const wrong = await makeEdit(replay, kind === 'insert' ? { insert: record, after: spot } : { edit: spot, record })
    if (wrong === undefined) leave()
    else setProblem(wrong)
  }
  return (
    <form
      class="record-editor"
      onSubmit={(submitted) => {
        submitted.preventDefault()
        void take()
      }}
    >
      <label for="record">
        {kind === 'insert' ? `A record after ${hash(position)}, in the branch` : `Another record for ${hash(position)}, in the branch`}
      </label>
      <textarea
        id="record"
        ref={area}
        class="mono"
        spellcheck={false}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : 'record-problem'}
        defaultValue={before}
        onInput={() => setProblem(undefined)}
        onKeyDown={(pressed) => {
          if (pressed.key === 'Enter' && (pressed.ctrlKey || pressed.metaKey)) void take()
          else if (pressed.key === 'Escape') leave()
          else return
          pressed.preventDefault()
          pressed.stopPropagation()
        }}
      />
      {problem !== undefined && (
        <p class="edit-problem" id="record-problem" role="alert">
          {problem}
        </p>
      )}
      <div class="buttons">
        <button type="submit" class="primary" title="Ctrl+Enter">
          {kind === 'insert' ? 'Insert' : 'Replace'}
        </button>
        <button type="button" class="secondary" title="Escape" onClick={leave}>
          Cancel
        </button>
      </div>
    </form>
  )
}

function begun(event: EventView, kind: 'record' | 'insert'): string {
  const record = readJson(kind === 'insert' ? recordOf(event) : event.raw)
  return record === undefined ? event.raw : prettyJson(record)
}

/** What is wrong with a text that is no JSON, in the words of the engine that reads it. */
function problemOf(text: string): string {
  try {
    JSON.parse(text)
  } catch (error) {
    if (error instanceof Error) return `This is no JSON: ${error.message}.`
  }
  return 'This is no JSON.'
}
