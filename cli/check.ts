import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { ReadProblem } from '../server/workspace/host.ts'
import { readBaseline } from './baseline.ts'
import { makeChecks } from './checks.ts'
import { collect, surroundings } from './collect.ts'
import { github } from './formats/github.ts'
import { json } from './formats/json.ts'
import { junit } from './formats/junit.ts'
import { pretty } from './formats/pretty.ts'
import { sarif } from './formats/sarif.ts'
import { findFiles } from './paths.ts'
import { type CheckResult, type Format, type Shown, shownSeverities } from './result.ts'

export const usage = `Usage: asyncapi-event-source check PATH… [options]

Checks AsyncAPI documents and the event sources that they describe. PATH is a file, a folder or a glob.

Options:
  --format pretty|json|sarif|github|junit   how findings are written (default pretty)
  --baseline REV|FILE|FOLDER                what event sources are held against: a git revision, an older document,
                                            or a folder of them (default: where the branch left the default one)
  --config FILE                             the config file, instead of the nearest one above each document
  --fail-severity error|warning|info|hint   the lowest severity that makes the check fail (default error)
  --no-spec                                 leave out the official AsyncAPI parser
  --no-error-on-unmatched-pattern           no AsyncAPI document in any PATH is fine
  -h, --help                                show this

Exit codes: 0 nothing at or above the limit, 1 findings, 2 bad arguments, unreadable files or no AsyncAPI document.
`

const formats: Readonly<Record<string, Format>> = { pretty, json, sarif, github, junit }

const problemWords: Readonly<Record<ReadProblem, string>> = {
  missing: 'there is no such file.',
  'not-a-file': 'it is no plain file.',
  'too-big': 'it is larger than 5 MB.',
  denied: 'it may not be read.',
  outside: 'it is a link that leads out of the workspace.',
}

/** What the command needs of the process; a test hands over its own. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean }
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean }
  readonly env: Readonly<Record<string, string | undefined>>
  cwd(): string
}

/** Runs `check`; resolves to the exit code. */
export async function check(args: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const fail = (message: string): 2 => {
    terminal.stderr.write(`${message}\n`)
    return 2
  }
  let options: ReturnType<typeof readArguments>
  try {
    options = readArguments(args)
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
  if (options.help) {
    terminal.stdout.write(usage)
    return 0
  }
  const cwd = terminal.cwd()
  const found = await findFiles(options.paths, cwd)
  if ('problem' in found) return fail(found.problem)
  if (options.config !== undefined && !existsSync(resolve(cwd, options.config)))
    return fail(`${options.config} cannot be read: there is no such file.`)
  const baseline = await readBaseline(options.baseline, found.files, cwd)
  if ('problem' in baseline) return fail(baseline.problem)
  const { files } = baseline
  const checks = makeChecks(files, { ...options, baseline: baseline.choice }, cwd, (message) => terminal.stderr.write(`${message}\n`))
  const { checker, workspace } = checks
  for (const { path, uri, named } of files) {
    await (named ? workspace.load(uri) : workspace.meet(uri))
    const { state, documents, looksLikeOurs } = workspace.file(uri)
    if (!named || documents.length > 0 || looksLikeOurs) continue
    if (state.kind === 'unreadable') return fail(`${path} cannot be read: ${problemWords[state.problem]}`)
    terminal.stderr.write(`${path} is passed over: it is no AsyncAPI document.\n`)
  }
  await Promise.all(workspace.members.map((file) => workspace.load(file.uri)))
  const documents = () => workspace.members.map((file) => file.uri)
  const show = (result: CheckResult) => terminal.stdout.write(options.format(result, surroundings(checks, terminal, cwd)))
  if (documents().length === 0 && !files.some(({ uri }) => workspace.file(uri).looksLikeOurs)) {
    if (!options.unmatchedIsFine) return fail('No AsyncAPI document was found in any PATH.')
    show({ files: 0, diagnostics: [] })
    return 0
  }
  await Promise.all(documents().map((uri) => checks.config.load(uri)))
  checker.checkAll()
  await checker.idle()
  await checker.runSlow(documents())
  checker.dispose()
  const result = collect(checks, cwd)
  show(result)
  const limit = shownSeverities.indexOf(options.failSeverity)
  return result.diagnostics.some(({ severity }) => shownSeverities.indexOf(severity) <= limit) ? 1 : 0
}

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string', default: 'pretty' },
      baseline: { type: 'string' },
      config: { type: 'string' },
      'fail-severity': { type: 'string', default: 'error' },
      'no-spec': { type: 'boolean', default: false },
      'no-error-on-unmatched-pattern': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const format = formats[values.format]
  if (!format) throw new Error(`--format takes ${Object.keys(formats).join(', ')}; it is ${values.format}.`)
  const failSeverity = values['fail-severity'] as Shown
  if (!shownSeverities.includes(failSeverity))
    throw new Error(`--fail-severity takes ${shownSeverities.join(', ')}; it is ${failSeverity}.`)
  if (positionals.length === 0 && !values.help) throw new Error('Say which PATH is to be checked.')
  return {
    paths: positionals,
    format,
    failSeverity,
    baseline: values.baseline,
    config: values.config,
    spec: !values['no-spec'],
    unmatchedIsFine: values['no-error-on-unmatched-pattern'],
    help: values.help,
  }
}
