import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver'
import type { Change } from '../document/source-text.ts'
import type { Amendment } from '../rules/rule.ts'
import type { SourceFile } from '../workspace/source-file.ts'
import { amend } from './amend.ts'

/** The edit that makes amendments, over all files that they name; `undefined` where one of them cannot be made. */
export function editOf(amendments: readonly Amendment[]): WorkspaceEdit | undefined {
  const changes = amend(amendments)
  return changes && workspaceEdit(changes)
}

/** Changes of texts as they are now, as LSP has them. */
export function workspaceEdit(changes: ReadonlyMap<SourceFile, readonly Change[]>): WorkspaceEdit {
  return {
    changes: Object.fromEntries([...changes].map(([file, list]) => [file.clientUri, list.flatMap((change) => textEdit(file, change))])),
  }
}

function textEdit({ source }: SourceFile, { from, to, insert }: Change): TextEdit[] {
  return source ? [{ range: source.lines.range({ from, to }), newText: insert }] : []
}
