import { createConnection, ProposedFeatures } from 'vscode-languageserver/node'
import { editorFiles } from '../editor-files.ts'
import { startServer } from '../server.ts'
import { nodeFiles } from './files.ts'
import { gitVersions } from './git.ts'
import { parserWorker } from './parser-worker.ts'

// Arguments say how to talk: --stdio, --node-ipc, --socket=N or --pipe=NAME.
startServer(createConnection(ProposedFeatures.all), {
  files: (connection, { clientReads }, excluded) => {
    const own = nodeFiles(excluded)
    const editors = editorFiles(connection)
    if (clientReads === 'all') return editors
    // A virtual workspace lies where only the editor can read.
    return {
      ...gitVersions(),
      read: (uri, limit, within) => (isOwn(uri) ? own : editors).read(uri, limit, within),
      list: (folder, limit) => (isOwn(folder) ? own : editors).list(folder, limit),
    }
  },
  worker: async () => parserWorker(),
})

function isOwn(uri: string): boolean {
  return /^(file|https?):/.test(uri)
}
