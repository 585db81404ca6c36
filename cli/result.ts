import type { Severity } from '../server/rules/rule.ts'

/** What one run of `check` found; the shape of `--format json`. */
export interface CheckResult {
  /** AsyncAPI documents that were checked, reached ones too. */
  readonly files: number
  /** Sorted by file, then range, then code. */
  readonly diagnostics: readonly CheckDiagnostic[]
}

export interface CheckDiagnostic {
  /** Relative to the working directory, with `/`. */
  readonly file: string
  readonly range: Range
  readonly severity: Shown
  readonly code: string
  readonly message: string
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[]
}

export type Shown = Exclude<Severity, 'off'>

/** Zero-based lines and UTF-16 characters, as in LSP. */
export interface Range {
  readonly start: { readonly line: number; readonly character: number }
  readonly end: { readonly line: number; readonly character: number }
}

/** Worst first. */
export const shownSeverities: readonly Shown[] = ['error', 'warning', 'info', 'hint']

/** Puts a result into words for one kind of reader. */
export type Format = (result: CheckResult, surroundings: FormatSurroundings) => string

export interface FormatSurroundings {
  /** The text of a checked file; `undefined` where it is gone. */
  readonly textOf: (file: string) => string | undefined
  readonly colour: boolean
  /** All rules: id and one line of what each reports. */
  readonly rules: readonly { readonly id: string; readonly title: string; readonly severity: Severity }[]
  readonly version: string
}
