import { l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { baselineChoices, type Comparison, type Revision } from '../../shared/preview-protocol.ts'
import { ask } from '../language-server.ts'

interface Item extends QuickPickItem {
  /** What to do when it is chosen; `undefined` where the person gave up on the way. */
  readonly choose?: () => Promise<Choice | undefined> | Choice
}

/** `usual` is what the document is held against where nobody chooses. */
export type Choice = Comparison | 'usual'

/** Asks a person for the version that a document is to be held against; `undefined` where none is chosen. */
export async function pickBaseline(client: BaseLanguageClient | undefined, uri: string): Promise<Choice | undefined> {
  const choices = await ask(client, baselineChoices, { uri })
  const { usual, isInRepository = false, revisions = [] } = choices ?? {}
  const items: Item[] = [
    ...(usual === undefined
      ? []
      : [{ label: `$(history) ${usual}`, description: l10n.t('what the checks use'), choose: () => 'usual' as const }]),
    ...(isInRepository
      ? [
          { label: `$(git-commit) ${l10n.t('The last commit')}`, description: 'HEAD', choose: () => revision('HEAD') },
          {
            label: `$(git-merge) ${l10n.t('The merge base')}`,
            description: l10n.t('where this branch left the default branch'),
            choose: () => ({ kind: 'mergeBase' }) as const,
          },
          { label: `$(edit) ${l10n.t('Another revision…')}`, choose: typeRevision },
        ]
      : []),
    { label: `$(file) ${l10n.t('A file…')}`, choose: () => chooseFile(uri) },
    ...section(l10n.t('Tags'), 'tag', revisions),
    ...section(l10n.t('Branches'), 'branch', revisions),
  ]
  const placeHolder = l10n.t('Compare {0} with…', workspace.asRelativePath(Uri.parse(uri)))
  return (await window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.choose?.()
}

function section(title: string, kind: Revision['kind'], revisions: readonly Revision[]): Item[] {
  const own = revisions.filter((one) => one.kind === kind)
  const icon = kind === 'tag' ? 'tag' : 'git-branch'
  if (own.length === 0) return []
  return [
    { label: title, kind: QuickPickItemKind.Separator },
    ...own.map(({ name, subject, time }) => ({
      label: `$(${icon}) ${name}`,
      description: [new Date(time).toLocaleDateString(), subject].join('  '),
      choose: () => revision(name),
    })),
  ]
}

function revision(name: string): Choice {
  return { kind: 'revision', revision: name }
}

async function typeRevision(): Promise<Choice | undefined> {
  const typed = await window.showInputBox({ prompt: l10n.t('A tag, a branch or a commit'), placeHolder: 'v1.0.0' })
  return typed?.trim() ? revision(typed.trim()) : undefined
}

async function chooseFile(uri: string): Promise<Choice | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('The older version'),
      defaultUri: Uri.joinPath(Uri.parse(uri), '..'),
      filters: { AsyncAPI: ['yaml', 'yml', 'json', 'jsonc'] },
    })) ?? []
  return file && { kind: 'file', uri: file.toString() }
}
