import { type JsonObject, setMember } from './object.ts'

/** Deeper values are refused: nothing that is later done with them is safe from the end of the stack. */
const deepest = 1_000
/** A number in exponent form with more digits than these would be too much to write out. */
const mostDigits = 1_000
/** `JSON.parse` keeps what it reads exact below sixteen digits in a row. Numbers begin a text, or follow what no string ends with. */
const mayLose = /(?:^|[:,[\s])-?(?:\d{16}|\d+\.\d{16}|[\d.]+[eE][+-]?\d{3})/

export type JsonResult =
  | { readonly ok: true; readonly value: unknown }
  /** `cut`: the text ends before the value does. */
  | { readonly ok: false; readonly message: string; readonly cut: boolean }

/**
 * Reads one JSON value (RFC 8259). Whole numbers beyond 2^53 are `bigint`, so that they survive as they were written. Never throws.
 * @param hasSuffix whether digits may be followed by `n`, as the states of reducers are kept: a small `bigint` is to stay one.
 */
export function readJson(text: string, hasSuffix = false): JsonResult {
  if (!mayLose.test(text) && (text.length < 2 * deepest || !isDeep(text))) {
    try {
      return { ok: true, value: JSON.parse(text) as unknown }
    } catch {
      // What is wrong, and whether it is the end that is missing, the reader below says.
    }
  }
  const reader = new Reader(text, hasSuffix)
  try {
    return { ok: true, value: reader.whole() }
  } catch (error) {
    if (error instanceof Defect) return { ok: false, message: error.message, cut: error.cut }
    throw error
  }
}

/** Whether brackets may be nested deeper than is read: those within strings count too, so it can err on this side only. */
function isDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5b || code === 0x7b) {
      if (++depth > deepest) return true
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--
  }
  return false
}

class Defect extends Error {
  readonly cut: boolean

  constructor(message: string, cut = false) {
    super(message)
    this.cut = cut
  }
}

const numberForm = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const plainText = /[ !#-[\]-\uffff]*/y
const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const words: readonly (readonly [string, unknown])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
]

class Reader {
  readonly #text: string
  readonly #hasSuffix: boolean
  #at = 0
  #depth = 0

  constructor(text: string, hasSuffix: boolean) {
    this.#text = text
    this.#hasSuffix = hasSuffix
  }

  whole(): unknown {
    const value = this.#value()
    this.#space()
    if (this.#at < this.#text.length) throw this.#unexpected('the end')
    return value
  }

  #value(): unknown {
    this.#space()
    const char = this.#text[this.#at]
    if (char === '{' || char === '[') {
      if (++this.#depth > deepest) throw new Defect(`It is nested deeper than ${deepest} levels.`)
      const value = char === '{' ? this.#object() : this.#array()
      this.#depth--
      return value
    }
    if (char === '"') return this.#string()
    if (char === '-' || (char !== undefined && char >= '0' && char <= '9')) return this.#number()
    return this.#word()
  }

  #object(): JsonObject {
    const object: JsonObject = {}
    this.#at++
    if (this.#taken('}')) return object
    do {
      this.#space()
      if (this.#text[this.#at] !== '"') throw this.#unexpected('a name in double quotes')
      const name = this.#string()
      if (!this.#taken(':')) throw this.#unexpected('a colon')
      setMember(object, name, this.#value())
    } while (this.#taken(','))
    if (!this.#taken('}')) throw this.#unexpected('a comma or }')
    return object
  }

  #array(): unknown[] {
    const items: unknown[] = []
    this.#at++
    if (this.#taken(']')) return items
    do items.push(this.#value())
    while (this.#taken(','))
    if (!this.#taken(']')) throw this.#unexpected('a comma or ]')
    return items
  }

  #string(): string {
    this.#at++
    let value = ''
    for (;;) {
      plainText.lastIndex = this.#at
      const run = plainText.exec(this.#text)?.[0] ?? ''
      value += run
      this.#at += run.length
      const char = this.#text[this.#at]
      if (char === '"') {
        this.#at++
        return value
      }
      if (char !== '\\') throw this.#unexpected('the end of a string')
      value += this.#escape()
    }
  }

  #escape(): string {
    const char = this.#text[this.#at + 1]
    const simple = char === undefined ? undefined : escapes[char]
    if (simple !== undefined) {
      this.#at += 2
      return simple
    }
    const digits = this.#text.slice(this.#at + 2, this.#at + 6)
    if (char === 'u' && /^[0-9a-fA-F]{4}$/.test(digits)) {
      this.#at += 6
      return String.fromCharCode(Number.parseInt(digits, 16))
    }
    const isCut = char === undefined || (char === 'u' && /^[0-9a-fA-F]{0,3}$/.test(digits) && this.#at + 6 > this.#text.length)
    throw new Defect(`At character ${this.#at + 1} a string has an escape that JSON does not know.`, isCut)
  }

  #number(): number | bigint {
    numberForm.lastIndex = this.#at
    const match = numberForm.exec(this.#text)
    if (!match) throw new Defect(`At character ${this.#at + 1} there is a minus without a number.`, this.#at + 1 === this.#text.length)
    const start = this.#at
    this.#at += match[0].length
    if (this.#at < this.#text.length && /[.eE]/.test(this.#text[this.#at] ?? '')) {
      const rest = this.#text.slice(this.#at)
      throw new Defect(`At character ${start + 1} there is a number that is not finished.`, /^(?:\.|[eE][+-]?)$/.test(rest))
    }
    if (this.#hasSuffix && this.#text[this.#at] === 'n') {
      this.#at++
      return BigInt(match[0])
    }
    const value = Number(match[0])
    if (Number.isSafeInteger(value)) return value
    if (match[1] === undefined && match[2] === undefined) return BigInt(match[0])
    if (Number.isFinite(value)) return value
    return hugeInteger(match[0], start)
  }

  #word(): unknown {
    for (const [word, value] of words) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length
        return value
      }
      const rest = this.#text.slice(this.#at, this.#at + word.length)
      if (rest !== '' && this.#at + rest.length === this.#text.length && word.startsWith(rest))
        throw new Defect('It ends within a word.', true)
    }
    throw this.#unexpected('a value')
  }

  #taken(char: string): boolean {
    this.#space()
    if (this.#text[this.#at] !== char) return false
    this.#at++
    return true
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
      this.#at++
    }
  }

  #unexpected(wanted: string): Defect {
    if (this.#at >= this.#text.length) return new Defect(`It ends where ${wanted} is expected.`, true)
    return new Defect(`At character ${this.#at + 1} ${wanted} is expected, not ${JSON.stringify(this.#text[this.#at])}.`)
  }
}

/** A number larger than doubles go: whole it is kept, else nothing can hold it. */
function hugeInteger(text: string, start: number): bigint {
  const [, sign = '', whole = '', fraction = '', exponent = ''] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]\+?(\d+))?$/.exec(text) ?? []
  const zeros = Number(exponent) - fraction.length
  if (!(zeros >= 0) || zeros > mostDigits) throw new Defect(`At character ${start + 1} there is a number too large to be kept.`)
  return BigInt(`${sign}${whole}${fraction}${'0'.repeat(zeros)}`)
}
