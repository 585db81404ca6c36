import { compile } from '../../schema/compile.ts'
import { parsePointer } from '../../shared/pointer.ts'
import { plain } from '../document/plain.ts'
import * as reports from '../rules/reports.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { configSchema } from './config-schema.ts'
import type { Problem } from './problem.ts'
import type { RuleNames } from './rule-names.ts'
import { spanOf } from './spot.ts'
import { unknownRuleMessage } from './suppress.ts'

const id = 'config'
const refusals = compile({ [id]: { uri: id, pointer: '', schema: configSchema([], []) } }, id)

/** What is wrong with a config file: its syntax, values that count for nothing, and rules that nobody knows. */
export function configProblems(file: SourceFile, names: RuleNames): Problem[] {
  const problems: Problem[] = []
  const say = (report: reports.Report, span: Problem['span'], message: string, quieter?: 'warning') => {
    const severity = quieter ?? (report.severity === 'off' ? 'warning' : report.severity)
    problems.push({ code: report.id, severity, span, message, related: [], unnecessary: false, found: undefined })
  }
  for (const problem of file.source?.problems ?? []) say(reports.syntax, { from: problem.from, to: problem.to }, problem.message)
  const root = file.root()
  for (const { path, keyword, message } of root.node ? (refusals(plain(root.node)) ?? []) : []) {
    const at = root.at(...(parsePointer(path) ?? []))
    const span = spanOf({ at, part: keyword === 'additionalProperties' ? 'key' : 'value' })
    if (span) say(reports.syntax, span, `This counts for nothing: ${message}`, 'warning')
  }
  for (const rule of root.at('rules').children) {
    if (names.get(rule.key)) continue
    const span = spanOf({ at: rule, part: 'key' })
    if (span) say(reports.unknownRule, span, unknownRuleMessage(rule.key, { names }))
  }
  return problems
}
