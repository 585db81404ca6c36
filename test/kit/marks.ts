import type { Span } from '../../server/document/node.ts'

/** One file of a text with marks. */
export interface MarkedFile {
  readonly path: string
  /** Without the lines that carried marks. */
  readonly text: string
  /** What was marked, sorted. A mark ends at the end of its line, also where what it stands for goes on. */
  readonly marks: readonly Span[]
}

const divider = /^--- file: (\S+)[ \t]*$/
const carets = /^[ \t]*(?:#|\/\/)[ \t]*\^[\^ \t]*$/
const arrow = /^([ \t]*)((?:#|\/\/)<-*)[ \t]*$/

/**
 * Takes the marks out of a text. A line of carets behind `#` or `//` marks what stands above them in the line before; where the comment
 * sign itself is in the way, `#<---` marks from its own column on. `--- file: name` opens another file.
 */
export function readMarked(marked: string): MarkedFile[] {
  const files: { path: string; lines: string[] }[] = []
  const first = { path: marked.trimStart().startsWith('{') ? 'document.json' : 'document.yaml', lines: [] as string[] }
  let current = first
  for (const line of marked.split('\n')) {
    const path = divider.exec(line)?.[1]
    if (path === undefined) current.lines.push(line)
    else files.push((current = { path, lines: [] }))
  }
  if (files.length === 0) files.push(first)
  return files.map(({ path, lines }) => ({ path, ...takeMarks(lines) }))
}

function takeMarks(lines: readonly string[]): { text: string; marks: Span[] } {
  const kept: string[] = []
  const marks: Span[] = []
  let start = 0
  let above = 0
  for (const line of lines) {
    const spans = markedIn(line)
    if (spans && kept.length > 0) marks.push(...spans.map(({ from, to }) => ({ from: above + from, to: above + to })))
    else {
      kept.push(line)
      above = start
      start += line.length + 1
    }
  }
  return { text: kept.join('\n'), marks: marks.sort((a, b) => a.from - b.from || a.to - b.to) }
}

function markedIn(line: string): Span[] | undefined {
  const shaft = arrow.exec(line)
  if (shaft) {
    const from = shaft[1]?.length ?? 0
    return [{ from, to: from + (shaft[2]?.length ?? 0) }]
  }
  if (!carets.test(line)) return undefined
  return [...line.matchAll(/\^+/g)].map((match) => ({ from: match.index, to: match.index + match[0].length }))
}

/** A span as a mark can show it: cut off at the end of the line in which it begins. */
export function firstLine(text: string, { from, to }: Span): Span {
  const end = text.indexOf('\n', from)
  return { from, to: end < 0 ? to : Math.min(to, end) }
}
