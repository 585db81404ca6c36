import { type CodeAction, CodeActionKind, type CodeActionParams, type TextEdit } from 'vscode-languageserver'
import type { Fix } from '../rules/rule.ts'
import type { Checks } from '../validate/checks.ts'
import type { Problem } from '../validate/problem.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { amend } from './amend.ts'

/** The quick fixes of the findings that the range touches. */
export function codeActions({ textDocument, range, context }: CodeActionParams, checks: Checks): CodeAction[] {
  const wanted = context.only
  if (wanted && !wanted.some((kind) => kind === CodeActionKind.Empty || kind === CodeActionKind.QuickFix)) return []
  const file = checks.workspace.file(textDocument.uri)
  const lines = file.source?.lines
  if (!lines) return []
  const from = lines.offset(range.start)
  const to = lines.offset(range.end)
  const actions: CodeAction[] = []
  for (const problem of checks.checker.problemsOf(file)) {
    if (problem.span.from > to || problem.span.to < from) continue
    for (const [index, fix] of fixesOf(problem, checks).entries()) {
      const edit = fixEdit(fix)
      if (!edit) continue
      const diagnostics = context.diagnostics.filter(
        (diagnostic) => diagnostic.code === problem.code && lines.offset(diagnostic.range.start) === problem.span.from
      )
      actions.push({ title: fix.title, kind: CodeActionKind.QuickFix, diagnostics, isPreferred: index === 0 && fix.safe, edit: { changes: edit } })
    }
  }
  return actions
}

function fixesOf({ found }: Problem, checks: Checks): readonly Fix[] {
  return found?.rule.fix?.(found.finding, checks.context) ?? []
}

/** The edits of a fix by the URI of the file; `undefined` where it cannot be made in the text as it is. */
function fixEdit(fix: Fix): Record<string, TextEdit[]> | undefined {
  const changes = amend(fix.amendments)
  return changes && Object.fromEntries([...changes].map(([file, list]) => [file.clientUri, list.map((change) => textEdit(file, change))]))
}

function textEdit(file: SourceFile, { from, to, insert }: { from: number; to: number; insert: string }): TextEdit {
  const lines = file.source?.lines
  const zero = { line: 0, character: 0 }
  return { range: lines?.range({ from, to }) ?? { start: zero, end: zero }, newText: insert }
}
