import { commands, Disposable, type ExtensionContext, l10n, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { isDocument, type KeptDocument } from '../../shared/document-protocol.ts'
import { uriKey, uriName } from '../../shared/uri.ts'
import { ask } from '../language-server.ts'
import { DocumentPanel } from './document-panel.ts'

/** The type of the panels, which `activeWebviewPanelId` names in keybindings. */
const documentPanelType = 'asyncapiEventSource.document'
/** Whether the active editor holds an AsyncAPI document. */
const isDocumentContext = 'asyncapiEventSource.isDocument'

/** All document previews that are open, and what keeps them live. */
export class DocumentPreviews {
  readonly #extension: Uri
  readonly #client: () => BaseLanguageClient | undefined
  readonly #open = new Map<string, DocumentPanel>()

  constructor(context: ExtensionContext, client: () => BaseLanguageClient | undefined) {
    this.#extension = context.extensionUri
    this.#client = client
    const watcher = workspace.createFileSystemWatcher('**/*.{yaml,yml,json,jsonc,avsc}')
    context.subscriptions.push(
      Disposable.from(
        watcher,
        watcher.onDidChange(() => this.refresh()),
        watcher.onDidCreate(() => this.refresh()),
        watcher.onDidDelete(() => this.refresh()),
        workspace.onDidChangeTextDocument(({ contentChanges }) => {
          if (contentChanges.length > 0) this.refresh()
        }),
        window.onDidChangeActiveTextEditor(() => void this.#tellContext()),
        window.registerWebviewPanelSerializer(documentPanelType, {
          deserializeWebviewPanel: async (panel, state: Partial<KeptDocument> | undefined) => {
            if (typeof state?.uri === 'string') this.#take(panel, state.uri)
            else panel.dispose()
          },
        }),
      ),
    )
  }

  /** Opens the preview of a document beside it: of the one that is named, or the active editor's. */
  async open(chosen: unknown): Promise<void> {
    const uri = chosen instanceof Uri ? chosen : window.activeTextEditor?.document.uri
    if (!uri) {
      await window.showInformationMessage(l10n.t('Open an AsyncAPI document to see its preview.'))
      return
    }
    const known = this.#open.get(uriKey(uri.toString()))
    if (known) {
      known.panel.reveal(undefined, true)
      return
    }
    const title = l10n.t('Document: {0}', uriName(uri.toString()))
    const where = { viewColumn: ViewColumn.Beside, preserveFocus: true }
    this.#take(window.createWebviewPanel(documentPanelType, title, where, { enableScripts: true }), uri.toString())
  }

  /** What is known of the workspace may be more now. */
  refresh(): void {
    for (const panel of this.#open.values()) panel.refresh()
    void this.#tellContext()
  }

  /** Sends a key's action to the page that has the focus. */
  do(action: 'source' | 'filter'): void {
    for (const one of this.#open.values()) if (one.panel.active) one.do(action)
  }

  #take(panel: WebviewPanel, uri: string): void {
    const key = uriKey(uri)
    const preview = new DocumentPanel(panel, uri, { extension: this.#extension, client: this.#client })
    this.#open.set(key, preview)
    panel.onDidDispose(() => {
      preview.dispose()
      if (this.#open.get(key) === preview) this.#open.delete(key)
    })
  }

  async #tellContext(): Promise<void> {
    const document = window.activeTextEditor?.document
    if (!document) return
    const mayBe = ['yaml', 'json', 'jsonc'].includes(document.languageId)
    const isOurs = mayBe && (await ask(this.#client(), isDocument, { uri: document.uri.toString() }))
    if (window.activeTextEditor?.document === document) await commands.executeCommand('setContext', isDocumentContext, isOurs === true)
  }
}
