import { sameToken, type Token } from './tokens.ts'
import { numberLength, plain } from './tree.ts'

const [isEnd, isString, isNumber, isBoolean, isFork] = [0, 1, 2, 3, 4]
/** A record whose items need more ranges is read in the slow way. */
const mostHoles = 1 << 20

type Hole = Exclude<Token, { kind: 'bytes' }>

/** Fixed bytes, and what comes after them. */
class Node<T> {
  bytes: Uint8Array
  /** The same bytes, four at a time; what is left over stands in `bytes` only. */
  words: Int32Array = new Int32Array(0)
  kind = isFork
  slot = 0
  next: Node<T> | undefined
  leaf: T | undefined
  /** Where more than one thing may follow: by its first byte, and values. */
  readonly edges: (Node<T> | undefined)[] = []
  readonly holes: { readonly token: Hole; readonly next: Node<T> }[] = []

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  isNew(): boolean {
    return this.bytes.length + this.edges.length + this.holes.length === 0 && this.leaf === undefined
  }

  settle(): void {
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset, this.bytes.length)
    this.words = Int32Array.from({ length: this.bytes.length >>> 2 }, (_, at) => view.getInt32(at * 4, true))
    const [hole, other] = this.holes
    const isForked = this.edges.length > 0 || other !== undefined || (hole && this.leaf !== undefined) || hole?.token.kind === 'items'
    this.kind = isForked
      ? isFork
      : hole
        ? hole.token.kind === 'string'
          ? isString
          : hole.token.kind === 'number'
            ? isNumber
            : isBoolean
        : isEnd
    this.slot = hole?.token.slot ?? 0
    this.next = hole?.next
  }
}

/** Layouts, put together where they begin alike, so that a record is read once whichever it has. */
export class Trie<T> {
  /** Ranges of the values of the last record that matched. */
  holes = new Int32Array(256)
  /** The byte after the last record that matched. */
  end = 0
  readonly #root = new Node<T>(new Uint8Array(0))
  #fixed = 0
  #dynamic = 0

  /** @param size how many numbers the ranges of its values take. */
  add(tokens: readonly Token[], size: number, leaf: T): void {
    this.#fixed = Math.max(this.#fixed, size)
    if (this.holes.length < this.#fixed * 2) this.holes = new Int32Array(this.#fixed * 4)
    let node = this.#root
    for (const token of tokens) node = token.kind === 'bytes' ? along(node, token.bytes) : through(node, token)
    node.leaf ??= leaf
    node.settle()
  }

  /** The layout of the record that begins there; `undefined` for none. A line feed has to stand somewhere behind it in the bytes. */
  match(bytes: Uint8Array, start: number): T | undefined {
    if (this.#bytes !== bytes) {
      this.#bytes = bytes
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    this.#dynamic = this.#fixed
    const at = this.#run(this.#root, bytes, start)
    if (at < 0) return undefined
    this.end = at
    return this.#found
  }

  #found: T | undefined
  #bytes: Uint8Array = new Uint8Array(0)
  #view = new DataView(this.#bytes.buffer)

  /** The byte after what matched; below 0 where nothing did. */
  #run(from: Node<T>, bytes: Uint8Array, start: number): number {
    let node = from
    let at = start
    const holes = this.holes
    const view = this.#view
    const limit = view.byteLength
    for (;;) {
      const own = node.bytes
      const size = own.length
      const { words } = node
      let from = 0
      if (at + size <= limit) {
        const count = words.length
        for (let i = 0; i < count; i++) if (view.getInt32(at + i * 4, true) !== words[i]) return -1
        from = count * 4
      }
      for (let i = from; i < size; i++) if (bytes[at + i] !== own[i]) return -1
      at += size
      if (node.kind === isString) {
        holes[node.slot] = at
        while (at + 4 <= limit && arePlain(view.getInt32(at, true))) at += 4
        while (plain[bytes[at] as number] === 1) at++
        if (bytes[at] !== 0x22) return -1
        holes[node.slot + 1] = at
        node = node.next as Node<T>
      } else if (node.kind === isEnd) {
        this.#found = node.leaf
        return node.leaf === undefined ? -1 : at
      } else if (node.kind === isNumber) {
        const length = numberLength(bytes, at)
        if (length === 0) return -1
        holes[node.slot] = at
        at += length
        holes[node.slot + 1] = at
        node = node.next as Node<T>
      } else if (node.kind === isBoolean) {
        const length = booleanLength(bytes, at)
        if (length === 0) return -1
        holes[node.slot] = at
        at += length
        holes[node.slot + 1] = at
        node = node.next as Node<T>
      } else {
        const edge = node.edges[bytes[at] as number]
        if (edge && node.holes.length === 0) node = edge
        else return this.#fork(node, edge, bytes, at)
      }
    }
  }

  #fork(node: Node<T>, edge: Node<T> | undefined, bytes: Uint8Array, at: number): number {
    if (edge) {
      const end = this.#run(edge, bytes, at)
      if (end >= 0) return end
    }
    for (const { token, next } of node.holes) {
      const dynamic = this.#dynamic
      const after = this.#hole(token, bytes, at)
      const end = after < 0 ? -1 : this.#run(next, bytes, after)
      if (end >= 0) return end
      this.#dynamic = dynamic
    }
    if (node.leaf === undefined || edge) return -1
    this.#found = node.leaf
    return at
  }

  /** The byte after the value; below 0 where there is none of the kind. */
  #hole(token: Hole, bytes: Uint8Array, at: number, base = 0): number {
    if (token.kind === 'items') return this.#items(token, bytes, at)
    let end = at
    if (token.kind === 'string') {
      while (plain[bytes[end] as number] === 1) end++
      if (bytes[end] !== 0x22) return -1
    } else {
      const length = token.kind === 'number' ? numberLength(bytes, at) : booleanLength(bytes, at)
      if (length === 0) return -1
      end += length
    }
    this.holes[base + token.slot] = at
    this.holes[base + token.slot + 1] = end
    return end
  }

  #items({ slot, separator, item, stride }: Extract<Token, { kind: 'items' }>, bytes: Uint8Array, start: number): number {
    const first = this.#dynamic
    let count = 0
    let at = start
    while (bytes[at] !== 0x5d) {
      if (count > 0) {
        at = fixedEnd(separator, bytes, at)
        if (at < 0) return -1
      }
      const base = this.#dynamic
      this.#dynamic += stride
      if (this.#dynamic > this.holes.length && !this.#grow()) return -1
      for (const token of item) {
        at = token.kind === 'bytes' ? fixedEnd(token.bytes, bytes, at) : this.#hole(token, bytes, at, base)
        if (at < 0) return -1
      }
      count++
    }
    this.holes[slot] = first
    this.holes[slot + 1] = count
    this.holes[slot + 2] = start - 1
    this.holes[slot + 3] = at + 1
    return at
  }

  #grow(): boolean {
    if (this.#dynamic > mostHoles) return false
    const grown = new Int32Array(this.#dynamic * 2)
    grown.set(this.holes)
    this.holes = grown
    return true
  }
}

/** Whether four bytes are ASCII without controls, quote and backslash (after "Bit Twiddling Hacks", Sean Eron Anderson: a word with a zero byte, or one below a number). */
function arePlain(word: number): boolean {
  const quotes = word ^ 0x22222222
  const slashes = word ^ 0x5c5c5c5c
  return ((word | (word - 0x20202020) | (quotes - 0x01010101) | (slashes - 0x01010101)) & 0x80808080) === 0
}

function fixedEnd(own: Uint8Array, bytes: Uint8Array, at: number): number {
  for (let i = 0; i < own.length; i++) if (bytes[at + i] !== own[i]) return -1
  return at + own.length
}

function booleanLength(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x74) return bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? 4 : 0
  return bytes[at] === 0x66 && bytes[at + 1] === 0x61 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x73 && bytes[at + 4] === 0x65 ? 5 : 0
}

/** The node after these bytes, made where it is not there. */
function along<T>(from: Node<T>, bytes: Uint8Array): Node<T> {
  let node = from
  let left = bytes
  if (node.isNew()) {
    node.bytes = left
    node.settle()
    return node
  }
  for (;;) {
    let same = 0
    while (same < node.bytes.length && same < left.length && node.bytes[same] === left[same]) same++
    if (same < node.bytes.length) split(node, same)
    left = left.subarray(same)
    const byte = left[0]
    if (byte === undefined) return node
    let edge = node.edges[byte]
    if (!edge) {
      edge = new Node<T>(left)
      edge.settle()
      node.edges[byte] = edge
      node.settle()
    }
    node = edge
  }
}

/** Ends a node's bytes early; the rest is a node of its own. */
function split<T>(node: Node<T>, at: number): void {
  const rest = new Node<T>(node.bytes.subarray(at))
  rest.leaf = node.leaf
  rest.holes.push(...node.holes)
  node.edges.forEach((edge, byte) => {
    rest.edges[byte] = edge
  })
  rest.settle()
  node.bytes = node.bytes.subarray(0, at)
  node.leaf = undefined
  node.holes.length = 0
  node.edges.length = 0
  node.edges[rest.bytes[0] as number] = rest
  node.settle()
}

/** The node after a value, made where it is not there. */
function through<T>(node: Node<T>, token: Hole): Node<T> {
  const known = node.holes.find((hole) => sameToken(hole.token, token))
  if (known) return known.next
  const next = new Node<T>(new Uint8Array(0))
  node.holes.push({ token, next })
  node.settle()
  return next
}
