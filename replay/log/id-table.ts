import { hashOf, otherHashOf } from './byte-table.ts'

/**
 * Which event had an id first. Of ids only 64 bits are kept, for there are as many as events: that two of ten million fall together
 * is as likely as one in a hundred thousand.
 */
export class IdTable {
  length = 0
  #mask = (1 << 10) - 1
  /** Four numbers a slot, beside each other, for a slot is looked at where nothing is cached: two hashes, one more than the ordinal (0 for none), and the source. */
  #slots: Uint32Array = new Uint32Array(4 << 10)

  /** Whether any event has the id, whatever its source. */
  has(bytes: Uint8Array, start: number, end: number): boolean {
    const low = hashOf(bytes, start, end)
    const high = otherHashOf(bytes, start, end)
    const slots = this.#slots
    for (let slot = low & this.#mask; slots[slot * 4 + 2] !== 0; slot = (slot + 1) & this.#mask)
      if (slots[slot * 4] === low && slots[slot * 4 + 1] === high) return true
    return false
  }

  /** Looks at the place of a hash, so that it is in the cache when it is asked for; what is answered says nothing. */
  touch(low: number): number {
    return this.#slots[(low & this.#mask) * 4 + 2] as number
  }

  /** The first event whose id has these hashes and that has this source, by its ordinal; -1 where it is this one. `source`: a number above 0 for each, 0 for none. */
  add(low: number, high: number, source: number, ordinal: number): number {
    if (this.length * 4 > this.#mask * 3) this.#widen(this.#mask * 2 + 1)
    const slots = this.#slots
    const mask = this.#mask
    let slot = low & mask
    for (; slots[slot * 4 + 2] !== 0; slot = (slot + 1) & mask)
      if (slots[slot * 4] === low && slots[slot * 4 + 1] === high && slots[slot * 4 + 3] === source)
        return (slots[slot * 4 + 2] as number) - 1
    slots[slot * 4] = low
    slots[slot * 4 + 1] = high
    slots[slot * 4 + 2] = ordinal + 1
    slots[slot * 4 + 3] = source
    this.length++
    return -1
  }

  /** Makes room for so many ids, so that they need not be put anew again and again. */
  reserve(ids: number): void {
    let mask = this.#mask
    while (ids * 4 > mask * 3) mask = mask * 2 + 1
    if (mask > this.#mask) this.#widen(mask)
  }

  #widen(mask: number): void {
    const before = this.#slots
    const slots = new Uint32Array((mask + 1) * 4)
    for (let from = 0; from < before.length; from += 4) {
      if (before[from + 2] === 0) continue
      let slot = (before[from] as number) & mask
      while (slots[slot * 4 + 2] !== 0) slot = (slot + 1) & mask
      for (let at = 0; at < 4; at++) slots[slot * 4 + at] = before[from + at] as number
    }
    this.#slots = slots
    this.#mask = mask
  }
}
