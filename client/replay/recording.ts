import { FileType, l10n, Uri, workspace } from 'vscode'
import type { Place } from '../../shared/place.ts'
import type { SourceName } from '../../shared/replay-protocol.ts'
import { uriFolder, uriName } from '../../shared/uri.ts'

/** What a panel is about: all that is kept of it over a reload of the window, beside what its page keeps. No payload, ever. */
export interface ReplayIdentity {
  readonly channel: Place
  /** URIs of the recording's files, or of a folder of them. */
  readonly files: readonly string[]
  /** A reducer that the person chose instead of the channel's own. */
  readonly fold?: string
}

/** Endings of recordings, compressed or not. */
const endings = /\.(?:ndjson|jsonl|json|csv|parquet)(?:\.(?:gz|zst))?$|\.(?:gz|zst)$/i

/** Bytes that are read at most where a recording has to fit memory. */
const largest = 512 * 1024 * 1024

export function isReplayIdentity(value: unknown): value is ReplayIdentity {
  if (typeof value !== 'object' || value === null || !('channel' in value) || !('files' in value)) return false
  const { channel, files } = value
  const isPlace = typeof channel === 'object' && channel !== null && 'uri' in channel && 'pointer' in channel
  return isPlace && Array.isArray(files) && files.every((file) => typeof file === 'string')
}

/** The files of a recording, in the order of their names. A folder is all recordings right within it. */
export async function filesOf(uris: readonly string[]): Promise<Uri[]> {
  const found: Uri[] = []
  for (const text of uris) {
    const uri = Uri.parse(text)
    const { type } = await workspace.fs.stat(uri)
    if ((type & FileType.Directory) === 0) found.push(uri)
    else {
      for (const [name, kind] of await workspace.fs.readDirectory(uri)) {
        if ((kind & FileType.File) !== 0 && endings.test(name)) found.push(Uri.joinPath(uri, name))
      }
    }
  }
  return uris.length === 1 && found.length > 1 ? found.sort((a, b) => (a.path < b.path ? -1 : 1)) : found
}

/** How the engine is told of the files: by paths where it can open them itself, else by their bytes. Rejects with a sentence for a person. */
export async function sourceName(files: readonly Uri[], canOpen: boolean, temporary: string): Promise<SourceName> {
  if (files.length === 0) throw new Error(l10n.t('There is no recording in this folder.'))
  if (canOpen && files.every(({ scheme }) => scheme === 'file')) {
    return { kind: 'paths', paths: files.map(({ fsPath }) => fsPath), names: files.map(nameOf), temporary }
  }
  let bytes = 0
  for (const file of files) bytes += (await workspace.fs.stat(file)).size
  if (bytes > largest) {
    const size = Math.round(bytes / 1024 / 1024)
    throw new Error(l10n.t('The recording is {0} MB. Where files are no files of this machine, at most 512 MB can be replayed.', size))
  }
  return {
    kind: 'bytes',
    files: await Promise.all(files.map(async (file) => ({ name: nameOf(file), bytes: await workspace.fs.readFile(file) }))),
  }
}

/** What the recording is called. */
export function recordingName(uris: readonly string[]): string {
  const [first = ''] = uris
  return uris.length > 1 ? `${uriName(uriFolder(first) ?? first)}/ (${uris.length})` : uriName(first)
}

export function nameOf(uri: Uri): string {
  return uriName(uri.toString())
}
