import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { shop } from '../../bench/shop.ts'
import { ROOT } from '../../scripts/bundles.ts'
import { startServer } from '../../scripts/vscode/server.ts'
import { openWorkbench } from './harness/page.ts'
import { eventually, frameWith, quickOpen } from './harness/person.ts'
import type { CaseResult } from './harness/suite.ts'
import { temporaryWorkspace } from './harness/workspace.ts'

const show = 'AsyncAPI Event Sources: Show Workspace Map'

/** The workspace map as a person meets it: opened with keys, filtered, followed to the source, live while one types, there again after a reload. */
export async function runMap(tools: { readonly vscode: string; readonly browser: Browser }): Promise<CaseResult[]> {
  const source = await mkdtemp(join(tmpdir(), 'shop-'))
  for (const [path, text] of Object.entries(shop())) {
    await mkdir(dirname(join(source, path)), { recursive: true })
    await writeFile(join(source, path), text)
  }
  const workspace = await temporaryWorkspace(source, { 'window.confirmBeforeClose': 'never' })
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
        await picture(page, title)
        results.push({ title, state: 'passed', ms: Date.now() - begin })
      } catch (error) {
        await picture(page, 'failed')
        results.push({ title, state: 'failed', error: error instanceof Error ? error.message : String(error) })
        break
      }
    }
    return results
  } finally {
    await Promise.all(tools.browser.contexts().map((context) => context.close()))
    server.stop()
    await Promise.all([workspace.remove(), rm(source, { recursive: true, force: true })])
  }
}

const cases: readonly (readonly [string, (page: Page) => Promise<void>])[] = [
  [
    'opens from the palette, over all of the workspace',
    async (page) => {
      await quickOpen(page, `>${show}`)
      await seen(page, '.head .one', /9 streams, 14 applications/)
      await seen(page, '.side h2', /Where to look/)
    },
  ],
  [
    'is one, however often it is asked for',
    async (page) => {
      await quickOpen(page, `>${show}`)
      await eventually(async () => (await page.locator('.tab', { hasText: 'Workspace Map' }).count()) === 1, 'there is not one map')
    },
  ],
  [
    'filters with keys, and Escape takes it back',
    async (page) => {
      await frame(page).then((map) => map.locator('.box.middle').first().focus())
      await page.waitForTimeout(1_000)
      await page.keyboard.press('/')
      const map = await frame(page)
      await eventually(async () => (await map.locator('input[type=search]:focus').count()) === 1, '/ does not go to the filter')
      // VS Code has to hear of it, before letters are letters.
      await page.waitForTimeout(500)
      await page.keyboard.type('fraud')
      await seen(page, '.head .one', /2 of 9 streams/)
      // A letter is a letter while one types.
      await page.keyboard.type(' l')
      await seen(page, '.head .one', /of 9 streams/)
      await page.keyboard.press('Escape')
      await seen(page, '.head .one', /^.*9 streams, 14/)
    },
  ],
  [
    'turns into a list and back with keys',
    async (page) => {
      await frame(page).then((map) => map.locator('.box.middle').first().focus())
      await page.waitForTimeout(1_000)
      await page.keyboard.press('l')
      await seen(page, '.row .stream', /./)
      await page.keyboard.press('Tab')
      await frame(page).then((map) => map.locator('.row').first().focus())
      await page.keyboard.press('m')
      await seen(page, '.box.middle b', /./)
    },
  ],
  [
    'offers to export it with its key',
    async (page) => {
      await frame(page).then((map) => map.locator('.box.middle').first().focus())
      await page.waitForTimeout(1_000)
      await page.keyboard.press('e')
      const rows = page.locator('.quick-input-list .monaco-list-row')
      await eventually(async () => /SVG.*map/.test((await rows.first().textContent()) ?? ''), 'nothing is offered')
      if ((await rows.count()) !== 2) throw new Error('more than the map is offered')
      await page.keyboard.press('Escape')
    },
  ],
  [
    'shows what is selected, and its findings with F8',
    async (page) => {
      await frame(page).then((map) => map.locator('.box.middle', { hasText: 'EventSourceOrders' }).first().click())
      await seen(page, '.side h2', /EventSourceOrders/)
      await seen(page, '.side .finding', /Compaction/)
      await page.waitForTimeout(1_000)
      await page.keyboard.press('F8')
      await eventually(
        async () => (await (await frame(page)).evaluate('document.activeElement.className')) === 'finding',
        'no finding has the focus',
      )
    },
  ],
  [
    'goes to the source of the finding',
    async (page) => {
      await page.keyboard.press('F12')
      await eventually(async () => (await page.locator('.tab.active', { hasText: 'event-source.yaml' }).count()) > 0, 'no document is open')
      await eventually(async () => /Ln 8|8:/.test((await page.locator('.statusbar').textContent()) ?? ''), 'the cursor is not in line 8')
    },
  ],
  [
    'shows what is typed into a document',
    async (page) => {
      await page.keyboard.press('Control+F')
      await page.keyboard.type('address: ')
      await page.keyboard.press('Escape')
      await page.keyboard.press('End')
      await page.keyboard.type('-log')
      await seen(page, '.box.middle[aria-pressed=true] code', /orders-log/)
    },
  ],
  [
    'opens the stream preview',
    async (page) => {
      await (await frame(page)).getByRole('button', { name: 'Open stream' }).click()
      await eventually(
        async () => (await page.locator('.tab', { hasText: 'Stream: EventSourceOrders' }).count()) === 1,
        'no preview is open',
      )
    },
  ],
  [
    'is there again after a reload of the window, with what was selected',
    async (page) => {
      // The workbench keeps what is open every five seconds.
      await page.waitForTimeout(6_000)
      await quickOpen(page, '>File: Save All')
      await quickOpen(page, '>Developer: Reload Window')
      await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 })
      await page.locator('.tab', { hasText: 'Workspace Map' }).click()
      await seen(page, '.head .one', /9 streams, 14 applications/)
      await seen(page, '.side h2', /EventSourceOrders/)
    },
  ],
]

const frame = (page: Page) => frameWith(page, '.head .seg')

async function seen(page: Page, selector: string, text: RegExp): Promise<void> {
  await eventually(
    async () => text.test((await (await frame(page)).locator(selector).first().textContent()) ?? ''),
    `${selector} is not ${text}`,
  )
}

/** Kept for whoever wants to look. */
async function picture(page: Page, title: string): Promise<void> {
  await page.screenshot({ path: join(ROOT, 'out', 'vscode-test', `map-${title.replace(/\W+/g, '-').slice(0, 40)}.png`) })
}
