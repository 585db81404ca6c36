import type { CollectionStyle, Entry, Item, MappingNode, Node, Scalar, ScalarNode, ScalarStyle, SequenceNode, UnknownNode } from './node.ts'
import type { SyntaxProblem } from './source-text.ts'

/** A problem with offsets from the start of the node that holds it. */
export type LocalProblem = SyntaxProblem

/** An element as it is written: where its node begins behind properties, and which anchor or alias stands there. */
export interface Link {
  readonly node: Node
  /** From the start of the place that holds the link to the node's first character. */
  readonly at: number
  /** Behind what is written, properties without a value included. */
  readonly to: number
  readonly anchor: string | undefined
  readonly alias: string | undefined
}

/** A pair as it is written; offsets from where the pair begins. */
export interface Pair {
  readonly key: string
  readonly keyLink: Link
  readonly valueLink: Link
  readonly to: number
  /** A `<<` that is written plain, which merges what its value names (YAML 1.1 merge key). */
  readonly merge: boolean
  readonly problems: readonly LocalProblem[] | undefined
  /** See {@link Entry.half}. */
  readonly half?: true
}

/** What only this folder sees of a node. */
interface Inner {
  /** How many collections stand in each other here, itself counted; 0 for a scalar. */
  readonly height: number
  /** Whether an anchor, an alias or a merge key is written in here. */
  readonly linked: boolean
  /** Whether this node or one below has problems. */
  readonly noisy: boolean
  readonly problems: readonly LocalProblem[] | undefined
}

export class GreenScalar implements ScalarNode, Inner {
  readonly kind = 'scalar'
  readonly length: number
  readonly size = 1
  readonly value: Scalar
  readonly style: ScalarStyle
  readonly source: string
  readonly height = 0
  readonly linked = false
  readonly noisy: boolean
  readonly problems: readonly LocalProblem[] | undefined

  constructor(value: Scalar, style: ScalarStyle, source: string, problems?: readonly LocalProblem[]) {
    this.length = source.length
    this.value = value
    this.style = style
    this.source = source
    this.noisy = problems !== undefined
    this.problems = problems
  }
}

export class GreenUnknown implements UnknownNode, Inner {
  readonly kind = 'unknown'
  readonly length: number
  readonly size: number
  readonly reason: UnknownNode['reason']
  readonly height: number
  readonly linked: boolean
  readonly noisy: boolean
  readonly problems: readonly LocalProblem[] | undefined

  constructor(reason: UnknownNode['reason'], length: number, size = 1, height = 0, problems?: readonly LocalProblem[]) {
    this.reason = reason
    this.length = length
    this.size = size
    this.height = height
    this.linked = false
    this.noisy = problems !== undefined
    this.problems = problems
  }
}

/** So few are gone through faster than looked up. */
const FEW = 8

function distinct(keys: readonly string[]): readonly string[] {
  const isRepeated = keys.length < FEW && keys.some((key, index) => keys.indexOf(key) < index)
  return keys.length < FEW && !isRepeated ? keys : [...new Set(keys)]
}

export class GreenMapping implements MappingNode, Inner {
  readonly kind = 'mapping'
  readonly style: CollectionStyle
  readonly length: number
  readonly size: number
  readonly entries: readonly GreenEntry[]
  readonly height: number
  readonly linked: boolean
  readonly noisy: boolean
  readonly problems: readonly LocalProblem[] | undefined
  #keys: readonly string[] | undefined
  #byKey: Map<string, GreenEntry> | undefined

  constructor(style: CollectionStyle, length: number, entries: readonly GreenEntry[], problems?: readonly LocalProblem[]) {
    this.style = style
    this.length = length
    this.entries = entries
    this.problems = problems
    let size = 1
    let height = 0
    let linked = false
    let noisy = problems !== undefined
    for (const entry of entries) {
      const { keyNode, value } = entry
      size += keyNode.size + value.size
      height = Math.max(height, inner(keyNode).height, inner(value).height)
      linked ||= entry.linked
      noisy ||= entry.noisy
    }
    this.size = size
    this.height = height + 1
    this.linked = linked
    this.noisy = noisy
  }

  get keys(): readonly string[] {
    this.#keys ??= distinct(this.entries.map((entry) => entry.key))
    return this.#keys
  }

  counts(entry: Entry): boolean {
    return this.keys.length === this.entries.length || this.get(entry.key) === entry
  }

  get(key: string): GreenEntry | undefined {
    if (this.entries.length < FEW) {
      let found: GreenEntry | undefined
      for (const entry of this.entries) if (entry.key === key && !(found && entry.through === 'merge')) found = entry
      return found
    }
    if (!this.#byKey) {
      this.#byKey = new Map()
      for (const entry of this.entries) if (entry.through !== 'merge' || !this.#byKey.has(entry.key)) this.#byKey.set(entry.key, entry)
    }
    return this.#byKey.get(key)
  }
}

export class GreenSequence implements SequenceNode, Inner {
  readonly kind = 'sequence'
  readonly style: CollectionStyle
  readonly length: number
  readonly size: number
  readonly items: readonly GreenItem[]
  readonly height: number
  readonly linked: boolean
  readonly noisy: boolean
  readonly problems: readonly LocalProblem[] | undefined

  constructor(style: CollectionStyle, length: number, items: readonly GreenItem[], problems?: readonly LocalProblem[]) {
    this.style = style
    this.length = length
    this.items = items
    this.problems = problems
    let size = 1
    let height = 0
    let linked = false
    let noisy = problems !== undefined
    for (const { value, link } of items) {
      size += value.size
      height = Math.max(height, inner(value).height)
      linked ||= isLinked(link)
      noisy ||= inner(value).noisy
    }
    this.size = size
    this.height = height + 1
    this.linked = linked
    this.noisy = noisy
  }
}

/** For a merged entry: the entry that it stands for, and where the mapping that holds that one is named, from the start of this mapping. */
export interface Merged {
  readonly entry: GreenEntry
  readonly at: number
  readonly alias: string | undefined
}

/** What the pair's links lead to. */
export interface Resolved {
  readonly key: string
  readonly keyNode: Node
  readonly value: Node
  readonly merged?: Merged
}

/** A pair in its mapping. The values may be resolved ones; the pair is as it is written. */
export class GreenEntry implements Entry {
  readonly pair: Pair
  readonly key: string
  readonly keyNode: Node
  readonly value: Node
  /** Where the pair begins without its `? `; the pair's offsets count from here. */
  readonly base: number
  readonly from: number
  readonly through?: 'alias' | 'merge'
  readonly half?: true
  readonly merged: Merged | undefined

  constructor(pair: Pair, base: number, from = base, resolved?: Resolved) {
    this.pair = pair
    this.base = base
    this.from = from
    this.key = resolved?.key ?? pair.key
    this.keyNode = resolved?.keyNode ?? pair.keyLink.node
    this.value = resolved?.value ?? pair.valueLink.node
    this.merged = resolved?.merged
    if (this.merged) this.through = 'merge'
    else if (pair.valueLink.alias !== undefined) this.through = 'alias'
    if (pair.half) this.half = true
  }

  get keyFrom(): number {
    return this.base + this.pair.keyLink.at
  }
  get valueFrom(): number {
    return this.base + this.pair.valueLink.at
  }
  get to(): number {
    return this.base + this.pair.to
  }
  get linked(): boolean {
    const { keyLink, valueLink, merge } = this.pair
    return merge || isLinked(valueLink) || isLinked(keyLink)
  }
  get noisy(): boolean {
    return this.pair.problems !== undefined || inner(this.pair.keyLink.node).noisy || inner(this.pair.valueLink.node).noisy
  }
}

export class GreenItem implements Item {
  readonly link: Link
  readonly value: Node
  /** Where the item begins in its sequence, without its dash. */
  readonly from: number
  readonly through?: 'alias'

  constructor(link: Link, from: number, value = link.node) {
    this.link = link
    this.from = from
    this.value = value
    if (link.alias !== undefined) this.through = 'alias'
  }

  get valueFrom(): number {
    return this.from + this.link.at
  }
}

export type Green = GreenScalar | GreenMapping | GreenSequence | GreenUnknown

/** Every node that this folder hands out is one of its own. */
export function inner(node: Node): Green {
  return node as Green
}

export function isLinked(link: Link): boolean {
  return link.anchor !== undefined || link.alias !== undefined || inner(link.node).linked
}

/** The problems written in a tree, with offsets from `base`; walks only where some are. */
export function collectProblems(node: Node, base: number, into: SyntaxProblem[]): void {
  const green = inner(node)
  if (!green.noisy) return
  add(green.problems, base, into)
  if (green.kind === 'mapping') {
    for (const entry of green.entries) {
      if (entry.merged || !entry.noisy) continue
      add(entry.pair.problems, base + entry.base, into)
      collectProblems(entry.pair.keyLink.node, base + entry.keyFrom, into)
      collectProblems(entry.pair.valueLink.node, base + entry.valueFrom, into)
    }
  } else if (green.kind === 'sequence') {
    for (const item of green.items) collectProblems(item.link.node, base + item.valueFrom, into)
  }
}

function add(problems: readonly LocalProblem[] | undefined, base: number, into: SyntaxProblem[]): void {
  for (const problem of problems ?? []) into.push({ ...problem, from: base + problem.from, to: base + problem.to })
}

const LONGEST_UNSHARED = 12

/** A text of its own: a slice of more than a dozen characters would keep the whole text alive in V8. */
export function ownText(slice: string): string {
  return slice.length > LONGEST_UNSHARED ? ` ${slice}`.slice(1) : slice
}
