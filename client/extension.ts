import { commands, type Diagnostic, type ExtensionContext, type LogOutputChannel, l10n, type Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient'
import type { MapAction } from '../shared/map-protocol.ts'
import type { Place } from '../shared/place.ts'
import type { PageAction } from '../shared/preview-protocol.ts'
import { fsList, fsRead, type InitializationOptions, status, trustGranted } from '../shared/protocol.ts'
import { uriKey } from '../shared/uri.ts'
import { showBaselineTexts } from './baseline-texts.ts'
import type { CommandId } from './command-table.ts'
import { isConfigOfOthers } from './config-file.ts'
import { crashLimit } from './crashes.ts'
import { editorFiles } from './editor-files.ts'
import { Exporter } from './export/export.ts'
import { type Decoder, listFiles, readText } from './files.ts'
import { FoldAuthor } from './fold/fold-author.ts'
import { answer, asServer, hear, type Launch, tell, unattended } from './language-server.ts'
import { DocumentPreviews } from './preview/document-previews.ts'
import { MapPreview } from './preview/map-preview.ts'
import { StreamPreviews } from './preview/stream-previews.ts'
import { type ReplayEngine, ReplayPanels } from './replay/replay-panels.ts'
import { linkOffline, RuleDocs } from './rule-docs.ts'
import { documentSchemes, documentSelector } from './selector.ts'
import { Session } from './session.ts'
import { SyntaxFilter } from './speakers.ts'
import type { StatusText } from './status.ts'
import { StatusItem, showStatusMenu } from './status-item.ts'
import { hasYamlExtension, YamlExtensionChoice } from './yaml-extension.ts'

export const clientId = 'asyncapiEventSource'
export const clientName = 'AsyncAPI Event Sources'

/** What the two hosts do each in their own way. */
export interface Platform extends Required<Pick<InitializationOptions, 'clientReads'>> {
  readonly decoder: Decoder
  /** Starts the worker that replays. */
  readonly engine: ReplayEngine
  /** Makes a client with its server; `failed` is called where the server will answer no more though its connection stays open. */
  launch(options: LanguageClientOptions, log: LogOutputChannel, failed: () => void): Launch
}

/** What other extensions get of this one. */
export interface ExtensionApi {
  /** What the status item says, shown or not. */
  status(): StatusText
}

/** Starts the language server and puts up all that a person sees of it. Does not wait for the server. */
export function activate(context: ExtensionContext, platform: Platform): ExtensionApi {
  const log = window.createOutputChannel(clientName, { log: true })
  const item = new StatusItem()
  const filter = syntaxFilter(context)
  const yamlChoice = new YamlExtensionChoice(context)
  const docs = new RuleDocs(context.extensionUri)
  let client: BaseLanguageClient | undefined
  const previews = new StreamPreviews(context, () => client)
  const documents = new DocumentPreviews(context, () => client)
  const map = new MapPreview(context, () => client)
  const exporter = new Exporter(context, () => client)
  const replays = new ReplayPanels(context, platform.engine, () => client, log)
  const folds = new FoldAuthor(() => client)

  const session = new Session({
    now: Date.now,
    launch: (ended) => {
      filter.clear()
      const launch = platform.launch(clientOptions(platform, log, filter), log, ended)
      client = launch.client
      hear(client, status, (said) => {
        item.serverSaid(said)
        if (said.fast === 'done') {
          previews.refresh()
          documents.refresh()
          replays.refresh()
        }
        map.serverSaid(said)
      })
      answer(client, fsRead, (params) => readText(editorFiles, platform.decoder, params))
      answer(client, fsList, (params) => listFiles(editorFiles, params))
      return asServer(launch, log, ended)
    },
    changed: (state) => {
      item.sessionChanged(state)
      previews.refresh()
      documents.refresh()
      replays.refresh()
      map.restart()
      log.info(`Language server: ${state}.`)
      if (state === 'crashed') void reportCrashes(actions)
    },
  })
  const actions = { restart: () => session.restart(), showOutput: () => log.show(), yamlChoice }

  const act = (action: PageAction & MapAction) => () => {
    previews.do(action)
    map.do(action)
    if (action === 'source' || action === 'filter') documents.do(action)
  }
  const handlers: Record<CommandId, (argument: unknown) => unknown> = {
    'asyncapiEventSource.restart': actions.restart,
    'asyncapiEventSource.showOutput': actions.showOutput,
    'asyncapiEventSource.showStatus': () => showStatusMenu(item.text.detail, menu(actions)),
    'asyncapiEventSource.openRuleDocs': (id) => docs.open(id),
    'asyncapiEventSource.openDocumentPreview': (uri) => documents.open(uri),
    'asyncapiEventSource.openStreamPreview': (place) => previews.open(place),
    'asyncapiEventSource.createFold': (place) => folds.create(place as Place | undefined),
    'asyncapiEventSource.export': (place) => exporter.run(place),
    'asyncapiEventSource.showWorkspaceMap': () => map.show(),
    'asyncapiEventSource.replay': (place) => replays.open(place),
    'asyncapiEventSource.replayWith': (recording) => replays.openRecording(recording),
    'asyncapiEventSource.inferMessages': (recording) => replays.infer(recording),
    'asyncapiEventSource.preview.source': act('source'),
    'asyncapiEventSource.preview.nextFinding': act('nextFinding'),
    'asyncapiEventSource.preview.previousFinding': act('previousFinding'),
    'asyncapiEventSource.preview.filter': act('filter'),
    'asyncapiEventSource.preview.replay': act('replay'),
    'asyncapiEventSource.preview.compare': () => previews.do('compare'),
    'asyncapiEventSource.preview.export': act('export'),
    'asyncapiEventSource.preview.showMap': () => map.do('map'),
    'asyncapiEventSource.preview.showList': () => map.do('list'),
  }
  context.subscriptions.push(
    log,
    item,
    folds,
    ...Object.entries(handlers).map(([id, handler]) => commands.registerCommand(id, handler)),
    ...replays.keys(),
    workspace.onDidGrantWorkspaceTrust(() => {
      if (client) tell(client, trustGranted, {})
    }),
    showBaselineTexts(() => client),
    restartForNewSchemes(actions.restart),
  )
  stop = () => session.stop()
  void session.start()
  return { status: () => item.text }
}

/** Ends the server before the extension host goes. */
export async function deactivate(): Promise<void> {
  await stop()
}

let stop: () => Promise<void> = async () => undefined

function clientOptions(platform: Platform, log: LogOutputChannel, filter: SyntaxFilter<Diagnostic>): LanguageClientOptions {
  return {
    ...unattended,
    documentSelector: documentSelector(folderSchemes()),
    outputChannel: log,
    diagnosticCollectionName: 'asyncapi-event-source',
    initializationOptions: (): InitializationOptions => ({
      trusted: workspace.isTrusted,
      clientReads: platform.clientReads,
      ...(l10n.bundle ? { texts: l10n.bundle } : {}),
    }),
    middleware: {
      handleDiagnostics: (uri, diagnostics, next) => {
        linkOffline(diagnostics)
        filter.handle(uriKey(uri.toString()), diagnostics, (heard) => next(uri, heard))
      },
      provideCompletionItem: (document, position, context, token, next) =>
        isConfigOfOthers(document, hasYamlExtension) ? undefined : next(document, position, context, token),
      provideHover: (document, position, token, next) =>
        isConfigOfOthers(document, hasYamlExtension) ? undefined : next(document, position, token),
    },
  }
}

function syntaxFilter(context: ExtensionContext): SyntaxFilter<Diagnostic> {
  const open = (key: string) => workspace.textDocuments.find((document) => uriKey(document.uri.toString()) === key)
  const filter = new SyntaxFilter<Diagnostic>({
    language: (uri) => open(uri)?.languageId,
    isOn: (section, setting, uri) => workspace.getConfiguration(section, open(uri)?.uri).get(setting) === true,
  })
  const refresh = ({ uri }: { uri: Uri }) => filter.refresh(uriKey(uri.toString()))
  context.subscriptions.push(
    workspace.onDidOpenTextDocument(refresh),
    workspace.onDidCloseTextDocument(refresh),
    workspace.onDidChangeConfiguration(() => filter.refresh()),
  )
  return filter
}

interface Actions {
  readonly restart: () => unknown
  readonly showOutput: () => unknown
  readonly yamlChoice: YamlExtensionChoice
}

function menu({ restart, showOutput, yamlChoice }: Actions) {
  return [
    { label: `$(refresh) ${l10n.t('Restart the language server')}`, run: restart },
    { label: `$(output) ${l10n.t('Show the output')}`, run: showOutput },
    {
      label: `$(settings-gear) ${l10n.t('Open the settings')}`,
      run: () => commands.executeCommand('workbench.action.openSettings', clientId),
    },
    ...(yamlChoice.answer === 'no'
      ? [{ label: `$(circle-slash) ${l10n.t('Switch off the YAML extension’s schema for AsyncAPI')}`, run: () => yamlChoice.change('yes') }]
      : []),
    ...(yamlChoice.answer === 'yes'
      ? [{ label: `$(check) ${l10n.t('Use the YAML extension’s schema for AsyncAPI again')}`, run: () => yamlChoice.change('no') }]
      : []),
  ]
}

async function reportCrashes({ restart, showOutput }: Actions): Promise<void> {
  const restartLabel = l10n.t('Restart')
  const outputLabel = l10n.t('Show Output')
  const message = l10n.t('The AsyncAPI language server crashed {0} times within three minutes and was not started again.', crashLimit)
  const chosen = await window.showErrorMessage(message, restartLabel, outputLabel)
  if (chosen === restartLabel) restart()
  if (chosen === outputLabel) showOutput()
}

function folderSchemes(): string[] {
  return (workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme)
}

/** Which documents a client hears of is settled when it starts. */
function restartForNewSchemes(restart: () => unknown) {
  let known = documentSchemes(folderSchemes()).length
  return workspace.onDidChangeWorkspaceFolders(() => {
    const now = documentSchemes([...folderSchemes()]).length
    if (now > known) restart()
    known = now
  })
}
