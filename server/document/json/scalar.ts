import { GreenScalar, GreenUnknown, type LocalProblem, ownText } from '../green.ts'
import { shortened } from '../key.ts'
import type { Node } from '../node.ts'

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/
const LIKE_A_NUMBER = /^[-+]?\.?[0-9]/

/** A string, number or word (RFC 8259, sections 3, 6 and 7). What is wrong is read as it is meant, and told. */
export function readScalar(source: string): Node {
  const own = ownText(source)
  const first = own[0]
  if (first === '"' || first === "'") return readString(own)
  if (own === 'true' || own === 'false') return new GreenScalar(own === 'true', 'plain', own)
  if (own === 'null') return new GreenScalar(null, 'plain', own)
  if (NUMBER.test(own)) return new GreenScalar(Number(own), 'plain', own)
  return wrongWord(own)
}

/** A key: as above, but a bare word is its own text. */
export function readKey(source: string): GreenScalar {
  const own = ownText(source)
  if (own.startsWith('"') || own.startsWith("'")) return readString(own)
  return new GreenScalar(own, 'plain', own, [whole(own, `A key needs double quotes: "${shortened(own)}".`)])
}

function wrongWord(source: string): Node {
  if (LIKE_A_NUMBER.test(source) && Number.isFinite(Number(source))) {
    const why = /^[-+]?0[0-9]/.test(source) ? 'A number cannot begin with a zero' : `"${shortened(source)}" is not how JSON writes a number`
    return new GreenScalar(Number(source), 'plain', source, [whole(source, `${why}.`)])
  }
  const message = /^[-+]?(?:NaN|Infinity)$/.test(source)
    ? `JSON has no ${source}.`
    : `"${shortened(source)}" is no value: a text needs double quotes.`
  return new GreenUnknown('syntax', source.length, 1, 0, [whole(source, message)])
}

function whole(source: string, message: string): LocalProblem {
  return { code: 'syntax', from: 0, to: source.length, message }
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

function readString(source: string): GreenScalar {
  const quote = source[0]
  let problem: LocalProblem | undefined
  if (quote === "'") problem = whole(source, 'A string needs double quotes.')
  let value = ''
  let plainFrom = 1
  let at = 1
  let closed = false
  const wrong = (from: number, to: number, message: string) => {
    problem ??= { code: 'syntax', from, to, message }
  }
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at)
    if (source[at] === quote) {
      closed = true
      break
    }
    if (code === 92) {
      value += source.slice(plainFrom, at)
      const mark = source[at + 1] ?? ''
      const hex = mark === 'u' ? /^[0-9a-fA-F]{4}/.exec(source.slice(at + 2, at + 6))?.[0] : undefined
      const meant = hex === undefined ? ESCAPES[mark] : String.fromCharCode(Number.parseInt(hex, 16))
      if (meant === undefined && mark !== '')
        wrong(at, at + 2, mark === 'u' ? '"\\u" needs four hexadecimal digits.' : `"\\${mark}" is no escape sequence.`)
      value += meant ?? mark
      at += hex === undefined ? 1 : 5
      plainFrom = at + 1
    } else if (code < 32)
      wrong(at, at + 1, code === 9 ? 'A tab in a string is written \\t.' : 'A control character in a string must be escaped.')
  }
  value += source.slice(plainFrom, at)
  if (!closed) problem = whole(source, 'This string is never closed.')
  return new GreenScalar(ownText(value), quote === "'" ? 'single' : 'double', source, problem && [problem])
}
