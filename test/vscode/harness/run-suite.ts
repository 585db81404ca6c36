import type { Browser } from 'playwright-core'
import { startServer } from '../../../scripts/vscode/server.ts'
import { openWorkbench } from './page.ts'
import { type CaseResult, readResult } from './suite.ts'
import type { Workspace } from './workspace.ts'

export interface SuiteOptions {
  readonly vscode: string
  readonly browser: Browser
  readonly workspace: Workspace
  readonly host: 'node' | 'web'
  readonly trust?: boolean
  /** The folder that is given as the extension under development, and the suite's bundle inside it. */
  readonly extension: string
  readonly suite: string
  /** Where installed extensions are. */
  readonly installed?: string
}

const LIMIT = 240_000

/** Runs one bundled suite inside a VS Code of its own. A suite that does not end is a failed case. */
export async function runSuite(options: SuiteOptions): Promise<CaseResult[]> {
  const { vscode, browser, workspace, host, trust = false, extension, suite, installed } = options
  const server = await startServer({ vscode, data: workspace.data, trust, ...(installed === undefined ? {} : { extensions: installed }) })
  const results: CaseResult[] = []
  const log: string[] = []
  try {
    const code = await new Promise<number | undefined>((resolve, reject) => {
      setTimeout(() => resolve(undefined), LIMIT).unref()
      const events = {
        exit: resolve,
        log: (line: string) => {
          const result = readResult(line)
          if (result === undefined) log.push(line)
          else results.push(result)
        },
      }
      const place = { authority: server.authority, workspace: workspace.folder, extensions: [extension], suite, host }
      openWorkbench(browser, place, events).catch(reject)
    })
    const failed = results.some((result) => result.state === 'failed')
    if ((code !== 0 && !failed) || results.length === 0) {
      const why = code === undefined ? `did not end within ${LIMIT / 1000} s` : `ended with ${code}`
      results.push({ title: `the suite itself ${why}`, state: 'failed', error: log.slice(-40).join('\n') })
    }
    return results
  } finally {
    await Promise.all(browser.contexts().map((context) => context.close()))
    server.stop()
  }
}
