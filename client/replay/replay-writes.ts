import { commands, env, l10n, Uri, window, workspace } from 'vscode'
import { exampleEdit } from '../../shared/example-protocol.ts'
import type { WriteParams } from '../../shared/replay-protocol.ts'
import { uriFolder } from '../../shared/uri.ts'
import { ask } from '../language-server.ts'
import { sentenceOf } from './engine.ts'
import type { ReplayPanel } from './replay-panel.ts'

/** Asks the engine for a text and the person where to, and writes it. An example goes into the document instead, a test on the clipboard. */
export async function save(replay: ReplayPanel, what: WriteParams): Promise<void> {
  const { engine, identity } = replay
  if (!engine) return
  if (what.what === 'example') return addExample(replay, what.at)
  const { text, name } = await engine.ask('write', what)
  if (what.what === 'test') {
    await env.clipboard.writeText(text)
    window.setStatusBarMessage(l10n.t('The test is copied.'), 5_000)
    return
  }
  const folder = uriFolder(identity.files[0] ?? identity.channel.uri)
  const target = await window.showSaveDialog({
    ...(folder !== undefined && { defaultUri: Uri.joinPath(Uri.parse(folder), name) }),
    saveLabel: l10n.t('Save'),
  })
  if (!target) return
  if (identity.files.some((file) => Uri.parse(file).toString() === target.toString())) {
    throw new Error(l10n.t('A recording is never written to: choose another name.'))
  }
  await workspace.fs.writeFile(target, new TextEncoder().encode(text))
  const open = l10n.t('Open')
  // Nobody waits for the answer: the page goes on.
  void window.showInformationMessage(l10n.t('{0} is written.', workspace.asRelativePath(target)), open).then((chosen) => {
    if (chosen === open) void commands.executeCommand('vscode.open', target)
  })
}

/** Puts the payload of an event among the examples of its message. */
async function addExample(replay: ReplayPanel, at: number): Promise<void> {
  const { engine, answer, parts } = replay
  const client = parts.client()
  if (!engine || !client) return
  const { row } = await engine.ask('event', { at })
  const message = answer?.messages[row.message]?.place
  const { text } = await engine.ask('write', { what: 'example', at })
  const edit = message && (await ask(client, exampleEdit, { message, name: `recorded-${row.position}`, payload: text }))
  const made = edit ? await client.protocol2CodeConverter.asWorkspaceEdit(edit as never) : undefined
  if (!made) throw new Error(l10n.t('The message has this example already, or there is no message to put it to.'))
  await workspace.applyEdit(made)
}

/** Says to the person what went wrong with something that a menu did. */
export async function complain(error: unknown): Promise<void> {
  const sentence = sentenceOf(error)
  if (sentence !== undefined) await window.showErrorMessage(sentence)
}
