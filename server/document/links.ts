import {
  collectProblems,
  GreenEntry,
  GreenItem,
  GreenMapping,
  GreenSequence,
  GreenUnknown,
  inner,
  isLinked,
  type Link,
  type Merged,
} from './green.ts'
import { keyText, shortened } from './key.ts'
import type { Node } from './node.ts'
import type { SyntaxProblem } from './source-text.ts'

/**
 * How many nodes aliases may open in one document beyond those that are written. A large AsyncAPI document of 1.2 MB has 60,000; what
 * opens more than this is a bomb or is built by a program, and each opened node is a node that rules look at.
 */
const ALIAS_BUDGET = 100_000

/** An anchor's place: from `at` on its name means `node`, which begins at `from`. */
export interface AnchorPlace {
  readonly name: string
  readonly at: number
  readonly from: number
}

/** A tree with its aliases opened and its merge keys merged. */
export interface Opened {
  readonly node: Node
  /** In the order of the text. */
  readonly anchors: readonly AnchorPlace[]
  readonly problems: readonly SyntaxProblem[]
}

/** What was made of a written node before, and of what: made again only when one of the inputs is another. */
const memo = new WeakMap<Node, { readonly inputs: readonly Node[]; readonly result: Node }>()

const unknowns = new WeakMap<Node, GreenUnknown>()

/** What stands for an alias that is not followed: the same object each time. */
function unfollowed(alias: Node, reason: GreenUnknown['reason'], size: number): Node {
  let unknown = unknowns.get(alias)
  if (unknown?.reason !== reason) {
    unknown = new GreenUnknown(reason, alias.length, size)
    unknowns.set(alias, unknown)
  }
  return unknown
}

/** Opens the aliases of one document (YAML 1.2.2, 7.1; merge keys: YAML 1.1 type repository). Walks only where some are. */
export function openLinks(link: Link, base: number): Opened {
  if (!isLinked(link)) return { node: link.node, anchors: [], problems: [] }
  const opener = new Opener()
  const node = opener.open(link, base)
  return { node, anchors: opener.anchors, problems: opener.problems }
}

class Opener {
  readonly anchors: AnchorPlace[] = []
  readonly problems: SyntaxProblem[] = []
  readonly #nodes = new Map<string, Node | 'open'>()
  #opened = 0
  #overBudget = false

  open(link: Link, base: number): Node {
    const { anchor, alias, at } = link
    if (alias !== undefined) return this.#alias(link, alias, base + at)
    if (anchor !== undefined) this.#nodes.set(anchor, 'open')
    if (anchor !== undefined) this.anchors.push({ name: anchor, at: base + at, from: base + at })
    const node = this.#node(link.node, base + at)
    if (anchor !== undefined) this.#nodes.set(anchor, node)
    return node
  }

  #alias(link: Link, name: string, from: number): Node {
    const { length } = link.node
    const target = this.#nodes.get(name)
    if (target === 'open') return unfollowed(link.node, 'alias', Number.POSITIVE_INFINITY)
    const problem = (code: 'alias' | 'alias-budget', message: string) => this.problems.push({ code, from, to: from + length, message })
    if (!target) {
      problem('alias', `No anchor &${shortened(name)} stands before this alias.`)
      return link.node
    }
    if (this.#overBudget || this.#opened + target.size > ALIAS_BUDGET) {
      if (!Number.isFinite(target.size)) return target
      if (!this.#overBudget)
        problem('alias-budget', 'The aliases of this document open into too much: from this one on they are not followed.')
      this.#overBudget = true
      return unfollowed(link.node, 'budget', 1)
    }
    this.#opened += target.size
    return target
  }

  #node(node: Node, from: number): Node {
    const green = inner(node)
    if (!green.linked) return node
    if (green.kind === 'mapping') return this.#mapping(green, from)
    if (green.kind === 'sequence') return this.#sequence(green, from)
    return node
  }

  #mapping(mapping: GreenMapping, from: number): Node {
    const inputs: Node[] = []
    for (const entry of mapping.entries) {
      const { keyLink, valueLink } = entry.pair
      inputs.push(isLinked(keyLink) ? this.open(keyLink, from + entry.base) : keyLink.node)
      inputs.push(isLinked(valueLink) ? this.open(valueLink, from + entry.base) : valueLink.node)
      if (entry.pair.merge) this.#checkMerge(entry, inputs.at(-1), from)
    }
    return remembered(mapping, inputs, () => openedMapping(mapping, inputs))
  }

  #checkMerge(entry: GreenEntry, value: Node | undefined, from: number): void {
    if (!value || mergeSources(entry, value) || value.kind === 'unknown') return
    if (value.kind === 'sequence' && value.items.some((item) => item.value.kind === 'unknown')) return
    const message = 'A merge key needs a mapping or a list of mappings.'
    this.problems.push({ code: 'alias', from: from + entry.keyFrom, to: from + entry.keyFrom + inner(entry.keyNode).length, message })
  }

  #sequence(sequence: GreenSequence, from: number): Node {
    const inputs = sequence.items.map((item) => (isLinked(item.link) ? this.open(item.link, from + item.from) : item.link.node))
    return remembered(sequence, inputs, () => {
      const items = sequence.items.map((item, index) => new GreenItem(item.link, item.from, inputs[index]))
      return new GreenSequence(sequence.style, sequence.length, items, sequence.problems)
    })
  }
}

/** The node itself where its links lead to what is written, else the one made before of the same inputs, else a new one. */
function remembered(node: GreenMapping | GreenSequence, inputs: readonly Node[], make: () => Node): Node {
  const written = writtenNodes(node)
  if (same(written, inputs) && !(node.kind === 'mapping' && node.entries.some((entry) => entry.pair.merge))) return node
  const before = memo.get(node)
  if (before && same(before.inputs, inputs)) return before.result
  const result = make()
  memo.set(node, { inputs, result })
  return result
}

function writtenNodes(node: GreenMapping | GreenSequence): Node[] {
  if (node.kind === 'sequence') return node.items.map((item) => item.link.node)
  return node.entries.flatMap((entry) => [entry.pair.keyLink.node, entry.pair.valueLink.node])
}

function same(a: readonly Node[], b: readonly Node[]): boolean {
  return a.length === b.length && a.every((node, index) => node === b[index])
}

interface Source {
  readonly mapping: GreenMapping
  /** From the start of the entry's mapping. */
  readonly at: number
  readonly alias: string | undefined
}

/** The mappings that a merge key names; `undefined` where its value is something else. */
function mergeSources(entry: GreenEntry, value: Node): Source[] | undefined {
  const opened = inner(value)
  const { alias } = entry.pair.valueLink
  if (opened.kind === 'mapping') return [{ mapping: opened, at: entry.valueFrom, alias }]
  if (opened.kind !== 'sequence' || alias !== undefined) return undefined
  const sources: Source[] = []
  for (const item of opened.items) {
    const mapping = inner(item.value)
    if (mapping.kind !== 'mapping') return undefined
    sources.push({ mapping, at: entry.valueFrom + item.valueFrom, alias: item.link.alias })
  }
  return sources
}

function openedMapping(mapping: GreenMapping, inputs: readonly Node[]): Node {
  const entries: GreenEntry[] = []
  const merged: GreenEntry[] = []
  mapping.entries.forEach((entry, index) => {
    const keyNode = inputs[2 * index] ?? entry.keyNode
    const value = inputs[2 * index + 1] ?? entry.value
    const sources = entry.pair.merge ? mergeSources(entry, value) : undefined
    if (!sources) {
      const key = keyNode === entry.keyNode ? entry.key : keyText(keyNode)
      entries.push(new GreenEntry(entry.pair, entry.base, entry.from, { key, keyNode, value }))
      return
    }
    for (const source of sources) for (const target of source.mapping.entries) merged.push(mergedEntry(entry, target, source))
  })
  const seen = new Set(entries.map((entry) => entry.key))
  for (const entry of merged) {
    if (seen.has(entry.key)) continue
    seen.add(entry.key)
    entries.push(entry)
  }
  return new GreenMapping(mapping.style, mapping.length, entries, mapping.problems)
}

function mergedEntry(at: GreenEntry, target: GreenEntry, source: Source): GreenEntry {
  const merged: Merged = { entry: target, at: source.at, alias: source.alias }
  return new GreenEntry(at.pair, at.base, at.from, { key: target.key, keyNode: target.keyNode, value: target.value, merged })
}

/** The problems that are written in a document, and those of its links. */
export function allProblems(link: Link, base: number, opened: Opened): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [...opened.problems]
  collectProblems(link.node, base + link.at, problems)
  return problems
}
