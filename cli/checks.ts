import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { nodeFiles } from '../server/node/files.ts'
import { gitVersions } from '../server/node/git.ts'
import { parserWorker } from '../server/node/parser-worker.ts'
import { ParserRunner } from '../server/parser-worker/runner.ts'
import { rules } from '../server/rules/registry.ts'
import { reports } from '../server/rules/reports.ts'
import type { BaselineChoice } from '../server/validate/baselines.ts'
import { Checks } from '../server/validate/checks.ts'
import { boundaries, type FoundFile } from './paths.ts'

/** The same checks as in the editor, over files on disk: no settings, nothing published, nothing read outside the boundaries. */
export function makeChecks(
  files: readonly FoundFile[],
  options: { readonly config: string | undefined; readonly spec: boolean; readonly baseline: BaselineChoice | undefined },
  cwd: string,
  log: (message: string) => void,
): Checks {
  const folders = boundaries(
    files.map(({ uri }) => fileURLToPath(uri)),
    cwd,
  )
  const configFile = options.config === undefined ? undefined : resolve(cwd, options.config)
  const runners = Array.from(
    { length: Math.min(availableParallelism(), 4) },
    () => new ParserRunner(parserWorker(), { strictOnly: !options.spec }),
  )
  let turn = 0
  return new Checks({
    host: { ...nodeFiles(() => []), ...gitVersions() },
    baseline: {
      ...(options.baseline && { choice: options.baseline }),
      isAllowed: () => true,
      all: true,
      inform: (message, isMistake) => {
        if (isMistake) log(message)
      },
    },
    workspace: { folders: folders.map((folder) => pathToFileURL(folder).href), readOutside: false, readRemote: false },
    settings: {},
    ...(configFile !== undefined && { configFile: pathToFileURL(configFile).href }),
    rules,
    reports,
    parser: {
      run: (uri, texts) => (runners[turn++ % runners.length] as ParserRunner).run(uri, texts),
      cancel: () => {},
      delay: 0,
      end: () => {
        for (const runner of runners) runner.dispose()
      },
    },
    publish: () => {},
    onProgress: () => {},
    log,
  })
}
