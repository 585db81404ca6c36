import { type ExtensionContext, Uri, workspace } from 'vscode'
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from 'vscode-languageclient/browser'
import type { Crossing } from '../shared/border.ts'
import { workerSource } from '../shared/protocol.ts'
import { clientId, clientName, type ExtensionApi, activate as start } from './extension.ts'
import { answer } from './language-server.ts'
import type { StartEngine } from './replay/engine.ts'

export { deactivate } from './extension.ts'

/** For the extension host in a browser: the server is a web worker. */
export function activate(context: ExtensionContext): ExtensionApi {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const script = (name: string) => Uri.joinPath(context.extensionUri, 'dist', name)
  const textOf = async (uri: Uri) => decoder.decode(await workspace.fs.readFile(uri))

  const startEngine: StartEngine = async () => {
    const [worker, text] = await Promise.all([startWorker(script('replay.web.js')), textOf(script('fold.web.js'))])
    // It starts a reducer's worker itself, from this text.
    worker.postMessage({ type: 'fold-source', text })
    return {
      send: (crossing, transfer = []) => worker.postMessage(crossing, [...transfer]),
      onCrossing: (listener) => worker.addEventListener('message', ({ data }: MessageEvent<Crossing>) => listener(data)),
      onExit: (listener) =>
        worker.addEventListener('error', (event) => {
          event.preventDefault()
          listener(event.message)
        }),
      terminate: () => worker.terminate(),
    }
  }

  /** The plain address first; where the host starts no worker from it (a remote extension, another origin), its text from a blob. */
  const blobs = new Map<string, string>()
  const startWorker = async (uri: Uri) => {
    const address = uri.toString(true)
    try {
      return new Worker(address)
    } catch {
      const blob = blobs.get(address) ?? URL.createObjectURL(new Blob([await textOf(uri)], { type: 'text/javascript' }))
      blobs.set(address, blob)
      return new Worker(blob)
    }
  }

  return start(context, {
    clientReads: 'all',
    engine: { start: startEngine, canOpen: false },
    decoder,
    launch: (options, log, failed) => {
      let worker: Worker | undefined
      const transports = async () => {
        worker = await startWorker(script('server.web.js'))
        // An error that nobody caught leaves a worker alive but its state unknown; a script that cannot be loaded shows in the same way.
        worker.addEventListener('error', (event) => {
          // Else it goes on to the extension host, as if it were its own.
          event.preventDefault()
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
