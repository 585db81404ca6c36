import { type CancellationToken, type TextDocumentContentProvider, type Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { baselineScheme, baselineText } from '../shared/protocol.ts'

/** Shows older versions of documents, which findings of history refer to: read-only texts that the server has. */
export function showBaselineTexts(client: () => BaseLanguageClient | undefined) {
  const provider: TextDocumentContentProvider = {
    async provideTextDocumentContent(uri: Uri, token: CancellationToken) {
      const running = client()
      if (!running?.isRunning()) return undefined
      const text = await running.sendRequest<string | null>(baselineText.method, { uri: uri.toString() }, token)
      return text ?? undefined
    },
  }
  return workspace.registerTextDocumentContentProvider(baselineScheme, provider)
}
