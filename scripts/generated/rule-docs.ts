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
    '## Silence it',
    silence(meta.id),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The rows of the rules, as a Markdown table; `link` is the folder of the pages, seen from where the table stands. */
export function ruleTable(rules: readonly Rule[], link: string): string {
  const rows = rules.map(({ meta, fix }) => {
    return `| [\`${meta.id}\`](${link}/${meta.id}.md) | ${WORDS[meta.severity]} | ${cell(meta.title)} | ${fix === undefined ? '' : 'yes'} |`
  })
  return ['| rule | severity | reports | fix |', '|---|---|---|---|', ...rows].join('\n')
}

function facts({ severity, aliases = [] }: Rule['meta'], hasFix: boolean): string {
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

function silence(id: string): string {
  return `\`# event-source-disable-next-line ${id} -- reason\` above the line, or in \`.asyncapi-event-source.yaml\`:\n\n\`\`\`yaml\nrules:\n  ${id}: "off"\n\`\`\``
}

function isMarked({ text }: Example): boolean {
  return /(?:#|\/\/)\^+/.test(text)
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
