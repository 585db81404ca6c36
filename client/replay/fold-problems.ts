import { Diagnostic, DiagnosticSeverity, languages, Range, Uri } from 'vscode'
import type { FoldProblem } from '../../shared/replay-protocol.ts'

/** What is wrong with reducers, at its line in their files, and with recordings where somebody asked for it. */
export class FoldProblems {
  readonly #collection = languages.createDiagnosticCollection('asyncapi-event-source-replay')
  readonly #of = new Map<object, ReadonlyMap<string, readonly Diagnostic[]>>()

  set(panel: object, problems: readonly FoldProblem[]): void {
    const byFile = new Map<string, Diagnostic[]>()
    for (const { uri, line, message, position } of problems) {
      const text = position === undefined ? message : `#${position}: ${message}`
      const diagnostic = problemAt(line, text, DiagnosticSeverity.Error)
      byFile.set(uri, [...(byFile.get(uri) ?? []), diagnostic])
    }
    this.#of.set(panel, byFile)
    this.#publish()
  }

  delete(panel: object): void {
    if (this.#of.delete(panel)) this.#publish()
  }

  dispose(): void {
    this.#collection.dispose()
  }

  #publish(): void {
    const all = new Map<string, Diagnostic[]>()
    for (const byFile of this.#of.values()) {
      for (const [uri, diagnostics] of byFile) all.set(uri, [...(all.get(uri) ?? []), ...diagnostics])
    }
    this.#collection.clear()
    for (const [uri, diagnostics] of all) this.#collection.set(Uri.parse(uri), diagnostics)
  }
}

/** A problem about a whole line, from 1. */
export function problemAt(line: number, message: string, severity: DiagnosticSeverity): Diagnostic {
  const at = Math.max(0, line - 1)
  const diagnostic = new Diagnostic(new Range(at, 0, at, 10_000), message, severity)
  diagnostic.source = 'asyncapi-event-source'
  return diagnostic
}
