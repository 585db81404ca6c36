import type { SourceText } from '../source-text.ts'

/** How the author writes; new text is written the same way. */
export interface Style {
  readonly json: boolean
  readonly newline: string
  /** One step of indentation. */
  readonly unit: string
  readonly quote: '"' | "'"
  /** Whether the dashes of a list are indented under its key. */
  readonly indentsLists: boolean
}

export function styleOf(source: SourceText): Style {
  let style = styles.get(source)
  if (!style) {
    style = findStyle(source)
    styles.set(source, style)
  }
  return style
}

const styles = new WeakMap<SourceText, Style>()

function findStyle({ text, language }: SourceText): Style {
  const json = language !== 'yaml'
  const single = text.match(/(?<=[\s[{,])'/g)?.length ?? 0
  const double = text.match(/(?<=[\s[{,])"/g)?.length ?? 0
  return {
    json,
    newline: text.includes('\r\n') ? '\r\n' : text.includes('\n') || !text.includes('\r') ? '\n' : '\r',
    unit: /(?:^|[\n\r])([ \t]+)(?=[^\s#*/-])/.exec(text)?.[1] ?? '  ',
    quote: single > double ? "'" : '"',
    indentsLists: json || !/(?:^|[\n\r])( *)[^\s#-][^\n\r]*:[ \t]*\r?\n\1- /.test(text),
  }
}

/** The column of a place, counted in characters. */
export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at)
}

export function lineStart(text: string, at: number): number {
  let from = at
  while (from > 0 && !isBreak(text, from - 1)) from--
  return from
}

/** The end of the line that holds a place, before its line break. */
export function lineEnd(text: string, at: number): number {
  let to = at
  while (to < text.length && !isBreak(text, to)) to++
  return to
}

/** Behind the line break at a place; the place itself where none is. */
export function afterBreak(text: string, at: number): number {
  if (text.startsWith('\r\n', at)) return at + 2
  return at < text.length && isBreak(text, at) ? at + 1 : at
}

export function isBreak(text: string, at: number): boolean {
  return text[at] === '\n' || text[at] === '\r'
}

/** The white space that a line begins with. */
export function indentOfLine(text: string, at: number): string {
  const from = lineStart(text, at)
  let to = from
  while (text[to] === ' ' || text[to] === '\t') to++
  return text.slice(from, to)
}
