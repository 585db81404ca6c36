import {
  commands,
  Disposable,
  type ExtensionContext,
  type LogOutputChannel,
  l10n,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { Place } from '../../shared/place.ts'
import type { PanelKept, ReplayAction } from '../../shared/replay-protocol.ts'
import type { StartEngine } from './engine.ts'
import { FoldProblems } from './fold-problems.ts'
import { inferMessages } from './infer-messages.ts'
import { channelFor, pickChannel } from './pick-channel.ts'
import { pickRecording } from './pick-recording.ts'
import { isReplayIdentity, type ReplayIdentity } from './recording.ts'
import { type ReplayKey, replayKeys } from './replay-keys.ts'
import { ReplayPanel, type ReplayParts } from './replay-panel.ts'
import { complain } from './replay-writes.ts'
import { showStateTexts } from './state-texts.ts'

/** The type of the panels, which `activeWebviewPanelId` names in keybindings. */
const replayPanelType = 'asyncapiEventSource.replay'

export interface ReplayEngine {
  readonly start: StartEngine
  readonly canOpen: boolean
}

/** All replays that are open. */
export class ReplayPanels {
  readonly #parts: ReplayParts
  readonly #open = new Set<ReplayPanel>()

  constructor(context: ExtensionContext, engine: ReplayEngine, client: () => BaseLanguageClient | undefined, log: LogOutputChannel) {
    const problems = new FoldProblems()
    const storage = Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'replay')
    this.#parts = { extension: context.extensionUri, storage, client, startEngine: engine.start, canOpen: engine.canOpen, log, problems }
    // What a window left behind that was ended while it replayed.
    workspace.fs.delete(storage, { recursive: true }).then(undefined, () => undefined)
    context.subscriptions.push(
      Disposable.from(
        problems,
        showStateTexts(),
        window.registerWebviewPanelSerializer(replayPanelType, {
          deserializeWebviewPanel: async (panel, state: { readonly identity?: unknown; readonly kept?: PanelKept } | undefined) => {
            if (isReplayIdentity(state?.identity)) this.#take(panel, state.identity, state.kept ?? {})
            else panel.dispose()
          },
        }),
        new Disposable(() => {
          for (const one of this.#open) one.dispose()
        }),
      ),
    )
  }

  /** *Replay…*: the channel, then the recording. `target` is the channel's place, where a command names it. */
  async open(target?: unknown): Promise<void> {
    try {
      if (isPlace(target)) return await this.#openChannel(target)
      const channel = await pickChannel(this.#parts.client())
      if (channel) await this.#openChannel(channel)
    } catch (error) {
      await complain(error)
    }
  }

  /** *Replay with…*: the recording is there, the channel is found by trying. */
  async openRecording(target?: unknown, selected?: unknown): Promise<void> {
    const many = Array.isArray(selected) ? selected.filter((one) => one instanceof Uri) : []
    const uri = target instanceof Uri ? target : window.activeTextEditor?.document.uri
    const uris = many.length > 1 ? many : uri ? [uri] : []
    if (uris.length === 0) return this.open()
    const files = uris.map((one) => one.toString()).sort()
    const { client, startEngine, canOpen } = this.#parts
    try {
      const channel = await channelFor(files, { client: client(), engine: startEngine, canOpen })
      if (channel) this.show({ channel, files })
    } catch (error) {
      await complain(error)
    }
  }

  /** *Infer messages*: a first document for a recording that has none. */
  async infer(recording?: unknown): Promise<void> {
    const { client, startEngine, canOpen, storage } = this.#parts
    await inferMessages(recording, { client: client(), engine: startEngine, canOpen, storage })
  }

  show(identity: ReplayIdentity): void {
    // A context that is thrown away would lose the branch, and what was visited.
    const options = { enableScripts: true, retainContextWhenHidden: true }
    const panel = window.createWebviewPanel(replayPanelType, l10n.t('Replay'), ViewColumn.Active, options)
    this.#take(panel, identity, {})
  }

  /** What is known of the workspace may be more now. */
  refresh(): void {
    for (const one of this.#open) one.refresh()
  }

  /** The commands that are the panel's keys. */
  keys(): Disposable[] {
    const names = Object.keys(replayKeys) as ReplayKey[]
    return names.map((name) => commands.registerCommand(`asyncapiEventSource.replay.${name}`, () => this.do(name)))
  }

  /** Sends a key's action to the page that has the focus. */
  do(action: ReplayAction): void {
    for (const one of this.#open) if (one.panel.active) one.do(action)
  }

  async #openChannel(channel: Place): Promise<void> {
    const files = await pickRecording(Uri.parse(channel.uri))
    if (files) this.show({ channel, files })
  }

  #take(panel: WebviewPanel, identity: ReplayIdentity, kept: PanelKept): void {
    const replay = new ReplayPanel(panel, identity, kept, this.#parts)
    this.#open.add(replay)
    panel.onDidDispose(() => {
      replay.dispose()
      this.#open.delete(replay)
      void commands.executeCommand('setContext', 'asyncapiEventSource.textFocus', false)
    })
  }
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string' && 'pointer' in value
}
