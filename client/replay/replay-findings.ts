import { commands, type Diagnostic, DiagnosticSeverity, languages, type Uri } from 'vscode'
import { problemAt } from './fold-problems.ts'
import { filesOf, nameOf } from './recording.ts'
import type { ReplayPanel } from './replay-panel.ts'

/** Findings of a recording as the engine writes them for the Problems panel. */
interface WrittenFinding {
  readonly file?: string
  readonly line?: number
  readonly position: string | number
  readonly kind: string
  readonly severity: 'error' | 'warning'
  readonly message: string
}

const collection = languages.createDiagnosticCollection('asyncapi-event-source-recording')

/** Shows the findings of a recording in the Problems panel, each at its line, until the panel closes. */
export async function showFindings(replay: ReplayPanel): Promise<void> {
  const { engine, identity, panel } = replay
  if (!engine) return
  const { text } = await engine.ask('write', { what: 'problems' })
  const files = await filesOf(identity.files)
  const byFile = new Map<Uri, Diagnostic[]>()
  for (const { file, line = 1, kind, severity, message } of JSON.parse(text) as readonly WrittenFinding[]) {
    const uri = files.find((one) => nameOf(one) === file || one.fsPath === file) ?? files[0]
    if (!uri) continue
    const diagnostic = problemAt(line, message, severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning)
    diagnostic.code = kind
    const own = byFile.get(uri)
    if (own) own.push(diagnostic)
    else byFile.set(uri, [diagnostic])
  }
  for (const [uri, diagnostics] of byFile) collection.set(uri, diagnostics)
  const clear = () => {
    for (const uri of byFile.keys()) collection.delete(uri)
  }
  panel.onDidDispose(clear)
  await commands.executeCommand('workbench.actions.view.problems')
}
