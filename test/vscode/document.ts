import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { ROOT } from '../../scripts/bundles.ts'
import { startServer } from '../../scripts/vscode/server.ts'
import { openWorkbench } from './harness/page.ts'
import { eventually, frameWith, quickOpen } from './harness/person.ts'
import type { CaseResult } from './harness/suite.ts'
import { temporaryWorkspace } from './harness/workspace.ts'

const OPEN = 'AsyncAPI Event Sources: Open Document Preview'
const EXPORT = 'AsyncAPI Event Sources: Export Stream…'

/** The document preview and the export as a person meets them: live while one types, also in another file, back to the source, links asked for, files where one says. */
export async function runDocument(tools: { readonly vscode: string; readonly browser: Browser }): Promise<CaseResult[]> {
  const workspace = await temporaryWorkspace(join(ROOT, 'examples'), {
    'window.confirmBeforeClose': 'never',
    'files.simpleDialog.enable': true,
  })
  const server = await startServer({ vscode: tools.vscode, data: workspace.data })
  const results: CaseResult[] = []
  try {
    const place = { authority: server.authority, workspace: workspace.folder, extensions: [ROOT], size: { width: 1600, height: 1000 } }
    const page = await openWorkbench(tools.browser, place)
    await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 })
    for (const [title, run] of cases) {
      const begin = Date.now()
      try {
        await run(page, workspace.folder)
        results.push({ title, state: 'passed', ms: Date.now() - begin })
      } catch (error) {
        results.push({ title, state: 'failed', error: error instanceof Error ? error.message : String(error) })
      }
      await page.screenshot({ path: join(ROOT, 'out', 'vscode-test', `document ${title}.png`) })
      if (results.at(-1)?.state === 'failed') break
    }
    return results
  } finally {
    await Promise.all(tools.browser.contexts().map((context) => context.close()))
    server.stop()
    await workspace.remove()
  }
}

const cases: readonly (readonly [string, (page: Page, folder: string) => Promise<void>])[] = [
  [
    'opens beside an application, with what it refers to',
    async (page) => {
      await quickOpen(page, 'orders/shipping.yaml')
      await quickOpen(page, `>${OPEN}`)
      await seen(page, '.head h1', /Shipping/)
      await seen(page, '.body', /A carrier took the parcel over/)
    },
  ],
  [
    'shows what changes in a file that it refers to',
    async (page, folder) => {
      const path = join(folder, 'orders', 'event-source.json')
      await writeFile(path, (await readFile(path, 'utf8')).replace('A carrier took the parcel over', 'The parcel is on its way'))
      await seen(page, '.body', /The parcel is on its way/)
    },
  ],
  [
    'shows what is typed',
    async (page) => {
      await page
        .locator('.monaco-editor')
        .first()
        .click({ position: { x: 300, y: 60 } })
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('Control+F')
      await page.keyboard.type('description: ')
      await page.keyboard.press('Escape')
      await page.keyboard.press('End')
      await page.keyboard.type(' of [parcels](https://example.com/parcels)')
      await seen(page, '.body .prose a', /parcels/)
    },
  ],
  [
    'asks before it opens a link',
    async (page) => {
      const frame = await frameWith(page, '.aui-root')
      await frame.locator('.prose a').first().click()
      await page.locator('.monaco-dialog-box', { hasText: 'example.com/parcels' }).waitFor({ timeout: 20_000 })
      await page.keyboard.press('Escape')
    },
  ],
  [
    'goes to the source',
    async (page) => {
      const frame = await frameWith(page, '.aui-root')
      await frame.locator('article .source').first().click({ force: true })
      await eventually(
        async () => (await page.locator('.tab.active', { hasText: /event-source\.json|shipping\.yaml/ }).count()) > 0,
        'no source is shown',
      )
    },
  ],
  [
    'opens another one beside it, restored after a reload of the window',
    async (page) => {
      await quickOpen(page, 'broken/meters-2.6.yaml')
      await quickOpen(page, `>${OPEN}`)
      await eventually(async () => (await page.locator('.tab', { hasText: /^Document: / }).count()) === 2, 'there are no two previews')
      await seen(page, '.head h1', /./)
      // The workbench keeps what is open every five seconds.
      await page.waitForTimeout(6_000)
      await quickOpen(page, '>Developer: Reload Window')
      await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 })
      await seen(page, '.body', /./)
    },
  ],
  ...(['Markdown', 'HTML', 'Mermaid', 'SVG', 'PNG'] as const).map((form): (typeof cases)[number] => [
    `exports ${form} to where one says`,
    async (page, folder) => {
      await quickOpen(page, 'orders/event-source.json')
      await quickOpen(page, `>${EXPORT}`)
      const input = page.locator('.quick-input-widget input').first()
      await input.fill(form)
      await page.waitForTimeout(500)
      await page.keyboard.press('Enter')
      await page.waitForSelector('.quick-input-widget:visible', { timeout: 20_000 })
      await page.waitForTimeout(1_500)
      await page.keyboard.press('Enter')
      const ending = { Markdown: 'md', HTML: 'html', Mermaid: 'mmd', SVG: 'svg', PNG: 'png' }[form]
      await eventually(
        async () => (await readdir(join(folder, 'orders'))).includes(`EventSourceOrders.${ending}`),
        `there is no EventSourceOrders.${ending}`,
      )
    },
  ]),
]

async function seen(page: Page, selector: string, text: RegExp): Promise<void> {
  await eventually(async () => {
    const frame = await frameWith(page, '.aui-root')
    return text.test((await frame.locator(selector).first().textContent()) ?? '')
  }, `${selector} is not ${text}`)
}
