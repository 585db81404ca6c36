import type { ParserRange } from './protocol.ts'

/**
 * Whether the id at `range` is written more than once. The parser opens every reference before it looks for duplicates, so that it calls
 * a message that two channels share a duplicate of itself.
 */
export function isWrittenTwice(range: ParserRange, text: string, texts: Iterable<string>): boolean {
  const id = unquoted(textAt(text, range))
  let count = 0
  for (const each of texts) {
    for (const [, written = ''] of each.matchAll(messageId)) if (unquoted(written) === id) count++
  }
  return count > 1
}

const messageId = /\bmessageId["']?[ \t]*:[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s,}\]#]+)/g

/** The first word, or what stands in quotes: the same cut of a value wherever it is written. */
function unquoted(written: string): string {
  return (
    /^(?:"([^"]*)"|'([^']*)'|([^\s,}\]#]*))/
      .exec(written)
      ?.slice(1)
      .find((part) => part !== undefined) ?? ''
  )
}

function textAt(text: string, { start, end }: ParserRange): string {
  const line = text.split('\n')[start.line] ?? ''
  return line.slice(start.character, start.line === end.line ? end.character : undefined)
}
