import type { Leaf, Tree } from './tree.ts'
import type { Slotted } from './verdict.ts'

/** What the bytes of a layout are made of, one after the other. */
export type Token =
  /** Always these bytes. */
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** A value; its range is written at `slot` and the place after it. */
  | { readonly kind: 'string' | 'number' | 'boolean'; readonly slot: number }
  /** Items of one form, any number of them; see {@link Slotted}. The range of the whole is written at `slot + 2` and after. */
  | ArrayToken

interface ArrayToken {
  readonly kind: 'items'
  readonly slot: number
  readonly separator: Uint8Array
  readonly item: readonly Token[]
  readonly stride: number
}

/** The bytes of a record as tokens, and its value as what they say. */
export interface Tokens {
  readonly tokens: readonly Token[]
  readonly value: Slotted
  /** Where each part of the record went, but for what is in arrays: that has no place of its own. */
  readonly parts: ReadonlyMap<Tree, Slotted>
  /** Numbers that its ranges take, but for those of items. */
  readonly size: number
}

/** Takes a record apart; `fixed` are the values that are the same in all records of the layout. `undefined` where the items of an array differ in form. */
export function tokensOf(bytes: Uint8Array, tree: Tree, fixed: ReadonlyMap<Leaf, string | number | boolean | null>): Tokens | undefined {
  const writer = new TokenWriter(bytes, separatorOf(bytes, tree) ?? comma, fixed)
  const value = writer.put(tree, false)
  if (!value) return undefined
  writer.end(tree.end)
  return { tokens: writer.tokens, value, parts: writer.parts, size: writer.size }
}

const comma = Uint8Array.of(0x2c)

class TokenWriter {
  readonly tokens: Token[] = []
  readonly parts = new Map<Tree, Slotted>()
  size = 0
  readonly #bytes: Uint8Array
  readonly #separator: Uint8Array
  readonly #fixed: ReadonlyMap<Leaf, string | number | boolean | null>
  #from: number | undefined

  constructor(bytes: Uint8Array, separator: Uint8Array, fixed: ReadonlyMap<Leaf, string | number | boolean | null>, from?: number) {
    this.#bytes = bytes
    this.#separator = separator
    this.#fixed = fixed
    this.#from = from
  }

  put(tree: Tree, isItem: boolean): Slotted | undefined {
    this.#from ??= tree.start
    const value = this.#value(tree, isItem)
    if (value) this.parts.set(tree, value)
    return value
  }

  /** Fixed bytes up to there. */
  end(at: number): void {
    const from = this.#from ?? at
    if (at > from) this.tokens.push({ kind: 'bytes', bytes: this.#bytes.slice(from, at) })
    this.#from = at
  }

  #value(tree: Tree, isItem: boolean): Slotted | undefined {
    if (tree.kind === 'object') {
      const members = new Map<string, Slotted>()
      for (const { name, value } of tree.members) {
        const member = this.put(value, isItem)
        if (!member) return undefined
        members.set(name, member)
      }
      return { kind: 'object', members }
    }
    if (tree.kind === 'array') return this.#items(tree, isItem)
    if (tree.kind === 'null') return { kind: 'fixed', value: null }
    const fixed = this.#fixed.get(tree)
    if (fixed !== undefined) return { kind: 'fixed', value: fixed }
    const slot = this.size
    this.size += 2
    this.end(tree.start)
    this.tokens.push({ kind: tree.kind, slot })
    this.#from = tree.end
    return { kind: tree.kind, slot }
  }

  #items(tree: Extract<Tree, { kind: 'array' }>, isItem: boolean): Slotted | undefined {
    const [first, second] = tree.items
    if (!first) return { kind: 'array', slot: undefined, item: undefined, stride: 0 }
    const last = tree.items[tree.items.length - 1] as Tree
    // Items within items have no place of their own, and white space beside the brackets would have to be kept apart.
    if (isItem || opening(first) !== tree.start + 1 || closing(last) !== tree.end - 1) return undefined
    const own = second ? this.#bytes.slice(closing(first), opening(second)) : this.#separator
    let form: { writer: TokenWriter; value: Slotted } | undefined
    for (const item of tree.items) {
      const writer = new TokenWriter(this.#bytes, own, this.#fixed, opening(item))
      const value = writer.put(item, true)
      if (!value) return undefined
      writer.end(closing(item))
      if (form && !sameTokens(form.writer.tokens, writer.tokens)) return undefined
      form ??= { writer, value }
    }
    if (!form) return undefined
    const slot = this.size
    this.size += 4
    this.end(tree.start + 1)
    this.tokens.push({ kind: 'items', slot, separator: own, item: form.writer.tokens, stride: form.writer.size })
    this.#from = tree.end - 1
    return { kind: 'array', slot, item: form.value, stride: form.writer.size }
  }
}

function opening(tree: Tree): number {
  return tree.kind === 'string' ? tree.start - 1 : tree.start
}

function closing(tree: Tree): number {
  return tree.kind === 'string' ? tree.end + 1 : tree.end
}

/** What stands between the members of the first object that has two; `undefined` without one. */
function separatorOf(bytes: Uint8Array, tree: Tree): Uint8Array | undefined {
  if (tree.kind !== 'object') return undefined
  const [first, second] = tree.members
  if (first && second) {
    let end = closing(first.value)
    while (bytes[end] !== 0x22) end++
    return bytes.slice(closing(first.value), end)
  }
  return first && separatorOf(bytes, first.value)
}

/** Whether both describe the same bytes. */
function sameTokens(a: readonly Token[], b: readonly Token[]): boolean {
  return a.length === b.length && a.every((token, at) => sameToken(token, b[at] as Token))
}

export function sameToken(a: Token, b: Token): boolean {
  if (a.kind === 'bytes') return b.kind === 'bytes' && sameBytes(a.bytes, b.bytes)
  if (a.kind === 'items')
    return b.kind === 'items' && a.slot === b.slot && sameBytes(a.separator, b.separator) && sameTokens(a.item, b.item)
  return b.kind === a.kind && a.slot === b.slot
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at])
}
