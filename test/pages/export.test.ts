import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { exportStream } from '../../server/features/export/export.ts'
import { exportMap } from '../../server/features/export/map.ts'
import type { PictureToHost, PictureToPage, StreamExportParams } from '../../shared/export-protocol.ts'
import { Checked } from '../kit/checks.ts'
import { type Texts, uriOf } from '../kit/workspace.ts'
import { launchBrowser } from '../vscode/harness/browser.ts'
import { application, orders, shop } from './documents.ts'
import { bundlePage, picture, seriousFaults, showPage } from './page.ts'

const evil = `<script>ran()</script><img src=x onerror=ran()><svg onload=ran()>"onmouseover="ran()`

const poisoned = {
  ...shop,
  'orders.yaml': orders
    .replaceAll(/summary: .*/g, `summary: ${JSON.stringify(evil)}`)
    .replace('address: orders', `address: ${JSON.stringify(evil)}`)
    .replaceAll('method: wallet', `method: ${JSON.stringify(evil)}`),
  'checkout.yaml': application(evil, ['OrderNew'], []),
}

async function made(form: StreamExportParams['form'], texts: Texts = shop): Promise<string> {
  const checked = new Checked(texts)
  await checked.scan()
  await checked.open('orders.yaml')
  return (await exportStream({ stream: { uri: uriOf('orders.yaml'), pointer: '' }, form }, checked.checks))?.text ?? ''
}

describe('an exported page', () => {
  let browser: Browser
  let page: Page | undefined
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  afterEach(() => page?.context().close())

  async function show(html: string, colorScheme: 'light' | 'dark', width = 1_000): Promise<Page> {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 1_000 }, bypassCSP: false })
    page = await context.newPage()
    await page.addInitScript('window.ran = () => { window.hasRun = true }')
    await page.route('**/*', (route) =>
      route.request().url() === 'http://page.invalid/' ? route.fulfill({ contentType: 'text/html', body: html }) : route.abort(),
    )
    await page.goto('http://page.invalid/')
    return page
  }

  it.each(['light', 'dark'] as const)('is readable in %s, and has nothing serious for axe-core', async (scheme) => {
    const shown = await show(await made('html'), scheme)
    await picture(shown, `export-html-${scheme}`)
    expect(await shown.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
      scheme === 'dark' ? 'rgb(31, 31, 31)' : 'rgb(255, 255, 255)',
    )
    expect(await seriousFaults(shown)).toEqual([])
    expect(await shown.locator('.es-run').count()).toBe(5)
  })

  it('runs nothing, and asks the network for nothing', async () => {
    const html = await made('html', poisoned)
    const shown = await show(html, 'light')
    const requests: string[] = []
    shown.on('request', (request) => requests.push(request.url()))
    for (const summary of await shown.locator('summary').all()) await summary.click()
    await shown.mouse.move(300, 300)
    expect(await shown.evaluate('window.hasRun')).toBeUndefined()
    expect(await shown.locator('script, img, iframe, link, [onmouseover], [onload], [onerror]').count()).toBe(0)
    expect(requests).toEqual([])
    expect(await shown.textContent('body')).toContain('<script>ran()</script>')
  })

  it('overflows in no width', async () => {
    const shown = await show(await made('html'), 'light', 420)
    await picture(shown, 'export-html-420')
    expect(await shown.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth')).toBe(true)
  })

  it.each(['flow', 'map'])('becomes a picture of points: %s', async (what) => {
    const checked = new Checked(shop)
    await checked.scan()
    const svg = what === 'flow' ? await made('svg') : ((await exportMap({ scheme: 'dark' }, checked.checks))?.text ?? '')
    const it = await showPage<PictureToPage, PictureToHost>(browser, await bundlePage('picture'))
    page = it.page
    await it.tell({ svg })
    await expect.poll(() => it.page.evaluate('told.length')).toBe(2)
    const size = await it.page.evaluate(`(async () => {
      const picture = await createImageBitmap(new Blob([told[1].data]))
      return [picture.width, picture.height, told[1].data.byteLength > 3000]
    })()`)
    expect(size).toEqual([2 * Number(/width="(\d+)"/.exec(svg)?.[1]), 2 * Number(/height="(\d+)"/.exec(svg)?.[1]), true])
    expect(await it.complaints()).toEqual([])
  })
})
