import { mkdir } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright-core'
import { ROOT } from '../../scripts/bundles.ts'
import { installVSCode } from '../../scripts/vscode/install.ts'
import { startServer } from '../../scripts/vscode/server.ts'
import { launchBrowser } from './harness/browser.ts'
import { pictureFonts } from './harness/fonts.ts'
import { openWorkbench } from './harness/page.ts'
import { temporaryWorkspace } from './harness/workspace.ts'

/**
 * A picture of the workbench with the extension as it is built:
 * `node test/vscode/screenshot.ts out/a.png --open orders/event-source.json --theme "Light Modern" --run "View: Focus Problems"`.
 * `--run` takes a command's title as the palette shows it, more than once; `--wait` is in milliseconds, before the picture; `--press` takes a key,
 * more than once, after that.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    workspace: { type: 'string', default: join(ROOT, 'examples') },
    open: { type: 'string' },
    line: { type: 'string' },
    theme: { type: 'string', default: 'Dark Modern' },
    size: { type: 'string', default: '1280x800' },
    run: { type: 'string', multiple: true, default: [] },
    press: { type: 'string', multiple: true, default: [] },
    wait: { type: 'string', default: '4000' },
  },
})
const target = resolve(positionals[0] ?? join(ROOT, 'out', 'screenshot.png'))
const [width = 1280, height = 800] = values.size.split('x').map(Number)

const vscode = await installVSCode(console.log)
const browser = await launchBrowser(await pictureFonts())
const workspace = await temporaryWorkspace(resolve(values.workspace), { 'workbench.colorTheme': values.theme })
const server = await startServer({ vscode, data: workspace.data })
try {
  const place = { authority: server.authority, workspace: workspace.folder, extensions: [ROOT], size: { width, height } }
  const page = await openWorkbench(browser, place)
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60_000 })
  if (values.open !== undefined) await quickOpen(page, values.line === undefined ? values.open : `${values.open}:${values.line}`)
  for (const command of values.run) await quickOpen(page, `>${command}`)
  await page.waitForTimeout(Number(values.wait))
  for (const key of values.press) {
    await page.keyboard.press(key)
    await page.waitForTimeout(700)
  }
  await mkdir(dirname(target), { recursive: true })
  await page.screenshot({ path: target })
  console.log(target)
} finally {
  await browser.close()
  server.stop()
  await workspace.remove()
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
  await page.waitForTimeout(1000)
}
