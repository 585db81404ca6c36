import { Gathered, isBlank, type Piece } from '../source/split.ts'

/** What is done with the lines of a file. */
export interface LineTaker {
  /** Takes a line by its bytes, whose line feed is the last of them at the latest; the place of the line feed, or below 0 where it has to be taken as a piece. `undefined`: no more is wanted. */
  quick(bytes: Uint8Array, start: number, line: number, offset: number): number | undefined
  /** Takes a line; `false` where no more is wanted. */
  piece(piece: Piece): boolean
}

const lineFeed = 0x0a

/** Takes lines out of the bytes of a file without making anything of those that are read quickly. */
export class LineFeeder {
  readonly #taker: LineTaker
  readonly #gathered = new Gathered()
  #line = 1
  #at: number

  constructor(taker: LineTaker, base: number) {
    this.#taker = taker
    this.#at = base
  }

  /** The byte up to which it was fed. */
  get at(): number {
    return this.#at
  }

  get line(): number {
    return this.#line
  }

  /** `false` where no more is wanted. */
  feed(chunk: Uint8Array): boolean {
    const base = this.#at
    this.#at += chunk.length
    const last = chunk.lastIndexOf(lineFeed)
    if (last < 0) {
      this.#gathered.add(chunk, base)
      return true
    }
    let start = 0
    if (!this.#gathered.isEmpty) {
      start = chunk.indexOf(lineFeed) + 1
      this.#gathered.add(chunk.subarray(0, start - 1), base)
      if (!this.#gatheredLine()) return false
    }
    while (start <= last) {
      const end = this.#taker.quick(chunk, start, this.#line, base + start)
      if (end === undefined) return false
      if (end >= 0) {
        start = end + 1
        this.#line++
        continue
      }
      const feed = chunk.indexOf(lineFeed, start)
      const bytes = chunk.subarray(start, feed)
      const piece = { bytes, line: this.#line++, offset: base + start, size: feed - start, isLast: false, isTooLong: false }
      if (!isBlank(bytes) && !this.#taker.piece(piece)) return false
      start = feed + 1
    }
    this.#gathered.add(chunk.subarray(start), base + start)
    return true
  }

  /** The line that nothing ends but the file; `undefined` without one. */
  rest(): Piece | undefined {
    return this.#gathered.isBlank ? undefined : this.#gathered.take(this.#line, true)
  }

  #gatheredLine(): boolean {
    const line = this.#line++
    if (this.#gathered.isBlank) {
      this.#gathered.drop()
      return true
    }
    const piece = this.#gathered.take(line, false)
    if (!piece.isTooLong) {
      const ended = new Uint8Array(piece.size + 1)
      ended.set(piece.bytes)
      ended[piece.size] = lineFeed
      const end = this.#taker.quick(ended, 0, line, piece.offset)
      if (end === undefined) return false
      if (end >= 0) return true
    }
    return this.#taker.piece(piece)
  }
}
