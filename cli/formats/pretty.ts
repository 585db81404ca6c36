import picocolors from 'picocolors'
import { type CheckDiagnostic, type Format, type Range, type Shown, shownSeverities } from '../result.ts'

const words: Record<Shown, readonly [one: string, many: string]> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['information', 'informations'],
  hint: ['hint', 'hints'],
}

/** For a person at a terminal: each finding with the lines it stands in. */
export const pretty: Format = ({ files, diagnostics }, { textOf, colour }) => {
  const paint = painter(colour)
  const lines = new Map<string, string[]>()
  const linesOf = (file: string) => {
    let found = lines.get(file)
    if (!found) lines.set(file, (found = (textOf(file) ?? '').split(/\r\n|\r|\n/)))
    return found
  }
  const shown = diagnostics.map((diagnostic) => entry(diagnostic, linesOf(diagnostic.file), paint)).join('\n')
  const checked = `${files} AsyncAPI ${files === 1 ? 'document' : 'documents'} checked`
  const counts = shownSeverities.flatMap((severity) => {
    const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length
    return count === 0 ? [] : [paint[severity](`${count} ${words[severity][count === 1 ? 0 : 1]}`)]
  })
  return `${shown}${shown && '\n'}${checked}: ${counts.length === 0 ? paint.good('no problems') : counts.join(', ')}.\n`
}

function entry({ file, range, severity, code, message, related }: CheckDiagnostic, lines: readonly string[], paint: Painter): string {
  const place = paint.place(`${file}:${range.start.line + 1}:${range.start.character + 1}`)
  const also = related.map(
    (one) => `  ${paint.dim(`${one.file}:${one.range.start.line + 1}:${one.range.start.character + 1}`)} ${plain(one.message)}\n`,
  )
  return `${place} ${paint[severity](words[severity][0])} ${plain(message)} ${paint.dim(code)}\n${frame(lines, range, severity, paint)}${also.join('')}`
}

/** The most columns of a line that are shown; a document may be one line of megabytes. */
const widest = 120

/** The first line of the range with the one before it, and what is meant underlined. */
function frame(lines: readonly string[], { start, end }: Range, severity: Shown, paint: Painter): string {
  const last = String(start.line + 1).length
  const cut = Math.max(0, start.character - widest / 2)
  const row = (line: number) => {
    const text = lines[line]
    if (text === undefined) return ''
    return `  ${paint.dim(`${String(line + 1).padStart(last)} │`)} ${plain(text.slice(cut, cut + widest))}\n`
  }
  const text = lines[start.line] ?? ''
  const stop = end.line === start.line ? end.character : text.length
  const length = Math.max(1, Math.min(stop, cut + widest) - start.character)
  const before = text.slice(cut, start.character).replace(/[^\t]/gu, ' ')
  const above = (lines[start.line - 1] ?? '').trim() === '' ? '' : row(start.line - 1)
  return `${above}${row(start.line)}  ${' '.repeat(last)} ${paint.dim('│')} ${before}${paint[severity]('^'.repeat(length))}\n`
}

/** Documents are hostile: what would steer the terminal is shown as a sign instead. */
function plain(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu, '\ufffd')
}

type Painter = Record<Shown | 'dim' | 'place' | 'good', (text: string) => string>

function painter(colour: boolean): Painter {
  const { red, yellow, blue, cyan, dim, bold, green } = picocolors.createColors(colour)
  return { error: red, warning: yellow, info: blue, hint: cyan, dim, place: bold, good: green }
}
