import type { Browser, Page } from 'playwright-core'

export interface PageOptions {
  /** `127.0.0.1:PORT` of a running server. */
  readonly authority: string
  /** The folder that is open, an absolute path. */
  readonly workspace: string
  /** Extensions under development, absolute paths. */
  readonly extensions?: readonly string[]
  /** The bundle whose `run` is called inside the extension host, an absolute path inside one of `extensions`. */
  readonly suite?: string
  readonly host?: 'node' | 'web'
  readonly size?: { readonly width: number; readonly height: number }
}

export interface SuiteEvents {
  readonly log?: (line: string) => void
  readonly exit?: (code: number) => void
}

/** Opens the workbench; it is ready when its panes are drawn, not when the extensions have started. */
export async function openWorkbench(browser: Browser, options: PageOptions, events: SuiteEvents = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: options.size ?? { width: 1280, height: 800 } })
  const page = await context.newPage()
  // The workbench looks for these two when it loads.
  await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => events.log?.(args.map(plain).join(' ')))
  await page.exposeFunction('codeAutomationExit', (code: number) => events.exit?.(code))
  await page.goto(address(options), { waitUntil: 'domcontentloaded' })
  await page.waitForSelector('.monaco-workbench', { timeout: 60_000 })
  return page
}

function address({ authority, workspace, extensions = [], suite, host }: PageOptions): string {
  const remote = (path: string) => `vscode-remote://${authority}${path}`
  const payload = extensions.map((path) => ['extensionDevelopmentPath', remote(path)])
  if (suite !== undefined) payload.push(['extensionTestsPath', remote(suite)])
  if (host === 'web') payload.push(['extensionDevelopmentKind', 'web'])
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) })
  return `http://${authority}/?${query}`
}

function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
