import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commands, keybindings, menus } from '../../client/command-table.ts'
import { languages } from '../../client/languages-table.ts'
import { manifest } from '../../client/manifest.ts'
import { settings, severities } from '../../client/settings-table.ts'
import { reports } from '../../server/rules/reports.ts'
import type { Rule } from '../../server/rules/rule.ts'
import { ROOT } from '../bundles.ts'

/** `package.json` with what the client's tables and the rules contribute; all else stays as it is. */
export async function manifestText(rules: readonly Rule[]): Promise<string> {
  const before = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
  const contributes = {
    ...before.contributes,
    commands: commands.map(({ enablement, ...command }: (typeof commands)[number] & { enablement?: string }) => ({
      command: command.id,
      title: command.title,
      category: command.category,
      ...('icon' in command ? { icon: command.icon } : {}),
      ...(enablement === undefined ? {} : { enablement }),
    })),
    keybindings,
    menus,
    ...languages,
    configuration: {
      title: '%configuration.title%',
      properties: {
        ...settings,
        'asyncapiEventSource.rules': { ...settings['asyncapiEventSource.rules'], properties: ruleSettings(rules) },
      },
    },
  }
  return `${JSON.stringify({ ...before, ...manifest, contributes }, null, 2)}\n`
}

function ruleSettings(rules: readonly Rule[]): Record<string, unknown> {
  const properties: Record<string, unknown> = {}
  for (const { meta } of rules) {
    properties[meta.id] = { type: 'string', enum: severities, default: meta.severity, markdownDescription: meta.title }
    for (const alias of meta.aliases ?? []) {
      properties[alias] = { type: 'string', enum: severities, deprecationMessage: `It is called ${meta.id} now.` }
    }
  }
  for (const { id, severity, title } of reports) {
    properties[id] = { type: 'string', enum: severities, default: severity, markdownDescription: title }
  }
  return properties
}
