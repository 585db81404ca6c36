import type { Browser, Page } from 'playwright-core'
import { pageHtml } from '../../client/preview/page-html.ts'
import { type Answers, answerer, type Crossing } from '../../shared/border.ts'
import type { EngineBorder, PanelBorder, PanelKept, PanelStart, ReplayAction } from '../../shared/replay-protocol.ts'
import type { ReplayWire } from '../../shared/replay-wire.ts'
import { themes } from './themes.ts'

const origin = 'http://page.invalid'

const host = `
  window.complaints = []; window.keptState = undefined;
  window.acquireVsCodeApi = () => ({ postMessage: (wire) => toHost(JSON.stringify(wire)), setState: (state) => { keptState = state } });
  addEventListener('securitypolicyviolation', (e) => complaints.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));
  addEventListener('error', (e) => complaints.push(String(e.message)));
  addEventListener('unhandledrejection', (e) => complaints.push(String(e.reason)));
`

export interface ShownReplay {
  readonly page: Page
  /** What the page asked its host for, by name. */
  readonly asked: { readonly name: string; readonly params: unknown }[]
  /** What the page asked the engine for, by name. */
  readonly askedEngine: { readonly name: string; readonly params: unknown }[]
  do(action: ReplayAction): Promise<void>
  tell: ReturnType<typeof answerer<EngineBorder>>['tell']
  complaints(): Promise<string[]>
}

export interface ReplayPageOptions {
  readonly theme?: string
  readonly width?: number
  readonly height?: number
  readonly kept?: PanelKept
  readonly messages?: PanelStart['messages']
  readonly failure?: string
}

/** Opens the replay page alone, with an engine in this process behind it. */
export async function showReplay(
  browser: Browser,
  files: Map<string, Buffer>,
  engine: Answers<EngineBorder>,
  { theme = 'dark', width = 1280, height = 800, kept = {}, messages = [], failure }: ReplayPageOptions = {},
): Promise<ShownReplay> {
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const asked: { name: string; params: unknown }[] = []
  const askedEngine: { name: string; params: unknown }[] = []
  const listeners = new Map<ReplayWire['side'], (crossing: Crossing) => void>()
  const port = (side: ReplayWire['side']) => ({
    send: (crossing: Crossing) => {
      const text = JSON.stringify({ side, crossing }, (_, value) =>
        ArrayBuffer.isView(value) ? { typed: value.constructor.name, values: [...(value as Uint8Array)] } : value,
      )
      const revive = '(_, value) => value && value.typed ? globalThis[value.typed].from(value.values) : value'
      void page.evaluate(`postMessage(JSON.parse(${JSON.stringify(text)}, ${revive}))`).catch(() => undefined)
    },
    onCrossing: (listener: (crossing: Crossing) => void) => void listeners.set(side, listener),
  })
  const start: PanelStart = {
    title: 'Orders',
    source: 'recording.ndjson',
    document: 'event-source.json',
    channel: 'EventSourceOrders',
    messages,
    kept,
    singleKeys: true,
    identity: { of: 'a test' },
    ...(failure !== undefined && { failure }),
  }
  const done = (name: string) => (params: unknown) => {
    asked.push({ name, params })
    return null
  }
  const toPage = answerer<PanelBorder>(port('host'), {
    ready: () => start,
    reveal: done('reveal'),
    revealRecord: done('revealRecord'),
    save: done('save'),
    copy: done('copy'),
    run: done('run'),
    keep: done('keep'),
    textFocus: done('textFocus'),
  })
  const { tell } = answerer<EngineBorder>(port('engine'), engine)
  await page.exposeFunction('toHost', (text: string) => {
    const wire = JSON.parse(text) as ReplayWire
    if (wire.side === 'engine' && wire.crossing.type === 'request') askedEngine.push(wire.crossing)
    listeners.get(wire.side)?.(wire.crossing)
  })
  await page.addInitScript(host)
  const html = pageHtml({ script: `${origin}/replay-page.js`, style: `${origin}/replay-page.css`, source: origin, nonce: 'abc' })
  const { body, variables } = themes[theme] ?? { body: '', variables: {} }
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1)
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html.replace('<body>', `<body class="${body}">`) })
    const content = files.get(name)
    const types: Record<string, string> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' }
    return content ? route.fulfill({ contentType: types[name.split('.').at(-1) ?? ''] ?? '', body: content }) : route.abort()
  })
  await page.addInitScript(
    `addEventListener('DOMContentLoaded', () => { for (const [name, value] of Object.entries(${JSON.stringify(variables)})) document.documentElement.style.setProperty(name, value) })`,
  )
  await page.goto(`${origin}/`)
  return {
    page,
    asked,
    askedEngine,
    do: async (action) => {
      toPage.tell('do', action)
      await settle(page)
    },
    tell,
    complaints: () => page.evaluate('complaints'),
  }
}

/** Waits until what was asked is answered and drawn. */
export async function settle(page: Page): Promise<void> {
  for (let turn = 0; turn < 3; turn++)
    await page.evaluate('new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 30))')
}
