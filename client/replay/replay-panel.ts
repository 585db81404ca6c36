import { Disposable, type LogOutputChannel, l10n, RelativePattern, Uri, type WebviewPanel, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type Answerer, type Asker, answerer, asker, type Crossing } from '../../shared/border.ts'
import type { EngineBorder, PanelBorder, PanelKept, PanelStart, ReplayAction, ReplayWhat } from '../../shared/replay-protocol.ts'
import { type ReplayWhatAnswer, replayWhat } from '../../shared/replay-requests.ts'
import type { ReplayWire } from '../../shared/replay-wire.ts'
import { uriEnding, uriFolder, uriKey, uriName } from '../../shared/uri.ts'
import { ask } from '../language-server.ts'
import { pageHtml, randomNonce } from '../preview/page-html.ts'
import { EngineRelay, type EngineWorker, type StartEngine, sentenceOf } from './engine.ts'
import type { FoldProblems } from './fold-problems.ts'
import { filesOf, type ReplayIdentity, recordingName, sourceName } from './recording.ts'
import { replayHost } from './replay-host.ts'
import { singleKeys } from './replay-keys.ts'

export interface ReplayParts {
  readonly extension: Uri
  /** Where temporary copies lie; one folder a panel. */
  readonly storage: Uri
  readonly client: () => BaseLanguageClient | undefined
  readonly startEngine: StartEngine
  /** Whether the engine can open files by their paths. */
  readonly canOpen: boolean
  readonly log: LogOutputChannel
  readonly problems: FoldProblems
}

/** One replay: its page, its engine, and what keeps both as the document, the reducer and the recording are now. */
export class ReplayPanel {
  readonly panel: WebviewPanel
  readonly parts: ReplayParts
  readonly #listeners: Disposable
  readonly #temporary: Uri
  #identity: ReplayIdentity
  #kept: PanelKept
  /** Everything of the recording that is open; another one once the person chooses another. */
  #opened: Disposable | undefined
  #engine: { readonly relay: EngineRelay; readonly asker: Asker<EngineBorder>; readonly worker: EngineWorker } | undefined
  #answer: ReplayWhatAnswer | undefined
  #failure: string | undefined
  #ready = deferred<void>()
  /** The server has not spoken yet. */
  #waits = false
  #crashes = 0
  #fromPage: ((crossing: Crossing) => void) | undefined
  readonly #page: Answerer<PanelBorder>

  constructor(panel: WebviewPanel, identity: ReplayIdentity, kept: PanelKept, parts: ReplayParts) {
    this.panel = panel
    this.parts = parts
    this.#identity = identity
    this.#kept = kept
    this.#temporary = Uri.joinPath(parts.storage, randomNonce())
    const page = {
      send: (crossing: Crossing) => this.#toPage('host', crossing),
      onCrossing: (listener: (crossing: Crossing) => void) => {
        this.#fromPage = listener
      },
    }
    this.#page = answerer<PanelBorder>(page, replayHost(this))
    panel.iconPath = {
      light: Uri.joinPath(parts.extension, 'media', 'replay-light.svg'),
      dark: Uri.joinPath(parts.extension, 'media', 'replay-dark.svg'),
    }
    panel.webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(parts.extension, 'dist')] }
    this.#listeners = Disposable.from(
      panel.webview.onDidReceiveMessage(({ side, crossing }: ReplayWire) => {
        if (side === 'host') this.#fromPage?.(crossing)
        else this.#engine?.relay.fromPage(crossing)
      }),
      workspace.onDidSaveTextDocument(() => void this.#check()),
      workspace.onDidGrantWorkspaceTrust(() => void this.#renew()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(singleKeys)) this.#tellStart()
      }),
    )
    this.#showPage()
    void this.#open()
  }

  get identity(): ReplayIdentity {
    return this.#identity
  }

  get answer(): ReplayWhatAnswer | undefined {
    return this.#answer
  }

  /** The engine, for what the host itself wants to know; `undefined` while nothing is open. */
  get engine(): Asker<EngineBorder> | undefined {
    return this.#engine?.asker
  }

  get page(): Answerer<PanelBorder> {
    return this.#page
  }

  set kept(kept: PanelKept) {
    this.#kept = kept
  }

  /** Resolves once it is known what is replayed, or that it cannot be. */
  async start(): Promise<PanelStart> {
    await this.#ready.promise
    return this.#start
  }

  do(action: ReplayAction): void {
    this.#page.tell('do', action)
  }

  /** Another recording, channel or reducer in the same panel. */
  reopen(change: Partial<ReplayIdentity>, foldless = false): void {
    const { fold, ...rest } = this.#identity
    this.#identity = { ...rest, ...(fold !== undefined && !foldless && { fold }), ...change }
    if (change.files !== undefined) this.#kept = {}
    this.#answer = undefined
    this.#ready = deferred()
    this.#showPage()
    void this.#open()
  }

  /** The server may know more now. A document that is being edited counts once it is saved. */
  refresh(): void {
    const document = uriKey(this.#identity.channel.uri)
    const isDirty = workspace.textDocuments.some(({ uri, isDirty }) => isDirty && uriKey(uri.toString()) === document)
    if (this.#waits) void this.#open()
    else if (!isDirty) void this.#check()
  }

  dispose(): void {
    this.#listeners.dispose()
    this.#close()
    workspace.fs.delete(this.#temporary, { recursive: true }).then(undefined, () => undefined)
  }

  get #start(): PanelStart {
    const { channel, files } = this.#identity
    return {
      title: this.#answer?.title ?? '',
      source: recordingName(files),
      document: this.#answer?.document ?? uriName(channel.uri),
      channel: this.#answer?.title ?? '',
      messages: this.#answer?.messages ?? [],
      kept: this.#kept,
      singleKeys: workspace.getConfiguration().get(singleKeys, true),
      identity: this.#identity,
      ...(this.#failure !== undefined && { failure: this.#failure }),
    }
  }

  #showPage(): void {
    const { webview } = this.panel
    const address = (file: string) => webview.asWebviewUri(Uri.joinPath(this.parts.extension, 'dist', file)).toString()
    this.panel.title = l10n.t('Replay: {0}', recordingName(this.#identity.files))
    webview.html = pageHtml({
      script: address('replay-page.js'),
      style: address('replay-page.css'),
      source: webview.cspSource,
      nonce: randomNonce(),
    })
  }

  async #open(): Promise<void> {
    this.#close()
    this.#waits = false
    this.#failure = undefined
    const { channel, files } = this.#identity
    const answer = await ask(this.parts.client(), replayWhat, { channel })
    if (answer === undefined) {
      this.#waits = true
      return
    }
    if (!answer?.what) return this.#fail(l10n.t('{0} has no such channel any more.', uriName(channel.uri)))
    this.#answer = answer
    let worker: EngineWorker
    try {
      worker = await this.parts.startEngine()
    } catch (error) {
      return this.#fail(sentenceOf(error) ?? '')
    }
    const relay = new EngineRelay(worker)
    const engine = { relay, worker, asker: asker<EngineBorder>(relay.port) }
    this.#engine = engine
    relay.onPage((crossing) => this.#toPage('engine', crossing))
    engine.asker.on('foldProblems', (problems) => this.parts.problems.set(this, problems))
    worker.onExit((why) => this.#ended(engine, why))
    this.#ready.resolve()
    this.#page.tell('lines', answer.lines)
    try {
      const uris = await filesOf(files)
      const what = await this.#what(answer.what)
      const temporary = this.#temporary.scheme === 'file' ? this.#temporary.fsPath : ''
      if (this.parts.canOpen && temporary !== '') await workspace.fs.createDirectory(this.#temporary)
      this.#opened = this.#watch(uris, answer.folds)
      await engine.asker.ask('open', { ...what, source: await sourceName(uris, this.parts.canOpen, temporary) })
      relay.open()
    } catch (error) {
      if (this.#engine === engine) this.#fail(sentenceOf(error) ?? '')
    }
  }

  /** The reducer that the person chose stands before the channel's own. */
  async #what(what: Omit<ReplayWhat, 'isTrusted'>): Promise<ReplayWhat> {
    const { isTrusted } = workspace
    const { fold } = this.#identity
    if (fold === undefined) return { ...what, isTrusted }
    const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.parse(fold)))
    const isTypeScript = !/^\.[cm]?js$/.test(uriEnding(fold))
    return { ...what, isTrusted, fold: { uri: fold, file: uriName(fold), text, isTypeScript } }
  }

  /** The document or the reducer may be another now. */
  async #check(): Promise<void> {
    const { hash } = this.#answer ?? {}
    if (hash === undefined || !this.#engine) return
    const answer = await ask(this.parts.client(), replayWhat, { channel: this.#identity.channel, known: hash })
    if (!answer) return
    if (!answer.what) {
      this.#page.tell('lines', answer.lines)
      return
    }
    this.#answer = answer
    await this.#renew()
  }

  async #renew(): Promise<void> {
    const what = this.#answer?.what
    if (!what) return
    try {
      await this.#engine?.asker.ask('renew', await this.#what(what))
    } catch (error) {
      this.parts.log.error(`Replay: ${sentenceOf(error) ?? ''}`)
    }
    this.#tellStart()
    this.#page.tell('lines', this.#answer?.lines ?? {})
  }

  #tellStart(): void {
    this.#page.tell('what', this.#start)
  }

  #watch(files: readonly Uri[], folds: readonly string[]): Disposable {
    const { fold } = this.#identity
    const watch = (uri: Uri, changed: () => void) => {
      const folder = uriFolder(uri.toString())
      if (folder === undefined) return []
      const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.parse(folder), uriName(uri.toString())))
      return [watcher, watcher.onDidChange(changed), watcher.onDidCreate(changed), watcher.onDidDelete(changed)]
    }
    return Disposable.from(
      ...files.flatMap((file) => watch(file, () => void this.#engine?.asker.ask('changed', {}).catch(() => undefined))),
      ...folds.flatMap((uri) => watch(Uri.parse(uri), () => void this.#check())),
      ...(fold === undefined ? [] : watch(Uri.parse(fold), () => void this.#renew())),
    )
  }

  /** An engine that ends by itself is started again with the same recording, until that does not help. */
  #ended(engine: object, why: string): void {
    if (this.#engine !== engine) return
    this.parts.log.error(`Replay: the engine ended. ${why}`)
    this.#crashes++
    if (this.#crashes > 2) {
      this.#fail(l10n.t('The engine ended, again and again.'))
      return
    }
    this.#ready = deferred()
    this.#showPage()
    void this.#open()
  }

  #fail(problem: string): void {
    this.#failure = problem
    this.#engine?.relay.fail(problem)
    this.#ready.resolve()
    this.#tellStart()
  }

  #close(): void {
    this.#opened?.dispose()
    this.#opened = undefined
    const engine = this.#engine
    this.#engine = undefined
    engine?.worker.terminate()
    this.parts.problems.delete(this)
  }

  #toPage(side: ReplayWire['side'], crossing: Crossing): void {
    void this.panel.webview.postMessage({ side, crossing } satisfies ReplayWire)
  }
}

function deferred<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined
  const promise = new Promise<T>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
