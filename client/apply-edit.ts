import { workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'

/** Makes an edit that the server has told (`WorkspaceEdit` of LSP); `false` where it told none, or it was not made. */
export async function applyEdit(client: BaseLanguageClient | undefined, edit: unknown): Promise<boolean> {
  if (!client || typeof edit !== 'object' || edit === null) return false
  const made = await client.protocol2CodeConverter.asWorkspaceEdit(edit)
  return made !== undefined && workspace.applyEdit(made)
}
