import {
  commands,
  Disposable,
  type ExtensionContext,
  l10n,
  languages,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { MapAction, MapReading } from '../../shared/map-protocol.ts'
import type { ServerStatus } from '../../shared/protocol.ts'
import { MapPanel } from './map-panel.ts'

/** The type of the panel, which `activeWebviewPanelId` names in keybindings. */
const mapPanelType = 'asyncapiEventSource.map'

/** The one map of the workspace: open or not, and what keeps it live. */
export class MapPreview {
  readonly #extension: Uri
  readonly #client: () => BaseLanguageClient | undefined
  #open: MapPanel | undefined
  #reading: MapReading | undefined = { done: 0, total: 0 }

  constructor(context: ExtensionContext, client: () => BaseLanguageClient | undefined) {
    this.#extension = context.extensionUri
    this.#client = client
    const refresh = () => this.#open?.refresh()
    context.subscriptions.push(
      Disposable.from(
        workspace.onDidChangeTextDocument(({ contentChanges }) => {
          if (contentChanges.length > 0) refresh()
        }),
        languages.onDidChangeDiagnostics(refresh),
        window.registerWebviewPanelSerializer(mapPanelType, {
          deserializeWebviewPanel: async (panel) => {
            if (this.#open) panel.dispose()
            else this.#take(panel)
          },
        }),
      ),
    )
  }

  /** Opens the map, or shows the one that is open. */
  show(): void {
    if (this.#open) {
      this.#open.panel.reveal()
      return
    }
    const panel = window.createWebviewPanel(mapPanelType, l10n.t('Workspace Map'), ViewColumn.Active, { enableScripts: true })
    this.#take(panel)
  }

  /** What the server does now: while it reads, the map is not all of it yet. */
  serverSaid({ reading, fast }: ServerStatus): void {
    this.#reading = reading
    this.#open?.tellReading(reading)
    if (fast === 'done') this.#open?.refresh()
  }

  /** Another server knows nothing of what was answered before. */
  restart(): void {
    this.#open?.restart()
  }

  do(action: MapAction): void {
    if (this.#open?.panel.active) this.#open.tell({ type: 'do', action })
  }

  #take(panel: WebviewPanel): void {
    const open = new MapPanel(panel, { extension: this.#extension, client: this.#client, reading: () => this.#reading })
    this.#open = open
    panel.onDidDispose(() => {
      open.dispose()
      if (this.#open === open) this.#open = undefined
      void commands.executeCommand('setContext', 'asyncapiEventSource.textFocus', false)
    })
  }
}
