import { escapeSegment } from '../../shared/pointer.ts'
import type { At, Setter, StateChange, StateView } from '../../shared/replay-protocol.ts'
import { isObject, member } from '../json/object.ts'
import { writeJson } from '../json/write.ts'
import type { BlameNode } from '../state/blame.ts'
import { type Changes, changesOf } from '../state/changes.ts'
import type { Cursor } from '../state/state-fold.ts'
import type { Track } from '../state/track.ts'
import type { Stage } from './stage.ts'

/** So many paths have a setter of their own; of larger states only those that were set otherwise than what holds them. */
const mostSetters = 3_000

export function emptyState(entity: string | undefined): StateView {
  return {
    entity,
    standing: 'absent',
    after: undefined,
    isUnchanged: false,
    value: undefined,
    changes: [],
    added: 0,
    modified: 0,
    removed: 0,
    blame: {},
  }
}

interface Shown {
  readonly entity: string
  /** Places of the events that are folded. */
  readonly folded: ArrayLike<At>
  readonly cursor: Cursor
  /** What is compared with. */
  readonly before: unknown
  readonly isUnchanged: boolean
}

export function stateView(stage: Stage, track: Track, { entity, folded, cursor, before, isUnchanged }: Shown): StateView {
  const { value, n, blame } = cursor
  const last = folded[n - 1]
  const changes = changesOf(before, value)
  return {
    entity,
    standing: value === undefined ? (n > 0 ? 'deleted' : 'absent') : 'there',
    after: last === undefined ? undefined : { at: last, position: stage.position(last), message: stage.message(last) },
    isUnchanged,
    value: jsonText(value),
    ...changeViews(changes),
    blame: settersOf(stage, track, folded, blame.root, value),
  }
}

function changeViews({ list, added, modified, removed }: Changes): Pick<StateView, 'changes' | 'added' | 'modified' | 'removed'> {
  return { changes: list.map(({ path, kind, old }): StateChange => ({ path, kind, old: jsonText(old) })), added, modified, removed }
}

export function jsonText(value: unknown): string | undefined {
  return value === undefined ? undefined : writeJson(value)
}

function settersOf(
  stage: Stage,
  track: Track,
  folded: ArrayLike<At>,
  root: BlameNode | undefined,
  state: unknown,
): Readonly<Record<string, Setter>> {
  const setters: [string, Setter][] = []
  const add = (path: string, node: BlameNode) => {
    const at = folded[node.by]
    if (at !== undefined) setters.push([path, setterOf(stage, track, at, node)])
  }
  const isLarge = root !== undefined && isOver(root, mostSetters)
  const walk = (node: BlameNode, value: unknown, path: string, above: number): void => {
    if (setters.length >= mostSetters) return
    if (!isLarge || node.by !== above) add(path, node)
    if (node.isGone) return
    // In a large state what was set as a whole, and not since, is said once.
    if (isLarge && isUniform(node)) return
    for (const [name, inner] of node.members ?? []) {
      const now = isObject(value) ? member(value, name) : undefined
      if (inner.isGone || now !== undefined) walk(inner, now, `${path}/${escapeSegment(name)}`, node.by)
    }
    if (Array.isArray(value)) for (const [at, item] of (node.items ?? []).entries()) walk(item, value[at], `${path}/${at}`, node.by)
  }
  if (root) walk(root, state, '', -1)
  return Object.fromEntries(setters)
}

function setterOf(stage: Stage, track: Track, at: At, node: BlameNode): Setter {
  const time = stage.time(at)
  return {
    at,
    position: stage.position(at),
    message: stage.message(at),
    time: Number.isNaN(time) ? undefined : new Date(time).toISOString(),
    nth: node.count,
    of: track.total(node),
    old: jsonText(node.old),
  }
}

function isOver(node: BlameNode, most: number): boolean {
  let left = most
  const count = (one: BlameNode): void => {
    if (--left < 0) return
    for (const inner of one.members?.values() ?? []) count(inner)
    for (const item of one.items ?? []) count(item)
  }
  count(node)
  return left < 0
}

/** Whether all that is in it was set last by what set it. */
function isUniform(node: BlameNode): boolean {
  for (const inner of node.members?.values() ?? []) if (inner.by !== node.by || !isUniform(inner)) return false
  return (node.items ?? []).every((item) => item.by === node.by && isUniform(item))
}
