import { mergePatch } from '../fold/merge-patch.ts'
import { isObject, type JsonObject, member, setMember } from '../json/object.ts'
import { matchItems } from './match.ts'

/** Who set a path of a state. Events are numbers that only go up: the how manieth of the entity's. */
export interface BlameNode {
  /** Of this path, or this element, for as long as the entity is folded; the same in each fold from the start. */
  readonly id: number
  /** The last event that set it, a container of it, or something in it. */
  by: number
  /** How many events did so far. */
  count: number
  /** `by` removed it. */
  isGone: boolean
  /** Its value before `by`, where that was text, a number, `true`, `false` or `null`. */
  old: unknown
  members: Map<string, BlameNode> | undefined
  /** In the order of the list as it is now. */
  items: BlameNode[] | undefined
}

/** For each path of one entity's state the event that set it last. Setting a container sets all that is in it. */
export class Blame {
  #root: BlameNode | undefined
  #ids: number
  /** How many events ever set the path of an id; grows while the entity is folded to its end. */
  readonly totals: number[]

  constructor(totals: number[] = [], root?: BlameNode, ids = 0) {
    this.totals = totals
    this.#root = root
    this.#ids = ids
  }

  get root(): BlameNode | undefined {
    return this.#root
  }

  copy(totals: number[] = this.totals): Blame {
    return new Blame(totals, this.#root && copied(this.#root), this.#ids)
  }

  /** An event made of one state another, and only the two tell what it set. `undefined` is no state. */
  observe(before: unknown, after: unknown, event: number): void {
    if (after === undefined) {
      if (before !== undefined && this.#root) this.#remove(this.#root, before, event)
    } else if (before === undefined) this.#set((this.#root ??= this.#node()), undefined, after, event)
    else this.#differ((this.#root ??= this.#node()), before, after, event)
  }

  /** Merges a patch (RFC 7396) into a state, which is changed and answered with; what the patch names is set. */
  merge(state: JsonObject | undefined, patch: JsonObject, event: number): JsonObject {
    const root = (this.#root ??= this.#node())
    const made = state ?? {}
    root.isGone = false
    this.#merge(root, made, patch, event)
    return made
  }

  /** A member of the state itself was set to a value; `undefined` took it away. */
  put(name: string, old: unknown, value: unknown, event: number): void {
    const root = (this.#root ??= this.#node())
    root.isGone = false
    this.#touch(root, undefined, event)
    if (value !== undefined) this.#set(this.#member(root, name), old, value, event)
    else if (old !== undefined) this.#remove(this.#member(root, name), old, event)
  }

  #node(): BlameNode {
    return { id: this.#ids++, by: -1, count: 0, isGone: false, old: undefined, members: undefined, items: undefined }
  }

  #member(node: BlameNode, name: string): BlameNode {
    const members = (node.members ??= new Map())
    let found = members.get(name)
    if (!found) members.set(name, (found = this.#node()))
    return found
  }

  #touch(node: BlameNode, old: unknown, event: number): void {
    if (node.by === event) return
    node.by = event
    node.count++
    node.old = typeof old === 'object' && old !== null ? undefined : old
    if ((this.totals[node.id] ?? 0) < node.count) this.totals[node.id] = node.count
  }

  #set(node: BlameNode, before: unknown, after: unknown, event: number): void {
    this.#touch(node, before, event)
    node.isGone = false
    if (Array.isArray(after)) {
      this.#align(node, before, after, (item, old, now) => {
        this.#set(item, old, now, event)
        return true
      })
    } else node.items = undefined
    const isContainer = isObject(after)
    if (isContainer) {
      for (const name of Object.keys(after))
        this.#set(this.#member(node, name), isObject(before) ? member(before, name) : undefined, after[name], event)
    }
    for (const [name, inner] of node.members ?? [])
      if (!inner.isGone && !(isContainer && Object.hasOwn(after, name)))
        this.#remove(inner, isObject(before) ? member(before, name) : undefined, event)
  }

  #remove(node: BlameNode, before: unknown, event: number): void {
    this.#touch(node, before, event)
    node.isGone = true
    node.items = undefined
    for (const [name, inner] of node.members ?? [])
      if (!inner.isGone) this.#remove(inner, isObject(before) ? member(before, name) : undefined, event)
  }

  /** Whether anything was set. */
  #differ(node: BlameNode, before: unknown, after: unknown, event: number): boolean {
    if (Object.is(before, after)) return false
    let isOther = false
    if (Array.isArray(before) && Array.isArray(after)) {
      isOther = this.#align(node, before, after, (item, old, now) => {
        if (old === undefined) this.#set(item, undefined, now, event)
        else return this.#differ(item, old, now, event)
        return true
      })
    } else if (isObject(before) && isObject(after)) {
      for (const name of Object.keys(after)) {
        const inner = this.#member(node, name)
        const old = member(before, name)
        if (old === undefined) this.#set(inner, undefined, after[name], event)
        isOther = old === undefined || this.#differ(inner, old, after[name], event) || isOther
      }
      for (const name of Object.keys(before)) {
        if (Object.hasOwn(after, name)) continue
        this.#remove(this.#member(node, name), before[name], event)
        isOther = true
      }
    } else {
      this.#set(node, before, after, event)
      return true
    }
    if (isOther) this.#touch(node, before, event)
    return isOther
  }

  /** Puts the nodes of a list in the order that its elements have now; whether one said that it is another, or they are not the same. */
  #align(
    node: BlameNode,
    before: unknown,
    after: readonly unknown[],
    each: (item: BlameNode, old: unknown, now: unknown) => boolean,
  ): boolean {
    const old = Array.isArray(before) ? (before as readonly unknown[]) : []
    const had = node.items ?? []
    const matched = matchItems(old, after)
    let isOther = old.length !== after.length
    node.items = after.map((now, at) => {
      const from = matched[at] as number
      const item = (from < 0 ? undefined : had[from]) ?? this.#node()
      isOther = isOther || from !== at
      if (each(item, from < 0 ? undefined : old[from], now) === true) isOther = true
      return item
    })
    return isOther
  }

  /** Whether the patch set anything. */
  #merge(node: BlameNode, target: JsonObject, patch: JsonObject, event: number): boolean {
    let isOther = false
    for (const name of Object.keys(patch)) {
      const value = patch[name]
      const old = member(target, name)
      if (value === null) {
        if (old === undefined) continue
        this.#remove(this.#member(node, name), old, event)
        delete target[name]
      } else if (isObject(value) && isObject(old)) {
        if (!this.#merge(this.#member(node, name), old, value, event)) continue
      } else {
        const made = isObject(value) ? mergePatch({}, value) : value
        this.#set(this.#member(node, name), old, made, event)
        setMember(target, name, made)
      }
      isOther = true
    }
    if (isOther) this.#touch(node, undefined, event)
    return isOther
  }
}

function copied({ id, by, count, isGone, old, members, items }: BlameNode): BlameNode {
  return {
    id,
    by,
    count,
    isGone,
    old,
    members: members && new Map(Array.from(members, ([name, inner]) => [name, copied(inner)])),
    items: items?.map(copied),
  }
}

/** How many paths it knows, about: what a copy of it weighs. */
export function weightOf(node: BlameNode | undefined): number {
  if (!node) return 0
  let weight = 1
  for (const inner of node.members?.values() ?? []) weight += weightOf(inner)
  for (const item of node.items ?? []) weight += weightOf(item)
  return weight
}
