import {
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeResult,
  TextDocumentSyncKind
} from 'vscode-languageserver'
import { type InitializationOptions, status, trustGranted, type ServerStatus } from '../shared/protocol.ts'
import type { Language } from './document/source-text.ts'
import { toDiagnostic } from './diagnostics.ts'
import { codeActions } from './features/code-actions.ts'
import { ParserRunner } from './parser-worker/runner.ts'
import type { StartWorker } from './parser-worker/protocol.ts'
import { reports } from './rules/reports.ts'
import { rules } from './rules/registry.ts'
import { safely } from './safely.ts'
import { defaultSettings, fetchSettings, type Settings } from './settings.ts'
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
  const log = (message: string) => connection.console.error(message)
  const guard = safely(log)
  let settings: Settings = defaultSettings
  let options: InitializationOptions = {}
  let trusted = true
  let folders: string[] = []
  let canAsk = false
  let canRegister = false
  let startParser: Promise<StartWorker | undefined> | undefined
  let runner: ParserRunner | undefined
  let reading: { done: number; total: number } | undefined
  let onlyOpen = false
  let lastStatus = ''
  let scan = 0
  let checks: Checks | undefined

  const tell = () => {
    if (!checks) return
    const { fast, slow } = checks.checker.progress
    const now: ServerStatus = {
      ...(reading && { reading }),
      documents: checks.workspace.members.length,
      fast: fast === 'running' || reading ? 'running' : 'done',
      slow,
      ...(onlyOpen && { onlyOpen })
    }
    const text = JSON.stringify(now)
    if (text === lastStatus) return
    lastStatus = text
    void connection.sendNotification(status.method, now)
  }

  const workspaceOptions = () => ({ folders, readOutside: settings.readOutside, readRemote: settings.readRemote })

  const applySettings = async () => {
    if (canAsk) settings = await fetchSettings(connection, trusted)
    if (!checks) return
    checks.config.settings = settings.config
    checks.workspace.setOptions(workspaceOptions())
    checks.checker.onlyOpen = settings.problems === 'open'
  }

  const search = async () => {
    const mine = ++scan
    if (!checks) return
    const { workspace, checker } = checks
    const { complete } = await workspace.scan(
      (done, total) => {
        reading = { done, total }
        if (done % 50 === 0) tell()
      },
      () => mine !== scan
    )
    if (mine !== scan) return
    reading = undefined
    onlyOpen = !complete
    if (onlyOpen) connection.console.info('The workspace holds more than 20,000 files: only open documents and what they refer to are checked.')
    checker.checkAll()
    tell()
  }

  connection.onInitialize((params): InitializeResult => {
    options = (params.initializationOptions as InitializationOptions | undefined) ?? {}
    trusted = options.trusted ?? true
    folders = (params.workspaceFolders ?? (params.rootUri ? [{ uri: params.rootUri }] : [])).map((folder) => folder.uri)
    canAsk = params.capabilities.workspace?.configuration ?? false
    canRegister = params.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false
    checks = new Checks({
      host: platform.files(connection, options, () => settings.excluded),
      workspace: workspaceOptions(),
      settings: settings.config,
      rules,
      reports,
      parser: {
        run: async (uri, texts) => {
          startParser ??= platform.worker(connection)
          const start = await startParser
          if (!start) return { kind: 'failed', message: 'There is no worker for the parser here.', strict: [] }
          runner ??= new ParserRunner(start)
          return runner.run(uri, texts)
        },
        cancel: (uri) => runner?.cancel(uri),
        delay: rest,
        end: () => runner?.dispose()
      },
      publish: (file, problems) => {
        const diagnostics = problems.flatMap((problem) => toDiagnostic(problem, file, (checks as Checks).workspace) ?? [])
        void connection.sendDiagnostics({
          uri: file.clientUri,
          diagnostics,
          ...(file.version !== undefined && { version: file.version })
        })
      },
      onProgress: tell,
      log
    })
    return {
      serverInfo: { name: 'asyncapi-event-source' },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] }
      }
    }
  })

  connection.onInitialized(
    guard('initialized', undefined, async () => {
      if (canRegister) {
        void connection.client.register(DidChangeWatchedFilesNotification.type, {
          watchers: [{ globPattern: '**/*.{yaml,yml,json,jsonc,avsc}' }, { globPattern: '**/.asyncapi-event-source.{yaml,json}' }]
        })
      }
      connection.workspace.onDidChangeWorkspaceFolders(
        guard('didChangeWorkspaceFolders', undefined, async ({ added, removed }) => {
          const gone = new Set(removed.map((folder) => folder.uri))
          folders = [...folders.filter((folder) => !gone.has(folder)), ...added.map((folder) => folder.uri)]
          checks?.workspace.setOptions(workspaceOptions())
          checks?.checker.republish()
          await search()
        })
      )
      await applySettings()
      await search()
    })
  )

  connection.onDidOpenTextDocument(
    guard('didOpen', undefined, async ({ textDocument: { uri, text, version, languageId } }) => {
      if (!checks) return
      await checks.checker.opened(checks.workspace.open(uri, text, version, languageFor(uri, languageId)))
    })
  )

  connection.onDidChangeTextDocument(
    guard('didChange', undefined, ({ textDocument: { uri, version }, contentChanges }) => {
      if (!checks) return
      const changes = checks.workspace.changeByPositions(uri, contentChanges, version)
      checks.checker.changed(checks.workspace.file(uri), changes)
    })
  )

  connection.onDidSaveTextDocument(guard('didSave', undefined, ({ textDocument: { uri } }) => checks?.checker.saved(checks.workspace.file(uri))))

  connection.onDidCloseTextDocument(
    guard('didClose', undefined, async ({ textDocument: { uri } }) => {
      if (checks) checks.checker.closed(await checks.workspace.close(uri))
    })
  )

  connection.onDidChangeWatchedFiles(
    guard('didChangeWatchedFiles', undefined, async ({ changes }) => {
      if (!checks) return
      const types = { [FileChangeType.Created]: 'created', [FileChangeType.Changed]: 'changed', [FileChangeType.Deleted]: 'deleted' } as const
      const known: FileChange[] = changes.map(({ uri, type }) => ({ uri, type: types[type as keyof typeof types] ?? 'changed' }))
      const { config, checker, workspace } = checks
      for (const file of await workspace.changedOnDisk(known)) checker.touched(file)
      if (known.some(({ uri }) => config.isConfig(uri))) checker.checkAll()
    })
  )

  connection.onDidChangeConfiguration(
    guard('didChangeConfiguration', undefined, async () => {
      await applySettings()
      await search()
    })
  )

  connection.onNotification(
    trustGranted.method,
    guard('trustGranted', undefined, async () => {
      trusted = true
      await applySettings()
      checks?.checker.checkAll()
    })
  )

  connection.onCodeAction(guard('codeAction', [], (params) => (checks ? codeActions(params, checks) : [])))

  connection.onShutdown(() => {
    scan++
    checks?.checker.dispose()
  })

  connection.listen()
}

/** The editor knows whether comments are welcome in a `.json` file; all else the file's name says. */
function languageFor(uri: string, languageId: string): Language {
  const byName = languageOf(uri)
  if (languageId === 'jsonc') return 'jsonc'
  return languageId === 'json' && byName === 'yaml' ? 'json' : byName
}
