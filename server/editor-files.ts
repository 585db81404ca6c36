import ignore from 'ignore'
import type { Connection } from 'vscode-languageserver'
import { type FsListResult, type FsReadResult, fsList, fsRead } from '../shared/protocol.ts'
import { isInside, uriFolder } from '../shared/uri.ts'
import { fetchRemote } from './remote.ts'
import type { Host } from './workspace/host.ts'
import { isRemote } from './workspace/references.ts'

/** The editor's files, by requests to the client: in the web, and in virtual workspaces. The client answers for links. */
export function editorFiles(connection: Connection): Host {
  const read: Host['read'] = async (uri, limit) => {
    if (isRemote(uri)) return fetchRemote(uri, limit)
    const result = await connection.sendRequest<FsReadResult>(fsRead.method, { uri, limit })
    return 'text' in result ? { bytes: new TextEncoder().encode(result.text) } : result
  }
  return {
    read,
    list: async (folder, limit) => {
      const { files, ignoreFiles, complete } = await connection.sendRequest<FsListResult>(fsList.method, { folder, limit })
      const rules = await Promise.all(
        ignoreFiles.map(async (uri) => {
          const result = await read(uri, 1_000_000, undefined)
          return { folder: uriFolder(uri) ?? '', patterns: ignore().add('bytes' in result ? new TextDecoder().decode(result.bytes) : '') }
        }),
      )
      const isIgnored = (uri: string) =>
        rules.some(({ folder: base, patterns }) => isInside(base, uri) && patterns.ignores(decodeURIComponent(uri.slice(base.length + 1))))
      return { files: files.filter((uri) => !isIgnored(uri)), complete }
    },
  }
}
