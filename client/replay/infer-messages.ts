import { commands, l10n, ProgressLocation, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { asker } from '../../shared/border.ts'
import { documentText } from '../../shared/document-text.ts'
import type { EngineBorder, Inferred } from '../../shared/replay-protocol.ts'
import { ask } from '../language-server.ts'
import type { EngineWorker, StartEngine } from './engine.ts'
import { pickRecording } from './pick-recording.ts'
import { filesOf, nameOf, sourceName } from './recording.ts'
import { complain } from './replay-writes.ts'

export interface InferParts {
  readonly client: BaseLanguageClient | undefined
  readonly engine: StartEngine
  readonly canOpen: boolean
  readonly storage: Uri
}

/** *Infer messages*: a first document for a recording that has none, in an editor that nobody has saved. */
export async function inferMessages(target: unknown, parts: InferParts): Promise<void> {
  const here = target instanceof Uri ? target : window.activeTextEditor?.document.uri
  const recording = here && /\.(?:ndjson|jsonl|csv|parquet|gz|zst)$/i.test(here.path) ? [here.toString()] : undefined
  const uris = recording ?? (await pickRecording(here ?? workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/')))
  if (!uris) return
  try {
    const files = await filesOf(uris)
    const name = baseName(files[0] ?? Uri.parse(uris[0] ?? ''))
    const inferred = await window.withProgress(
      { location: ProgressLocation.Notification, title: l10n.t('Reading {0}', name), cancellable: true },
      (_, token) =>
        read(files, name, parts, (cancel) => {
          token.onCancellationRequested(cancel)
        }),
    )
    if (inferred === undefined) return
    if (!inferred) throw new Error(l10n.t('No record of {0} can be read: no message can be told from it.', name))
    const content = (await ask(parts.client, documentText, { json: inferred.document })) ?? inferred.document
    const language = content === inferred.document ? 'json' : 'yaml'
    await window.showTextDocument(await workspace.openTextDocument({ language, content }))
    if (inferred.left === 0) return
    const open = l10n.t('Replay…')
    const said = l10n.t('{0} of {1} records say no type, or cannot be read: they are in no message.', inferred.left, inferred.events)
    // Nobody waits for the answer.
    void window.showInformationMessage(said, open).then((chosen) => {
      if (chosen === open) void commands.executeCommand('asyncapiEventSource.replayWith', files[0])
    })
  } catch (error) {
    await complain(error)
  }
}

/** What the engine tells of the files; `null` where nothing can be told, `undefined` where the person did not wait. */
async function read(
  files: readonly Uri[],
  name: string,
  { engine, canOpen, storage }: InferParts,
  onCancel: (cancel: () => void) => void,
): Promise<Inferred | null | undefined> {
  let worker: EngineWorker | undefined
  try {
    const started = await engine()
    worker = started
    const ended = new Promise<undefined>((resolve, reject) => {
      onCancel(() => resolve(undefined))
      started.onExit((why) => reject(new Error(why)))
    })
    const source = await sourceName(files, canOpen, storage.fsPath)
    return await Promise.race([asker<EngineBorder>(started).ask('infer', { source, name }), ended])
  } finally {
    worker?.terminate()
  }
}

function baseName(uri: Uri): string {
  return nameOf(uri).replace(/(?:\.(?:ndjson|jsonl|json|csv|tsv|parquet|gz|zst))+$/i, '') || 'events'
}
