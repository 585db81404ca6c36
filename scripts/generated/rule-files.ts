import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from '../bundles.ts'

const RULES = join(ROOT, 'server', 'rules')

/** The files that define a rule, as `section/name.ts`, sorted: those one folder below `server/rules/` that export one. */
export async function ruleFiles(): Promise<string[]> {
  const found: string[] = []
  for (const section of await readdir(RULES, { withFileTypes: true })) {
    if (!section.isDirectory()) continue
    for (const name of await readdir(join(RULES, section.name))) {
      if (!name.endsWith('.ts')) continue
      const text = await readFile(join(RULES, section.name, name), 'utf8')
      if (/^export const rule\b/m.test(text)) found.push(`${section.name}/${name}`)
    }
  }
  return found.sort()
}

/** `server/rules/registry.ts`: all rules in one list. */
export function registryText(files: readonly string[]): string {
  const imports = files.map((file) => `import { rule as ${identifier(file)} } from './${file}'\n`)
  const names = files.map((file) => `  ${identifier(file)},\n`)
  return [
    '// Written by `npm run generate` from the files in this folder.\n',
    ...imports,
    "import type { Rule } from './rule.ts'\n\n",
    '/** Every rule there is, by section and name. */\n',
    `export const rules: readonly Rule[] = [\n${names.join('')}]\n`,
  ].join('')
}

/** `event-source/no-compaction.ts` is `eventSourceNoCompaction`. */
function identifier(file: string): string {
  return file.replace(/\.ts$/, '').replace(/[-/](\w)/g, (_, letter: string) => letter.toUpperCase())
}
