import {
  commands,
  Disposable,
  env,
  Range,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { Place } from '../../shared/place.ts'
import {
  messageHere,
  type PageAction,
  type PlaceRange,
  type PreviewState,
  placeRange,
  previewEdit,
  streamPreview,
  type ToHost,
  type ToPage,
} from '../../shared/preview-protocol.ts'
import { uriKey } from '../../shared/uri.ts'
import { ask } from '../language-server.ts'
import { pageHtml, randomNonce } from './page-html.ts'

/** Milliseconds that a text rests before the page is told; longer where the last picture took longer. */
const rest = 40

export interface PanelParts {
  readonly extension: Uri
  readonly client: () => BaseLanguageClient | undefined
}

/** One stream preview: asks the server for what is to be seen, and does what the page asks for. */
export class StreamPanel {
  readonly stream: Place
  readonly panel: WebviewPanel
  readonly #parts: PanelParts
  readonly #listeners: Disposable
  #open: readonly string[]
  #isReady = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The question that is under way; the answer to an older one is dropped. */
  #asked = 0
  #cost = 0
  #sent = ''

  constructor(panel: WebviewPanel, stream: Place, open: readonly string[], parts: PanelParts) {
    this.stream = stream
    this.panel = panel
    this.#parts = parts
    this.#open = open
    panel.iconPath = {
      light: Uri.joinPath(parts.extension, 'media', 'stream-light.svg'),
      dark: Uri.joinPath(parts.extension, 'media', 'stream-dark.svg'),
    }
    panel.webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(parts.extension, 'dist')] }
    this.#listeners = Disposable.from(
      panel.webview.onDidReceiveMessage((message: ToHost) => void this.#hear(message)),
      panel.onDidChangeViewState(() => this.refresh()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => void this.#tellHere(textEditor)),
    )
    const address = (file: string) => panel.webview.asWebviewUri(Uri.joinPath(parts.extension, 'dist', file)).toString()
    const files = { script: address('stream.js'), style: address('stream.css'), source: panel.webview.cspSource }
    panel.webview.html = pageHtml({ ...files, nonce: randomNonce() })
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#asked++
    this.#listeners.dispose()
  }

  /** Something that the page shows may be another now. A hidden page is told when it is seen again. */
  refresh(): void {
    if (!this.#isReady || !this.panel.visible) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#send(), Math.max(rest, Math.min(1_000, this.#cost * 2)))
  }

  do(action: PageAction): void {
    this.#tell({ type: 'do', action })
  }

  async #send(): Promise<void> {
    const asked = ++this.#asked
    const begin = Date.now()
    const state = await this.#ask()
    if (asked !== this.#asked) return
    this.#cost = Date.now() - begin
    const text = JSON.stringify(state)
    if (text === this.#sent) return
    this.#sent = text
    if (state.kind === 'stream') this.panel.title = `Stream: ${state.page.title}`
    this.#tell({ type: 'state', state, stream: this.stream, at: new Date().toLocaleTimeString(env.language) })
    await this.#tellHere(window.activeTextEditor)
  }

  async #ask(): Promise<PreviewState> {
    const loading = { kind: 'loading', file: this.stream.uri.slice(this.stream.uri.lastIndexOf('/') + 1) } as const
    return (await ask(this.#parts.client(), streamPreview, { stream: this.stream, open: this.#open })) ?? loading
  }

  async #hear(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true
        this.#sent = ''
        return this.#send()
      case 'open':
        this.#open = message.messages
        return this.#send()
      case 'reveal':
        return this.#reveal(await ask(this.#parts.client(), placeRange, message.place))
      case 'range':
        return this.#reveal(message.range)
      case 'edit':
        return this.#edit(await ask(this.#parts.client(), previewEdit, message.edit))
      case 'copy':
        return env.clipboard.writeText(message.text)
      case 'textFocus':
        await commands.executeCommand('setContext', 'asyncapiEventSource.textFocus', message.on)
    }
  }

  /** Shows a place beside the page: in the group that has the document, or else the first one that is not the page's. */
  async #reveal(place: PlaceRange | null | undefined): Promise<void> {
    if (!place) return
    const uri = Uri.parse(place.uri)
    const shown = window.visibleTextEditors.find(({ document }) => uriKey(document.uri.toString()) === uriKey(place.uri))
    const beside = this.panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One
    const editor = await window.showTextDocument(uri, {
      viewColumn: shown?.viewColumn ?? beside,
      selection: new Range(place.start.line, place.start.character, place.start.line, place.start.character),
    })
    const range = new Range(place.start.line, place.start.character, place.end.line, place.end.character)
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport)
  }

  async #edit(edit: unknown): Promise<void> {
    const client = this.#parts.client()
    if (!client || typeof edit !== 'object' || edit === null) return
    const made = await client.protocol2CodeConverter.asWorkspaceEdit(edit)
    if (made) await workspace.applyEdit(made)
  }

  async #tellHere(editor: TextEditor | undefined): Promise<void> {
    if (!editor || !this.#isReady || !this.panel.visible) return
    const { line, character } = editor.selection.active
    const uri = editor.document.uri.toString()
    const message = await ask(this.#parts.client(), messageHere, { stream: this.stream, uri, position: { line, character } })
    this.#tell({ type: 'here', message: message ?? null })
  }

  #tell(message: ToPage): void {
    void this.panel.webview.postMessage(message)
  }
}
