import { ContextTracker, ExternalTokenizer, type InputStream } from '@lezer/lr'
import { Array as ArrayTerm, MissingEnd, Name, Object as ObjectTerm, OpenArray, OpenObject, Scalar } from './terms.generated.ts'

const TAB = 9
const NEWLINE = 10
const RETURN = 13
const SPACE = 32
const DOUBLE = 34
const SINGLE = 39
const STAR = 42
const COMMA = 44
const SLASH = 47
const COLON = 58
const OPEN_BRACKET = 91
const BACKSLASH = 92
const CLOSE_BRACKET = 93
const OPEN_BRACE = 123
const CLOSE_BRACE = 125

/** What is open around a place: the innermost collection, and whether one of the other kind stands around it. */
interface Open {
  readonly kind: 'object' | 'array'
  readonly inOther: boolean
  readonly parent: Open | null
}

export const open = new ContextTracker<Open | null>({
  start: null,
  shift(context, term) {
    if (term !== OpenObject && term !== OpenArray) return context
    const kind = term === OpenObject ? 'object' : 'array'
    return { kind, inOther: context !== null && (context.inOther || context.kind !== kind), parent: context }
  },
  reduce(context, term) {
    return (term === ObjectTerm || term === ArrayTerm) && context ? context.parent : context
  },
  hash(context) {
    return context === null ? 0 : (context.kind === 'object' ? 1 : 2) + (context.inOther ? 2 : 0)
  },
})

/** A collection ends without its bracket at the end of the text, at the bracket of one around it, and an array at a key. */
export const missingEnds = new ExternalTokenizer(
  (input, stack) => {
    const context = stack.context as Open | null
    if (!context) return
    const { next, pos } = input
    const ends =
      next < 0 ||
      (context.inOther && next === (context.kind === 'object' ? CLOSE_BRACKET : CLOSE_BRACE)) ||
      (context.inOther && context.kind === 'array' && keyAhead(input))
    if (ends) input.acceptTokenTo(MissingEnd, pos)
  },
  { contextual: true },
)

function keyAhead(input: InputStream): boolean {
  return skipWordOrString(input) && colonFollows(input)
}

/** A string or a bare word, whether it is right or not: that is told where it is read. One that a colon follows is a name, so that a value that is not written yet does not take the next name for its own. */
export const words = new ExternalTokenizer((input) => {
  if (!skipWordOrString(input)) return
  if (colonFollows(input)) input.acceptToken(Name)
  else input.acceptToken(Scalar)
})

function skipWordOrString(input: InputStream): boolean {
  const { next } = input
  if (next !== DOUBLE && next !== SINGLE) return skipWord(input)
  skipString(input, next)
  return true
}

function skipString(input: InputStream, quote: number): void {
  let next = input.advance()
  while (next >= 0 && next !== NEWLINE && next !== RETURN) {
    if (next === quote) {
      input.advance()
      return
    }
    if (next === BACKSLASH) {
      next = input.advance()
      if (next < 0 || next === NEWLINE || next === RETURN) return
    }
    next = input.advance()
  }
}

function skipWord(input: InputStream): boolean {
  const from = input.pos
  while (isWord(input)) input.advance()
  return input.pos > from
}

function isWord(input: InputStream): boolean {
  switch (input.next) {
    case -1:
    case TAB:
    case NEWLINE:
    case RETURN:
    case SPACE:
    case DOUBLE:
    case SINGLE:
    case COMMA:
    case COLON:
    case OPEN_BRACKET:
    case CLOSE_BRACKET:
    case OPEN_BRACE:
    case CLOSE_BRACE:
    case 0xfeff:
      return false
    case SLASH: {
      const after = input.peek(1)
      return after !== SLASH && after !== STAR
    }
    default:
      return true
  }
}

/** Looks past white space and comments without moving. */
function colonFollows(input: InputStream): boolean {
  for (let at = 0; ; at++) {
    const code = input.peek(at)
    if (code === COLON) return true
    if (code === SLASH) {
      const after = input.peek(at + 1)
      if (after === STAR) {
        at += 2
        while (input.peek(at) >= 0 && !(input.peek(at) === STAR && input.peek(at + 1) === SLASH)) at++
        at++
      } else if (after === SLASH) {
        while (input.peek(at) >= 0 && input.peek(at) !== NEWLINE && input.peek(at) !== RETURN) at++
      } else return false
    } else if (code !== SPACE && code !== TAB && code !== NEWLINE && code !== RETURN) return false
  }
}
