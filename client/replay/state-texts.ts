import { commands, type Disposable, l10n, Uri, workspace } from 'vscode'
import type { ActionParams } from './replay-actions.ts'
import type { ReplayPanel } from './replay-panel.ts'

const scheme = 'asyncapi-event-source-state'

/** Texts of states that are compared, for as long as an editor shows them. */
const texts = new Map<string, string>()
let last = 0

/** Answers VS Code's diff editor for the states that it compares. */
export function showStateTexts(): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '' })
}

/** Two states in VS Code's own diff editor: an earlier moment against this one, or in a branch what the log says against what the branch does. */
export async function showStateDiff({ engine }: ReplayPanel, { at, from, entity }: ActionParams): Promise<void> {
  if (!engine || at === undefined || entity === undefined) return
  const isBranch = from === undefined
  const [left, right] = await Promise.all([
    engine.ask('write', { what: 'state', entity, at: from ?? at, ...(isBranch && { side: 'log' as const }) }),
    engine.ask('write', { what: 'state', entity, at, ...(isBranch && { side: 'branch' as const }) }),
  ])
  const uris = [left, right].map(({ text, name }) => {
    const path = `/${++last}/${name}`
    texts.set(path, text)
    return Uri.from({ scheme, path })
  })
  // Only the newest few can still be open.
  for (const path of [...texts.keys()].slice(0, -40)) texts.delete(path)
  const title = isBranch ? l10n.t('{0}: log ↔ branch', entity) : l10n.t('{0}: then ↔ now', entity)
  await commands.executeCommand('vscode.diff', uris[0], uris[1], title)
}
