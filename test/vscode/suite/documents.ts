import { type Diagnostic, languages, type TextDocument, Uri, window, workspace } from 'vscode'
import { ok } from './assert.ts'

/** Opens a file of the workspace by its path. */
export async function show(path: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fileUri(path))
  await window.showTextDocument(document)
  return document
}

export function fileUri(path: string): Uri {
  const [folder] = workspace.workspaceFolders ?? []
  ok(folder, 'no folder is open')
  return Uri.joinPath(folder.uri, path)
}

/** What this extension says of a file. */
export function ours(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'asyncapi-event-source')
}

export function code({ code }: Diagnostic): string | number | undefined {
  return typeof code === 'object' ? code.value : code
}
