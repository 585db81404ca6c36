import type { Place } from '../../shared/place.ts'
import { formatPointer, type Pointer } from '../../shared/pointer.ts'
import type { MappingNode, Node } from '../document/node.ts'
import { plain } from '../document/plain.ts'
import { Cell, Input, sameList } from './cells.ts'
import type { Reference } from './references.ts'
import type { SourceFile } from './source-file.ts'

/**
 * A place in a document that stays while the text around it changes, whether something stands there or not. What a cell reads through a
 * cursor it is told of when it changes, and of nothing else: prefer {@link keys} to {@link node} where only the names matter.
 */
export class Cursor {
  readonly file: SourceFile
  /** Which YAML document of the file, from 0. */
  readonly document: number
  readonly parent: Cursor | undefined
  /** The last segment of the path; empty at the root. */
  readonly key: string
  readonly #depth: number
  readonly #fineDepth: number
  /** Noted by readers; below a certain depth that of a place above stands for all that it holds. */
  readonly #node: Input<Node | undefined> | undefined
  #shape: Input<Shape | undefined> | undefined
  #reference: Cell<Reference | undefined> | undefined
  /** The places below that were asked for: a chain from the last one on, and a map as well where they are many. */
  #lastChild: Cursor | undefined
  #childByKey: Map<string, Cursor> | undefined
  #sibling: Cursor | undefined
  /** What was found here the last time, and in which node above. */
  #found: Node | undefined
  #foundIn: Node | undefined

  constructor(file: SourceFile, document: number, parent: Cursor | undefined, key: string, node: Node | undefined) {
    this.file = file
    this.document = document
    this.parent = parent
    this.key = key
    this.#depth = parent ? parent.#depth + 1 : 0
    this.#fineDepth = parent && this.#depth > 1 ? parent.#fineDepth : fineDepth(key)
    this.#node = this.#depth <= this.#fineDepth ? new Input<Node | undefined>(file.clock, node, sameNode) : undefined
  }

  /** @internal The file was read anew: what stands here now. Only places that changed, and those below them, are touched. */
  update(node: Node | undefined): void {
    const before = this.#node?.peek()
    if (!this.#node?.set(node)) return
    this.#shape?.set(shapeOf(node))
    if (this.#childByKey) this.#updateMany(this.#childByKey, before, node)
    else for (let child = this.#lastChild; child; child = child.#sibling) if (child.#node) child.update(childNode(node, child.key))
  }

  /** Of many, those that stayed where they were are seen to be the same without being looked up. */
  #updateMany(children: ReadonlyMap<string, Cursor>, before: Node | undefined, node: Node | undefined): void {
    if (
      before?.kind === 'mapping' &&
      node?.kind === 'mapping' &&
      sameList(before.keys, node.keys) &&
      hasNoRepeats(before) &&
      hasNoRepeats(node)
    ) {
      for (const [index, { key, value }] of node.entries.entries()) {
        if (before.entries[index]?.value !== value) children.get(key)?.update(value)
      }
    } else for (const child of children.values()) child.update(childNode(node, child.key))
  }

  get uri(): string {
    return this.file.uri
  }

  /** The value here; `undefined` where nothing stands. */
  get node(): Node | undefined {
    if (this.#node) return this.#node.get()
    const above = this.parent?.node
    if (above !== this.#foundIn) {
      this.#foundIn = above
      this.#found = childNode(above, this.key)
    }
    return this.#found
  }

  /** What stands here, whatever it holds: an edit within it does not change this. */
  get kind(): Node['kind'] | undefined {
    return this.#node ? this.#knownShape(this.#node)?.kind : this.node?.kind
  }

  get exists(): boolean {
    return this.kind !== undefined
  }

  /** Whether something stands under a key: asked first, no place is made for what is not there. */
  has(key: string): boolean {
    if (!this.#node) return childNode(this.node, key) !== undefined
    // It changes with the keys alone.
    return this.#knownShape(this.#node) !== undefined && childNode(this.#node.peek(), key) !== undefined
  }

  /** The place below by keys and indices; it need not exist. */
  at(...path: readonly string[]): Cursor {
    let cursor: Cursor = this
    for (const key of path) cursor = cursor.#child(key)
    return cursor
  }

  /** The keys of a mapping, each once, or the indices of a sequence; else empty. */
  get keys(): readonly string[] {
    return this.#node ? (this.#knownShape(this.#node)?.keys ?? none) : keysOf(this.node)
  }

  get children(): Cursor[] {
    return this.keys.map((key) => this.#child(key))
  }

  get isMapping(): boolean {
    return this.kind === 'mapping'
  }

  get isSequence(): boolean {
    return this.kind === 'sequence'
  }

  get mapping(): MappingNode | undefined {
    const node = this.node
    return node?.kind === 'mapping' ? node : undefined
  }

  /** The scalar here if it is a text. */
  get text(): string | undefined {
    const node = this.node
    return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
  }

  /** The whole value as plain data; `undefined` where nothing stands. Shared and not to be changed. */
  get value(): unknown {
    const node = this.node
    return node && plain(node)
  }

  /** What the `$ref` of this mapping names; `undefined` where there is none. */
  get reference(): Reference | undefined {
    if (!this.has('$ref')) return undefined
    this.#reference ??= new Cell<Reference | undefined>(this.file.clock, () => this.file.workspace.resolve(this), sameReference)
    return this.#reference.get()
  }

  /** Where the chain of `$ref`s from here ends, itself where there is none; `undefined` where one leads nowhere or in a circle. */
  get target(): Cursor | undefined {
    let cursor: Cursor = this
    for (let hops = 0; hops < 100; hops++) {
      const reference = cursor.reference
      if (!reference) return cursor
      if (reference.kind !== 'found') return undefined
      cursor = reference.target
    }
    return undefined
  }

  get path(): string[] {
    const path: string[] = []
    for (let cursor: Cursor = this; cursor.parent; cursor = cursor.parent) path.push(cursor.key)
    return path.reverse()
  }

  get pointer(): Pointer {
    return formatPointer(this.path)
  }

  get place(): Place {
    return { uri: this.uri, document: this.document, pointer: this.pointer }
  }

  get root(): Cursor {
    let cursor: Cursor = this
    while (cursor.parent) cursor = cursor.parent
    return cursor
  }

  /** Whether `other` is this place or lies below it. */
  holds(other: Cursor): boolean {
    let cursor: Cursor | undefined = other
    while (cursor && cursor !== this) cursor = cursor.parent
    return cursor === this
  }

  #knownShape(node: Input<Node | undefined>): Shape | undefined {
    this.#shape ??= new Input<Shape | undefined>(this.file.clock, shapeOf(node.peek()), sameShape)
    return this.#shape.get()
  }

  #child(key: string): Cursor {
    return this.#knownChild(key) ?? this.#newChild(key)
  }

  #knownChild(key: string): Cursor | undefined {
    if (this.#childByKey) return this.#childByKey.get(key)
    let length = 0
    for (let child = this.#lastChild; child; child = child.#sibling) {
      if (child.key === key) return child
      length++
    }
    if (length >= longestChain) {
      this.#childByKey = new Map()
      for (let child = this.#lastChild; child; child = child.#sibling) this.#childByKey.set(child.key, child)
    }
    return undefined
  }

  #newChild(key: string): Cursor {
    const child = new Cursor(this.file, this.document, this, key, this.#node && childNode(this.#node.peek(), key))
    child.#sibling = this.#lastChild
    this.#lastChild = child
    this.#childByKey?.set(key, child)
    return child
  }
}

const longestChain = 8

function hasNoRepeats(node: MappingNode): boolean {
  return node.keys.length === node.entries.length
}

/** What a place is like, whatever stands below its keys. */
interface Shape {
  readonly kind: Node['kind']
  readonly keys: readonly string[]
}

function shapeOf(node: Node | undefined): Shape | undefined {
  return node && { kind: node.kind, keys: keysOf(node) }
}

function sameShape(a: Shape | undefined, b: Shape | undefined): boolean {
  return a?.kind === b?.kind && sameList(a?.keys ?? none, b?.keys ?? none)
}

/** The value under a key or an index; `undefined` where there is none. */
export function childNode(node: Node | undefined, key: string): Node | undefined {
  if (node?.kind === 'mapping') return node.get(key)?.value
  if (node?.kind === 'sequence') return /^(0|[1-9]\d*)$/.test(key) ? node.items[Number(key)]?.value : undefined
  return undefined
}

/** Nodes of at most so many parts are compared part by part. */
const small = 64

/** Whether two nodes are written alike: a tree that is made anew may hold small parts that are other objects and yet the same. */
function sameNode(a: Node | undefined, b: Node | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.kind !== b.kind || a.length !== b.length || a.size !== b.size || a.size > small) return false
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.source === b.source && a.style === b.style
  if (a.kind === 'sequence' && b.kind === 'sequence') {
    return a.items.every((item, i) => item.valueFrom === b.items[i]?.valueFrom && sameNode(item.value, b.items[i]?.value))
  }
  if (a.kind === 'mapping' && b.kind === 'mapping') {
    return a.entries.every((entry, i) => {
      const other = b.entries[i]
      return (
        entry.key === other?.key && entry.from === other.from && entry.valueFrom === other.valueFrom && sameNode(entry.value, other.value)
      )
    })
  }
  return false
}

const none: readonly string[] = []

function keysOf(node: Node | undefined): readonly string[] {
  if (node?.kind === 'mapping') return node.keys
  return node?.kind === 'sequence' ? node.items.map((_, index) => String(index)) : none
}

/**
 * Down to which depth readers of a place are told of its changes alone, by the first key of its path. The parts of a document that are many
 * (components, channels and their messages) are told apart; what one of them holds changes as a whole, which keeps the cells few.
 */
function fineDepth(section: string): number {
  return section === 'channels' ? 6 : 4
}

function sameReference(a: Reference | undefined, b: Reference | undefined): boolean {
  if (a === b) return true
  if (!a || !b || a.kind !== b.kind) return false
  if (a.kind === 'found' && b.kind === 'found') return a.target === b.target
  return JSON.stringify({ ...a, target: undefined }) === JSON.stringify({ ...b, target: undefined })
}
