/** A stretch of bytes that holds one record, and the line on which it begins. */
export interface Piece {
  readonly bytes: Uint8Array
  /** From 1. */
  readonly line: number
  /** Byte of the file at which it begins, and how many it has, those that were let go too. */
  readonly offset: number
  readonly size: number
  /** Ended by the end of the file only. */
  readonly isLast: boolean
  /** More bytes than one text can hold; they were let go. */
  readonly isTooLong: boolean
}

const [lineFeed, quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = [
  0x0a, 0x22, 0x5c, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d,
]
/** Longer records are named, not kept. V8's texts end at 512 MB. */
export const longest = 400 * 2 ** 20

/** The bytes of one piece while they come in. */
export class Gathered {
  #parts: Uint8Array[] = []
  #length = 0
  #offset = 0
  isTooLong = false

  /** Nothing but white space. */
  get isBlank(): boolean {
    return !this.isTooLong && this.#parts.every(isBlank)
  }

  get isEmpty(): boolean {
    return this.#length === 0
  }

  drop(): void {
    this.#parts = []
    this.#length = 0
    this.isTooLong = false
  }

  add(bytes: Uint8Array, offset: number): void {
    if (bytes.length === 0) return
    if (this.#length === 0) this.#offset = offset
    this.#length += bytes.length
    if (this.#length > longest) {
      this.isTooLong = true
      this.#parts = []
    } else this.#parts.push(bytes)
  }

  take(line: number, isLast: boolean): Piece {
    const bytes = this.#parts.length === 1 ? (this.#parts[0] as Uint8Array) : joined(this.#parts)
    const piece = { bytes, line, offset: this.#offset, size: this.#length, isLast, isTooLong: this.isTooLong }
    this.drop()
    return piece
  }
}

/** Nothing but white space. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09 || byte === 0x0a)
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Takes bytes as they come and gives the pieces that they complete. */
export interface Splitter {
  /** The byte of the file up to which it was fed. */
  readonly at: number
  feed(chunk: Uint8Array): Piece[]
  /** The rest. */
  end(): Piece[]
}

/** Lines, without their LF; blank ones are no records. `base` is the byte of the file at which the first chunk begins. */
export function lineSplitter(base = 0, line = 1): Splitter {
  const gathered = new Gathered()
  return {
    get at() {
      return base
    },
    feed: (chunk) => {
      const pieces: Piece[] = []
      let start = 0
      for (;;) {
        const end = chunk.indexOf(0x0a, start)
        gathered.add(chunk.subarray(start, end < 0 ? chunk.length : end), base + start)
        if (end < 0) {
          base += chunk.length
          return pieces
        }
        if (gathered.isBlank) gathered.drop()
        else pieces.push(gathered.take(line, false))
        line++
        start = end + 1
      }
    },
    end: () => (gathered.isBlank ? [] : [gathered.take(line, true)]),
  }
}

/** Rows of CSV (RFC 4180): a line break within quotes ends nothing; a quote opens only where a cell begins. */
export function rowSplitter(base = 0): Splitter {
  const gathered = new Gathered()
  let line = 1
  let begun = 1
  let isQuoted = false
  let before = lineFeed
  return {
    get at() {
      return base
    },
    feed: (chunk) => {
      const pieces: Piece[] = []
      let start = 0
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at] as number
        if (byte === lineFeed) line++
        if (isQuoted) isQuoted = byte !== quote
        // A doubled quote closes and opens again.
        else if (byte === quote) isQuoted = before === quote || isBetweenCells(before)
        else if (byte === lineFeed) {
          gathered.add(chunk.subarray(start, at), base + start)
          if (gathered.isBlank) gathered.drop()
          else pieces.push(gathered.take(begun, false))
          start = at + 1
          begun = line
        }
        before = byte
      }
      gathered.add(chunk.subarray(start), base + start)
      base += chunk.length
      return pieces
    },
    end: () => (gathered.isBlank ? [] : [gathered.take(begun, true)]),
  }
}

/** Comma, semicolon, tab, bar, and the ends of lines. */
function isBetweenCells(byte: number): boolean {
  return byte === comma || byte === 0x3b || byte === 0x09 || byte === 0x7c || byte === lineFeed
}

/** Elements of the one JSON array that the file is; `line` is the element's number. */
export function elementSplitter(base = 0): Splitter {
  const gathered = new Gathered()
  let element = 0
  let depth = 0
  let isText = false
  let isEscaped = false
  const take = (pieces: Piece[], bytes: Uint8Array, offset: number) => {
    gathered.add(bytes, offset)
    if (gathered.isBlank) gathered.drop()
    else pieces.push(gathered.take(++element, false))
  }
  return {
    get at() {
      return base
    },
    feed: (chunk) => {
      const pieces: Piece[] = []
      let start = 0
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at]
        if (isText) {
          if (isEscaped) isEscaped = false
          else if (byte === backslash) isEscaped = true
          else if (byte === quote) isText = false
        } else if (byte === quote) isText = true
        else if (byte === openBrace || byte === openBracket) {
          if (depth++ > 0) continue
          gathered.drop()
          start = at + 1
        } else if (byte === closeBrace || byte === closeBracket) {
          if (depth > 0 && --depth === 0) {
            take(pieces, chunk.subarray(start, at), base + start)
            start = at + 1
          }
        } else if (byte === comma && depth === 1) {
          take(pieces, chunk.subarray(start, at), base + start)
          start = at + 1
        }
      }
      gathered.add(chunk.subarray(start), base + start)
      base += chunk.length
      return pieces
    },
    end: () => (gathered.isBlank ? [] : [gathered.take(++element, true)]),
  }
}
