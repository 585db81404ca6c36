import { execFileSync } from 'node:child_process'
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
  commitAll(workspace.folder)
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

/** Something to be compared with. */
function commitAll(folder: string): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false']
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '.'],
    ['commit', '-q', '-m', 'First'],
  ])
    execFileSync('git', ['-C', folder, ...identity, ...args])
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
    'has a lens above the channel',
    async (page) => {
      await eventually(
        async () => (await page.locator('.codelens-decoration', { hasText: 'Preview stream' }).count()) > 0,
        'there is no lens',
      )
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
    'marks what changed since the last commit',
    async (page) => {
      await seen(page, '.since', /the last commit/)
      await page
        .locator('.monaco-editor')
        .first()
        .click({ position: { x: 300, y: 60 } })
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('Control+F')
      await page.keyboard.type('required: [kind')
      await page.keyboard.press('Escape')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.type(', at')
      await seen(page, '.msg .letter', /M/)
    },
  ],
  [
    'compares with another version by a key, which is only a letter where one types',
    async (page) => {
      const frame = await pageFrame(page)
      await frame.locator('.msg').first().click()
      await page.waitForTimeout(1_000)
      await page.keyboard.press('c')
      const input = page.locator('.quick-input-widget input').first()
      await input.waitFor({ state: 'visible' })
      await page.keyboard.type('rec head')
      await eventually(async () => (await input.inputValue()) === 'rec head', 'a key was taken from the field')
      await input.fill('HEAD')
      await page.waitForTimeout(500)
      await page.keyboard.press('Enter')
      await seen(page, '.since', /compared with HEAD/)
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
      await page.locator('.tab', { hasText: /^Stream: meters/ }).click()
      await seen(page, '.since', /compared with HEAD/, /meters/)
      await seen(page, '.detail', /./, /meters/)
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

/** The inner frame of a preview that is to be seen, and whose title is like this. */
async function pageFrame(page: Page, title = /./): Promise<Frame> {
  for (const frame of page.frames()) {
    const head = frame.locator('header.head h1', { hasText: title })
    const isShown = await head.isVisible().catch(() => false)
    if (isShown) return frame
  }
  throw new Error('There is no page of a preview.')
}

async function seen(page: Page, selector: string, text: RegExp, title?: RegExp): Promise<void> {
  await eventually(
    async () => text.test((await (await pageFrame(page, title)).locator(selector).first().textContent()) ?? ''),
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
