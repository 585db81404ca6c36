import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver'
import { ruleDocsUrl } from '../shared/rule-docs.ts'
import type { Problem } from './validate/problem.ts'
import type { SourceFile } from './workspace/source-file.ts'
import type { Workspace } from './workspace/workspace.ts'

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
} as const

/** A problem as LSP has it; `undefined` once its text is gone. */
export function toDiagnostic(problem: Problem, file: SourceFile, workspace: Workspace): Diagnostic | undefined {
  const lines = file.source?.lines
  if (!lines) return undefined
  const related = problem.related.flatMap(({ uri, span, message, range }) => {
    if (range) return [{ location: { uri, range }, message }]
    const other = workspace.file(uri)
    return other.source ? [{ location: { uri: other.clientUri, range: other.source.lines.range(span) }, message }] : []
  })
  return {
    range: lines.range(problem.span),
    severity: severities[problem.severity],
    code: problem.code,
    codeDescription: { href: ruleDocsUrl(problem.code) },
    source: 'asyncapi-event-source',
    message: problem.message,
    ...(related.length > 0 && { relatedInformation: related }),
    ...(problem.unnecessary && { tags: [DiagnosticTag.Unnecessary] }),
  }
}
