import { ColorThemeKind, type ExtensionContext, l10n, type QuickPickItem, QuickPickItemKind, Uri, window, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type ColorScheme, type Exported, mapExport, type StreamExportParams, streamExport } from '../../shared/export-protocol.ts'
import type { Place } from '../../shared/place.ts'
import { ask } from '../language-server.ts'
import { pickStream } from '../pick-stream.ts'
import { picturePng } from './picture.ts'

interface Form extends QuickPickItem {
  readonly of?: 'stream' | 'map'
  readonly form?: StreamExportParams['form']
  readonly ending?: 'md' | 'html' | 'mmd' | 'svg' | 'png'
}

/** Exports a stream or the map in a form that the person chooses, to where they say. Nothing is written before both are said. */
export class Exporter {
  readonly #context: ExtensionContext
  readonly #client: () => BaseLanguageClient | undefined

  constructor(context: ExtensionContext, client: () => BaseLanguageClient | undefined) {
    this.#context = context
    this.#client = client
  }

  /** @param stream the place of a channel, or `map`; where it is neither, the person is asked. */
  async run(stream: unknown): Promise<void> {
    const offered = stream === 'map' ? forms().filter(({ of }) => of === 'map') : forms()
    const form = await window.showQuickPick(offered, { placeHolder: l10n.t('Export as'), matchOnDescription: true })
    if (!form?.ending) return
    const place = form.of === 'map' ? undefined : isPlace(stream) ? stream : await pickStream(this.#client())
    if (form.of === 'stream' && !place) return
    const made = await this.#make(form, place)
    if (!made) {
      await window.showInformationMessage(l10n.t('There is no event source to export.'))
      return
    }
    const target = await window.showSaveDialog({
      defaultUri: Uri.joinPath(folderOf(place), `${made.name}.${form.ending}`),
      filters: { [form.label]: [form.ending] },
      title: l10n.t('Export as'),
    })
    if (!target) return
    const bytes = form.ending === 'png' ? await picturePng(this.#context.extensionUri, made.text) : new TextEncoder().encode(made.text)
    if (!bytes) {
      await window.showErrorMessage(l10n.t('The picture could not be drawn.'))
      return
    }
    await workspace.fs.writeFile(target, bytes)
    const open = l10n.t('Open')
    const name = workspace.asRelativePath(target)
    if ((await window.showInformationMessage(l10n.t('Exported to {0}.', name), open)) === open) {
      await window.showTextDocument(target).then(undefined, () => undefined)
    }
  }

  #make({ of, form, ending }: Form, place: Place | undefined): Promise<Exported | null | undefined> {
    const kind = window.activeColorTheme.kind
    const isLight = kind === ColorThemeKind.Light || kind === ColorThemeKind.HighContrastLight
    // Whoever looks at a file of SVG may have light or dark; a picture of points has the one that is on.
    const scheme: ColorScheme = ending === 'svg' ? 'auto' : isLight ? 'light' : 'dark'
    if (of === 'map') return ask(this.#client(), mapExport, { scheme })
    return place && form ? ask(this.#client(), streamExport, { stream: place, form, scheme }) : Promise.resolve(null)
  }
}

function forms(): Form[] {
  const separator = (label: string): Form => ({ label, kind: QuickPickItemKind.Separator })
  return [
    separator(l10n.t('Stream')),
    { label: 'Markdown', description: l10n.t('a page for a wiki'), of: 'stream', form: 'markdown', ending: 'md' },
    { label: 'HTML', description: l10n.t('one page that needs nothing else'), of: 'stream', form: 'html', ending: 'html' },
    { label: 'Mermaid', description: l10n.t('the flow as text'), of: 'stream', form: 'mermaid', ending: 'mmd' },
    { label: 'SVG', description: l10n.t('the flow as a picture'), of: 'stream', form: 'svg', ending: 'svg' },
    { label: 'PNG', description: l10n.t('the flow as a picture'), of: 'stream', form: 'svg', ending: 'png' },
    separator(l10n.t('Workspace Map')),
    { label: 'SVG', description: l10n.t('the map as a picture'), of: 'map', ending: 'svg' },
    { label: 'PNG', description: l10n.t('the map as a picture'), of: 'map', ending: 'png' },
  ]
}

function folderOf(place: Place | undefined): Uri {
  const uri = place ? Uri.parse(place.uri) : undefined
  if (uri && uri.scheme !== 'untitled') return Uri.joinPath(uri, '..')
  return workspace.workspaceFolders?.[0]?.uri ?? Uri.file('/')
}

function isPlace(value: unknown): value is Place {
  return typeof value === 'object' && value !== null && 'uri' in value && typeof value.uri === 'string' && 'pointer' in value
}
