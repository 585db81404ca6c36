import {
  CodeLens,
  type CodeLensProvider,
  commands,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  Range,
  type TextDocument,
  workspace,
} from 'vscode'
import type { StreamName } from '../../shared/preview-protocol.ts'

/** The languages in which a document of ours may be written. */
export const documentLanguages: readonly string[] = ['yaml', 'json', 'jsonc']

const replayCommand = 'asyncapiEventSource.replay'

/** Above each event source: its preview, and its replay where that is there. */
export class StreamLenses implements CodeLensProvider {
  readonly #changed = new EventEmitter<void>()
  readonly #list: (uri: string) => Promise<readonly StreamName[]>
  /** The event sources that were last named for a document. */
  readonly #named = new Map<string, string>()
  readonly onDidChangeCodeLenses = this.#changed.event

  constructor(list: (uri: string) => Promise<readonly StreamName[]>) {
    this.#list = list
  }

  register(): Disposable {
    return Disposable.from(
      this.#changed,
      languages.registerCodeLensProvider(
        documentLanguages.map((language) => ({ language })),
        this,
      ),
      workspace.onDidCloseTextDocument(({ uri }) => this.#named.delete(uri.toString())),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('asyncapiEventSource.codeLens')) this.#changed.fire()
      }),
    )
  }

  /** The server knows more of a document than it did: what stands above its channels is asked for again. */
  seen(uri: string, streams: readonly StreamName[]): void {
    const known = this.#named.get(uri)
    if (known !== undefined && known !== namesOf(streams)) this.#changed.fire()
  }

  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (workspace.getConfiguration('asyncapiEventSource', document).get('codeLens') === false) return []
    const uri = document.uri.toString()
    const streams = await this.#list(uri)
    this.#named.set(uri, namesOf(streams))
    if (streams.length === 0) return []
    const canReplay = (await commands.getCommands(true)).includes(replayCommand)
    return streams.flatMap(({ at, place }) => {
      if (!at) return []
      const range = new Range(at.start.line, at.start.character, at.end.line, at.end.character)
      const open = { title: l10n.t('Preview stream'), command: 'asyncapiEventSource.openStreamPreview', arguments: [place] }
      const replay = { title: l10n.t('Replay…'), command: replayCommand, arguments: [place] }
      return [new CodeLens(range, open), ...(canReplay ? [new CodeLens(range, replay)] : [])]
    })
  }
}

function namesOf(streams: readonly StreamName[]): string {
  return streams.map(({ title }) => title).join('\n')
}
