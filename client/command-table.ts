import { isSingle, replayKeys, singleKeys } from './replay/replay-keys.ts'

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
  /** The pages that know it, by what their panels' type ends with; where not there, `pages`. */
  readonly pages?: readonly string[]
}

const category = '%command.category%'

const named = [
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
  { id: 'asyncapiEventSource.openDocumentPreview', title: '%command.openDocumentPreview.title%', category, icon: '$(preview)' },
  { id: 'asyncapiEventSource.export', title: '%command.export.title%', category, icon: '$(export)' },
  { id: 'asyncapiEventSource.showWorkspaceMap', title: '%command.showWorkspaceMap.title%', category, icon: '$(type-hierarchy)' },
  { id: 'asyncapiEventSource.replay', title: '%command.replay.title%', category, icon: '$(debug-rerun)' },
  { id: 'asyncapiEventSource.replayWith', title: '%command.replayWith.title%', category, icon: '$(debug-rerun)' },
  { id: 'asyncapiEventSource.inferMessages', title: '%command.inferMessages.title%', category, icon: '$(sparkle)' },
  { id: 'asyncapiEventSource.createFold', title: '%command.createFold.title%', category, icon: '$(new-file)' },
  { id: 'asyncapiEventSource.preview.source', title: '%command.preview.source.title%', category, keys: ['f12'] },
  { id: 'asyncapiEventSource.preview.nextFinding', title: '%command.preview.nextFinding.title%', category, keys: ['f8'] },
  { id: 'asyncapiEventSource.preview.previousFinding', title: '%command.preview.previousFinding.title%', category, keys: ['shift+f8'] },
  { id: 'asyncapiEventSource.preview.filter', title: '%command.preview.filter.title%', category, keys: ['/', 'ctrl+f'] },
  { id: 'asyncapiEventSource.preview.replay', title: '%command.preview.replay.title%', category, keys: ['r'], pages: ['stream', 'map'] },
  { id: 'asyncapiEventSource.preview.compare', title: '%command.preview.compare.title%', category, keys: ['c'], pages: ['stream'] },
  { id: 'asyncapiEventSource.preview.export', title: '%command.preview.export.title%', category, keys: ['e'], pages: ['stream', 'map'] },
  { id: 'asyncapiEventSource.preview.showMap', title: '%command.preview.showMap.title%', category, keys: ['m'], pages: ['map'] },
  { id: 'asyncapiEventSource.preview.showList', title: '%command.preview.showList.title%', category, keys: ['l'], pages: ['map'] },
] as const satisfies readonly Command[]

export type CommandId = (typeof named)[number]['id']

const pages = ['stream', 'map', 'document']

/** When a key belongs to a page: one of those that know it has the focus, and nobody types in it. */
function inPage(of: readonly string[]): string {
  const isActive = of.map((page) => `activeWebviewPanelId == 'asyncapiEventSource.${page}'`).join(' || ')
  return `${of.length > 1 ? `(${isActive})` : isActive} && !inputFocus && !asyncapiEventSource.textFocus`
}

/** What the keys of the replay panel do. */
const replayCommands: readonly Command[] = Object.entries(replayKeys).map(([name, keys]) => ({
  id: `asyncapiEventSource.replay.${name}`,
  title: `%command.replay.${name}.title%`,
  category,
  keys,
  pages: ['replay'],
}))

/** All commands, in the order in which they are contributed. */
export const commands: readonly Command[] = [...named, ...replayCommands]

/** `contributes.keybindings`. */
export const keybindings = commands.flatMap(({ id, keys = [], pages: own = pages }) =>
  keys.map((key) => {
    const letter = own.includes('replay') && isSingle(key) ? ` && config.${singleKeys}` : ''
    return { command: id, key, ...macKey(key), when: inPage(own) + letter }
  }),
)

/** Files that may hold what was recorded. */
const isRecording = 'resourceExtname =~ /^\\.(ndjson|jsonl|json|csv|parquet|gz|zst)$/'

/** `contributes.menus`: what only a page can do is not in the palette. */
export const menus = {
  commandPalette: commands.filter(({ keys }) => keys !== undefined).map(({ id }) => ({ command: id, when: 'false' })),
  'editor/title': [
    {
      command: 'asyncapiEventSource.openStreamPreview',
      when: 'asyncapiEventSource.hasStream && resourceLangId =~ /^(yaml|json|jsonc)$/',
      group: 'navigation',
    },
    {
      command: 'asyncapiEventSource.openDocumentPreview',
      when: 'asyncapiEventSource.isDocument && resourceLangId =~ /^(yaml|json|jsonc)$/',
      group: 'navigation',
    },
    {
      command: 'asyncapiEventSource.showWorkspaceMap',
      when: "activeWebviewPanelId == 'asyncapiEventSource.stream'",
      group: 'navigation',
    },
  ],
  'explorer/context': [
    { command: 'asyncapiEventSource.replayWith', when: isRecording, group: 'navigation@100' },
    {
      command: 'asyncapiEventSource.inferMessages',
      when: 'resourceExtname =~ /^\\.(ndjson|jsonl|csv|parquet|gz|zst)$/',
      group: 'navigation@101',
    },
    {
      command: 'asyncapiEventSource.openStreamPreview',
      when: 'resourceExtname =~ /^\\.(ya?ml|jsonc?)$/',
      group: 'navigation@99',
    },
  ],
  'editor/context': [
    { command: 'asyncapiEventSource.replayWith', when: `${isRecording} && !asyncapiEventSource.isDocument`, group: '1_preview' },
    {
      command: 'asyncapiEventSource.replay',
      when: 'asyncapiEventSource.hasStream && resourceLangId =~ /^(yaml|json|jsonc)$/',
      group: '1_preview',
    },
    {
      command: 'asyncapiEventSource.openStreamPreview',
      when: 'asyncapiEventSource.hasStream && resourceLangId =~ /^(yaml|json|jsonc)$/',
      group: '1_preview',
    },
    {
      command: 'asyncapiEventSource.openDocumentPreview',
      when: 'asyncapiEventSource.isDocument && resourceLangId =~ /^(yaml|json|jsonc)$/',
      group: '1_preview',
    },
  ],
}

function macKey(key: string): { readonly mac?: string } {
  return key.startsWith('ctrl+') ? { mac: key.replace('ctrl', 'cmd') } : {}
}
