import { larger } from './larger.ts'

/** Not to be known beforehand, so that nobody can write ids that all fall together. */
const seed = Math.floor(Math.random() * 2 ** 32)
const otherSeed = Math.floor(Math.random() * 2 ** 32)

/** 32 bits of some bytes. */
export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  return hash(bytes, start, end, seed, 0x9e3779b1)
}

/** Another 32 bits of them, which have nothing to do with those. */
export function otherHashOf(bytes: Uint8Array, start: number, end: number): number {
  return hash(bytes, start, end, otherSeed, 0x85ebca77)
}

/** MurmurHash3's mixing (Austin Appleby, public domain), four bytes at a time. */
function hash(bytes: Uint8Array, start: number, end: number, from: number, factor: number): number {
  let hash = from ^ (end - start)
  let at = start
  for (; at + 4 <= end; at += 4) {
    let word =
      (bytes[at] as number) | ((bytes[at + 1] as number) << 8) | ((bytes[at + 2] as number) << 16) | ((bytes[at + 3] as number) << 24)
    word = Math.imul(word, factor)
    hash = Math.imul(hash ^ (word ^ (word >>> 15)), 5) + 0x6b64e654
    hash = (hash << 13) | (hash >>> 19)
  }
  for (; at < end; at++) hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

const encoder = new TextEncoder()

/** The bytes of a text, other ones for each text: what is no Unicode is written in a way that UTF-8 never is. */
export function bytesOf(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text)
  const bytes = new Uint8Array(1 + text.length * 2)
  bytes[0] = 0xff
  for (let at = 0; at < text.length; at++) {
    bytes[1 + at * 2] = text.charCodeAt(at) & 0xff
    bytes[2 + at * 2] = text.charCodeAt(at) >>> 8
  }
  return bytes
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** The text that {@link bytesOf} made these of. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] !== 0xff) return decoder.decode(bytes)
  let text = ''
  for (let at = 1; at < bytes.length; at += 2) text += String.fromCharCode((bytes[at] as number) | ((bytes[at + 1] as number) << 8))
  return text
}

/** Numbers texts in the order in which they come, and keeps them as bytes. */
export class ByteTable {
  length = 0
  #bytes: Uint8Array = new Uint8Array(1 << 12)
  #ends: Uint32Array = new Uint32Array(64)
  #mask = 127
  /** Two numbers a slot, beside each other: a hash, and one more than the text's number; 0 for none. */
  #slots: Uint32Array = new Uint32Array(256)

  text(number: number): string {
    return textOf(this.#bytes.subarray(this.#start(number), this.#ends[number]))
  }

  /** The number of the text; -1 where it has none. */
  find(bytes: Uint8Array, start: number, end: number): number {
    return (this.#slots[this.#slot(hashOf(bytes, start, end), bytes, start, end) * 2 + 1] as number) - 1
  }

  /** Looks at the place of a hash, so that it is in the cache when it is asked for; what is answered says nothing. */
  touch(hash: number): number {
    return this.#ends[this.#slots[(hash & this.#mask) * 2 + 1] as number] ?? 0
  }

  /** The same, with a new number where it has none. `hash` is {@link hashOf} its bytes. */
  number(bytes: Uint8Array, start: number, end: number, hash: number): number {
    const slot = this.#slot(hash, bytes, start, end)
    const number = (this.#slots[slot * 2 + 1] as number) - 1
    return number < 0 ? this.#add(slot, hash, bytes, start, end) : number
  }

  /** Where the text is, or would be. */
  #slot(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const slots = this.#slots
    const mask = this.#mask
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const number = (slots[slot * 2 + 1] as number) - 1
      if (number < 0 || (slots[slot * 2] === hash && this.#isSame(number, bytes, start, end))) return slot
    }
  }

  #add(slot: number, hash: number, bytes: Uint8Array, start: number, end: number): number {
    const number = this.length++
    const from = this.#start(number)
    const to = from + end - start
    if (to > this.#bytes.length) this.#bytes = larger(this.#bytes, to)
    if (number >= this.#ends.length) this.#ends = larger(this.#ends, number)
    for (let at = start; at < end; at++) this.#bytes[from + at - start] = bytes[at] as number
    this.#ends[number] = to
    this.#slots[slot * 2] = hash
    this.#slots[slot * 2 + 1] = number + 1
    if (this.length * 2 > this.#mask) this.#widen()
    return number
  }

  #widen(): void {
    const before = this.#slots
    const mask = this.#mask * 2 + 1
    const slots = new Uint32Array((mask + 1) * 2)
    for (let from = 0; from < before.length; from += 2) {
      if (before[from + 1] === 0) continue
      let slot = (before[from] as number) & mask
      while (slots[slot * 2 + 1] !== 0) slot = (slot + 1) & mask
      slots[slot * 2] = before[from] as number
      slots[slot * 2 + 1] = before[from + 1] as number
    }
    this.#slots = slots
    this.#mask = mask
  }

  #start(number: number): number {
    return number === 0 ? 0 : (this.#ends[number - 1] as number)
  }

  #isSame(number: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#start(number)
    if ((this.#ends[number] as number) - from !== end - start) return false
    const own = this.#bytes
    for (let at = start; at < end; at++) if (bytes[at] !== own[from + at - start]) return false
    return true
  }
}
