/** A set of whole numbers from 0 on that can tell the n-th of them, and how many come before a number. */
export class Bits {
  #words: Uint32Array
  /** How many are set before each block; worked out anew after a change. */
  #ranks: Uint32Array | undefined
  #count = 0

  constructor(length = 0) {
    this.#words = new Uint32Array((length + 31) >>> 5)
  }

  get count(): number {
    return this.#count
  }

  has(number: number): boolean {
    return (((this.#words[number >>> 5] ?? 0) >>> (number & 31)) & 1) === 1
  }

  add(number: number): void {
    const word = number >>> 5
    if (word >= this.#words.length) {
      const words = new Uint32Array(Math.max(word + 1, this.#words.length * 2))
      words.set(this.#words)
      this.#words = words
    }
    const bit = 1 << (number & 31)
    if (((this.#words[word] as number) & bit) !== 0) return
    this.#words[word] = (this.#words[word] as number) | bit
    this.#count++
    this.#ranks = undefined
  }

  /** How many are below a number. */
  rank(number: number): number {
    if (number <= 0) return 0
    const word = number >>> 5
    if (word >= this.#words.length) return this.#count
    const block = word >>> blockShift
    let rank = this.#blocks()[block] as number
    for (let at = block << blockShift; at < word; at++) rank += ones(this.#words[at] as number)
    return rank + ones((this.#words[word] as number) & ((1 << (number & 31)) - 1))
  }

  /** The n-th, from 0; -1 where there are not so many. */
  select(n: number): number {
    if (n < 0 || n >= this.#count) return -1
    const ranks = this.#blocks()
    let low = 0
    let high = ranks.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if ((ranks[middle] as number) <= n) low = middle
      else high = middle - 1
    }
    let left = n - (ranks[low] as number)
    for (let at = low << blockShift; at < this.#words.length; at++) {
      const word = this.#words[at] as number
      const count = ones(word)
      if (left >= count) {
        left -= count
        continue
      }
      for (let bit = 0; bit < 32; bit++) if (((word >>> bit) & 1) === 1 && left-- === 0) return (at << 5) + bit
    }
    return -1
  }

  #blocks(): Uint32Array {
    if (this.#ranks) return this.#ranks
    const ranks = new Uint32Array((this.#words.length >>> blockShift) + 1)
    let sum = 0
    for (const [at, word] of this.#words.entries()) {
      if ((at & ((1 << blockShift) - 1)) === 0) ranks[at >>> blockShift] = sum
      sum += ones(word)
    }
    if ((this.#words.length & ((1 << blockShift) - 1)) === 0) ranks[this.#words.length >>> blockShift] = sum
    this.#ranks = ranks
    return ranks
  }
}

const blockShift = 5

function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555)
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333)
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
