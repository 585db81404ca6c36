import type { ConventionFinding, ExampleValue, MessageRow, StreamPage } from '../../../shared/preview-protocol.ts'
import { escapeMarkdown, markdownBlock, markdownCode, said } from './escape.ts'
import { current, flowText } from './flow.ts'
import { flowMermaid } from './mermaid.ts'
import { exampleText, facts, orderWords, type SheetRow, sheetRows, standingWords } from './sheet.ts'

/** A stream as Markdown (CommonMark with tables), its flow as a Mermaid diagram. */
export function streamMarkdown(page: StreamPage): string {
  const messages = current(page)
  const parts = [
    `# ${escapeMarkdown(page.title)}`,
    head(page),
    '## Who appends and who reads',
    escapeMarkdown(flowText(page)),
    markdownBlock(flowMermaid(page).trimEnd(), 'mermaid'),
    ...(page.kept.length === 0
      ? []
      : ['## How it is kept', page.kept.map(({ standing, text }) => `- ${stands(standing)}${sentence(text)}`).join('\n')]),
    '## Messages',
    ...(messages.length === 0 ? ['No messages yet.'] : [orderWords[page.order], overview(page, messages)]),
    ...messages.map(message),
    '## Conventions',
    page.groups
      .map(
        ({ title, holds, of, say }) => `- **${escapeMarkdown(title)}**: ${holds} of ${of}${say === undefined ? '' : `. ${sentence(say)}`}`,
      )
      .join('\n'),
    findings(page.groups.flatMap((group) => group.findings)),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function head(page: StreamPage): string {
  const { data, words } = facts(page)
  const line = [...(data === undefined ? [] : [markdownCode(data)]), ...words.map(escapeMarkdown)].join(' · ')
  return `${line}${line === '' ? '' : ' · '}an event source because of ${sentence(page.why.text)}`
}

function sentence(text: string): string {
  return said(text, escapeMarkdown, markdownCode)
}

function stands(standing: keyof typeof standingWords | undefined): string {
  return standing === undefined || standing === 'pass' ? '' : `**${standingWords[standing]}:** `
}

function overview({ markAt }: StreamPage, messages: readonly MessageRow[]): string {
  const cell = ({ text }: MessageRow['mark']) => (text === undefined ? 'none' : markdownCode(text))
  const mark = markAt === undefined ? 'Type mark' : `Type mark (${markdownCode(markAt)})`
  const rows = messages.map((one) => [nameOf(one), cell(one.mark), cell(one.correlation), cell(one.partitionKey)])
  return table(['Event', mark, 'Correlation', 'Key'], rows)
}

function nameOf({ name }: MessageRow): string {
  return escapeMarkdown(name) || '(unnamed)'
}

function message(one: MessageRow): string {
  const { detail } = one
  const parts = [`### ${nameOf(one)}`]
  if (detail?.summary !== undefined) parts.push(escapeMarkdown(detail.summary))
  if (detail?.nothing !== undefined) parts.push(sentence(detail.nothing))
  if (detail && detail.payload.length > 0) parts.push(properties('Property', sheetRows(detail.payload)))
  if (detail && detail.headers.length > 0) parts.push(properties('Header', sheetRows(detail.headers)))
  if (detail) parts.push(...detail.examples.map(example), findings(detail.findings))
  return parts.filter((part) => part !== '').join('\n\n')
}

function properties(title: string, rows: readonly SheetRow[]): string {
  return table(
    [title, 'Type', 'Values and limits', ''],
    rows.map(({ depth, name, type, values, limits, notes }) => [
      `${'&nbsp;&nbsp;'.repeat(depth)}${markdownCode(name)}`,
      escapeMarkdown(type),
      [...values.map(markdownCode), ...(limits === '' ? [] : [escapeMarkdown(limits)])].join(', '),
      notes.join(', '),
    ]),
  )
}

function example({ name, payload, headers, accepted }: ExampleValue): string {
  const refused = accepted === false ? ' (the payload refuses it)' : ''
  return `Example${name === undefined ? '' : ` *${escapeMarkdown(name)}*`}${refused}:\n\n${markdownBlock(exampleText(payload, headers), 'json')}`
}

function findings(all: readonly ConventionFinding[]): string {
  return all
    .map(
      ({ severity, about, message: text }) =>
        `- ${stands(severity)}${about === undefined ? '' : `${escapeMarkdown(about)}: `}${sentence(text)}`,
    )
    .join('\n')
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')
}
