import { commands, Disposable, env, type TextEditor, Uri, type WebviewPanel, window } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import type { Place } from '../../shared/place.ts'
import {
  type KeptState,
  messageHere,
  type PageAction,
  placeRange,
  previewClosed,
  previewEdit,
  type StreamTool,
  type StreamUpdate,
  streamUpdate,
  type ToHost,
  type ToPage,
} from '../../shared/preview-protocol.ts'
import { applyEdit } from '../apply-edit.ts'
import { ask, tell } from '../language-server.ts'
import { pageHtml, randomNonce } from './page-html.ts'
import { pickBaseline } from './pick-baseline.ts'
import { revealBeside } from './reveal.ts'

/** Milliseconds that a text rests before the page is told; longer where the last picture took longer. */
const rest = 40

export interface PanelParts {
  readonly extension: Uri
  readonly client: () => BaseLanguageClient | undefined
}

/** What may be there beside the preview; each takes the place of a stream. */
const toolCommands: Readonly<Record<StreamTool, string>> = {
  replay: 'asyncapiEventSource.replay',
  export: 'asyncapiEventSource.export',
}

/** One stream preview: asks the server for what is to be seen, and does what the page asks for. */
export class StreamPanel {
  readonly stream: Place
  readonly panel: WebviewPanel
  readonly #parts: PanelParts
  readonly #listeners: Disposable
  /** Names the page to the server. */
  readonly #id = randomNonce()
  #kept: KeptState
  #isReady = false
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The number of the last update that the page has; 0 for none. */
  #seen = 0
  /** A page that begins anew wants nothing of what was asked for before. */
  #life = 0
  #isAsking = false
  #isAskedAgain = false
  #cost = 0
  /** The page was told that there is no server. */
  #isWaiting = false

  constructor(panel: WebviewPanel, kept: KeptState, parts: PanelParts) {
    this.stream = kept.stream
    this.panel = panel
    this.#parts = parts
    this.#kept = kept
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
    this.#life++
    this.#listeners.dispose()
    const client = this.#parts.client()
    if (client) tell(client, previewClosed, { page: this.#id })
  }

  /** Something that the page shows may be another now. A hidden page is told when it is seen again. */
  refresh(): void {
    if (!this.#isReady || !this.panel.visible) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#send(), Math.max(rest, Math.min(1_000, this.#cost * 2)))
  }

  do(action: PageAction): void {
    if (action === 'compare') void this.#compare()
    else this.#tell({ type: 'do', action })
  }

  /** One question at a time: each answer builds on the one before. */
  async #send(): Promise<void> {
    if (this.#isAsking) {
      this.#isAskedAgain = true
      return
    }
    this.#isAsking = true
    try {
      do {
        this.#isAskedAgain = false
        await this.#sendOnce()
      } while (this.#isAskedAgain && this.panel.visible)
    } finally {
      this.#isAsking = false
    }
  }

  async #sendOnce(): Promise<void> {
    const life = this.#life
    const begin = Date.now()
    const { open, stream, compare } = this.#kept
    const params = { page: this.#id, seen: this.#seen, stream, open, ...(compare && { compare }) }
    const update = await ask(this.#parts.client(), streamUpdate, params)
    if (life !== this.#life) return
    this.#cost = Date.now() - begin
    if (!update) {
      this.#seen = 0
      if (!this.#isWaiting) this.#show({ number: 0, delta: { is: { kind: 'loading', file: stream.uri.split('/').at(-1) ?? '' } } })
      this.#isWaiting = true
      return
    }
    this.#isWaiting = false
    this.#seen = update.number
    if (update.title !== undefined) this.panel.title = `Stream: ${update.title}`
    if (!update.delta) return
    this.#show(update)
    await this.#tellHere(window.activeTextEditor)
  }

  #show(update: StreamUpdate): void {
    const { stream, compare } = this.#kept
    const keep = { stream, ...(compare && { compare }) }
    this.#tell({ type: 'state', update, keep, at: new Date().toLocaleTimeString(env.language) })
  }

  async #compare(): Promise<void> {
    const choice = await pickBaseline(this.#parts.client(), this.stream.uri)
    if (choice === undefined) return
    const { stream, open } = this.#kept
    this.#kept = { stream, open, ...(choice !== 'usual' && { compare: choice }) }
    await this.#send()
  }

  async #tellTools(): Promise<void> {
    const known = await commands.getCommands(true)
    const tools = (['replay', 'export'] as const).filter((tool) => known.includes(toolCommands[tool]))
    this.#tell({ type: 'tools', tools })
  }

  async #hear(message: ToHost): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true
        this.#isWaiting = false
        this.#seen = 0
        this.#life++
        await Promise.all([this.#tellTools(), this.#send()])
        return
      case 'open':
        this.#kept = { ...this.#kept, open: message.messages }
        return this.#send()
      case 'tool':
        await commands.executeCommand(toolCommands[message.tool], message.stream)
        return
      case 'compare':
        return this.#compare()
      case 'reveal':
        return revealBeside(this.panel, await ask(this.#parts.client(), placeRange, message.place))
      case 'range':
        return revealBeside(this.panel, message.range)
      case 'edit':
        await applyEdit(this.#parts.client(), await ask(this.#parts.client(), previewEdit, message.edit))
        return
      case 'copy':
        return env.clipboard.writeText(message.text)
      case 'textFocus':
        await commands.executeCommand('setContext', 'asyncapiEventSource.textFocus', message.on)
    }
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
