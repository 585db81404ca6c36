import { commands, FileType, l10n, Uri, window, workspace } from 'vscode'

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

/** Names in a folder; none where there is no such folder. */
async function entries(folder: Uri, kind: FileType): Promise<string[]> {
  try {
    return (await workspace.fs.readDirectory(folder)).filter(([, type]) => type === kind).map(([name]) => name)
  } catch {
    return []
  }
}
