import type { Format, Shown } from '../result.ts'

const commands: Record<Shown, string> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' }

/** Workflow commands of GitHub Actions, a line each: they become annotations in the changed files. */
export const github: Format = ({ diagnostics }) =>
  diagnostics
    .map(({ file, range, severity, code, message }) => {
      const place = [
        `file=${property(file)}`,
        `line=${range.start.line + 1}`,
        `col=${range.start.character + 1}`,
        `endLine=${range.end.line + 1}`,
        `endColumn=${range.end.character + 1}`,
        `title=${property(code)}`,
      ]
      return `::${commands[severity]} ${place.join(',')}::${data(message)}\n`
    })
    .join('')

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
