import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver'
import type { Checks } from '../validate/checks.ts'
import type { Problem } from '../validate/problem.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { editOf } from './edits.ts'
import { fixAll, fixAllOf, fixesOf } from './fix-all.ts'
import { isUndeclared, markActions, markAll, undeclared } from './mark.ts'
import { suppression } from './suppress-here.ts'

/** The kinds of code actions that there are, as LSP names them. */
export const codeActionKinds = ['quickfix', 'refactor.rewrite', 'source.fixAll.asyncapiEventSource'] as const

export type ActionKind = (typeof codeActionKinds)[number]

/** What the light bulb offers in a range: fixes of the findings there, words that silence them, and what a channel is. */
export function codeActions({ textDocument, range, context }: CodeActionParams, checks: Checks): CodeAction[] {
  const file = checks.workspace.file(textDocument.uri)
  const lines = file.source?.lines
  if (!lines) return []
  const wants = (kind: ActionKind) =>
    !context.only || context.only.some((only) => only === '' || kind === only || kind.startsWith(`${only}.`))
  const actions: CodeAction[] = []
  const problems = checks.checker.problemsOf(file)
  if (wants('quickfix')) {
    const from = lines.offset(range.start)
    const to = lines.offset(range.end)
    const here = problems.filter(({ span }) => span.from <= to && span.to >= from)
    for (const problem of here) actions.push(...fixActions(problem, problems, checks, shownAs(problem, file, context.diagnostics)))
    const all = here.some(isUndeclared) && markAll(checks)
    if (all) actions.push({ ...all, diagnostics: context.diagnostics.filter((one) => one.code === undeclared) })
    for (const problem of here) actions.push(...suppressActions(problem, file, checks, shownAs(problem, file, context.diagnostics)))
  }
  if (wants('refactor.rewrite')) actions.push(...markActions(file, range, problems, checks))
  // Asked for by name only: on save, or from the menu of source actions.
  if (context.only && wants('source.fixAll.asyncapiEventSource')) actions.push(...fixAllActions(file, checks))
  return actions
}

function fixActions(problem: Problem, problems: readonly Problem[], checks: Checks, diagnostics: Diagnostic[]): CodeAction[] {
  const actions: CodeAction[] = []
  const fixes = fixesOf(problem, checks)
  for (const [index, fix] of fixes.entries()) {
    const edit = editOf(fix.amendments)
    if (edit) actions.push({ title: fix.title, kind: 'quickfix', diagnostics, isPreferred: index === 0 && fix.safe, edit })
  }
  const edit = fixAllOf(problem, problems, checks)
  if (edit) actions.push({ title: `Fix all ${problem.code} in this document`, kind: 'quickfix', diagnostics, edit })
  return actions
}

function suppressActions(problem: Problem, file: SourceFile, checks: Checks, diagnostics: Diagnostic[]): CodeAction[] {
  const edit = suppression(problem, file, checks)
  return edit ? [{ title: `Suppress ${problem.code} here with a reason`, kind: 'quickfix', diagnostics, edit }] : []
}

function fixAllActions(file: SourceFile, checks: Checks): CodeAction[] {
  const edit = fixAll(file, checks)
  return edit ? [{ title: 'Fix all that is safe to fix', kind: 'source.fixAll.asyncapiEventSource', edit }] : []
}

/** The client's own diagnostics that show a problem. */
function shownAs({ code, span }: Problem, { source }: SourceFile, diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter((one) => one.code === code && source?.lines.offset(one.range.start) === span.from)
}
