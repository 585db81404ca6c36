import { commands, Disposable, env, type TextEditor, Uri, type WebviewPanel, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import {
  type DocumentState,
  documentHere,
  documentPreview,
  documentRange,
  type FromDocumentPage,
  type ToDocumentPage,
} from '../../shared/document-protocol.ts'
import { placeRange } from '../../shared/preview-protocol.ts'
import { uriName } from '../../shared/uri.ts'
import { ask } from '../language-server.ts'
import { pageHtml, randomNonce } from './page-html.ts'
import { revealBeside } from './reveal.ts'

/** Milliseconds that a text rests before the page is told; longer where the last picture took longer. */
const rest = 80
const longestRest = 2_000

export interface DocumentPanelParts {
  readonly extension: Uri
  readonly client: () => BaseLanguageClient | undefined
}

/** One document preview: asks the server for the document, and does what the page asks for. */
export class DocumentPanel {
  readonly uri: string
  readonly panel: WebviewPanel
  readonly #parts: DocumentPanelParts
  readonly #listeners: Disposable
  #isReady = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The question that is under way; the answer to an older one is dropped. */
  #asked = 0
  #cost = 0
  /** The number of the answer that the page has. */
  #seen: number | undefined

  constructor(panel: WebviewPanel, uri: string, parts: DocumentPanelParts) {
    this.uri = uri
    this.panel = panel
    this.#parts = parts
    const icon = (theme: string) => Uri.joinPath(parts.extension, 'media', `document-${theme}.svg`)
    panel.iconPath = { light: icon('light'), dark: icon('dark') }
    const folders = (workspace.workspaceFolders ?? []).map((folder) => folder.uri)
    panel.webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(parts.extension, 'dist'), ...folders] }
    this.#listeners = Disposable.from(
      panel.webview.onDidReceiveMessage((message: FromDocumentPage) => void this.#hear(message)),
      panel.onDidChangeViewState(() => this.refresh()),
      window.onDidChangeTextEditorSelection(({ textEditor }) => void this.#tellHere(textEditor)),
    )
    const address = (file: string) => panel.webview.asWebviewUri(Uri.joinPath(parts.extension, 'dist', file)).toString()
    const files = { script: address('document.js'), style: address('document.css'), source: panel.webview.cspSource }
    panel.webview.html = pageHtml({ ...files, nonce: randomNonce(), images: true })
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#asked++
    this.#listeners.dispose()
  }

  /** The document, or a file that it reaches, may be another now. A hidden page is told when it is seen again. */
  refresh(): void {
    if (!this.#isReady || !this.panel.visible) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#send(), Math.max(rest, Math.min(longestRest, this.#cost * 2)))
  }

  do(action: 'source' | 'filter'): void {
    this.#tell({ type: 'do', action })
  }

  async #send(): Promise<void> {
    const asked = ++this.#asked
    const begin = Date.now()
    const seen = this.#seen === undefined ? {} : { seen: this.#seen }
    const answer = await ask(this.#parts.client(), documentPreview, { uri: this.uri, ...seen })
    if (asked !== this.#asked) return
    this.#cost = Date.now() - begin
    // While the server starts anew, what is seen stays.
    if (!answer?.state) return
    this.#seen = answer.number
    this.#show(answer.state)
    await this.#tellHere(window.activeTextEditor)
  }

  #show(state: DocumentState): void {
    const file = Uri.parse(this.uri)
    const folder = this.panel.webview.asWebviewUri(Uri.joinPath(file, '..')).toString().replace(/\/$/, '')
    const at = new Date().toLocaleTimeString(env.language)
    this.#tell({ type: 'state', state, uri: this.uri, folder: file.scheme === 'untitled' ? '' : folder, at })
  }

  async #hear(message: FromDocumentPage): Promise<void> {
    const client = this.#parts.client()
    switch (message.type) {
      case 'ready':
        this.#isReady = true
        this.#seen = undefined
        this.#show({ kind: 'loading', file: uriName(this.uri) })
        return this.#send()
      case 'part':
        return revealBeside(this.panel, await ask(client, documentRange, { uri: this.uri, path: message.path }))
      case 'reveal':
        return revealBeside(this.panel, await ask(client, placeRange, message.place))
      case 'range':
        return revealBeside(this.panel, message.range)
      case 'link':
        // The editor asks before it opens an address outside.
        if (/^(?:https?|mailto):/i.test(message.href)) await env.openExternal(Uri.parse(message.href))
        return
      case 'textFocus':
        await commands.executeCommand('setContext', 'asyncapiEventSource.textFocus', message.on)
    }
  }

  async #tellHere(editor: TextEditor | undefined): Promise<void> {
    if (!editor || !this.#isReady || !this.panel.visible) return
    const { line, character } = editor.selection.active
    const here = { document: this.uri, uri: editor.document.uri.toString(), position: { line, character } }
    this.#tell({ type: 'here', path: (await ask(this.#parts.client(), documentHere, here)) ?? null })
  }

  #tell(message: ToDocumentPage): void {
    void this.panel.webview.postMessage(message)
  }
}
