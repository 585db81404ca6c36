import { type ExtensionContext, Uri, workspace } from 'vscode'
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser'
import { workerSource } from '../shared/protocol.ts'
import { clientId, clientName, type ExtensionApi, activate as start } from './extension.ts'
import { answer } from './language-server.ts'

export { deactivate } from './extension.ts'

/** For the extension host in a browser: the server is a web worker. */
export function activate(context: ExtensionContext): ExtensionApi {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const script = (name: string) => Uri.joinPath(context.extensionUri, 'dist', name)
  const textOf = async (uri: Uri) => decoder.decode(await workspace.fs.readFile(uri))

  return start(context, {
    clientReads: 'all',
    decoder,
    launch: (options, log, failed) => {
      let worker: Worker | undefined
      const transports = async () => {
        worker = await startWorker(script('server.web.js'), textOf)
        // An error that nobody caught leaves a worker alive but its state unknown; a script that cannot be loaded shows in the same way.
        worker.addEventListener('error', (event) => {
          log.error(event.message)
          failed()
        })
        return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) }
      }
      const client = new LanguageClient(clientId, clientName, transports, options)
      answer(client, workerSource, async () => ({ address: script('parser.js').toString(), text: await textOf(script('parser.js')) }))
      return { client, kill: () => worker?.terminate() }
    },
  })
}

/** The plain address first; where the host starts no worker from it (a remote extension, another origin), its text from a blob. */
async function startWorker(script: Uri, textOf: (uri: Uri) => Promise<string>): Promise<Worker> {
  try {
    return new Worker(script.toString(true))
  } catch {
    return new Worker(URL.createObjectURL(new Blob([await textOf(script)], { type: 'text/javascript' })))
  }
}
