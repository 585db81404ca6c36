import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Answers } from '../../shared/border.ts'
import type { EngineBorder, PanelKept } from '../../shared/replay-protocol.ts'
import { launchBrowser } from '../vscode/harness/browser.ts'
import { pictureFonts } from '../vscode/harness/fonts.ts'
import { bundlePage } from './page.ts'
import { type EngineOptions, RealEngine } from './replay-engine.ts'
import { type ReplayPageOptions, type ShownReplay, settle, showReplay } from './replay-page.ts'

/** A fold that cannot handle payments. */
export const throwing = `
export const initial = {}
export const on = {
  OrderPaymentReceived() {
    throw new Error('no such thing as a payment')
  },
  default: (order: object, payload: object) => ({ ...order, ...payload }),
}
`

export interface Wanted extends EngineOptions, Omit<ReplayPageOptions, 'kept'> {
  readonly at?: string
  readonly kept?: PanelKept
  readonly instead?: (real: RealEngine) => Partial<Answers<EngineBorder>>
}

/** The panel with the real engine behind it, one at a time, and hands to work it with. To be made within a suite. */
export function replayDesk() {
  let browser: Browser
  let files: Map<string, Buffer>
  let shown: ShownReplay | undefined
  let page: Page

  beforeAll(async () => {
    files = await bundlePage('replay-page')
    browser = await launchBrowser(await pictureFonts())
  })
  afterAll(() => browser.close())
  afterEach(async () => {
    const complaints = await shown?.complaints()
    await shown?.page.context().close()
    shown = undefined
    expect(complaints ?? []).toEqual([])
  })

  /** The panel over the example, its moment at a line. */
  async function show({ at = '27', kept = {}, instead, ...options }: Wanted = {}): Promise<ShownReplay> {
    const real = new RealEngine(options)
    await real.open()
    shown = await showReplay(browser, files, real.answers(instead?.(real)), {
      ...options,
      kept: { position: at, ...kept },
      messages: real.messages,
    })
    real.relay(shown.tell)
    page = shown.page
    await drawn('.status:not(:empty)')
    await still()
    return shown
  }

  /** What has been asked is answered, and drawn. */
  async function still(): Promise<void> {
    for (let before = -1, count = 0; before !== count; ) {
      before = shown?.askedEngine.length ?? 0
      await settle(page)
      count = shown?.askedEngine.length ?? 0
    }
  }

  async function drawn(selector: string): Promise<void> {
    await page.locator(selector).first().waitFor()
  }

  const texts = (selector: string) => page.locator(selector).allInnerTexts()
  /** Lines as somebody reads them, in one line each. */
  const lines = async (selector: string) => (await texts(selector)).map((text) => text.replace(/\s+/g, ' ').trim())
  const text = async (selector: string) => (await lines(selector))[0] ?? ''
  const press = async (key: string) => {
    await page.keyboard.press(key)
    await still()
  }
  const click = async (selector: string) => {
    await page.locator(selector).first().click()
    await still()
  }
  const asked = (name: string) => shown?.asked.filter((one) => one.name === name).map(({ params }) => params) ?? []
  const moment = () => text('.moment .pos, .moment b')

  return {
    show,
    still,
    drawn,
    texts,
    lines,
    text,
    press,
    click,
    asked,
    moment,
    /** The page is closed: nothing more is looked at. */
    close: async () => {
      await shown?.page.context().close()
      shown = undefined
    },
    get shown() {
      return shown
    },
    get page() {
      return page
    },
  }
}
