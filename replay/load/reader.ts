import { allOfIt } from '../entity/entity.ts'
import { type DigitTime, isWhole, readDigits, wholeOf } from '../layout/digits.ts'
import type { Layout, Source } from '../layout/learn.ts'
import { isDigit, text } from '../layout/tree.ts'
import { bytesOf } from '../log/byte-table.ts'
import type { Facts, Range } from './past.ts'

const all = bytesOf(allOfIt)

/** Reads from the bytes of a record what its event says of itself. */
export class FactReader {
  readonly #time: DigitTime = { ms: 0, nanos: 0 }
  /** Where the entity's id stands. */
  #idBytes: Uint8Array = all
  #idStart = 0
  #idEnd = 0
  #sourceBytes: Uint8Array = new Uint8Array(0)
  #sourceText = ''

  /** Fills the facts, but for ordinal, entity and hashes, and says where the entity's id stands; `false` where something is written in another way than usual, and has to be read as a value. Changes nothing that lasts. */
  read(layout: Layout, bytes: Uint8Array, holes: Int32Array, facts: Facts, id: Range): boolean {
    if (layout.test && !layout.test(bytes, holes, 0)) return false
    if (!this.#entity(layout, bytes, holes)) return false
    if (layout.key && !this.#key(layout, layout.key, bytes, holes)) return false
    facts.ms = Number.NaN
    facts.nanos = 0
    if (layout.time) {
      if (!this.#readTime(layout.time, bytes, holes)) return false
      facts.ms = this.#time.ms
      facts.nanos = this.#time.nanos
    }
    facts.id.end = -1
    for (let at = 0; at < layout.ids.length; at++) {
      const id = layout.ids[at] as Layout['ids'][number]
      if (!isText(id, bytes, holes)) return false
      const start = holes[id.slot] as number
      const end = holes[id.slot + 1] as number
      if (id.mayBeEntity && this.#isEntity(bytes, start, end)) continue
      facts.id.bytes = bytes
      facts.id.start = start
      facts.id.end = end
      break
    }
    facts.cause.end = -1
    if (layout.cause) {
      if (!isText(layout.cause, bytes, holes)) return false
      facts.cause.bytes = bytes
      facts.cause.start = holes[layout.cause.slot] as number
      facts.cause.end = holes[layout.cause.slot + 1] as number
    }
    facts.sequence = undefined
    if (layout.sequence) {
      const { slot } = layout.sequence
      if (!isInteger(layout.sequence, bytes, holes)) return false
      facts.sequence = wholeOf(bytes, holes[slot] as number, holes[slot + 1] as number)
    }
    facts.partition = undefined
    facts.offset = undefined
    const { partition, offset, source } = layout
    if (partition) {
      if (!isInteger(partition, bytes, holes)) return false
      facts.partition = wholeOf(bytes, holes[partition.slot] as number, holes[partition.slot + 1] as number)
    }
    if (offset) {
      if (!isInteger(offset, bytes, holes)) return false
      facts.offset = wholeOf(bytes, holes[offset.slot] as number, holes[offset.slot + 1] as number)
    }
    facts.source = undefined
    facts.mismatch = undefined
    if (source) {
      if (!isText(source, bytes, holes)) return false
      facts.source = this.#sourceOf(bytes, holes[source.slot] as number, holes[source.slot + 1] as number)
    }
    id.bytes = this.#idBytes
    id.start = this.#idStart
    id.end = this.#idEnd
    return true
  }

  #entity({ entity, isAddressed }: Layout, bytes: Uint8Array, holes: Int32Array): boolean {
    const first = entity[0]
    if (!first) {
      this.#idBytes = all
      this.#idStart = 0
      this.#idEnd = all.length
      return true
    }
    let size = 0
    for (let at = 0; at < entity.length; at++) {
      const part = entity[at] as Source
      if (!isText(part, bytes, holes)) return false
      const start = holes[part.slot] as number
      const end = holes[part.slot + 1] as number
      if (isAddressed) for (let byte = start; byte < end; byte++) if (bytes[byte] === 0x2f) return false
      size += end - start + 1
    }
    if (entity.length === 1) {
      this.#idBytes = bytes
      this.#idStart = holes[first.slot] as number
      this.#idEnd = holes[first.slot + 1] as number
      return true
    }
    const composed = new Uint8Array(size - 1)
    let to = 0
    for (const { slot } of entity) {
      if (to > 0) composed[to++] = 0x2f
      for (let from = holes[slot] as number; from < (holes[slot + 1] as number); from++) composed[to++] = bytes[from] as number
    }
    this.#idBytes = composed
    this.#idStart = 0
    this.#idEnd = to
    return true
  }

  /** Whether the key is the entity's; that it is not is said in words elsewhere. */
  #key({ entity, isKeyed, shape }: Layout, key: Source, bytes: Uint8Array, holes: Int32Array): boolean {
    if (!isText(key, bytes, holes)) return false
    if (isKeyed || entity.length === 0) return true
    const start = holes[key.slot] as number
    const end = holes[key.slot + 1] as number
    if (this.#isEntity(bytes, start, end)) return true
    const before = end - (this.#idEnd - this.#idStart)
    return shape === 'event-store' && before > start && isJoint(bytes[before - 1] as number) && this.#isEntity(bytes, before, end)
  }

  #isEntity(bytes: Uint8Array, start: number, end: number): boolean {
    if (end - start !== this.#idEnd - this.#idStart) return false
    for (let at = start; at < end; at++) if (bytes[at] !== this.#idBytes[this.#idStart + at - start]) return false
    return true
  }

  #readTime({ slot, isNumber }: Source, bytes: Uint8Array, holes: Int32Array): boolean {
    const start = holes[slot] as number
    const end = holes[slot + 1] as number
    if (!isNumber) return readDigits(bytes, start, end, this.#time)
    if (bytes[start] === 0x2d || !isWhole(bytes, start, end)) return false
    const value = wholeOf(bytes, start, end)
    const isMicro = value >= 1e14
    this.#time.ms = value < 1e11 ? value * 1_000 : isMicro ? Math.floor(value / 1_000) : value
    this.#time.nanos = isMicro ? (value % 1_000) * 1_000 : 0
    return true
  }

  #sourceOf(bytes: Uint8Array, start: number, end: number): string {
    const known = this.#sourceBytes
    let same = 0
    if (known.length === end - start) while (same < known.length && known[same] === bytes[start + same]) same++
    if (same < known.length || known.length !== end - start) {
      this.#sourceBytes = bytes.slice(start, end)
      this.#sourceText = text(bytes, start, end)
    }
    return this.#sourceText
  }
}

/** `-`, `_`, `:`, `/`, `.`: what stands between a category and an id. */
function isJoint(byte: number): boolean {
  return byte === 0x2d || byte === 0x5f || byte === 0x3a || byte === 0x2f || byte === 0x2e
}

/** Whether the value, as text, is what its bytes are. */
function isText({ slot, isNumber }: Source, bytes: Uint8Array, holes: Int32Array): boolean {
  const start = holes[slot] as number
  const end = holes[slot + 1] as number
  return isNumber ? isWhole(bytes, start, end) : end > start
}

const mostDigits = 15

/** Whether it is a whole number, or text of its digits. */
function isInteger({ slot, isNumber }: Source, bytes: Uint8Array, holes: Int32Array): boolean {
  const start = holes[slot] as number
  const end = holes[slot + 1] as number
  if (isNumber) return isWhole(bytes, start, end)
  const first = bytes[start] === 0x2d ? start + 1 : start
  if (first >= end || end - first > mostDigits) return false
  for (let at = first; at < end; at++) if (!isDigit(bytes[at])) return false
  return true
}
