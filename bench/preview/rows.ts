import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser } from 'playwright-core'
import { StreamPages } from '../../server/features/preview/pages.ts'
import { hereOf } from '../../server/features/stream-preview.ts'
import type { StreamUpdate } from '../../shared/preview-protocol.ts'
import { bundlePage, type ShownPage, showPage } from '../../test/pages/page.ts'
import { launchBrowser } from '../../test/vscode/harness/browser.ts'
import { eventSource } from '../documents.ts'
import { median, ms, type Row, times } from '../measure.ts'
import { checksOf, open, typist } from '../subject.ts'

const folder = 'file:///bench'
const uri = `${folder}/event-source.yaml`
const stream = { uri, pointer: '' }

/** From a text that nobody has read to the picture in Chromium, beside AsyncAPI's own component; and from a keystroke to the picture. */
export async function previewRows(events = 1000): Promise<Row[]> {
  const text = eventSource(events)
  const browser = await launchBrowser()
  try {
    const files = await bundlePage('stream')
    const first = median(await times(3, () => firstPicture(browser, files, text)))
    const peer = median(await times(1, () => componentPicture(browser, text, `OrderArchived${Math.ceil(events / 8) - 1}`)))
    const typed = median(await keystrokes(browser, files, text))
    return [
      {
        what: `stream preview, first picture: ${events} events`,
        ours: ms(first),
        peer: `${ms(peer)} react component`,
        ratio: first / peer,
        target: 1 / 4,
      },
      {
        what: `stream preview, a keystroke: ${events} events`,
        ours: ms(typed),
        peer: `${ms(first)} first picture`,
        ratio: typed / first,
        target: 1 / 10,
      },
    ]
  } finally {
    await browser.close()
  }
}

function tell({ tell }: ShownPage, update: StreamUpdate): Promise<void> {
  return tell({ type: 'state', update, keep: { stream }, at: '' })
}

/** The page itself is there, as it is while the server reads. */
async function firstPicture(browser: Browser, files: Map<string, Buffer>, text: string): Promise<void> {
  const shown = await showPage(browser, files)
  const checks = checksOf(folder)
  await open(checks, uri, text)
  await tell(shown, await new StreamPages().update({ page: 'a', seen: 0, stream, open: [] }, checks))
  await shown.page.locator('.msg').first().waitFor()
  await shown.page.context().close()
}

async function keystrokes(browser: Browser, files: Map<string, Buffer>, text: string): Promise<number[]> {
  const shown = await showPage(browser, files)
  const checks = checksOf(folder)
  await open(checks, uri, text)
  const type = typist(checks, uri)
  const lines = text.split('\n')
  // The message in which is typed is open, so that there is something to be drawn.
  const line = lines.findIndex((one, index) => index > Math.floor(lines.length * 0.75) && one.includes('maxLength'))
  const here = hereOf({ stream, uri, position: { line, character: 12 } }, checks)
  const pages = new StreamPages()
  let seen = 0
  const update = async () => {
    const answer = await pages.update({ page: 'a', seen, stream, open: here === null ? [] : [here] }, checks)
    seen = answer.number
    await tell(shown, answer)
  }
  await update()
  const measured = await times(30, async (run) => {
    await type(run)
    await update()
  })
  await shown.page.context().close()
  return measured
}

/** AsyncAPI's own component, as its package is built for pages: it parses, and draws the document. */
async function componentPicture(browser: Browser, text: string, last: string): Promise<void> {
  const script = await readFile(createRequire(import.meta.url).resolve('@asyncapi/react-component/browser/standalone'), 'utf8')
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!DOCTYPE html><div id="root"></div>' }))
  await page.goto('http://page.invalid/')
  await page.addScriptTag({ content: script })
  await page.evaluate(`AsyncApiStandalone.render({ schema: ${JSON.stringify(text)} }, document.getElementById('root'))`)
  await page.getByText(last).first().waitFor({ timeout: 600_000, state: 'attached' })
  await context.close()
}
