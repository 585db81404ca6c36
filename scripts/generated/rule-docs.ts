import { type Report, reports } from '../../server/rules/reports.ts'
import type { Example, Rule } from '../../server/rules/rule.ts'

/** What the docs say for each severity. */
const WORDS = { error: 'error', warning: 'warning', info: 'information', hint: 'hint', off: 'off' } as const

/** A rule's page, `docs/rules/<id>.md`, from the rule itself: its examples are those that its test runs. */
export function rulePage({ meta, examples, fix }: Rule): string {
  const wrong = examples.filter(isMarked)
  const right = examples.filter((example) => !isMarked(example))
  return [
    `# ${meta.id}`,
    meta.title,
    facts(meta, fix !== undefined),
    meta.background,
    ...section('Reported', wrong),
    ...section('Not reported', right),
    ...(meta.whenNot === undefined ? [] : ['## When not to use it', meta.whenNot]),
    '## Options',
    options(meta),
    '## Silence it',
    silence(meta.id),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The page of what is reported without a rule of its own. */
export function reportPage(report: Report): string {
  const { id, title, background } = report
  return [`# ${id}`, title, facts(report, false), background, '## Options', options(report), '## Silence it', silence(id)]
    .join('\n\n')
    .concat('\n')
}

/** The rows of the rules, as a Markdown table; `link` is the folder of the pages, seen from where the table stands. */
export function ruleTable(rules: readonly Rule[], link: string): string {
  const all = [
    ...rules.map(({ meta, fix }) => ({ ...meta, fixed: fix === undefined ? '' : 'yes' })),
    ...reports.map((report) => ({ ...report, fixed: '' })),
  ]
  const rows = all
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, severity, title, fixed }) => `| [\`${id}\`](${link}/${id}.md) | ${WORDS[severity]} | ${cell(title)} | ${fixed} |`)
  return ['| rule | severity | reports | fix |', '|---|---|---|---|', ...rows].join('\n')
}

function facts({ severity, aliases = [] }: Pick<Rule['meta'], 'severity' | 'aliases'>, hasFix: boolean): string {
  const lines = [`- Severity: ${WORDS[severity]}`, `- Quick fix: ${hasFix ? 'yes' : 'no'}`]
  if (aliases.length > 0) lines.push(`- Once called: ${aliases.map((alias) => `\`${alias}\``).join(', ')}`)
  return lines.join('\n')
}

function section(title: string, examples: readonly Example[]): string[] {
  if (examples.length === 0) return []
  return [`## ${title}`, ...examples.flatMap((example) => [example.title, block(example.text)])]
}

function block(text: string): string {
  const isJson = text.trimStart().startsWith('{')
  return `\`\`\`${isJson ? 'jsonc' : 'yaml'}\n${text.trim()}\n\`\`\``
}

/** The settings that a rule reads besides its severity, as the config file names them. */
const SETTINGS: Readonly<Record<string, string>> = {
  'asyncapi/spec': '`recommendations: true` shows what the parser recommends, as hints.',
  'event-source/causation-id': '`envelope.causation` names the properties that count.',
  'event-source/event-id': '`envelope.id` names the properties that count.',
  'event-source/event-time': '`envelope.time` names the properties that count.',
  'event-source/schema-version': '`envelope.version` names the properties that count.',
  'event-source/sequence': '`envelope.sequence` names the properties that count.',
}

function options({ id, severity }: Pick<Rule['meta'], 'id' | 'severity'>): string {
  const raised = severity === 'info' || severity === 'hint' ? ' With `extends: strict` it is a warning.' : ''
  const history = id.startsWith('history/') ? '`baseline` names the git revision that is compared with.' : undefined
  const lines = [`Its severity under \`rules\`: \`error\`, \`warning\`, \`info\`, \`hint\` or \`off\`.${raised}`, SETTINGS[id] ?? history]
  return lines.filter((line) => line !== undefined).join('\n\n')
}

function silence(id: string): string {
  return `\`# event-source-disable-next-line ${id} -- reason\` above the line, or in \`.asyncapi-event-source.yaml\`:\n\n\`\`\`yaml\nrules:\n  ${id}: "off"\n\`\`\``
}

function isMarked({ text }: Example): boolean {
  return /(?:#|\/\/)(?:\^|<-)/.test(text)
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
