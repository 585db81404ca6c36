/** A value of a record, and the bytes that it stands in. Strings stand without their quotes. */
export type Tree =
  | { readonly kind: 'object'; readonly start: number; readonly end: number; readonly members: readonly Member[] }
  | { readonly kind: 'array'; readonly start: number; readonly end: number; readonly items: readonly Tree[] }
  | Leaf

interface Member {
  readonly name: string
  readonly value: Tree
}

export interface Leaf {
  readonly kind: 'string' | 'number' | 'boolean' | 'null'
  readonly start: number
  readonly end: number
}

/** Records that are nested deeper are no layout. */
const deepest = 20
const mostNodes = 300

/** Bytes that stand for themselves in a string: ASCII without controls, quote and backslash. */
export const plain = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x20 && byte < 0x80 && byte !== 0x22 && byte !== 0x5c ? 1 : 0))

/** The record that the bytes are, where it is one whose values can be read from its bytes; `undefined` for any other, and for what is no JSON. */
export function readTree(bytes: Uint8Array, start: number, end: number): Tree | undefined {
  const reader = new TreeReader(bytes, start, end)
  const tree = reader.value(0)
  return tree && reader.isAtEnd() ? tree : undefined
}

class TreeReader {
  readonly #bytes: Uint8Array
  readonly #end: number
  #at: number
  #nodes = 0

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes
    this.#at = start
    this.#end = end
  }

  isAtEnd(): boolean {
    this.#space()
    return this.#at === this.#end
  }

  value(depth: number): Tree | undefined {
    this.#space()
    if (depth > deepest || ++this.#nodes > mostNodes) return undefined
    const byte = this.#byte()
    if (byte === 0x7b) return this.#object(depth)
    if (byte === 0x5b) return this.#array(depth)
    if (byte === 0x22) return this.#string()
    const start = this.#at
    const length = numberLength(this.#bytes, start)
    if (length > 0) {
      this.#at += length
      return this.#at <= this.#end ? { kind: 'number', start, end: this.#at } : undefined
    }
    for (const [word, kind] of words) if (this.#taken(word)) return { kind, start, end: this.#at }
    return undefined
  }

  #object(depth: number): Tree | undefined {
    const start = this.#at++
    const members: Member[] = []
    const names = new Set<string>()
    this.#space()
    if (this.#byte() === 0x7d) return { kind: 'object', start, end: ++this.#at, members }
    for (;;) {
      this.#space()
      const key = this.#byte() === 0x22 ? this.#string() : undefined
      if (!key) return undefined
      const name = text(this.#bytes, key.start, key.end)
      // Of a name that is there twice, only the last counts.
      if (names.has(name)) return undefined
      names.add(name)
      this.#space()
      if (this.#byte() !== 0x3a) return undefined
      this.#at++
      const value = this.value(depth + 1)
      if (!value) return undefined
      members.push({ name, value })
      this.#space()
      const next = this.#byte()
      this.#at++
      if (next === 0x7d) return { kind: 'object', start, end: this.#at, members }
      if (next !== 0x2c) return undefined
    }
  }

  #array(depth: number): Tree | undefined {
    const start = this.#at++
    const items: Tree[] = []
    this.#space()
    if (this.#byte() === 0x5d) return { kind: 'array', start, end: ++this.#at, items }
    for (;;) {
      const item = this.value(depth + 1)
      if (!item) return undefined
      items.push(item)
      this.#space()
      const next = this.#byte()
      this.#at++
      if (next === 0x5d) return { kind: 'array', start, end: this.#at, items }
      if (next !== 0x2c) return undefined
    }
  }

  #string(): Leaf | undefined {
    const start = ++this.#at
    while (this.#at < this.#end && plain[this.#bytes[this.#at] as number] === 1) this.#at++
    return this.#byte() === 0x22 ? { kind: 'string', start, end: this.#at++ } : undefined
  }

  #taken(word: string): boolean {
    for (let at = 0; at < word.length; at++)
      if (this.#at + at >= this.#end || this.#bytes[this.#at + at] !== word.charCodeAt(at)) return false
    this.#at += word.length
    return true
  }

  #space(): void {
    while (this.#at < this.#end && isSpace(this.#bytes[this.#at] as number)) this.#at++
  }

  #byte(): number {
    return this.#at < this.#end ? (this.#bytes[this.#at] as number) : -1
  }
}

const words = [
  ['true', 'boolean'],
  ['false', 'boolean'],
  ['null', 'null'],
] as const

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0d || byte === 0x09
}

/** Digits in a row that a double certainly holds. */
const mostDigits = 15

/** How many bytes the number that begins there has; 0 for what is none, or none that a double holds as it is written (RFC 8259, section 6, without exponents and -0). */
export function numberLength(bytes: Uint8Array, start: number): number {
  let at = start
  if (bytes[at] === 0x2d) at++
  const whole = at
  while (isDigit(bytes[at])) at++
  const digits = at - whole
  if (digits === 0 || digits > mostDigits || (bytes[whole] === 0x30 && digits > 1)) return 0
  if (bytes[at] === 0x2e) {
    const fraction = ++at
    while (isDigit(bytes[at])) at++
    if (at === fraction || at - fraction > mostDigits) return 0
  } else if (whole > start && bytes[whole] === 0x30) return 0
  const next = bytes[at]
  return next === 0x65 || next === 0x45 ? 0 : at - start
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

const decoder = new TextDecoder()

interface NodeBytes {
  latin1Slice(start: number, end: number): string
}

/** The text of bytes that are ASCII. */
export function text(bytes: Uint8Array, start: number, end: number): string {
  if ('latin1Slice' in bytes) return (bytes as unknown as NodeBytes).latin1Slice(start, end)
  return decoder.decode(bytes.subarray(start, end))
}
