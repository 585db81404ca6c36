import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands, keybindings, menus } from '../../../client/command-table.ts'
import { manifest } from '../../../client/manifest.ts'
import { settings } from '../../../client/settings-table.ts'

const root = join(import.meta.dirname, '../../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const texts: Record<string, string> = JSON.parse(read('package.nls.json'))

test('each text that the tables name is there', () => {
  const named = [...JSON.stringify([commands, settings, manifest]).matchAll(/%([\w.-]+)%/g)].map(([, key]) => key)
  expect(named.filter((key) => key === undefined || texts[key] === undefined)).toEqual([])
})

test('ids and names are those of the extension', () => {
  for (const name of [...commands.map(({ id }) => id), ...Object.keys(settings)]) expect(name).toMatch(/^asyncapiEventSource\.\w/)
})

test('the texts to translate are those of the code', () => {
  const sources = readdirSync(join(root, 'client'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  const said = sources.flatMap((name) => [...read(`client/${name}`).matchAll(/l10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map(([, text]) => text))
  const bundle: Record<string, string> = JSON.parse(read('l10n/bundle.l10n.json'))
  expect(Object.keys(bundle).sort()).toEqual([...new Set(said)].sort())
})

test('what only a page can do has a key there and is not in the palette', () => {
  const ofPages = commands.filter(({ id }) => /^asyncapiEventSource\.(?:preview|replay)\./.test(id)).map(({ id }) => id)
  expect(menus.commandPalette.map(({ command }) => command)).toEqual(ofPages)
  expect([...new Set(keybindings.map(({ command }) => command))]).toEqual(ofPages)
  for (const { when } of keybindings) expect(when).toMatch(/activeWebviewPanelId == 'asyncapiEventSource\.(stream|map|document|replay)'/)
})
