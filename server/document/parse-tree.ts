import type { PartialParse, Tree, TreeFragment } from '@lezer/common'
import type { LRParser } from '@lezer/lr'

/** Time for reading one text: it is read at about 4,000 characters a millisecond, so this is reached only where the parser runs astray. */
const MILLISECONDS = 1_000
const CHARACTERS_A_MILLISECOND = 1_000
const STEPS_BETWEEN_LOOKS = 50

/** When reading a text is to be given up; milliseconds since the epoch. */
export function deadlineFor(text: string): number {
  return Date.now() + MILLISECONDS + text.length / CHARACTERS_A_MILLISECOND
}

/** The tree, and where the parse was stopped because it took too long; no tree where the parser gave up. */
export interface Parsed {
  readonly tree: Tree | undefined
  readonly stoppedAt: number | undefined
}

/** Parses with what is left of an earlier parse, and guesses on where the text is wrong. Never throws. */
export function parseTolerant(parser: LRParser, text: string, fragments: readonly TreeFragment[], deadline: number): Parsed {
  let stoppedAt: number | undefined
  const tree = run(parser, text, fragments, deadline, (parse, late) => {
    if (!late || stoppedAt !== undefined) return false
    stoppedAt = parse.parsedPos
    parse.stopAt(stoppedAt)
    return false
  })
  return { tree, stoppedAt }
}

/** The same, but `undefined` as soon as the text is wrong: how the parser guesses on depends on what it took over, so nothing it guessed is kept. */
export function parseStrict(parser: LRParser, text: string, fragments: readonly TreeFragment[], deadline: number): Tree | undefined {
  return run(parser, text, fragments, deadline, (parse, late) => late || (parse as unknown as Recovering).recovering > 0)
}

/** What the parse has, but does not show in its type: above 0 once it found something else than it expected. */
interface Recovering {
  readonly recovering: number
}

function run(
  parser: LRParser,
  text: string,
  fragments: readonly TreeFragment[],
  deadline: number,
  isOver: (parse: PartialParse, late: boolean) => boolean,
): Tree | undefined {
  try {
    const parse = parser.startParse(text, fragments)
    for (let step = 1; ; step++) {
      const tree = parse.advance()
      if (tree) return tree
      if (isOver(parse, step % STEPS_BETWEEN_LOOKS === 0 && Date.now() > deadline)) return undefined
    }
  } catch {
    return undefined
  }
}
