import * as reports from '../rules/reports.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import type { Problem } from './problem.ts'
import type { RuleNames } from './rule-names.ts'
import { spanOf } from './spot.ts'
import { unknownRuleMessage } from './suppress.ts'

/** What is wrong with a config file: its syntax, and rules that nobody knows. */
export function configProblems(file: SourceFile, names: RuleNames): Problem[] {
  const problems: Problem[] = []
  const say = (report: reports.Report, span: Problem['span'], message: string) => {
    const severity = report.severity === 'off' ? 'warning' : report.severity
    problems.push({ code: report.id, severity, span, message, related: [], unnecessary: false, found: undefined })
  }
  for (const problem of file.source?.problems ?? []) say(reports.syntax, { from: problem.from, to: problem.to }, problem.message)
  for (const rule of file.root().at('rules').children) {
    if (names.get(rule.key)) continue
    const span = spanOf({ at: rule, part: 'key' })
    if (span) say(reports.unknownRule, span, unknownRuleMessage(rule.key, { names }))
  }
  return problems
}
