import { escapeSegment, type Pointer, parsePointer } from '../../shared/pointer.ts'
import type { FindingView } from '../../shared/replay-protocol.ts'
import type { Json } from '../ui/json.ts'
import { entries, isContainer, sizeOf } from './state-tree.ts'

/** So many members of one container are drawn at first, and so many more with each click. */
const batch = 100
/** Beyond so many lines containers begin closed. */
const mostOpen = 400

export type EventLine =
  | {
      readonly kind: 'value'
      readonly path: Pointer
      readonly name: string
      readonly depth: number
      readonly value: Json
      readonly isOpen: boolean | undefined
      readonly finding: FindingView | undefined
    }
  | { readonly kind: 'finding'; readonly path: Pointer; readonly depth: number; readonly finding: FindingView; readonly isOpen?: undefined }
  /** What is left of a container. */
  | { readonly kind: 'more'; readonly path: Pointer; readonly depth: number; readonly count: number; readonly isOpen?: undefined }

export interface EventWishes {
  readonly turned: ReadonlyMap<Pointer, boolean>
  /** By container: how many batches of its members are drawn. */
  readonly batches: ReadonlyMap<Pointer, number>
}

/** A payload or headers line by line, each finding under the value that it is about. */
export function eventLines(value: Json, findings: readonly FindingView[], wishes: EventWishes): EventLine[] {
  const lines: EventLine[] = []
  const at = new Map<Pointer, FindingView[]>()
  for (const finding of findings) if (finding.path !== undefined) at.set(finding.path, [...(at.get(finding.path) ?? []), finding])
  const walk = (inner: Json, path: Pointer, depth: number) => {
    if (!isContainer(inner)) return
    const most = batch * (wishes.batches.get(path) ?? 1)
    for (const [index, [name, one]] of entries(inner).entries()) {
      if (index >= most) {
        lines.push({ kind: 'more', path, depth, count: sizeOf(inner) - index })
        break
      }
      const own = `${path}/${escapeSegment(name)}`
      const found = at.get(own) ?? []
      const isBox = isContainer(one) && sizeOf(one) > 0
      const isOpen = isBox
        ? (wishes.turned.get(own) ?? (lines.length < mostOpen || [...at.keys()].some((key) => key.startsWith(`${own}/`))))
        : undefined
      lines.push({ kind: 'value', path: own, name, depth, value: one, isOpen, finding: found[0] })
      for (const finding of found) lines.push({ kind: 'finding', path: own, depth, finding })
      if (isOpen) walk(one, own, depth + 1)
    }
  }
  if (isContainer(value)) walk(value, '', 0)
  else lines.push({ kind: 'value', path: '', name: 'payload', depth: 0, value, isOpen: undefined, finding: at.get('')?.[0] })
  return lines
}

/** What stands at a pointer; `undefined` where nothing does. */
export function valueAt(root: Json | undefined, pointer: Pointer): Json | undefined {
  let value = root
  for (const segment of parsePointer(pointer) ?? ['']) {
    if (!isContainer(value) || !Object.hasOwn(value, segment) || (Array.isArray(value) && segment === 'length')) return undefined
    value = (value as Readonly<Record<string, Json>>)[segment]
  }
  return value
}
