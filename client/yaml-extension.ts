import { type ExtensionContext, extensions, l10n, window, workspace } from 'vscode'
import { uriKey } from '../shared/uri.ts'
import { type Answer, YamlSchema } from './yaml-schema.ts'

const key = 'yamlExtension.schema'
const yamlExtension = 'redhat.vscode-yaml'

export function hasYamlExtension(): boolean {
  return extensions.getExtension(yamlExtension) !== undefined
}

/** The choice about the YAML extension's schema, and what is done about it while YAML documents are shown. */
export class YamlExtensionChoice {
  readonly #memory: ExtensionContext['globalState']
  readonly #schema: YamlSchema

  constructor(context: ExtensionContext) {
    this.#memory = context.globalState
    this.#schema = new YamlSchema({
      extension: () => extensions.getExtension(yamlExtension),
      answer: () => this.answer,
      remember: (answer) => this.#memory.update(key, answer),
      ask,
      textOf: (uri) => workspace.textDocuments.find((document) => uriKey(document.uri.toString()) === uriKey(uri))?.getText(),
    })
    context.subscriptions.push(window.onDidChangeActiveTextEditor(() => this.#look()))
    this.#look()
  }

  /** `undefined` where the question was not answered yet, or there is nothing to ask. */
  get answer(): Answer | undefined {
    const answer = this.#memory.get(key)
    return answer === 'yes' || answer === 'no' ? answer : undefined
  }

  async change(answer: Answer): Promise<void> {
    await this.#memory.update(key, answer)
    this.#look()
  }

  #look(): void {
    const document = window.activeTextEditor?.document
    if (document?.languageId === 'yaml') void this.#schema.shown(document.uri.toString())
  }
}

async function ask(): Promise<Answer | undefined> {
  const yes = l10n.t('Yes')
  const no = l10n.t('No')
  const question = l10n.t(
    'The YAML extension also checks AsyncAPI documents against a schema, so some problems are shown twice. Switch its schema off for AsyncAPI documents?',
  )
  const chosen = await window.showInformationMessage(question, yes, no)
  if (chosen === undefined) return undefined
  return chosen === yes ? 'yes' : 'no'
}
