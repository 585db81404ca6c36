/** A command as `package.json` contributes it; texts are keys of `package.nls.json`. */
export interface Command {
  readonly id: string
  readonly title: string
  readonly category: string
  readonly icon?: string
  /** When it can be run; always where not there. */
  readonly enablement?: string
  /** It makes sense within a page only: not in the palette, but on a key. */
  readonly keys?: readonly string[]
}

const category = '%command.category%'

export const commands = [
  { id: 'asyncapiEventSource.restart', title: '%command.restart.title%', category, icon: '$(refresh)' },
  { id: 'asyncapiEventSource.showOutput', title: '%command.showOutput.title%', category, icon: '$(output)' },
  { id: 'asyncapiEventSource.showStatus', title: '%command.showStatus.title%', category },
  { id: 'asyncapiEventSource.openRuleDocs', title: '%command.openRuleDocs.title%', category, icon: '$(book)' },
  {
    id: 'asyncapiEventSource.openStreamPreview',
    title: '%command.openStreamPreview.title%',
    category,
    icon: '$(open-preview)',
  },
  { id: 'asyncapiEventSource.preview.source', title: '%command.preview.source.title%', category, keys: ['f12'] },
  { id: 'asyncapiEventSource.preview.nextFinding', title: '%command.preview.nextFinding.title%', category, keys: ['f8'] },
  { id: 'asyncapiEventSource.preview.previousFinding', title: '%command.preview.previousFinding.title%', category, keys: ['shift+f8'] },
  { id: 'asyncapiEventSource.preview.filter', title: '%command.preview.filter.title%', category, keys: ['/', 'ctrl+f'] },
] as const satisfies readonly Command[]

export type CommandId = (typeof commands)[number]['id']

/** When a key belongs to a page: one of ours has the focus, and nobody types in it. */
const inPage = "activeWebviewPanelId == 'asyncapiEventSource.stream' && !asyncapiEventSource.textFocus"

const all: readonly Command[] = commands

/** `contributes.keybindings`. */
export const keybindings = all.flatMap(({ id, keys = [] }) => keys.map((key) => ({ command: id, key, ...macKey(key), when: inPage })))

/** `contributes.menus`: what only a page can do is not in the palette. */
export const menus = {
  commandPalette: all.filter(({ keys }) => keys !== undefined).map(({ id }) => ({ command: id, when: 'false' })),
  'editor/title': [
    {
      command: 'asyncapiEventSource.openStreamPreview',
      when: 'asyncapiEventSource.hasStream && resourceLangId =~ /^(yaml|json|jsonc)$/',
      group: 'navigation',
    },
  ],
}

function macKey(key: string): { readonly mac?: string } {
  return key.startsWith('ctrl+') ? { mac: key.replace('ctrl', 'cmd') } : {}
}
