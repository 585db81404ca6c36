import { DEPTH_LIMIT } from '../depth.ts'

/**
 * Where a YAML text nests too deep for the parser, told by indentation, marks and brackets alone; `undefined` where it does not. It need not be
 * exact, only never slow, and never wrong about a text that a person would write.
 */
export function tooDeepYaml(text: string): number | undefined {
  return new Nesting(text).scan()
}

const BREAK = /[\n\r]/g

class Nesting {
  readonly #text: string
  /** Columns of the open block collections. */
  readonly #columns: number[] = []
  #flow = 0
  /** Lines that are indented further belong to a block scalar. */
  #scalar: number | undefined
  /** Where the line begins. */
  #line = 0

  constructor(text: string) {
    this.#text = text
  }

  scan(): number | undefined {
    const text = this.#text
    let at = 0
    while (at < text.length) {
      this.#line = at
      while (text.charCodeAt(at) === 32) at++
      const code = text.charCodeAt(at)
      if (isBreak(code) || code === 35) {
        at = this.#nextLine(at)
        continue
      }
      const column = at - this.#line
      if (this.#scalar !== undefined && column > this.#scalar) {
        at = this.#nextLine(at)
        continue
      }
      this.#scalar = undefined
      if (this.#flow === 0) this.#open(column)
      at = this.#scanLine(at)
      if (this.#columns.length + this.#flow > DEPTH_LIMIT) return Math.min(at, text.length - 1)
    }
    return undefined
  }

  #open(column: number): void {
    while ((this.#columns.at(-1) ?? -1) > column) this.#columns.pop()
    if ((this.#columns.at(-1) ?? -1) < column) this.#columns.push(column)
  }

  /** Up to the next line, or to where a quote that begins here ends on a later one, or to what is too deep. */
  #scanLine(from: number): number {
    const text = this.#text
    let tokenStart = true
    let properties = 0
    for (let at = from; at < text.length; at++) {
      const code = text.charCodeAt(at)
      switch (code) {
        case 10:
        case 13:
          return at + 1
        case 32:
        case 9:
          continue
        case 35: // #
          if (at > 0 && isSpace(text.charCodeAt(at - 1))) return this.#nextLine(at)
          break
        case 34:
        case 39:
          if (tokenStart) at = this.#quoteEnd(at, code)
          break
        case 45: // -
        case 63: // ?
          if (tokenStart && this.#flow === 0 && isSpace(text.charCodeAt(at + 1))) {
            this.#open(at - this.#line)
            if (this.#columns.length > DEPTH_LIMIT) return at
            continue
          }
          break
        case 58: // :
          if (isSpace(text.charCodeAt(at + 1)) || this.#flow > 0) {
            if (this.#flow === 0) this.#columns.push(at - this.#line)
            if (this.#columns.length > DEPTH_LIMIT) return at
            tokenStart = true
            continue
          }
          break
        case 91: // [
        case 123: // {
          if (tokenStart || this.#flow > 0) {
            if (this.#columns.length + ++this.#flow > DEPTH_LIMIT) return at
            tokenStart = true
            continue
          }
          break
        case 33: // !
        case 38: // &
          // The parser is slower than linear in a row of properties.
          if (tokenStart) {
            if (++properties > 100) {
              this.#flow = DEPTH_LIMIT + 1
              return at
            }
            while (at + 1 < text.length && !isSpace(text.charCodeAt(at + 1))) at++
            continue
          }
          break
        case 93:
        case 125:
          if (this.#flow > 0) this.#flow--
          break
        case 44: // ,
          if (this.#flow > 0) {
            tokenStart = true
            continue
          }
          break
        case 124: // |
        case 62: // >
          if (tokenStart && this.#flow === 0) {
            this.#scalar = text.charCodeAt(from) === 45 ? this.#columns.at(-1) : from - this.#line
            return this.#nextLine(at)
          }
          break
      }
      tokenStart = false
      properties = 0
    }
    return text.length
  }

  #nextLine(from: number): number {
    BREAK.lastIndex = from
    const found = BREAK.exec(this.#text)
    return found ? found.index + 1 : this.#text.length
  }

  /** The last quote of a quoted scalar, or the end of the text. */
  #quoteEnd(from: number, quote: number): number {
    const text = this.#text
    for (let at = from + 1; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) return at
      if (code === 92 && quote === 34) at++
    }
    return text.length
  }
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13
}

function isSpace(code: number): boolean {
  return Number.isNaN(code) || code === 32 || code === 9 || code === 10 || code === 13
}
