import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser'
import { type WorkerSource, workerSource } from '../../shared/protocol.ts'
import { editorFiles } from '../editor-files.ts'
import { startServer } from '../server.ts'
import { workerStarter } from './start-worker.ts'

const scope = self as unknown as DedicatedWorkerGlobalScope

startServer(createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)), {
  files: (connection) => editorFiles(connection),
  worker: async (connection) => {
    const source = await connection.sendRequest<WorkerSource>(workerSource.method, {})
    return workerStarter(source.text)
  },
})
