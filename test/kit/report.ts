import { rules } from '../../server/rules/registry.ts'
import { reports } from '../../server/rules/reports.ts'
import { Checks } from '../../server/validate/checks.ts'
import type { Config } from '../../server/validate/config.ts'
import type { Problem } from '../../server/validate/problem.ts'
import { folder, memoryHost, type Texts } from './workspace.ts'

/** A problem, and where it is said. */
export interface Reported {
  readonly file: string
  /** One-based. */
  readonly line: number
  readonly column: number
  readonly problem: Problem
}

/** All that is said of the texts, in the order of files and places, without the slow wave. Throws when a check did. */
export async function reportedIn(texts: Texts, settings: Config = {}): Promise<Reported[]> {
  const published = new Map<string, Reported[]>()
  const logged: string[] = []
  const { workspace, config, checker } = new Checks({
    host: memoryHost({ ...texts }),
    workspace: { folders: [folder], readOutside: false, readRemote: false },
    settings,
    rules,
    reports,
    parser: undefined,
    publish: (file, problems) => {
      const found = problems.map((problem) => {
        const { line = 0, character = 0 } = file.source?.lines.position(problem.span.from) ?? {}
        return { file: file.uri.slice(folder.length + 1), line: line + 1, column: character + 1, problem }
      })
      published.set(file.uri, found)
    },
    onProgress: () => {},
    log: (message) => logged.push(message),
  })
  await workspace.scan(
    () => {},
    () => false,
  )
  await Promise.all(workspace.members.map(({ uri }) => config.load(uri)))
  checker.checkAll()
  await checker.idle()
  checker.dispose()
  if (logged.length > 0) throw new Error(logged.join('\n'))
  return [...published.values()]
    .flat()
    .sort((a, b) => compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.problem.code, b.problem.code))
}

/** As a line of text: `line:column severity code message`. */
export function reportLine({ line, column, problem }: Reported): string {
  return `${line}:${column} ${problem.severity} ${problem.code} ${problem.message}`
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
