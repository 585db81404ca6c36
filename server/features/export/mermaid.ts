import type { Application, StreamPage } from '../../../shared/preview-protocol.ts'
import { current } from './flow.ts'

/** The flow as a Mermaid flowchart: who appends → events → who reads. */
export function flowMermaid(page: StreamPage): string {
  const messages = current(page)
  const lines = ['flowchart LR']
  const nodes = (prefix: string, applications: readonly Application[]) =>
    applications.map(({ name }, index) => `  ${prefix}${index}[${quoted(name)}]`)
  lines.push(...nodes('a', page.appenders))
  lines.push(`  subgraph stream [${quoted(page.address ?? page.title)}]`, '    direction TB')
  lines.push(...messages.map(({ name }, index) => `    e${index}([${quoted(name)}])`))
  if (messages.length === 0) lines.push(`    none[${quoted('No messages yet')}]`)
  lines.push('  end', ...nodes('r', page.readers))
  const targets = ({ messages: own }: Application) =>
    own === 'all' ? ['stream'] : messages.flatMap(({ key }, index) => (own.includes(key) ? [`e${index}`] : []))
  for (const [index, one] of page.appenders.entries()) for (const target of targets(one)) lines.push(`  a${index} --> ${target}`)
  for (const [index, one] of page.readers.entries()) for (const target of targets(one)) lines.push(`  ${target} --> r${index}`)
  return `${lines.join('\n')}\n`
}

/** A label in which nothing is Mermaid's, Markdown's or HTML's: what may be is written by its number, and so is a point or dash that may begin a list. */
function quoted(text: string): string {
  const plain = text.replaceAll(/\s+/g, ' ').trim() || '(unnamed)'
  const coded = (char: string) => `#${char.codePointAt(0)};`
  return `"${plain.replaceAll(/^-|(?<=^\d+)\.|[^\p{L}\p{N} .,/:()-]/gu, coded)}"`
}
