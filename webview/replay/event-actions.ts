import type { BranchEdit } from '../../shared/replay-protocol.ts'
import { insertedBy, spotOf, withEdit, withoutEdit } from './branch-edits.ts'
import type { Replay } from './store.ts'

/** Makes one edit more; on the log that makes a branch. The moment goes along with what is put in. Resolves to what is wrong with the edit. */
export async function makeEdit(replay: Replay, edit: BranchEdit): Promise<string | undefined> {
  const problem = await replay.setBranch(withEdit(replay.state.branch?.edits ?? [], edit))
  const made = replay.state.branch?.view.edits.at(-1)
  if (problem === undefined && made && 'after' in edit) replay.goTo(made.at)
  return problem
}

export function takeBack(replay: Replay, index: number): void {
  void replay.setBranch(withoutEdit(replay.state.branch?.edits ?? [], index))
}

/** What if it had not happened? What was put in is taken out again. */
export function dropEvent(replay: Replay): void {
  const { moment, branch } = replay.state
  if (!moment || moment.row.edit === 'D' || moment.row.edit === 'R-') return
  const own = insertedBy(branch?.edits ?? [], moment.row.position)
  if (own !== undefined && branch && 'insert' in (branch.edits[own] ?? {})) takeBack(replay, own)
  else void makeEdit(replay, { drop: spotOf(moment.row.position) })
}

/** What if it had come earlier, or later? It goes over the next event of its entity. */
export async function moveEvent(replay: Replay, by: -1 | 1): Promise<void> {
  const { moment } = replay.state
  if (!moment || moment.row.edit === 'D' || moment.row.edit === 'R-') return
  const { row, own } = moment
  const over = own ? (by > 0 ? own.next : own.previous) : row.at + by
  if (over === null || over < 0) return
  const after = by > 0 ? over : over - 1
  const position = after < 0 ? '0' : (await replay.engine.ask('row', { at: after })).position
  await makeEdit(replay, { move: spotOf(row.position), after: spotOf(position) })
}

/** What if it said something else? Without a pointer into its payload it begins with the value that is chosen there, else the first. */
export function editEvent(replay: Replay, path?: string): void {
  const { moment } = replay.state
  if (!moment || moment.row.edit === 'D' || moment.row.edit === 'R-') return
  const chosen = path ?? document.querySelector<HTMLElement>('[data-edit-from]')?.dataset['editFrom'] ?? ''
  replay.set({ tab: 'payload', editing: { kind: 'value', at: moment.row.at, path: chosen } })
}

/** What if one more had happened? Opens a copy of the event to be written on. */
export function insertAfter(replay: Replay): void {
  const { moment } = replay.state
  if (moment) replay.set({ tab: 'payload', editing: { kind: 'insert', at: moment.row.at } })
}
