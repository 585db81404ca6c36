import type { CodeAction, CodeActionParams, Diagnostic } from 'vscode-languageserver'
import type { Checks } from '../validate/checks.ts'
import type { Problem } from '../validate/problem.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { editOf } from './edits.ts'
import { countOfAlike, fixAll, fixAllOf, fixesOf } from './fix-all.ts'
import { isUndeclared, lookAlikes, markActions, markAll, undeclared } from './mark.ts'
import { suppression } from './suppress-here.ts'

/** The kinds of code actions that there are, as LSP names them. */
export const codeActionKinds = ['quickfix', 'refactor.rewrite', 'source.fixAll.asyncapiEventSource'] as const

type ActionKind = (typeof codeActionKinds)[number]

/** What of an action is worked out only once the person chose it. */
type Later = { readonly uri: string; readonly fixAll: string } | { readonly markAll: true }

/** So many fixes are worked out before anybody chose them. */
const mostAtOnce = 20

/** What a client can take. */
export interface ActionAbilities {
  /** Whether it asks for an action's edit when the person chose it. */
  readonly resolve: boolean
}

/** What the light bulb offers in a range: fixes of the findings there, words that silence them, and what a channel is. */
export function codeActions(
  { textDocument, range, context }: CodeActionParams,
  checks: Checks,
  { resolve }: ActionAbilities,
): CodeAction[] {
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
    for (const problem of here) actions.push(...fixActions(problem, checks, shownAs(problem, file, context.diagnostics)))
    for (const action of actionsOnAll(here, problems, file, checks)) {
      const diagnostics = context.diagnostics.filter(({ code }) => code === action.code)
      const lazy: CodeAction = { title: action.title, kind: 'quickfix', diagnostics, data: action.later }
      const isLazy = resolve && action.count > mostAtOnce
      const whole = isLazy ? lazy : resolveCodeAction(lazy, checks)
      if (isLazy || whole.edit) actions.push(whole)
    }
    for (const problem of here) actions.push(...suppressActions(problem, file, checks, shownAs(problem, file, context.diagnostics)))
  }
  if (wants('refactor.rewrite')) actions.push(...markActions(file, range, problems, checks))
  // Asked for by name only: on save, or from the menu of source actions.
  if (context.only && wants('source.fixAll.asyncapiEventSource')) actions.push(...fixAllActions(file, checks))
  return actions
}

/** Works out the edit of an action that was offered without one. */
export function resolveCodeAction(action: CodeAction, checks: Checks): CodeAction {
  const later = action.data as Later | undefined
  const edit = later && ('fixAll' in later ? fixAllOf(later.fixAll, checks.workspace.file(later.uri), checks) : markAll(checks))
  return edit ? { ...action, edit } : action
}

interface OnAll {
  readonly title: string
  readonly code: string
  readonly count: number
  readonly later: Later
}

/** What may be done to all findings of a kind, in the document or in the workspace. */
function* actionsOnAll(here: readonly Problem[], problems: readonly Problem[], file: SourceFile, checks: Checks): Iterable<OnAll> {
  for (const code of new Set(here.map((problem) => problem.code))) {
    const count = countOfAlike(code, problems, checks)
    if (count > 1) yield { title: `Fix all ${code} in this document`, code, count, later: { uri: file.uri, fixAll: code } }
  }
  const count = here.some(isUndeclared) ? lookAlikes(checks).length : 0
  if (count > 1)
    yield { title: `Mark all ${count} look-alike channels of the workspace`, code: undeclared, count, later: { markAll: true } }
}

function fixActions(problem: Problem, checks: Checks, diagnostics: Diagnostic[]): CodeAction[] {
  const actions: CodeAction[] = []
  const fixes = fixesOf(problem, checks)
  for (const [index, fix] of fixes.entries()) {
    const edit = editOf(fix.amendments)
    if (edit) actions.push({ title: fix.title, kind: 'quickfix', diagnostics, isPreferred: index === 0 && fix.safe, edit })
  }
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
