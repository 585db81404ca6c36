import { useMemo } from 'preact/hooks'
import type { Pointer } from '../../shared/pointer.ts'
import type { EventView, FindingView } from '../../shared/replay-protocol.ts'
import { type Json, readJson } from '../ui/json.ts'
import { editedRecord, spotOf } from './branch-edits.ts'
import { makeEdit } from './event-actions.ts'
import { valueAt } from './event-lines.ts'
import { RecordEditor } from './event-record.tsx'
import { EventTree, FindingLine } from './event-tree.tsx'
import { useReplay, useSeen } from './store.ts'

/** What the event says, and what is wrong with it: beside its value where there is one, else on top. */
export function Payload({ event }: { readonly event: EventView }) {
  const replay = useReplay()
  const { at, position, edit } = event.row
  const path = useSeen(({ editing }) => (editing?.kind === 'value' && editing.at === at ? editing.path : undefined))
  const payload = useMemo(() => (event.payload === undefined ? undefined : readJson(event.payload)), [event.payload])
  const { above, beside } = useMemo(() => placed(event.findings, payload), [event.findings, payload])
  const leave = () => replay.set({ editing: undefined })
  const accept = async (pointer: Pointer, value: Json) => {
    const record = editedRecord(event, pointer, value)
    return record === undefined ? 'This record has no payload to be edited.' : makeEdit(replay, { edit: spotOf(position), record })
  }
  const canEdit = edit !== 'D' && edit !== 'R-'
  if (payload === undefined && path !== undefined) return <RecordEditor event={event} kind="record" />
  return (
    <>
      {above.map((finding) => (
        <FindingLine key={finding.kind} finding={finding} depth={0} />
      ))}
      {payload === undefined ? (
        <div class="scroll" role="textbox" aria-readonly="true" aria-multiline="true" aria-label="The record as it is written" tabIndex={0}>
          <div class="rawbox mono">{event.raw === '' ? 'Nothing is written here.' : event.raw}</div>
        </div>
      ) : (
        <EventTree
          key={at}
          label="Payload"
          value={payload}
          findings={beside}
          edited={path}
          {...(canEdit && { edit: (pointer: Pointer) => replay.set({ editing: { kind: 'value', at, path: pointer } }) })}
          accept={accept}
          leave={leave}
        />
      )}
    </>
  )
}

function placed(findings: readonly FindingView[], payload: Json | undefined): { above: FindingView[]; beside: FindingView[] } {
  const isBeside = ({ kind, path }: FindingView) =>
    path !== undefined && kind !== 'invalid-headers' && kind !== 'fold-threw' && valueAt(payload, path) !== undefined
  return { above: findings.filter((one) => !isBeside(one)), beside: findings.filter(isBeside) }
}
