import { type NodeType, type Tree, TreeBuffer } from '@lezer/common'
import type { Span } from './node.ts'

/** What is kept of a tree besides its values; offsets from its start. */
interface TreeFacts {
  /** Comments, `from` and `to` by turns, in the order of the text. */
  readonly comments: readonly number[]
  /** The first place where the parser found something else than it expected; `undefined` where there is none. */
  readonly error: Span | undefined
}

const NONE: TreeFacts = { comments: [], error: undefined }
const known = new WeakMap<Tree, TreeFacts>()

/** Kept with the tree, so that an edit costs what changed. */
export function treeFacts(tree: Tree): TreeFacts {
  let facts = known.get(tree)
  if (!facts) {
    facts = readFacts(tree)
    known.set(tree, facts)
  }
  return facts
}

function readFacts(tree: Tree): TreeFacts {
  if (isWrong(tree.type)) return { comments: [], error: { from: 0, to: tree.length } }
  if (isComment(tree.type.name)) return { comments: [0, tree.length], error: undefined }
  const comments: number[] = []
  let error: Span | undefined
  tree.children.forEach((child, index) => {
    const base = tree.positions[index] ?? 0
    const facts = child instanceof TreeBuffer ? bufferFacts(child) : treeFacts(child)
    for (const at of facts.comments) comments.push(at + base)
    if (!error && facts.error) error = { from: facts.error.from + base, to: facts.error.to + base }
  })
  return comments.length === 0 && !error ? NONE : { comments, error }
}

function bufferFacts({ buffer, set }: TreeBuffer): TreeFacts {
  const comments: number[] = []
  let error: Span | undefined
  // Four numbers a node: type, start, end, and where its children end.
  for (let i = 0; i < buffer.length; i += 4) {
    const type = set.types[buffer[i] ?? 0]
    const from = buffer[i + 1] ?? 0
    const to = buffer[i + 2] ?? 0
    if (type && isWrong(type)) error ??= { from, to }
    else if (type && isComment(type.name)) comments.push(from, to)
  }
  return { comments, error }
}

/** An error of the parser, or what the JSON grammar names in its place. */
function isWrong(type: NodeType): boolean {
  return type.isError || type.name === 'Stray' || type.name === 'MissingEnd'
}

function isComment(name: string): boolean {
  return name === 'Comment' || name === 'LineComment' || name === 'BlockComment'
}
