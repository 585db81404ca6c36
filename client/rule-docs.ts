import { commands, type Diagnostic, FileType, l10n, Uri, window, workspace } from 'vscode'
import { ruleOfDocsUrl } from '../shared/rule-docs.ts'
import type { CommandId } from './command-table.ts'

/** The pages of the rules, which come with the extension: `docs/rules/<id>.md`. */
export class RuleDocs {
  readonly #folder: Uri

  constructor(extension: Uri) {
    this.#folder = Uri.joinPath(extension, 'docs', 'rules')
  }

  /** Shows a rule's page; without an id the person chooses one. */
  async open(id: unknown): Promise<void> {
    const rule = typeof id === 'string' ? id : await window.showQuickPick(this.#ids(), { placeHolder: l10n.t('Which rule?') })
    if (rule === undefined) return
    if ((await this.#ids()).includes(rule)) await commands.executeCommand('markdown.showPreview', Uri.joinPath(this.#folder, `${rule}.md`))
    else await window.showWarningMessage(l10n.t('There is no rule with the id {0}.', rule))
  }

  async #ids(): Promise<string[]> {
    const sections = await entries(this.#folder, FileType.Directory)
    const ids = await Promise.all(
      sections.map(async (section) => {
        const pages = await entries(Uri.joinPath(this.#folder, section), FileType.File)
        return pages.filter((name) => name.endsWith('.md')).map((name) => `${section}/${name.slice(0, -'.md'.length)}`)
      }),
    )
    return ids.flat().sort()
  }
}

/** Makes the links of diagnostics lead to the pages that come with the extension, which need no network. */
export function linkOffline(diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const { code } = diagnostic
    const rule = typeof code === 'object' ? ruleOfDocsUrl(code.target.toString()) : undefined
    if (typeof code === 'object' && rule !== undefined) diagnostic.code = { value: code.value, target: pageCommand(rule) }
  }
}

function pageCommand(rule: string): Uri {
  const command: CommandId = 'asyncapiEventSource.openRuleDocs'
  return Uri.from({ scheme: 'command', path: command, query: JSON.stringify([rule]) })
}

/** Names in a folder; none where there is no such folder. */
async function entries(folder: Uri, kind: FileType): Promise<string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).filter(([, type]) => type === kind).map(([name]) => name)
  } catch {
    return []
  }
}
