import type { Span } from './node.ts'

/** A place as LSP has it: both from 0, characters in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly character: number
}

/** Offsets and LSP positions of one text. `\n`, `\r\n` and `\r` end a line. */
export class Lines {
  /** Where each line begins. */
  readonly #starts: Uint32Array
  readonly #text: string

  private constructor(text: string, starts: Uint32Array) {
    this.#text = text
    this.#starts = starts
  }

  static of(text: string): Lines {
    return new Lines(text, Uint32Array.from([0, ...lineStarts(text, 0, text.length)]))
  }

  get count(): number {
    return this.#starts.length
  }

  /** The place of an offset; one outside the text counts as its start or end. */
  position(offset: number): Position {
    const place = Math.min(Math.max(offset, 0), this.#text.length)
    const line = this.#lineAt(place)
    return { line, character: place - this.#start(line) }
  }

  /** The offset of a place; a character behind the end of its line counts as that end, a line behind the last as the end of the text. */
  offset(position: Position): number {
    if (position.line < 0) return 0
    if (position.line >= this.count) return this.#text.length
    const from = this.#start(position.line)
    return Math.min(from + Math.max(position.character, 0), this.#end(position.line))
  }

  range(span: Span): { start: Position; end: Position } {
    return { start: this.position(span.from), end: this.position(span.to) }
  }

  /** The lines after a change: `text` is the new text, `from` and `to` are offsets of the old one. Scans only what was inserted. */
  edited(text: string, from: number, to: number, inserted: number): Lines {
    // One character more on both sides: a change may join or part a \r\n.
    const first = this.#lineAt(Math.max(from - 1, 0))
    const after = this.#lineAt(Math.min(to + 1, this.#text.length))
    const delta = inserted - (to - from)
    const scanTo = Math.min(text.length, to + 1 + delta)
    const fresh = lineStarts(text, this.#start(first), scanTo)
    const rest = this.#starts.subarray(after + 1)
    const starts = new Uint32Array(first + 1 + fresh.length + rest.length)
    starts.set(this.#starts.subarray(0, first + 1))
    starts.set(fresh, first + 1)
    const shifted = first + 1 + fresh.length
    for (let i = 0; i < rest.length; i++) starts[shifted + i] = (rest[i] ?? 0) + delta
    return new Lines(text, starts)
  }

  #start(line: number): number {
    return this.#starts[line] ?? this.#text.length
  }

  #end(line: number): number {
    if (line + 1 >= this.count) return this.#text.length
    const end = this.#start(line + 1) - 1
    return this.#text[end] === '\n' && this.#text[end - 1] === '\r' ? end - 1 : end
  }

  #lineAt(offset: number): number {
    let low = 0
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#start(middle) <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

/** Where lines begin behind the line ends of a stretch; a `\r` at its very end counts only where no `\n` follows. */
function lineStarts(text: string, from: number, to: number): number[] {
  const starts: number[] = []
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1)
  }
  return starts
}
