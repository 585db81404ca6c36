import { type Tree, TreeFragment } from '@lezer/common'
import type { LRParser } from '@lezer/lr'

/** What the parser made of a text. */
export interface Parsed {
  /** `undefined` where the parser gave up. */
  readonly tree: Tree | undefined
  /** What the next parse may take over. */
  readonly fragments: readonly TreeFragment[]
  /** Where the parse was stopped because it took too long. */
  readonly stoppedAt: number | undefined
}

/** Time for one parse: text is read at about 4,000 characters a millisecond, so this is reached only where the parser runs astray. */
const MILLISECONDS = 1_500
const CHARACTERS_A_MILLISECOND = 500
const STEPS_BETWEEN_LOOKS = 200

/** Parses with what is left of an earlier parse. Never throws. */
export function parseTree(parser: LRParser, text: string, fragments: readonly TreeFragment[]): Parsed {
  try {
    const deadline = Date.now() + MILLISECONDS + text.length / CHARACTERS_A_MILLISECOND
    const parse = parser.startParse(text, fragments)
    let stoppedAt: number | undefined
    for (let step = 1; ; step++) {
      const tree = parse.advance()
      if (tree) {
        const left = stoppedAt === undefined ? TreeFragment.addTree(tree, fragments) : []
        return { tree, fragments: left, stoppedAt }
      }
      if (step % STEPS_BETWEEN_LOOKS === 0 && stoppedAt === undefined && Date.now() > deadline) {
        stoppedAt = parse.parsedPos
        parse.stopAt(stoppedAt)
      }
    }
  } catch {
    return { tree: undefined, fragments: [], stoppedAt: undefined }
  }
}
