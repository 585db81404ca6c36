import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileEvent,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
} from 'vscode-languageserver'
import { documentHere, documentPreview, documentRange, isDocument } from '../shared/document-protocol.ts'
import { documentText } from '../shared/document-text.ts'
import { exampleEdit } from '../shared/example-protocol.ts'
import { mapExport, streamExport } from '../shared/export-protocol.ts'
import { foldFiles } from '../shared/fold-protocol.ts'
import { type MapUpdate, workspaceMap } from '../shared/map-protocol.ts'
import {
  baselineChoices,
  messageHere,
  placeRange,
  previewClosed,
  previewEdit,
  streamList,
  streamPreview,
  streamUpdate,
} from '../shared/preview-protocol.ts'
import { baselineText, type InitializationOptions, type Message, type ServerStatus, trustGranted } from '../shared/protocol.ts'
import { replayChannels, replayWhat } from '../shared/replay-requests.ts'
import { bounded } from './bounded.ts'
import { toDiagnostic } from './diagnostics.ts'
import type { Language } from './document/source-text.ts'
import { exampleEditFor } from './features/add-example.ts'
import { type ActionAbilities, codeActionKinds, codeActions, resolveCodeAction } from './features/code-actions.ts'
import { type CompletionAbilities, completion } from './features/completion.ts'
import { documentAnswer, holdsDocument, partHere, partRange } from './features/document-preview.ts'
import { documentTextOf } from './features/document-text.ts'
import { exportStream } from './features/export/export.ts'
import { exportMap } from './features/export/map.ts'
import { foldFilesOf } from './features/fold/fold-files.ts'
import { hover } from './features/hover.ts'
import { StreamPages } from './features/preview/pages.ts'
import { definition, documentLinks, references } from './features/references.ts'
import { prepareRename, rename } from './features/rename.ts'
import { replayChannelsOf, replayWhatOf } from './features/replay-what.ts'
import { baselineChoicesOf, editFor, hereOf, previewState, rangeOf, streamNames } from './features/stream-preview.ts'
import { documentSymbols } from './features/symbols.ts'
import { mapUpdate } from './features/workspace-map.ts'
import type { StartWorker } from './parser-worker/protocol.ts'
import { type ParserResult, ParserRunner } from './parser-worker/runner.ts'
import { rules } from './rules/registry.ts'
import { reports } from './rules/reports.ts'
import { safely } from './safely.ts'
import { defaultSettings, fetchSettings } from './settings.ts'
import { StatusReport } from './status.ts'
import { Checks } from './validate/checks.ts'
import type { FileChange, Host } from './workspace/host.ts'
import { languageOf } from './workspace/source-file.ts'

/** What the two hosts of the server do differently. */
export interface Platform {
  /** Reads and lists files; `excluded` are the globs of the editor's `files.exclude`. */
  files(connection: Connection, options: InitializationOptions, excluded: () => readonly string[]): Host
  /** Starts the parser's worker; `undefined` where there can be none. */
  worker(connection: Connection): Promise<StartWorker | undefined>
}

/** How long a document rests before the slow wave takes it, in milliseconds. */
const rest = 600

/** Registers everything on a connection and listens. */
export function startServer(connection: Connection, platform: Platform): void {
  const guard = safely((message) => connection.console.error(message))
  let server: Server | undefined
  connection.onInitialize((params) => {
    server = new Server(connection, platform, params)
    return server.result
  })
  connection.onInitialized(guard('initialized', undefined, () => server?.start(guard)))
  connection.onDidOpenTextDocument(
    guard('didOpen', undefined, ({ textDocument: { uri, text, version, languageId } }) => server?.opened(uri, text, version, languageId)),
  )
  connection.onDidChangeTextDocument(
    guard('didChange', undefined, ({ textDocument: { uri, version }, contentChanges }) => {
      const { workspace, checker } = server?.checks ?? {}
      if (workspace) checker?.changed(workspace.file(uri), workspace.changeByPositions(uri, contentChanges, version))
    }),
  )
  connection.onDidSaveTextDocument(guard('didSave', undefined, ({ textDocument: { uri } }) => server?.saved(uri)))
  connection.onDidCloseTextDocument(
    guard('didClose', undefined, async ({ textDocument: { uri } }) => {
      if (server) server.checks.checker.closed(await server.checks.workspace.close(uri))
    }),
  )
  connection.onDidChangeWatchedFiles(guard('didChangeWatchedFiles', undefined, ({ changes }) => server?.changedOnDisk(changes)))
  connection.onDidChangeConfiguration(guard('didChangeConfiguration', undefined, () => server?.reconfigure()))
  connection.onNotification(
    trustGranted.method,
    guard('trustGranted', undefined, () => server?.trust()),
  )
  connection.onCodeAction(guard('codeAction', [], (params) => (server ? codeActions(params, server.checks, server.abilities) : [])))
  connection.onCodeActionResolve((action) =>
    guard('codeActionResolve', action, () => (server ? resolveCodeAction(action, server.checks) : action))(action),
  )
  connection.onHover(guard('hover', null, (params) => (server ? hover(params, server.checks) : null)))
  connection.onCompletion(guard('completion', null, (params) => (server ? completion(params, server.checks, server.abilities) : null)))
  connection.onDefinition(guard('definition', null, (params) => (server ? definition(params, server.checks) : null)))
  connection.onReferences(guard('references', [], (params) => (server ? references(params, server.checks) : [])))
  connection.onPrepareRename(guard('prepareRename', null, (params) => (server ? prepareRename(params, server.checks) : null)))
  connection.onRenameRequest(guard('rename', null, (params) => (server ? rename(params, server.checks) : null)))
  connection.onDocumentLinks(guard('documentLinks', [], (params) => (server ? documentLinks(params, server.checks) : [])))
  connection.onDocumentSymbol(guard('documentSymbol', [], (params) => (server ? documentSymbols(params, server.checks) : [])))
  connection.onRequest(
    baselineText.method,
    guard('baselineText', null, ({ uri }: { uri: string }) => server?.checks.baselines.text(uri) ?? null),
  )
  previewRequests(connection, guard, () => server?.checks)
  connection.onShutdown(() => server?.dispose())
  connection.listen()
}

const noMap: MapUpdate = { version: 0, whole: true, streams: [], applications: [], gone: [], channels: [], root: '', detail: undefined }

/** What the pages of the client ask. */
function previewRequests(connection: Connection, guard: ReturnType<typeof safely>, checks: () => Checks | undefined): void {
  const answer = <Params, Result>(
    { method }: Message<Params, Result>,
    fallback: Result,
    make: (params: Params, of: Checks) => Result | Promise<Result>,
  ) => {
    const handler = guard(method, fallback, (params: Params) => {
      const of = checks()
      return of ? make(params, of) : fallback
    })
    connection.onRequest(method, (params: Params): Promise<unknown> => handler(params))
  }
  const pages = new StreamPages()
  answer(streamPreview, { kind: 'loading', file: '' }, previewState)
  answer(streamUpdate, { number: 0, delta: { is: { kind: 'loading', file: '' } } }, (params, of) => pages.update(params, of))
  answer(baselineChoices, { isInRepository: false, revisions: [] }, ({ uri }, of) => baselineChoicesOf(uri, of))
  connection.onNotification(
    previewClosed.method,
    guard('previewClosed', undefined, ({ page }: { page: string }) => pages.close(page)),
  )
  answer(streamList, [], ({ uri }, of) => streamNames(uri, of))
  answer(placeRange, null, rangeOf)
  answer(messageHere, null, hereOf)
  answer(previewEdit, null, editFor)
  answer(documentPreview, { number: 0 }, documentAnswer)
  answer(isDocument, false, holdsDocument)
  answer(documentRange, null, partRange)
  answer(documentHere, null, partHere)
  answer(streamExport, null, exportStream)
  answer(mapExport, null, exportMap)
  answer(replayWhat, null, replayWhatOf)
  answer(replayChannels, [], ({ uri }, of) => replayChannelsOf(uri, of))
  answer(workspaceMap, noMap, mapUpdate)
  answer(documentText, null, ({ json }) => documentTextOf(json))
  answer(exampleEdit, null, exampleEditFor)
  answer(foldFiles, null, ({ stream }, of) => foldFilesOf(stream, of))
}

/** The server of one client, from its first word on. */
class Server {
  readonly checks: Checks
  readonly #connection: Connection
  readonly #platform: Platform
  readonly #capabilities: ClientCapabilities
  readonly #status: StatusReport
  #folders: string[]
  #trusted: boolean
  #settings = defaultSettings
  #runner: Promise<ParserRunner | undefined> | undefined
  #reading: { done: number; total: number } | undefined
  #onlyOpen = false
  /** The search that is under way; an older one gives up. */
  #search = 0

  constructor(connection: Connection, platform: Platform, params: InitializeParams) {
    const options = (params.initializationOptions as InitializationOptions | undefined) ?? {}
    this.#connection = connection
    this.#platform = platform
    this.#capabilities = params.capabilities
    this.#trusted = options.trusted ?? true
    this.#folders = (params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri }] : [])).map(({ uri }) => uri)
    this.#status = new StatusReport(connection, () => this.#state)
    this.checks = new Checks({
      host: platform.files(connection, options, () => this.#settings.excluded),
      workspace: this.#workspaceOptions,
      settings: this.#settings.config,
      baseline: { isAllowed: () => this.#trusted, all: false, inform: (message) => connection.console.info(message) },
      rules,
      reports,
      parser: {
        run: (uri, texts) => this.#parse(uri, texts),
        cancel: (uri) => void this.#runner?.then((runner) => runner?.cancel(uri)),
        delay: rest,
        end: () => void this.#runner?.then((runner) => runner?.dispose()),
      },
      publish: (file, problems) => {
        const diagnostics = bounded(problems).flatMap((problem) => toDiagnostic(problem, file, this.checks.workspace) ?? [])
        const version = file.version === undefined ? {} : { version: file.version }
        void connection.sendDiagnostics({ uri: file.clientUri, diagnostics, ...version })
      },
      onProgress: () => this.#status.touch(),
      log: (message) => connection.console.error(message),
    })
  }

  get result(): InitializeResult {
    return {
      serverInfo: { name: 'asyncapi-event-source' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        codeActionProvider: { codeActionKinds: [...codeActionKinds], resolveProvider: true },
        hoverProvider: true,
        completionProvider: { triggerCharacters: ['"', "'", '#', '/', ':', ' ', '-'] },
        definitionProvider: true,
        referencesProvider: true,
        renameProvider: { prepareProvider: true },
        documentLinkProvider: {},
        documentSymbolProvider: true,
      },
    }
  }

  get abilities(): ActionAbilities & CompletionAbilities {
    const { codeAction, completion } = this.#capabilities.textDocument ?? {}
    return {
      resolve: codeAction?.resolveSupport?.properties.includes('edit') === true && codeAction.dataSupport === true,
      snippets: completion?.completionItem?.snippetSupport ?? false,
    }
  }

  async start(guard: ReturnType<typeof safely>): Promise<void> {
    const { workspace } = this.#capabilities
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration) {
      const watchers = [
        '**/*.{yaml,yml,json,jsonc,avsc,raml,proto,xsd}',
        '**/.asyncapi-event-source.{yaml,json}',
        '**/.git/{HEAD,logs/HEAD}',
      ].map((globPattern) => ({ globPattern }))
      void this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers })
    }
    if (workspace?.workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(
        guard('didChangeWorkspaceFolders', undefined, ({ added, removed }) => {
          const gone = new Set(removed.map(({ uri }) => uri))
          this.#folders = [...this.#folders.filter((folder) => !gone.has(folder)), ...added.map(({ uri }) => uri)]
          return this.reconfigure()
        }),
      )
    }
    await this.reconfigure()
  }

  /** Reads the settings again, and the workspace with them. */
  async reconfigure(): Promise<void> {
    if (this.#capabilities.workspace?.configuration) this.#settings = await fetchSettings(this.#connection, this.#trusted)
    const { checker, config, workspace } = this.checks
    config.settings = this.#settings.config
    for (const file of workspace.setOptions(this.#workspaceOptions)) checker.touched(file)
    checker.onlyOpen = this.#settings.problems === 'open'
    checker.republish()
    await this.#scan()
  }

  async opened(uri: string, text: string, version: number, languageId: string): Promise<void> {
    await this.checks.checker.opened(this.checks.workspace.open(uri, text, version, languageFor(uri, languageId)))
  }

  async saved(uri: string): Promise<void> {
    const { baselines, checker, workspace } = this.checks
    const file = workspace.file(uri)
    checker.saved(file)
    checker.historyMoved(await baselines.refresh(file.uri))
  }

  async changedOnDisk(events: readonly FileEvent[]): Promise<void> {
    const { baselines, checker, config, workspace } = this.checks
    const isOfGit = ({ uri }: FileEvent) => gitHead.test(uri)
    const changes = events
      .filter((event) => !isOfGit(event))
      .map(({ uri, type }): FileChange => ({ uri, type: changeTypes[type] ?? 'changed' }))
    for (const file of await workspace.changedOnDisk(changes)) checker.touched(file)
    if (changes.some(({ uri }) => config.isConfig(uri))) checker.checkAll()
    if (events.some(isOfGit)) checker.historyMoved(await baselines.refresh())
  }

  async trust(): Promise<void> {
    this.#trusted = true
    await this.reconfigure()
    this.checks.checker.historyMoved(await this.checks.baselines.refresh())
  }

  dispose(): void {
    this.#search++
    this.#status.dispose()
    this.checks.checker.dispose()
  }

  get #workspaceOptions() {
    const { readOutside, readRemote } = this.#settings
    return { folders: this.#folders, readOutside, readRemote }
  }

  get #state(): ServerStatus {
    const { fast, slow } = this.checks.checker.progress
    return {
      ...(this.#reading && { reading: this.#reading }),
      documents: this.checks.workspace.members.length,
      fast: this.#reading ? 'running' : fast,
      slow,
      ...(this.#onlyOpen && { onlyOpen: true }),
    }
  }

  async #scan(): Promise<void> {
    const search = ++this.#search
    const { complete } = await this.checks.workspace.scan(
      (done, total) => {
        this.#reading = { done, total }
        this.#status.touch()
      },
      () => search !== this.#search,
    )
    if (search !== this.#search) return
    this.#reading = undefined
    this.#onlyOpen = !complete
    if (!complete) {
      this.#connection.console.info('The workspace holds more than 20,000 files: only open documents and what they refer to are checked.')
    }
    this.checks.checker.checkAll()
    this.#status.touch()
  }

  async #parse(uri: string, texts: Readonly<Record<string, string>>): Promise<ParserResult> {
    this.#runner ??= this.#platform.worker(this.#connection).then((start) => start && new ParserRunner(start))
    const runner = await this.#runner
    return runner ? runner.run(uri, texts) : { kind: 'failed', message: 'There is no worker for the parser here.', strict: [] }
  }
}

/** What git writes when another commit is checked out, or one is made. */
const gitHead = /\/\.git\/(?:logs\/)?HEAD$/

const changeTypes: Readonly<Record<FileChangeType, FileChange['type']>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
}

/** The editor knows whether comments are welcome in a `.json` file; all else the file's name says. */
function languageFor(uri: string, languageId: string): Language {
  if (languageId === 'jsonc') return 'jsonc'
  const byName = languageOf(uri)
  return languageId === 'json' && byName === 'yaml' ? 'json' : byName
}
