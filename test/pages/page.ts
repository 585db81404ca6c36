import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { pageHtml } from '../../client/preview/page-html.ts'
import { BUNDLES, ROOT } from '../../scripts/bundles.ts'
import type { ToHost, ToPage } from '../../shared/preview-protocol.ts'
import { themes } from './themes.ts'

const origin = 'http://page.invalid'

/** The files of a page's bundle by their name. Nothing is written. */
export async function bundlePage(name: string): Promise<Map<string, Buffer>> {
  const options = BUNDLES.find(({ outfile }) => outfile === `dist/${name}.js`)
  if (!options) throw new Error(`There is no page ${name}.`)
  const { outputFiles } = await build({ ...options, write: false, metafile: false, sourcemap: false })
  return new Map((outputFiles ?? []).map(({ path, contents }) => [path.slice(path.lastIndexOf('/') + 1), Buffer.from(contents)]))
}

export interface ShownPage<Heard = ToPage, Told = ToHost> {
  readonly page: Page
  tell(message: Heard): Promise<void>
  told(): Promise<Told[]>
  /** What the page's policy has refused so far, and errors of its code. */
  complaints(): Promise<string[]>
}

/** What the editor would be to the page, and an ear for what its policy refuses. */
const host = `
  window.told = []; window.complaints = []; let state;
  window.acquireVsCodeApi = () => ({ postMessage: (m) => told.push(m), getState: () => state, setState: (s) => { state = s } });
  addEventListener('securitypolicyviolation', (e) => complaints.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
  addEventListener('error', (e) => complaints.push(String(e.message)));
  window.ran = () => complaints.push('a text of the document ran');
`

/** Opens a page alone under the policy that it has in the editor, with the colours of a theme. */
export async function showPage<Heard = ToPage, Told = ToHost>(
  browser: Browser,
  files: Map<string, Buffer>,
  theme = 'dark',
  width = 760,
  height = 1_000,
): Promise<ShownPage<Heard, Told>> {
  const context = await browser.newContext({ viewport: { width, height } })
  const page = await context.newPage()
  await page.addInitScript(host)
  const name = [...files.keys()].find((file) => file.endsWith('.js'))?.slice(0, -'.js'.length)
  const frame = { script: `${origin}/${name}.js`, style: `${origin}/${name}.css`, source: origin, nonce: 'abc' }
  const html = pageHtml({ ...frame, images: name === 'document' || name === 'picture' })
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1)
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html })
    const body = files.get(name)
    const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' }
    return body ? route.fulfill({ contentType: types[name.split('.').at(-1) ?? ''] ?? '', body }) : route.abort()
  })
  await page.goto(`${origin}/`)
  const { body, variables } = themes[theme] ?? { body: '', variables: {} }
  await page.evaluate(`document.body.className = ${JSON.stringify(body)};
    for (const [name, value] of Object.entries(${JSON.stringify(variables)})) document.documentElement.style.setProperty(name, value)`)
  // The host speaks only once the page has said that it listens.
  while (!(await page.evaluate("told.some(({ type }) => type === 'ready')"))) await page.waitForTimeout(10)
  return {
    page,
    tell: async (message) => {
      await page.evaluate(`postMessage(${JSON.stringify(message)})`)
      await page.evaluate('new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done))))')
    },
    told: () => page.evaluate('told'),
    complaints: () => page.evaluate('complaints'),
  }
}

/** What axe-core finds that is serious or worse. */
export function seriousFaults(page: Page): Promise<string[]> {
  return axeFaults(page, ['serious', 'critical'])
}

/** What axe-core finds, of any weight unless told otherwise. */
export async function axeFaults(page: Page, impacts = ['minor', 'moderate', 'serious', 'critical']): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
    .filter(({ impact }) => ${JSON.stringify(impacts)}.includes(impact))
    .flatMap(({ id, nodes }) => nodes.map(({ html, any }) => id + ': ' + html.slice(0, 160) + ' ' + (any[0]?.message ?? ''))))`)
}

/** Keeps a picture for whoever wants to look. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(ROOT, 'out', 'screenshots')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
