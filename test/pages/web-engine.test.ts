import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT } from '../../scripts/bundles.ts'
import { whatOf } from '../kit/session.ts'
import { launchBrowser } from '../vscode/harness/browser.ts'
import { bundlePage } from './page.ts'

const orders = join(ROOT, 'examples', 'orders')
const example = (name: string) => readFileSync(join(orders, name))

let browser: Browser
let page: Page

/** What the client does in VS Code for the Web: the worker is started from a blob, and given the text of the reducer's. */
const host = `
  const worker = new Worker(URL.createObjectURL(new Blob([engineText], { type: 'text/javascript' })))
  worker.postMessage({ type: 'fold-source', text: foldText })
  const waiting = new Map()
  let last = 0
  worker.onmessage = ({ data }) => {
    if (data.type === 'answer') waiting.get(data.id).resolve(data.answer)
    else if (data.type === 'error') waiting.get(data.id).reject(new Error(data.message))
  }
  window.ask = (name, params) => new Promise((resolve, reject) => {
    for (const file of params.source?.files ?? []) file.bytes = Uint8Array.from(atob(file.bytes), (c) => c.charCodeAt(0))
    waiting.set(++last, { resolve, reject })
    worker.postMessage({ type: 'request', id: last, name, params })
  })
`

function ask(name: string, params: unknown): Promise<unknown> {
  return page.evaluate(`ask(${JSON.stringify(name)}, ${JSON.stringify(params)})`)
}

beforeAll(async () => {
  browser = await launchBrowser()
  page = await browser.newPage()
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>t</title>' }))
  await page.goto('http://engine.invalid/')
  const text = async (name: string) => JSON.stringify(String([...(await bundlePage(name)).values()][0]))
  await page.evaluate(`{ const engineText = ${await text('replay.web')}, foldText = ${await text('fold.web')}\n${host} }`)
})
afterAll(() => browser?.close())

describe('the engine in a web worker', () => {
  it('reads a compressed recording, folds it in a worker of its own, and lives on where that hangs', async () => {
    const text = String(example('orders.fold.ts'))
    const fold = { uri: 'file:///w/orders.fold.ts', file: 'orders.fold.ts', text, isTypeScript: true }
    const bytes = gzipSync(example('recording.ndjson')).toString('base64')
    const source = { kind: 'bytes', files: [{ name: 'recording.ndjson.gz', bytes }] }
    await ask('open', { ...whatOf(String(example('event-source.json')), 'event-source.json'), fold, source })
    await expect.poll(() => ask('overview', {})).toMatchObject({ load: 'done', events: 245, entities: 20, errors: 6, warnings: 8 })
    expect(await ask('overview', {})).toMatchObject({ fold: { kind: 'module', file: 'orders.fold.ts' } })
    const moment = (await ask('moment', { at: 1 })) as { state: { value: string } }
    expect(JSON.parse(moment.state.value)).toMatchObject({ status: 'paid', paid: 15570 })
    await ask('renew', {
      fold: { ...fold, text: 'export const on = { default() { for (;;) {} } }', isTypeScript: false },
    })
    await expect.poll(() => ask('overview', {}), { timeout: 60_000, interval: 500 }).toMatchObject({ fold: { kind: 'failed' } })
  })
})
