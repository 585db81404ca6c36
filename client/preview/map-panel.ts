import { commands, Disposable, Uri, type WebviewPanel } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type MapReading, type MapToHost, type MapToPage, workspaceMap } from '../../shared/map-protocol.ts'
import { placeRange, previewEdit } from '../../shared/preview-protocol.ts'
import { applyEdit } from '../apply-edit.ts'
import { ask } from '../language-server.ts'
import { pageHtml, randomNonce } from './page-html.ts'
import { revealBeside } from './reveal.ts'

/** Milliseconds that a text rests before the page is told; longer where the last answer took longer. */
const rest = 60

interface PanelParts {
  readonly extension: Uri
  readonly client: () => BaseLanguageClient | undefined
  readonly reading: () => MapReading | undefined
}

/** The panel of the map: asks the server for what changed, and does what the page asks for. */
export class MapPanel {
  readonly panel: WebviewPanel
  readonly #parts: PanelParts
  readonly #listeners: Disposable
  #isReady = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The question that is under way; the answer to an older one is dropped. */
  #asked = 0
  #cost = 0
  #version: number | undefined
  #selected: string | undefined
  #sent = ''

  constructor(panel: WebviewPanel, parts: PanelParts) {
    this.panel = panel
    this.#parts = parts
    const { webview } = panel
    panel.iconPath = {
      light: Uri.joinPath(parts.extension, 'media', 'map-light.svg'),
      dark: Uri.joinPath(parts.extension, 'media', 'map-dark.svg'),
    }
    webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(parts.extension, 'dist')] }
    this.#listeners = Disposable.from(
      webview.onDidReceiveMessage((message: MapToHost) => void this.#hear(message)),
      panel.onDidChangeViewState(() => this.refresh()),
    )
    const address = (file: string) => webview.asWebviewUri(Uri.joinPath(parts.extension, 'dist', file)).toString()
    webview.html = pageHtml({ script: address('map.js'), style: address('map.css'), source: webview.cspSource, nonce: randomNonce() })
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#asked++
    this.#listeners.dispose()
  }

  /** Something in the workspace may be another now. A hidden page asks anew when it is seen again. */
  refresh(): void {
    if (!this.#isReady || !this.panel.visible) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#send(), Math.max(rest, Math.min(1_000, this.#cost * 2)))
  }

  restart(): void {
    this.#version = undefined
    this.refresh()
  }

  tellReading(reading: MapReading | undefined): void {
    if (this.#isReady) this.tell({ type: 'reading', reading })
  }

  tell(message: MapToPage): void {
    void this.panel.webview.postMessage(message)
  }

  async #send(): Promise<void> {
    const asked = ++this.#asked
    const begin = Date.now()
    const since = this.#version
    const known = { ...(since !== undefined && { since }), ...(this.#selected !== undefined && { selected: this.#selected }) }
    const update = await ask(this.#parts.client(), workspaceMap, known)
    if (asked !== this.#asked) return
    this.#cost = Date.now() - begin
    if (!update) return this.tellReading(this.#parts.reading())
    this.#version = update.version
    const text = JSON.stringify(update)
    if (text === this.#sent) return this.tellReading(this.#parts.reading())
    this.#sent = text
    this.tell({ type: 'map', update, reading: this.#parts.reading() })
  }

  async #hear(message: MapToHost): Promise<void> {
    const client = this.#parts.client()
    switch (message.type) {
      case 'ready':
        this.#isReady = true
        this.#version = undefined
        this.#selected = message.selected
        this.#sent = ''
        return this.#send()
      case 'select':
        this.#selected = message.selected
        return this.#send()
      case 'reveal':
        return revealBeside(this.panel, await ask(client, placeRange, message.place))
      case 'openStream':
        await commands.executeCommand('asyncapiEventSource.openStreamPreview', message.place)
        return
      case 'replay':
        await commands.executeCommand('asyncapiEventSource.replay', message.place)
        return
      case 'export':
        await commands.executeCommand('asyncapiEventSource.export', 'map')
        return
      case 'edit':
        await applyEdit(client, await ask(client, previewEdit, message.edit))
        return
      case 'textFocus':
        await commands.executeCommand('setContext', 'asyncapiEventSource.textFocus', message.on)
    }
  }
}
