import { ContextTracker, ExternalTokenizer, type InputStream, type LRParser, type Stack } from '@lezer/lr'
import { parser } from '@lezer/yaml'
import { BUFFER_LENGTH } from '../small.ts'

/** What the parser has, but does not show in its types. */
interface Hidden {
  readonly tokenizers: readonly { token(input: InputStream, stack: Stack): void }[]
  readonly context: Required<ConstructorParameters<typeof ContextTracker<Context>>[0]>
}

/** In which block or flow collection the parser is. */
interface Context {
  readonly parent: Context | null
  readonly depth: number
  readonly type: number
}

const hiddenParts = parser as unknown as Hidden

/** The tokenizer that finds where a block mapping or sequence begins, by its place in the parser (1.0.4: newlines, block marks, literals). */
const blockMarks = hiddenParts.tokenizers[1]

/**
 * Outside flow collections a plain key may hold brackets and commas, as channels like `user/{id}/orders` do, and begin with a mark that no
 * space follows (YAML 1.2.2, 7.3.3). The parser's look-ahead for a key stops at them, so it is shown a text without.
 */
class MarksHidden {
  readonly #input: InputStream

  constructor(input: InputStream) {
    this.#input = input
  }
  get next(): number {
    return hidden(this.#input.next)
  }
  get pos(): number {
    return this.#input.pos
  }
  peek(offset: number): number {
    return hidden(this.#input.peek(offset))
  }
  advance(count?: number): number {
    return hidden(this.#input.advance(count))
  }
  acceptToken(token: number, endOffset?: number): void {
    this.#input.acceptToken(token, endOffset)
  }
  acceptTokenTo(token: number, end: number): void {
    this.#input.acceptTokenTo(token, end)
  }
}

const LETTER = 120

function hidden(code: number): number {
  switch (code) {
    case 44: // ,
    case 45: // -
    case 63: // ?
    case 91: // [
    case 93: // ]
    case 123: // {
    case 125: // }
      return LETTER
    default:
      return code
  }
}

/** No plain scalar begins with one of these, nor with white space. */
const NOT_PLAIN = new Set([...'[]{},"\'&*!|>%@`# \t\r\n'].map((char) => char.charCodeAt(0)))
const FLOW_CONTEXT = 3

const keysWithMarks = new ExternalTokenizer(
  (input, stack) => {
    const inFlow = (stack.context as Context).type === FLOW_CONTEXT
    const asItIs = inFlow || NOT_PLAIN.has(input.next) || !markAhead(input)
    blockMarks?.token(asItIs ? input : (new MarksHidden(input) as unknown as InputStream), stack)
  },
  { contextual: true },
)

/** How far the parser looks for the colon of a key. */
const KEY_LENGTH = 1024

/** Whether a mark that would stop the look-ahead stands here, or on this line before a colon that could end a key. */
function markAhead(input: InputStream): boolean {
  const first = input.next
  if (first === 45 || first === 63) return !isSpace(input.peek(1))
  for (let offset = 1; offset < KEY_LENGTH; offset++) {
    const code = input.peek(offset)
    if (code < 0 || code === 10 || code === 13) return false
    if (code !== 45 && code !== 63 && hidden(code) !== code) return true
    if (code === 58 && isSpace(input.peek(offset + 1))) return false
  }
  return false
}

function isSpace(code: number): boolean {
  return code < 0 || code === 32 || code === 9 || code === 10 || code === 13
}

/**
 * The end of the text closes collections as a lesser indentation does, but there the parser's own tracker does not step out of them. Nodes
 * are taken over after an edit only in the context that they were read in, so all that reach to the end would be read again.
 */
const closedByEnd = new ContextTracker<Context>({
  ...hiddenParts.context,
  shift(context, term, stack, input) {
    const next = hiddenParts.context.shift(context, term, stack, input)
    return next === context && input.next < 0 && context.parent ? context.parent : next
  },
  // What a node is depends on the innermost collection around it alone: so a part of a text can be read by itself and take over nodes of the whole.
  hash: ({ depth, type }) => (depth + 1) * 8 + type,
})

export const yamlParser: LRParser = parser.configure({
  contextTracker: closedByEnd,
  bufferLength: BUFFER_LENGTH,
  tokenizers: blockMarks ? [{ from: blockMarks as ExternalTokenizer, to: keysWithMarks }] : [],
})
