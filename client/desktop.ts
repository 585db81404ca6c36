import { type ExtensionContext, Uri } from 'vscode'
import { LanguageClient, type NodeModule, TransportKind } from 'vscode-languageclient/node'
import { clientId, clientName, type ExtensionApi, activate as start } from './extension.ts'
import { threadEngine } from './node/engine.ts'

export { deactivate } from './extension.ts'

/** For the extension host on Node: the server is a process of its own, on the same Node. */
export function activate(context: ExtensionContext): ExtensionApi {
  const server: NodeModule = { module: Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath, transport: TransportKind.ipc }
  return start(context, {
    clientReads: 'virtual',
    engine: { start: threadEngine(Uri.joinPath(context.extensionUri, 'dist', 'replay.js').fsPath), canOpen: true },
    decoder: new TextDecoder('utf-8', { ignoreBOM: true }),
    launch: (options) => ({
      client: new LanguageClient(clientId, clientName, { run: server, debug: server }, options),
      // The library itself ends a process that outlives its shutdown.
      kill: () => undefined,
    }),
  })
}
