import { pathToFileURL } from 'node:url'
import type { Checks } from '../server/validate/checks.ts'
import { baselineScheme } from '../shared/protocol.ts'
import { relativeUri, uriKey } from '../shared/uri.ts'
import type { Terminal } from './check.ts'
import type { CheckDiagnostic, CheckResult, FormatSurroundings } from './result.ts'
import { version } from './version.ts'

/** Everything that was found, in the shape that is printed. */
export function collect(checks: Checks, cwd: string): CheckResult {
  const { workspace, checker } = checks
  const name = (uri: string) => relativePath(uri, cwd)
  const diagnostics: CheckDiagnostic[] = []
  for (const file of workspace.files) {
    const lines = file.source?.lines
    if (!lines) continue
    for (const problem of checker.problemsOf(file)) {
      diagnostics.push({
        file: name(file.uri),
        range: lines.range(problem.span),
        severity: problem.severity,
        code: problem.code,
        message: problem.message,
        related: problem.related.flatMap(({ uri, span, message, range }) => {
          if (range) return [{ file: oldName(uri, name), range, message }]
          const other = workspace.file(uri).source?.lines
          return other ? [{ file: name(uri), range: other.range(span), message }] : []
        }),
      })
    }
  }
  return { files: workspace.members.reduce((count, file) => count + file.documents.length, 0), diagnostics: diagnostics.sort(compare) }
}

/** An older file by its path, as if it were there today; the commit is no part of a path. */
function oldName(uri: string, name: (uri: string) => string): string {
  return uri.startsWith(`${baselineScheme}:`) ? name(uri.replace(baselineScheme, 'file').replace(/\?[^?]*$/, '')) : name(uri)
}

function compare(a: CheckDiagnostic, b: CheckDiagnostic): number {
  return (
    compareText(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    a.range.end.line - b.range.end.line ||
    a.range.end.character - b.range.end.character ||
    compareText(a.code, b.code)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function relativePath(uri: string, cwd: string): string {
  return relativeUri(uriKey(pathToFileURL(`${cwd}/x`).href), uri)
}

/** What the formats want to know besides. */
export function surroundings(checks: Checks, terminal: Terminal, cwd: string): FormatSurroundings {
  const { env, stdout } = terminal
  const byName = new Map(checks.workspace.files.map((file) => [relativePath(file.uri, cwd), file]))
  return {
    textOf: (file) => byName.get(file)?.source?.text,
    colour: (stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb') || Boolean(env.FORCE_COLOR && env.FORCE_COLOR !== '0'),
    rules: checks.checker.rules,
    version: version(),
  }
}
