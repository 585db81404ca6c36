/** A text within an element or an attribute of HTML or XML. What XML has no place for is dropped. */
export function escapeXml(text: string): string {
  return text.replaceAll(forbidden, '').replaceAll(/[&<>"']/g, (char) => entities[char] ?? char)
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** Control characters, and halves of a surrogate pair. (XML 1.0, section 2.2) */
const forbidden = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu

/** A text within a line of Markdown, a cell of a table included: nothing in it is markup. */
export function escapeMarkdown(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]()#+!|~$-]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/(https?|ftp|www|mailto)(?=[:.])/gi, '$1\u200B')
}

/** Data within a line of Markdown, as code; in a table a bar would end the cell even there. */
export function markdownCode(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')
  const ticks = '`'.repeat(longestRun(line) + 1)
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return line === '' ? '' : `${ticks}${pad}${line}${pad}${ticks}`
}

/** A block of code whose fence is longer than any within. */
export function markdownBlock(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1))
  return `${fence}${language}\n${text}\n${fence}`
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}

/** A sentence in which a stretch between backticks is data, its parts in turn. */
export function said(text: string, word: (text: string) => string, data: (text: string) => string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? data(part) : word(part)))
    .join('')
}
