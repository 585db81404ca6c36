import type { Span } from '../document/node.ts'
import type { Report } from '../rules/reports.ts'
import type { Severity } from '../rules/rule.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { Config, RuleDefault } from './config.ts'
import type { FindingStore } from './finding-store.ts'
import type { Problem } from './problem.ts'
import type { RuleNames } from './rule-names.ts'
import type { SlowFindings } from './slow-findings.ts'

/** All that decides what is said of one file. */
export interface Evidence {
  readonly workspace: Workspace
  readonly store: FindingStore
  readonly slow: ReadonlyMap<string, SlowFindings>
  /** Whether the slow wave's word on the file is complete: only then can a suppression of it be unused. */
  readonly slowIsDone: boolean
  readonly names: RuleNames
  readonly config: Config
}

/** A problem on its way: with the rule that decides its severity, before suppressions. */
export interface Draft extends Omit<Problem, 'severity'> {
  readonly rule: RuleDefault
  readonly said: Severity | undefined
}

/** A draft of what no rule found. */
export function reportDraft(report: Report, span: Span, message: string): Draft {
  return { rule: report, said: undefined, code: report.id, span, message, related: [], unnecessary: false, found: undefined }
}
