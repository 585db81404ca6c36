import { escapeSegment, type Pointer, parsePointer } from '../../shared/pointer.ts'
import type { Setter, StateChange } from '../../shared/replay-protocol.ts'
import { Digits, type Json, readJson } from '../ui/json.ts'

/** What one event added as a whole is shown open up to this size: beyond, it would push everything else out of sight. */
const mostOpenedAlone = 100

export interface StateLine {
  readonly path: Pointer
  readonly name: string
  /** From 0. */
  readonly depth: number
  /** `undefined` where it is gone. */
  readonly value: Json | undefined
  /** Before, where it is another now or gone. */
  readonly old: Json | undefined
  readonly kind: StateChange['kind'] | undefined
  /** It is what it was, but for something in it. */
  readonly isWithin: boolean
  /** `undefined` for what holds nothing. */
  readonly isOpen: boolean | undefined
}

export interface TreeWishes {
  /** What somebody opened or closed, against what would be shown by itself. */
  readonly turned: ReadonlyMap<Pointer, boolean>
  readonly onlyChanges: boolean
}

type Container = readonly Json[] | { readonly [name: string]: Json }

export function isContainer(value: Json | undefined): value is Container {
  return typeof value === 'object' && value !== null && !(value instanceof Digits)
}

/** The lines of a state that are to be seen, changes in sight: what holds others is closed unless something in it changed or somebody opened it. */
export function stateLines(value: Json | undefined, changes: readonly StateChange[], wishes: TreeWishes): StateLine[] {
  const lines: StateLine[] = []
  const root = planted(changes)
  if (isContainer(value) || value === undefined) walk(lines, value, root, '', 0, false, wishes)
  else lines.push({ path: '', name: 'state', depth: 0, value, ...changeOf(root, value), isOpen: undefined })
  return lines
}

/** Where changes are, as a tree: only as large as they are. They come leaf by leaf. */
interface Branch {
  own?: StateChange
  readonly counts: { A: number; M: number; D: number }
  readonly within: Map<string, Branch>
}

function planted(changes: readonly StateChange[]): Branch {
  const root = branchOf()
  for (const change of changes) {
    let branch = root
    branch.counts[change.kind]++
    for (const segment of parsePointer(change.path) ?? []) {
      let next = branch.within.get(segment)
      if (!next) branch.within.set(segment, (next = branchOf()))
      next.counts[change.kind]++
      branch = next
    }
    branch.own = change
  }
  return root
}

function branchOf(): Branch {
  return { counts: { A: 0, M: 0, D: 0 }, within: new Map() }
}

function walk(
  lines: StateLine[],
  value: Container | undefined,
  branch: Branch | undefined,
  path: Pointer,
  depth: number,
  isNew: boolean,
  wishes: TreeWishes,
): void {
  const put = (name: string, now: Json | undefined, within: Branch | undefined) => {
    if (wishes.onlyChanges && !within && !isNew) return
    const own = `${path}/${escapeSegment(name)}`
    const change = isNew ? ({ kind: 'A', old: undefined, isWithin: false } as const) : changeOf(within, now)
    const isBox = now === undefined ? (within?.within.size ?? 0) > 0 : isContainer(now) && sizeOf(now) > 0
    const isOpen = isBox ? (wishes.turned.get(own) ?? opensAlone(now, change.kind, within)) : undefined
    lines.push({ path: own, name, depth, value: now, ...change, isOpen })
    if (isOpen) walk(lines, isContainer(now) ? now : undefined, within, own, depth + 1, isNew || within?.own?.kind === 'M', wishes)
  }
  for (const [name, now] of entries(value)) put(name, now, branch?.within.get(name))
  for (const [name, within] of branch?.within ?? []) if (!value || !Object.hasOwn(value, name)) put(name, undefined, within)
}

function changeOf(branch: Branch | undefined, now: Json | undefined): Pick<StateLine, 'kind' | 'old' | 'isWithin'> {
  if (!branch) return { kind: undefined, old: undefined, isWithin: false }
  const { own, counts } = branch
  if (own) return { kind: own.kind, old: own.old === undefined ? undefined : readJson(own.old), isWithin: false }
  if (now === undefined) return { kind: 'D', old: undefined, isWithin: false }
  const isAdded = counts.M === 0 && counts.D === 0 && counts.A === leavesOf(now, counts.A)
  return { kind: isAdded ? 'A' : undefined, old: undefined, isWithin: !isAdded }
}

/** How many leaves a value has, as changes are counted; one more than `most` where there are more. */
function leavesOf(value: Json, most: number): number {
  if (!isContainer(value) || sizeOf(value) === 0) return 1
  let count = 0
  for (const [, inner] of entries(value)) {
    count += leavesOf(inner, most - count)
    if (count > most) break
  }
  return count
}

function opensAlone(value: Json | undefined, kind: StateLine['kind'], within: Branch | undefined): boolean {
  if (!within) return kind === 'A' && isContainer(value) && sizeOf(value) <= mostOpenedAlone
  return within.within.size <= mostOpenedAlone || kind === undefined
}

export function sizeOf(value: Container): number {
  return Array.isArray(value) ? value.length : Object.keys(value).length
}

export function entries(value: Container | undefined): [string, Json][] {
  if (value === undefined) return []
  return Array.isArray(value) ? value.map((item: Json, index) => [String(index), item]) : Object.entries(value)
}

/** Who set what stands at a path last; what has no entry has that of what it lies in. */
export function setterOf(blame: Readonly<Record<Pointer, Setter>>, path: Pointer): Setter | undefined {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const setter = Object.hasOwn(blame, at) ? blame[at] : undefined
    if (setter || at === '') return setter
  }
}

const mostPeeked = 4
/** More of one text is not peeked at. */
const mostOfText = 200
/** What an element of a list is called by, where it has such a member. */
const called = ['id', 'key', 'sku', 'name', 'code', 'type']

/** A closed container in one line: `{ id: c-477, name: Ada Okafor }`, `[ RUG-031, FRM-088 ]`. */
export function peek(value: Json): string {
  if (!isContainer(value)) return typeof value === 'string' ? value.slice(0, mostOfText) : plain(value)
  const isList = Array.isArray(value)
  const all = entries(value)
  if (all.length === 0) return isList ? '[]' : '{}'
  const said = all.slice(0, mostPeeked).map(([name, inner]) => {
    if (isList) return isContainer(inner) ? titleOf(inner) : peek(inner)
    return isContainer(inner) ? name : `${name}: ${peek(inner)}`
  })
  const more = all.length > mostPeeked ? ', …' : ''
  return isList ? `[ ${said.join(', ')}${more} ]` : `{ ${said.join(', ')}${more} }`
}

function titleOf(value: Container): string {
  if (Array.isArray(value)) return '[…]'
  const members = new Map(entries(value))
  for (const name of called) {
    const inner = members.get(name)
    if (typeof inner === 'string') return inner
    if (inner instanceof Digits) return inner.text
  }
  return '{…}'
}

/** A value that holds nothing, as JSON. */
function plain(value: Json): string {
  return value instanceof Digits ? value.text : JSON.stringify(value)
}
