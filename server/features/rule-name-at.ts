import type { Span } from '../document/node.ts'
import type { Checks } from '../validate/checks.ts'
import { suppressionsOf } from '../validate/suppressions.ts'
import { type PlaceAt, spanAt } from './cursor-at.ts'

export interface RuleName {
  readonly id: string
  readonly title: string
  readonly severity: string
  readonly span: Span | undefined
}

/** The rule whose id stands at a place: in a suppression comment, in `ignore`, or in a config file. */
export function ruleNameAt({ cursor, part, source, offset }: PlaceAt, checks: Checks): RuleName | undefined {
  const comment = suppressionsOf(source).find(({ span }) => span.from <= offset && offset <= span.to)
  if (comment) return named(comment.rule, comment.span, checks)
  if (cursor.parent?.key === 'ignore' && cursor.parent.parent?.key === 'x-event-source' && cursor.text !== undefined) {
    return named(cursor.text, spanAt(cursor, 'value'), checks)
  }
  if (part === 'key' && cursor.path.length === 2 && cursor.parent?.key === 'rules' && checks.config.isConfig(cursor.uri)) {
    return named(cursor.key, spanAt(cursor, 'key'), checks)
  }
  return undefined
}

function named(id: string, span: Span | undefined, { checker }: Checks): RuleName | undefined {
  const rule = checker.rules.find((one) => one.id === id)
  return rule && { ...rule, span }
}
