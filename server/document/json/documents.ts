import { IterMode, TreeFragment } from '@lezer/common'
import type { Link } from '../green.ts'
import { deadlineFor, parseTolerant } from '../parse-tree.ts'
import type { Left, Reading, SmallPairs } from '../reading.ts'
import { BUFFER_LENGTH, Small } from '../small.ts'
import type { Language, SyntaxProblem } from '../source-text.ts'
import { treeFacts } from '../tree-facts.ts'
import { JsonBuilder } from './build.ts'
import { parser as grammar } from './grammar.generated.ts'

const parser = grammar.configure({ bufferLength: BUFFER_LENGTH })

/** Reads the one document of a JSON text (RFC 8259) with what is left of earlier readings; `undefined` where the parser gave up. */
export function readJson(text: string, language: Exclude<Language, 'yaml'>, left: Left): Reading | undefined {
  const { tree, stoppedAt } = parseTolerant(parser, text, left.fragments, deadlineFor(text))
  if (!tree) return undefined
  const cursor = tree.cursor(IterMode.IncludeAnonymous)
  const small: SmallPairs = new Small(left.small)
  const builder = new JsonBuilder(text, cursor, language, small)
  const problems: SyntaxProblem[] = []
  let link: Link | undefined
  const visit = (): void => {
    if (!cursor.firstChild()) return
    do {
      const { from, to, type } = cursor
      if (type.isAnonymous) visit()
      else if (type.isSkipped) continue
      else if (link !== undefined)
        problems.push({ code: 'syntax', from, to: from + 1, message: 'Nothing may stand behind the end of the value.' })
      else {
        const node = builder.value()
        if (node) link = { node, at: from, to, anchor: undefined, alias: undefined }
        else problems.push({ code: 'syntax', from, to, message: 'A value is expected here.' })
      }
    } while (problems.length === 0 && cursor.nextSibling())
    cursor.parent()
  }
  visit()
  const { error, comments } = treeFacts(tree)
  if (!link && problems.length === 0) problems.push({ code: 'syntax', from: 0, to: 0, message: 'A value is missing: the text is empty.' })
  const [from, to] = comments
  if (language === 'json' && from !== undefined && to !== undefined) {
    problems.push({ code: 'comment-in-json', from, to, message: 'JSON has no comments.' })
  }
  if (stoppedAt !== undefined) {
    problems.push({ code: 'too-slow', from: stoppedAt, to: stoppedAt, message: 'Reading was given up here: it takes too long.' })
  }
  const documents = [{ span: { from: 0, to: text.length }, link, base: 0, problems, broken: error !== undefined }]
  const fragments = stoppedAt === undefined ? TreeFragment.addTree(tree, left.fragments) : []
  return { documents, comments, left: { fragments, parts: new Map(), small } }
}
