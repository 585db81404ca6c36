import { type Disposable, FileType, l10n, Uri, WorkspaceEdit, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type FoldFiles, foldFiles } from '../../shared/fold-protocol.ts'
import type { Place } from '../../shared/place.ts'
import { streamList } from '../../shared/preview-protocol.ts'
import { ask } from '../language-server.ts'
import { pickStream } from '../pick-stream.ts'

/** Begins reducers, and keeps their types as the documents say them. */
export class FoldAuthor {
  readonly #client: () => BaseLanguageClient | undefined
  readonly #listener: Disposable

  constructor(client: () => BaseLanguageClient | undefined) {
    this.#client = client
    this.#listener = workspace.onDidSaveTextDocument(({ uri, languageId }) => {
      if (['yaml', 'json', 'jsonc'].includes(languageId)) void this.#renewTypes(uri)
    })
  }

  dispose(): void {
    this.#listener.dispose()
  }

  /** Writes a reducer for an event source with its types, and opens it; one that is there already is opened as it is. */
  async create(place?: Place): Promise<void> {
    const stream = place ?? (await pickStream(this.#client()))
    if (!stream) return
    const files = await ask(this.#client(), foldFiles, { stream })
    if (!files) {
      await window.showWarningMessage(
        l10n.t('No fold can be written for this channel: it is no event source, or its fold would lie outside the workspace.'),
      )
      return
    }
    const module = Uri.parse(files.module.uri)
    if (!(await exists(module))) {
      const edit = new WorkspaceEdit()
      edit.createFile(module, { contents: new TextEncoder().encode(files.module.text) })
      await workspace.applyEdit(edit)
    }
    await writeTypes(files)
    await window.showTextDocument(module, { preview: false })
  }

  /** The types of each reducer whose document was saved; where nobody made a reducer there are none. */
  async #renewTypes(document: Uri): Promise<void> {
    for (const { place } of (await ask(this.#client(), streamList, { uri: document.toString() })) ?? []) {
      const files = await ask(this.#client(), foldFiles, { stream: place })
      if (files && (await exists(Uri.parse(files.types.uri)))) await writeTypes(files)
    }
  }
}

async function writeTypes({ types }: FoldFiles): Promise<void> {
  const uri = Uri.parse(types.uri)
  const bytes = new TextEncoder().encode(types.text)
  const before = await workspace.fs.readFile(uri).then(
    (old) => old,
    () => undefined,
  )
  // A file that says the same keeps its time: nothing that watches it need wake.
  if (before && before.length === bytes.length && before.every((byte, at) => byte === bytes[at])) return
  await workspace.fs.writeFile(uri, bytes)
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    ({ type }) => (type & FileType.File) !== 0,
    () => false,
  )
}
