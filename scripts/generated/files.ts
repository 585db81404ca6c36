import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { reports } from '../../server/rules/reports.ts'
import type { Rule } from '../../server/rules/rule.ts'
import { ROOT } from '../bundles.ts'
import { generated as specTable } from '../generate-spec.ts'
import { manifestText } from './manifest.ts'
import { reportPage, rulePage, ruleTable } from './rule-docs.ts'
import { registryText, ruleFiles } from './rule-files.ts'
import { schemaFiles } from './schemas.ts'

const README_TABLE = /(<!-- rules: begin -->\n).*?(<!-- rules: end -->)/s

/** Every generated file as it should be, by its path from the root. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = await ruleFiles()
  const rules = await Promise.all(files.map(loadRule))
  const out = new Map([
    ['server/spec/table.generated.ts', specTable()],
    ['server/rules/registry.ts', registryText(files)],
    ['package.json', await manifestText(rules)],
    ['docs/rules/README.md', `# Rules\n\n${ruleTable(rules, '.')}\n`],
  ])
  for (const rule of rules) out.set(`docs/rules/${rule.meta.id}.md`, rulePage(rule))
  for (const report of reports) out.set(`docs/rules/${report.id}.md`, reportPage(report))
  for (const [path, text] of schemaFiles(rules)) out.set(path, text)
  const readme = join(ROOT, 'README.md')
  if (existsSync(readme)) {
    const text = await readFile(readme, 'utf8')
    out.set(
      'README.md',
      text.replace(README_TABLE, (_, begin, end) => `${begin}\n${ruleTable(rules, 'docs/rules')}\n\n${end}`),
    )
  }
  return out
}

/** Pages of rules that are no more, by their path from the root. */
export async function leftOver(files: ReadonlyMap<string, string>): Promise<string[]> {
  const folder = join(ROOT, 'docs', 'rules')
  if (!existsSync(folder)) return []
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
  return paths.map((path) => path.split(sep).join('/')).filter((path) => !files.has(path))
}

async function loadRule(file: string): Promise<Rule> {
  const { rule } = await import(`../../server/rules/${file}`)
  return rule
}
