import { commands, Disposable, type ExtensionContext, l10n, languages, Uri, ViewColumn, type WebviewPanel, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { Place } from '../../shared/place.ts'
import { type KeptState, type PageAction, placeKey, type StreamName, streamList } from '../../shared/preview-protocol.ts'
import { ask } from '../language-server.ts'
import { chooseStream } from '../pick-stream.ts'
import { documentLanguages, StreamLenses } from './stream-lenses.ts'
import { StreamPanel } from './stream-panel.ts'

/** The type of the panels, which `activeWebviewPanelId` names in keybindings. */
const streamPanelType = 'asyncapiEventSource.stream'
/** Whether the active editor's document defines or reuses an event source. */
const hasStream = 'asyncapiEventSource.hasStream'

/** All stream previews that are open, and what keeps them live. */
export class StreamPreviews {
  readonly #extension: Uri
  readonly #client: () => BaseLanguageClient | undefined
  readonly #open = new Map<string, StreamPanel>()
  readonly #lenses = new StreamLenses((uri) => this.#list(uri))

  constructor(context: ExtensionContext, client: () => BaseLanguageClient | undefined) {
    this.#extension = context.extensionUri
    this.#client = client
    context.subscriptions.push(
      Disposable.from(
        this.#lenses.register(),
        workspace.onDidChangeTextDocument(() => this.refresh()),
        languages.onDidChangeDiagnostics(() => this.refresh()),
        window.onDidChangeActiveTextEditor(() => void this.#tellContext()),
        window.registerWebviewPanelSerializer(streamPanelType, {
          deserializeWebviewPanel: async (panel, state: Partial<KeptState> | undefined) => {
            if (state?.stream) this.#take(panel, { open: [], ...state, stream: state.stream })
            else panel.dispose()
          },
        }),
      ),
    )
  }

  /**
   * Opens the preview of a document's event source, beside it; where there are more, the person chooses one.
   * @param of a stream's place, or a document's URI; else the active document is meant.
   */
  async open(of?: unknown): Promise<void> {
    if (isPlace(of)) return this.#show(of)
    const uri = (of instanceof Uri ? of : window.activeTextEditor?.document.uri)?.toString()
    const named = uri === undefined ? [] : await this.#list(uri)
    const streams = named.length > 0 || uri !== undefined ? named : await this.#list(undefined)
    const [only, another] = streams
    const chosen = another === undefined ? only?.place : await chooseStream(streams)
    // A document without one has a page that says how to make one.
    const place = chosen ?? (uri !== undefined && streams.length === 0 ? { uri, pointer: '' } : undefined)
    if (place) this.#show(place)
    else if (streams.length === 0) await window.showInformationMessage(l10n.t('No event source is known in this workspace.'))
  }

  /** What is known of the workspace may be more now: the page of each preview is asked for again. */
  refresh(): void {
    for (const panel of this.#open.values()) panel.refresh()
    void this.#tellContext()
  }

  /** Sends a key's action to the page that has the focus. */
  do(action: PageAction): void {
    for (const one of this.#open.values()) if (one.panel.active) one.do(action)
  }

  #show(place: Place): void {
    const known = this.#open.get(placeKey(place))
    if (known) {
      known.panel.reveal(undefined, true)
      return
    }
    const panel = window.createWebviewPanel(
      streamPanelType,
      l10n.t('Stream'),
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true },
    )
    this.#take(panel, { stream: place, open: [] })
  }

  #take(panel: WebviewPanel, kept: KeptState): void {
    const key = placeKey(kept.stream)
    const preview = new StreamPanel(panel, kept, { extension: this.#extension, client: this.#client })
    this.#open.set(key, preview)
    panel.onDidDispose(() => {
      preview.dispose()
      if (this.#open.get(key) === preview) this.#open.delete(key)
    })
  }

  async #list(uri: string | undefined): Promise<readonly StreamName[]> {
    return (await ask(this.#client(), streamList, uri === undefined ? {} : { uri })) ?? []
  }

  async #tellContext(): Promise<void> {
    const document = window.activeTextEditor?.document
    if (!document) return
    const uri = document.uri.toString()
    const streams = documentLanguages.includes(document.languageId) ? await this.#list(uri) : []
    this.#lenses.seen(uri, streams)
    if (window.activeTextEditor?.document === document) await commands.executeCommand('setContext', hasStream, streams.length > 0)
  }
}

/** Whether a command was given a place; the button of an editor gives its file. */
function isPlace(given: unknown): given is Place {
  if (typeof given !== 'object' || given === null || !('uri' in given) || !('pointer' in given)) return false
  return typeof given.uri === 'string' && typeof given.pointer === 'string'
}
