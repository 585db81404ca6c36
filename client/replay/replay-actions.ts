import { commands, l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode'
import type { At, HostAction, WriteParams } from '../../shared/replay-protocol.ts'
import { uriName } from '../../shared/uri.ts'
import { readBranchFile } from './branch-file.ts'
import { pickChannel } from './pick-channel.ts'
import { pickRecording } from './pick-recording.ts'
import { showFindings } from './replay-findings.ts'
import type { ReplayPanel } from './replay-panel.ts'
import { save } from './replay-writes.ts'
import { showStateDiff } from './state-texts.ts'

export interface ActionParams {
  readonly action: HostAction
  readonly at?: At
  readonly from?: At
  readonly entity?: string
}

interface Item extends QuickPickItem {
  readonly run?: () => unknown
}

/** VS Code's own pickers and commands, for the page. Rejects with a sentence for a person. */
export async function runAction(replay: ReplayPanel, params: ActionParams): Promise<void> {
  const { identity, answer } = replay
  switch (params.action) {
    case 'pickSource':
    case 'openOther': {
      const files = await pickRecording(Uri.parse(identity.channel.uri))
      if (files) replay.reopen({ files })
      return
    }
    case 'readAgain':
      replay.reopen({})
      return
    case 'pickBranch':
      return pickBranch(replay)
    case 'pickFold':
      return pickFold(replay)
    case 'openFold':
      return openFold(replay)
    case 'createFold':
      await commands.executeCommand('asyncapiEventSource.createFold', identity.channel)
      return
    case 'manageTrust':
      await commands.executeCommand('workbench.trust.manage')
      return
    case 'saveBranch':
      return save(replay, { what: 'branch' })
    case 'diffStates':
      return showStateDiff(replay, params)
    case 'showProblems':
      return showFindings(replay)
    case 'export':
      return pickExport(replay, params)
    case 'more':
      return pickMore(replay)
    case 'openDocument':
      await commands.executeCommand('vscode.open', Uri.parse(answer?.what?.model.uri ?? identity.channel.uri), { viewColumn: -2 })
  }
}

async function choose(items: readonly Item[], placeHolder: string): Promise<void> {
  const chosen = await window.showQuickPick(items, { placeHolder })
  await chosen?.run?.()
}

async function pickBranch(replay: ReplayPanel): Promise<void> {
  await choose(
    [
      {
        label: `$(record) ${l10n.t('Log as recorded')}`,
        description: l10n.t('leaves the branch'),
        run: () => replay.page.tell('branch', { name: '', edits: [] }),
      },
      { label: `$(folder-opened) ${l10n.t('Open a branch…')}`, run: () => openBranch(replay) },
      { label: `$(save) ${l10n.t('Keep the branch as a file…')}`, run: () => save(replay, { what: 'branch' }) },
    ],
    l10n.t('A branch begins with the first event that you edit, drop, insert or move.'),
  )
}

async function openBranch(replay: ReplayPanel): Promise<void> {
  const [file] =
    (await window.showOpenDialog({ openLabel: l10n.t('Open'), defaultUri: Uri.joinPath(Uri.parse(replay.identity.channel.uri), '..') })) ??
    []
  if (!file) return
  const text = new TextDecoder().decode(await workspace.fs.readFile(file))
  const name = uriName(file.toString()).replace(/\.[^.]*$/, '')
  const edits = readBranchFile(text)
  if (typeof edits === 'number') throw new Error(l10n.t('Line {0} of {1} is no edit of a branch.', edits, uriName(file.toString())))
  replay.page.tell('branch', { name, edits })
}

async function pickFold(replay: ReplayPanel): Promise<void> {
  const { identity, answer } = replay
  const found = answer?.what?.fold
  const own: Item[] = found
    ? [{ label: found.file, description: l10n.t('the fold of the channel'), run: () => replay.reopen({}, true) }]
    : []
  const current: Item[] =
    (identity.fold ?? found?.uri) ? [{ label: `$(go-to-file) ${l10n.t('Open the fold')}`, run: () => openFold(replay) }] : []
  await choose(
    [
      ...own,
      { label: `$(file-code) ${l10n.t('Choose a fold…')}`, run: () => chooseFold(replay) },
      { label: '', kind: QuickPickItemKind.Separator },
      ...current,
      ...(found ? [] : [{ label: `$(new-file) ${l10n.t('Create a fold')}`, run: () => runAction(replay, { action: 'createFold' }) }]),
    ],
    l10n.t('What makes states of events?'),
  )
}

async function chooseFold(replay: ReplayPanel): Promise<void> {
  const [file] =
    (await window.showOpenDialog({
      openLabel: l10n.t('Fold with this'),
      defaultUri: Uri.joinPath(Uri.parse(replay.identity.channel.uri), '..'),
      filters: { [l10n.t('Reducer modules')]: ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'] },
    })) ?? []
  if (!file) return
  if (!workspace.getWorkspaceFolder(file)) throw new Error(l10n.t('A fold is code, and runs only from within the workspace.'))
  replay.reopen({ fold: file.toString() })
}

async function openFold({ identity, answer }: ReplayPanel): Promise<void> {
  const uri = identity.fold ?? answer?.what?.fold?.uri
  if (uri !== undefined) await commands.executeCommand('vscode.open', Uri.parse(uri), { viewColumn: -2 })
}

async function pickExport(replay: ReplayPanel, { at, entity }: ActionParams): Promise<void> {
  const item = (icon: string, label: string, what: WriteParams): Item => ({ label: `$(${icon}) ${label}`, run: () => save(replay, what) })
  const group = (label: string): Item => ({ label, kind: QuickPickItemKind.Separator })
  const ofEntity =
    entity === undefined
      ? []
      : [
          item('symbol-class', l10n.t('Events of {0}', entity), { what: 'recording', scope: 'entity', entity }),
          ...(at === undefined
            ? []
            : (['vitest', 'jest'] as const).map((form) =>
                item('beaker', l10n.t('Copy as test: {0}, {1}', entity, form), { what: 'test', entity, at, form }),
              )),
        ]
  const ofMoment =
    at === undefined
      ? []
      : [
          item('database', l10n.t('States of all entities at the moment'), { what: 'states', at }),
          item('symbol-string', l10n.t('Payload into the examples of its message'), { what: 'example', at }),
        ]
  await choose(
    [
      group(l10n.t('Events, as NDJSON')),
      item('filter', l10n.t('Events in the filter'), { what: 'recording', scope: 'filtered' }),
      item('list-flat', l10n.t('All events'), { what: 'recording', scope: 'all' }),
      item('git-branch', l10n.t('Events of the branch'), { what: 'recording', scope: 'branch' }),
      ...ofEntity,
      group(l10n.t('State')),
      ...ofMoment,
      group(l10n.t('Findings')),
      item('table', l10n.t('Findings as CSV'), { what: 'audit', form: 'csv' }),
      item('json', l10n.t('Findings as JSON'), { what: 'audit', form: 'json' }),
      { label: `$(warning) ${l10n.t('Show in Problems')}`, run: () => showFindings(replay) },
    ],
    l10n.t('Write what?'),
  )
}

async function pickMore(replay: ReplayPanel): Promise<void> {
  await choose(
    [
      { label: `$(go-to-file) ${l10n.t('Open the document')}`, run: () => runAction(replay, { action: 'openDocument' }) },
      { label: `$(file) ${l10n.t('Replay another recording…')}`, run: () => runAction(replay, { action: 'pickSource' }) },
      {
        label: `$(symbol-interface) ${l10n.t('Replay with another channel…')}`,
        run: async () => {
          const channel = await pickChannel(replay.parts.client())
          if (channel) replay.reopen({ channel }, true)
        },
      },
      { label: `$(keyboard) ${l10n.t('Keys of the panel')}`, description: '?', run: () => replay.do('keys') },
      {
        label: `$(settings-gear) ${l10n.t('Settings')}`,
        run: () => commands.executeCommand('workbench.action.openSettings', 'asyncapiEventSource.replay'),
      },
    ],
    l10n.t('More'),
  )
}
