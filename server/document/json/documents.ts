import { IterMode, type Tree } from '@lezer/common'
import type { Link } from '../green.ts'
import type { ReadDocument } from '../read-document.ts'
import type { Language, SyntaxProblem } from '../source-text.ts'
import { treeFacts } from '../tree-facts.ts'
import { JsonBuilder } from './build.ts'
import { jsonError } from './error.ts'

export { parser as jsonParser } from './grammar.generated.ts'

/** The one document of a JSON text (RFC 8259). */
export function readJson(text: string, tree: Tree, language: Exclude<Language, 'yaml'>): ReadDocument[] {
  const cursor = tree.cursor(IterMode.IncludeAnonymous)
  const builder = new JsonBuilder(text, cursor, language)
  const problems: SyntaxProblem[] = []
  let link: Link | undefined
  let rest: SyntaxProblem | undefined
  const visit = (): void => {
    if (!cursor.firstChild()) return
    do {
      if (cursor.type.isAnonymous) visit()
      else if (link === undefined) {
        const node = builder.value()
        if (node) link = { node, at: cursor.from, to: cursor.to, anchor: undefined, alias: undefined }
      } else if (!cursor.type.isSkipped) {
        rest ??= { code: 'syntax', from: cursor.from, to: Math.min(cursor.to, cursor.from + 1), message: 'Nothing may stand behind the end of the value.' }
      }
    } while (cursor.nextSibling())
    cursor.parent()
  }
  visit()
  const { error, comments } = treeFacts(tree)
  if (error) problems.push(jsonError(text, error))
  if (rest) problems.push(rest)
  if (!link && problems.length === 0) problems.push({ code: 'syntax', from: 0, to: 0, message: 'A value is missing: the text is empty.' })
  const [from, to] = comments
  if (language === 'json' && from !== undefined && to !== undefined) {
    problems.push({ code: 'comment-in-json', from, to, message: 'JSON has no comments.' })
  }
  return [{ span: { from: 0, to: text.length }, link, base: 0, problems, broken: error !== undefined }]
}
