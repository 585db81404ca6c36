import { l10n, QuickPickItemKind, Uri, window, workspace } from 'vscode'
import { uriFolder } from '../../shared/uri.ts'

const patterns = '**/*.{ndjson,jsonl,csv,parquet,ndjson.gz,jsonl.gz,json.gz,csv.gz,ndjson.zst,jsonl.zst,json.zst,csv.zst}'
const most = 500

interface RecordingItem {
  readonly label: string
  readonly description?: string
  readonly kind?: QuickPickItemKind
  readonly uri?: Uri
  readonly browse?: 'file' | 'folder'
}

/** The recording for a document: those near it first, then any other. URIs of its files or of a folder; `undefined` where none was chosen. */
export async function pickRecording(document: Uri): Promise<readonly string[] | undefined> {
  const found = await workspace.findFiles(patterns, '**/node_modules/**', most)
  const near = nearness(document)
  const sorted = found.map((uri) => ({ uri, far: near(uri) })).sort((a, b) => a.far - b.far || (a.uri.path < b.uri.path ? -1 : 1))
  const items: RecordingItem[] = [
    ...sorted.map(({ uri }) => ({
      label: uri.path.slice(uri.path.lastIndexOf('/') + 1),
      description: workspace.asRelativePath(Uri.joinPath(uri, '..')),
      uri,
    })),
    { label: '', kind: QuickPickItemKind.Separator },
    { label: `$(file) ${l10n.t('Choose files…')}`, browse: 'file' as const },
    { label: `$(folder) ${l10n.t('Choose a folder…')}`, browse: 'folder' as const },
  ]
  const placeHolder = l10n.t('Which recording?')
  const chosen = await window.showQuickPick(items, { placeHolder, matchOnDescription: true })
  if (chosen?.uri) return [chosen.uri.toString()]
  if (chosen?.browse === undefined) return undefined
  const isFolder = chosen.browse === 'folder'
  const browsed = await window.showOpenDialog({
    defaultUri: Uri.joinPath(document, '..'),
    canSelectFiles: !isFolder,
    canSelectFolders: isFolder,
    canSelectMany: !isFolder,
    openLabel: l10n.t('Replay'),
  })
  return browsed && browsed.length > 0 ? browsed.map((uri) => uri.toString()).sort() : undefined
}

/** How many folders lie between a file and the document. */
function nearness(document: Uri): (uri: Uri) => number {
  const here = (uriFolder(document.toString()) ?? '').split('/')
  return (uri) => {
    const there = (uriFolder(uri.toString()) ?? '').split('/')
    let shared = 0
    while (shared < here.length && shared < there.length && here[shared] === there[shared]) shared++
    return here.length - shared + (there.length - shared)
  }
}
