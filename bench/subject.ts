import { nodeFiles } from '../server/node/files.ts'
import { rules } from '../server/rules/registry.ts'
import { reports } from '../server/rules/reports.ts'
import { Checks } from '../server/validate/checks.ts'

/** What is measured: all checks of the fast wave over one folder, nothing else. */
export function checksOf(folder: string, enabled = rules): Checks {
  return new Checks({
    host: nodeFiles(() => []),
    workspace: { folders: [folder], readOutside: false, readRemote: false },
    settings: {},
    rules: enabled,
    reports,
    parser: undefined,
    publish: () => {},
    onProgress: () => {},
    log: (message) => console.error(message),
  })
}

/** Opens a document as an editor would and waits for its first diagnostics. */
export async function open(checks: Checks, uri: string, text: string): Promise<void> {
  await checks.checker.opened(checks.workspace.open(uri, text, 1))
  await checks.checker.idle()
}

/** A keystroke at a place, and its undoing, in turn; each resolves when the diagnostics are there. */
export function typist(checks: Checks, uri: string): (run: number) => Promise<void> {
  const file = checks.workspace.file(uri)
  const lines = file.source?.text.split('\n') ?? []
  const wanted = Math.floor(lines.length * 0.75)
  const line = lines.findIndex((text, index) => index > wanted && text.includes('maxLength'))
  const character = lines[line]?.length ?? 0
  return async (run) => {
    const undo = run % 2 === 1
    const range = { start: { line, character }, end: { line, character: character + (undo ? 1 : 0) } }
    const changes = checks.workspace.changeByPositions(uri, [{ range, text: undo ? '' : '0' }], run + 2)
    checks.checker.changed(file, changes)
    await checks.checker.idle()
  }
}
