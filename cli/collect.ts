import { pathToFileURL } from 'node:url'
import type { Checks } from '../server/validate/checks.ts'
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
          if (range) return [{ ...oldPlace(uri, message, name), range }]
          const other = workspace.file(uri).source?.lines
          return other ? [{ file: name(uri), range: other.range(span), message }] : []
        }),
      })
    }
  }
  return { files: workspace.members.reduce((count, file) => count + file.documents.length, 0), diagnostics: diagnostics.sort(compare) }
}

/** A place in an older version: a commit is no part of a file's path, so the message names it. */
function oldPlace(uri: string, message: string, name: (uri: string) => string): { file: string; message: string } {
  const [, path, commit = ''] = /^asyncapi-event-source-baseline:(.*)\?(\w+)$/.exec(uri) ?? []
  return path === undefined ? { file: name(uri), message } : { file: name(`file:${path}`), message: `${message} (${commit.slice(0, 8)})` }
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
