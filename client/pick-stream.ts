import { l10n, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { Place } from '../shared/place.ts'
import { type StreamName, streamList } from '../shared/preview-protocol.ts'
import { ask } from './language-server.ts'

/**
 * The event source that a command is about: the active document's, where it has none those of the workspace; where there are more, the person
 * chooses. `undefined` where there is none, which is said, or nothing was chosen.
 */
export async function pickStream(client: BaseLanguageClient | undefined): Promise<Place | undefined> {
  const uri = window.activeTextEditor?.document.uri.toString()
  const own = uri === undefined ? [] : await streams(client, uri)
  const all = own.length > 0 ? own : await streams(client, undefined)
  const [only, another] = all
  if (!only) await window.showInformationMessage(l10n.t('No event source is known in this workspace.'))
  return another ? chooseStream(all) : only?.place
}

async function streams(client: BaseLanguageClient | undefined, uri: string | undefined): Promise<readonly StreamName[]> {
  return (await ask(client, streamList, uri === undefined ? {} : { uri })) ?? []
}

/** Asks a person for one of several; `undefined` where none is chosen. */
export async function chooseStream(all: readonly StreamName[]): Promise<Place | undefined> {
  const items = all.map(({ title, address, place }) => ({
    label: title,
    description: address ?? '',
    detail: workspace.asRelativePath(Uri.parse(place.uri)),
    place,
  }))
  return (await window.showQuickPick(items, { placeHolder: l10n.t('Which event source?'), matchOnDescription: true }))?.place
}
