import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Frame, Page } from 'playwright-core'
import { ROOT } from '../../scripts/bundles.ts'
import { startServer } from '../../scripts/vscode/server.ts'
import { openWorkbench } from './harness/page.ts'
import type { CaseResult } from './harness/suite.ts'
import { temporaryWorkspace, type Workspace } from './harness/workspace.ts'

const id = 'asyncapi-event-source.asyncapi-event-source'
const REPLAY = 'AsyncAPI Event Sources: Replay…'

/** A replay as a person meets it: opened and worked with keys, live when the document is saved, there again after a reload; and in the web. */
export async function runReplay(tools: { readonly vscode: string; readonly browser: Browser }): Promise<CaseResult[]> {
  return [...(await runIn('node', tools, cases)), ...(await runIn('web', tools, cases.slice(0, 2)))]
}

type Tools = Parameters<typeof runReplay>[0]

async function runIn(host: 'node' | 'web', tools: Tools, all: readonly Case[]): Promise<CaseResult[]> {
  const web = host === 'web' ? { 'remote.extensionKind': { [id]: ['web'] } } : {}
  const workspace = await temporaryWorkspace(join(ROOT, 'examples'), { 'window.confirmBeforeClose': 'never', ...web })
  const server = await startServer({ vscode: tools.vscode, data: workspace.data })
  const results: CaseResult[] = []
  try {
    const place = {
      authority: server.authority,
      workspace: workspace.folder,
      extensions: [ROOT],
      host,
      size: { width: 1600, height: 1000 },
    }
    const page = await openWorkbench(tools.browser, place)
    await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 })
    for (const [name, run] of all) {
      const title = `${host}: ${name}`
      const begin = Date.now()
      try {
        await run(page, workspace)
        results.push({ title, state: 'passed', ms: Date.now() - begin })
      } catch (error) {
        await page.screenshot({ path: join(ROOT, 'out', 'vscode-test', 'replay-failed.png') })
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

type Case = readonly [title: string, run: (page: Page, workspace: Workspace) => Promise<void>]

const cases: readonly Case[] = [
  [
    'opens from the palette with keys alone',
    async (page) => {
      await quickOpen(page, 'orders/event-source.json')
      await page.waitForSelector('.statusbar-item:has-text("AsyncAPI: checked")', { timeout: 60_000 })
      await quickOpen(page, `>${REPLAY}`)
      await page.waitForSelector('.quick-input-list .monaco-list-row:has-text("recording.ndjson")', { timeout: 20_000 })
      await page.keyboard.press('Enter')
      await seen(page, '.status', /of 245 events/)
      await page.screenshot({ path: join(ROOT, 'out', 'vscode-test', 'replay-opened.png') })
    },
  ],
  [
    'steps, and the state changes with the moment',
    async (page) => {
      const frame = await replayFrame(page)
      await frame.locator('.grid').focus()
      await page.keyboard.press('Home')
      await seen(page, '.what .position', /#1$/)
      const before = await frame.locator('.state').textContent()
      await page.keyboard.press('ArrowDown')
      await seen(page, '.what .position', /#2$/)
      await eventually(async () => (await frame.locator('.state').textContent()) !== before, 'the state is as it was')
    },
  ],
  [
    'takes letters as keys, but not while somebody types',
    async (page) => {
      const frame = await replayFrame(page)
      await page.waitForTimeout(1_000)
      await page.keyboard.press('g')
      await eventually(async () => (await frame.locator('[data-goto]:focus').count()) === 1, 'G does not go to the box')
      await page.waitForTimeout(500)
      await page.keyboard.type('104')
      await page.keyboard.press('Enter')
      await seen(page, '.what .position', /#104$/)
      await page.waitForTimeout(500)
      await page.keyboard.press(']')
      await eventually(async () => (await frame.locator('.what .finding').count()) === 1, '] does not go to a problem')
      await page.keyboard.press('Backspace')
      await seen(page, '.what .position', /#104$/)
    },
  ],
  [
    'filters',
    async (page) => {
      const frame = await replayFrame(page)
      await page.keyboard.press('/')
      await eventually(async () => (await frame.locator('[data-filter]:focus').count()) === 1, '/ does not go to the filter')
      await page.waitForTimeout(500)
      await page.keyboard.type('type:OrderShipped')
      await seen(page, '.box .of', /^\d\d of 245$/)
      await page.keyboard.press('Enter')
      await page.screenshot({ path: join(ROOT, 'out', 'vscode-test', 'replay-filtered.png') })
    },
  ],
  [
    'is live when the fold or the document is saved',
    async (page, { folder }) => {
      const fold = join(folder, 'orders', 'orders.fold.ts')
      await writeFile(fold, (await readFile(fold, 'utf8')).replaceAll("'preparing'", "'being packed'"))
      await seen(page, '.state', /being packed/)
      const frame = await replayFrame(page)
      const errors = await frame.locator('.status').textContent()
      const document = join(folder, 'orders', 'event-source.json')
      await writeFile(document, (await readFile(document, 'utf8')).replaceAll('"OrderShipped"', '"OrderSent"'))
      await eventually(async () => (await frame.locator('.status').textContent()) !== errors, 'nothing is found that was not before')
    },
  ],
  [
    'reads on when the recording grows',
    async (page, { folder }) => {
      const frame = await replayFrame(page)
      await frame.getByRole('button', { name: 'Follow' }).click()
      const recording = join(folder, 'orders', 'recording.ndjson')
      const line = (await readFile(recording, 'utf8')).split('\n')[1] ?? ''
      await appendFile(recording, `\n${line}\n${line}\n`)
      await seen(page, '.status', /of 247 events/)
    },
  ],
  [
    'finds the channel of a compressed recording, and takes its copy away when it closes',
    async (page, { folder, data }) => {
      const recording = await readFile(join(folder, 'orders', 'recording.ndjson'))
      await writeFile(join(folder, 'orders', 'packed.ndjson.gz'), gzipSync(recording))
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'packed.ndjson.gz' }).click({ button: 'right' })
      await page.locator('.monaco-menu .action-label', { hasText: 'Replay with…' }).hover()
      await page.keyboard.press('Enter')
      await page.waitForSelector('.tab:has-text("Replay: packed.ndjson.gz")', { timeout: 30_000 })
      await eventually(async () => {
        for (const frame of page.frames()) {
          const status = frame.locator('.replay .status')
          if ((await status.count().catch(() => 0)) > 0 && /copy in/.test((await status.textContent()) ?? '')) return true
        }
        return false
      }, 'no copy is named')
      ok((await copies(data)).length > 0, 'there is no copy')
      await page.locator('.tab', { hasText: 'Replay: packed.ndjson.gz' }).click({ button: 'middle' })
      await eventually(async () => (await copies(data)).length === 0, 'the copy is still there')
    },
  ],
  [
    'is there again after a reload of the window, where it was',
    async (page) => {
      const frame = await replayFrame(page)
      await frame.locator('[data-goto]').fill('104')
      await frame.locator('[data-goto]').press('Enter')
      await seen(page, '.what .position', /#104$/)
      // The workbench keeps what is open now and then, when it has nothing else to do.
      await page.waitForTimeout(8_000)
      await quickOpen(page, '>Developer: Reload Window')
      await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 })
      await seen(page, '.what .position', /#104$/)
      await seen(page, '.box .of', /^\d+ of 247$/)
      await page.screenshot({ path: join(ROOT, 'out', 'vscode-test', 'replay-restored.png') })
    },
  ],
]

/** Files in the folders of replays that are open. */
async function copies(data: string): Promise<string[]> {
  const all = await readdir(data, { recursive: true, withFileTypes: true })
  return all.filter((entry) => entry.isFile() && /[\\/]replay[\\/]/.test(`${entry.parentPath}/`)).map(({ name }) => name)
}

function ok(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise)
}

async function eventually(holds: () => Promise<boolean>, otherwise: string): Promise<void> {
  const end = Date.now() + 30_000
  while (!(await holds().catch(() => false))) {
    if (Date.now() > end) throw new Error(otherwise)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** The inner frame of the replay that is to be seen. */
async function replayFrame(page: Page): Promise<Frame> {
  for (const frame of page.frames()) {
    const count = await frame
      .locator('.replay .status')
      .count()
      .catch(() => 0)
    if (count > 0) return frame
  }
  throw new Error('There is no page of a replay.')
}

async function seen(page: Page, selector: string, text: RegExp): Promise<void> {
  let last = ''
  await eventually(
    async () => text.test((last = (await (await replayFrame(page)).locator(selector).first().textContent()) ?? '')),
    `${selector} is not ${text}`,
  ).catch((error) => {
    throw new Error(`${error instanceof Error ? error.message : ''}, but ${last}`)
  })
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
