import { join } from 'node:path'
import type { Browser, Frame, Page } from 'playwright-core'
import { ROOT } from '../../scripts/bundles.ts'
import { startServer } from '../../scripts/vscode/server.ts'
import { openWorkbench } from './harness/page.ts'
import type { CaseResult } from './harness/suite.ts'
import { temporaryWorkspace } from './harness/workspace.ts'

const OPEN = 'AsyncAPI Event Sources: Open Stream Preview'

/** The stream preview as a person meets it: opened with keys, live while one types, back to the source, mended, there again after a reload. */
export async function runPreview(tools: { readonly vscode: string; readonly browser: Browser }): Promise<CaseResult[]> {
  const workspace = await temporaryWorkspace(join(ROOT, 'examples'), { 'window.confirmBeforeClose': 'never' })
  const server = await startServer({ vscode: tools.vscode, data: workspace.data })
  const results: CaseResult[] = []
  try {
    const place = { authority: server.authority, workspace: workspace.folder, extensions: [ROOT], size: { width: 1600, height: 1000 } }
    const page = await openWorkbench(tools.browser, place)
    await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 })
    for (const [title, run] of cases) {
      const begin = Date.now()
      try {
        await run(page)
        results.push({ title, state: 'passed', ms: Date.now() - begin })
      } catch (error) {
        await page.screenshot({ path: join(ROOT, 'out', 'vscode-test', 'preview-failed.png') })
        results.push({ title, state: 'failed', error: error instanceof Error ? error.message : String(error) })
        break
      }
    }
    return results
  } finally {
    await Promise.all(tools.browser.contexts().map((context) => context.close()))
    server.stop()
    await workspace.remove()
  }
}

const cases: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    'opens from the palette, beside the text',
    async (page) => {
      await quickOpen(page, 'broken/meters-2.6.yaml')
      await quickOpen(page, `>${OPEN}`)
      await seen(page, 'h1 .title', /./)
      await seen(page, '.kept', /Compacted/)
    },
  ],
  [
    'shows what is typed',
    async (page) => {
      const text = page.locator('.monaco-editor').first()
      await text.click({ position: { x: 300, y: 60 } })
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('Control+F')
      await page.keyboard.type('version: ')
      await page.keyboard.press('Escape')
      await page.keyboard.press('End')
      await page.keyboard.type('7')
      await seen(page, '.facts', /version .*7/)
    },
  ],
  [
    'goes to the source of what has the focus',
    async (page) => {
      const frame = await pageFrame(page)
      await frame.locator('.msg').last().click()
      // The editor learns a moment later where the focus is.
      await page.waitForTimeout(1_000)
      await page.keyboard.press('F12')
      await seen(page, '.msg.here', /./)
    },
  ],
  [
    'runs a fix from the page',
    async (page) => {
      const frame = await pageFrame(page)
      await frame
        .getByRole('button', { name: /^Keep every event/ })
        .first()
        .click()
      await eventually(
        async () => !/Compacted/.test((await (await pageFrame(page)).locator('.kept').textContent()) ?? ''),
        'it is still compacted',
      )
    },
  ],
  [
    'opens another one beside it',
    async (page) => {
      await quickOpen(page, 'orders/event-source.json')
      await quickOpen(page, `>${OPEN}`)
      await eventually(async () => (await page.locator('.tab', { hasText: /^Stream: / }).count()) === 2, 'there are no two previews')
      await seen(page, '.sum', /all conventions hold/)
    },
  ],
  [
    'is there again after a reload of the window',
    async (page) => {
      // The workbench keeps what is open every five seconds.
      await page.waitForTimeout(6_000)
      await quickOpen(page, '>Developer: Reload Window')
      await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 })
      await seen(page, 'h1 .title', /EventSourceOrders/)
    },
  ],
]

async function eventually(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** The inner frame of a preview that is to be seen. */
async function pageFrame(page: Page): Promise<Frame> {
  for (const frame of page.frames()) {
    if (
      (await frame
        .locator('header.head')
        .count()
        .catch(() => 0)) > 0 &&
      (await frame.locator('header.head').isVisible())
    )
      return frame
  }
  throw new Error('There is no page of a preview.')
}

async function seen(page: Page, selector: string, text: RegExp): Promise<void> {
  await eventually(
    async () => text.test((await (await pageFrame(page)).locator(selector).first().textContent()) ?? ''),
    `${selector} is not ${text}`,
  )
}

/** With real keys, as a person would. */
async function quickOpen(page: Page, text: string): Promise<void> {
  await page.keyboard.press(text.startsWith('>') ? 'F1' : 'Control+P')
  const input = page.locator('.quick-input-widget input').first()
  await input.waitFor({ state: 'visible' })
  await input.fill(text)
  await page.waitForSelector('.quick-input-list .monaco-list-row', { timeout: 20_000 })
  await page.waitForTimeout(500)
  await page.keyboard.press('Enter')
  await page.waitForTimeout(1_000)
}
