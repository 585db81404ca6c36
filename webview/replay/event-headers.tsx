import { useMemo } from 'preact/hooks'
import type { EventView } from '../../shared/replay-protocol.ts'
import { Digits, type Json, readJson } from '../ui/json.ts'
import { valueAt } from './event-lines.ts'
import { EventTree, FindingLine } from './event-tree.tsx'

/** The headers, and what else a record carries beside its payload. */
export function Headers({ event }: { readonly event: EventView }) {
  const { headers, key, partition, offset, id, shape, findings, row } = event
  const own = useMemo(() => readJson(headers) ?? {}, [headers])
  const rest = useMemo(() => {
    const shown: Record<string, Json> = {}
    if (key !== undefined) shown['key'] = readJson(key) ?? null
    if (partition !== undefined) shown['partition'] = new Digits(String(partition))
    if (offset !== undefined) shown['offset'] = new Digits(String(offset))
    if (id !== undefined && !headers.includes(JSON.stringify(id))) shown['id'] = id
    shown['position'] = row.position
    if (shape !== undefined) shown['shape'] = shape
    return shown
  }, [key, partition, offset, id, headers, shape, row.position])
  const about = useMemo(
    () =>
      findings.flatMap((finding) => {
        const path = finding.path?.startsWith('/headers/') ? finding.path.slice('/headers'.length) : finding.path
        return finding.kind === 'invalid-headers' || path !== finding.path ? [path === undefined ? finding : { ...finding, path }] : []
      }),
    [findings],
  )
  const beside = useMemo(() => about.filter(({ path }) => path !== undefined && valueAt(own, path) !== undefined), [about, own])
  return (
    <div class="scroll headers">
      {about
        .filter((finding) => !beside.includes(finding))
        .map((finding) => (
          <FindingLine key={finding.kind} finding={finding} depth={0} />
        ))}
      {Object.keys(own).length > 0 ? <EventTree label="Headers" value={own} findings={beside} /> : <p class="none">It has no headers.</p>}
      <EventTree label="Record" value={rest} findings={[]} />
    </div>
  )
}
