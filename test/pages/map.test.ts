import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { landscape, written } from '../../bench/landscape.ts'
import { shop } from '../../bench/shop.ts'
import { mapUpdate } from '../../server/features/workspace-map.ts'
import type { MapReading, MapToHost, MapToPage, MapUpdate } from '../../shared/map-protocol.ts'
import { Checked } from '../kit/checks.ts'
import type { Texts } from '../kit/workspace.ts'
import { launchBrowser } from '../vscode/harness/browser.ts'
import { bundlePage, picture, type ShownPage, seriousFaults, showPage } from './page.ts'
import { themes } from './themes.ts'

type MapPage = ShownPage<MapToPage, MapToHost>

/** A workspace, and what its server says of it. */
class Ground {
  readonly #checked: Checked
  #version: number | undefined

  constructor(checked: Checked) {
    this.#checked = checked
  }

  static async of(texts: Texts): Promise<Ground> {
    const checked = new Checked(texts)
    await checked.scan()
    return new Ground(checked)
  }

  async all(selected?: string): Promise<MapUpdate> {
    const update = await mapUpdate(selected === undefined ? {} : { selected }, this.#checked.checks)
    this.#version = update.version
    return update
  }

  async type(path: string, before: string, after: string): Promise<MapUpdate> {
    await this.#checked.open(path)
    this.#checked.type(path, before, after)
    return mapUpdate({ ...(this.#version !== undefined && { since: this.#version }) }, this.#checked.checks)
  }
}

const carts = {
  path: 'carts/event-source.yaml',
  key: 'CartEvents',
  address: 'carts',
  events: ['CartOpened', 'CartItemAdded', 'CartCheckedOut'],
}
const quiet = written(
  [carts],
  [
    { path: 'storefront/asyncapi.yaml', title: 'Storefront', appends: { CartEvents: [] } },
    { path: 'checkout/asyncapi.yaml', title: 'Checkout', reads: { CartEvents: ['CartCheckedOut'] } },
  ],
)

describe('the workspace map', () => {
  let browser: Browser
  let files: Map<string, Buffer>
  let small: Ground
  let many: Ground
  let shown: MapPage | undefined

  beforeAll(async () => {
    files = await bundlePage('map')
    browser = await launchBrowser()
    small = await Ground.of(shop())
    many = await Ground.of(landscape(300))
  })
  afterAll(() => browser.close())
  afterEach(() => shown?.page.context().close())

  async function show(update: MapUpdate | undefined, theme = 'dark', width = 1_250, height = 960): Promise<MapPage> {
    shown = await showPage<MapToPage, MapToHost>(browser, files, theme, width, height)
    if (update) await tell(shown, update)
    return shown
  }
  const tell = (page: MapPage, update: MapUpdate, reading?: MapReading) => page.tell({ type: 'map', update, reading })
  const names = ({ page }: MapPage, selector: string) => page.locator(selector).allTextContents()
  const box = ({ page }: MapPage, column: string, name: string) =>
    page.locator(`.column.${column} .box`, { has: page.getByText(name, { exact: true }) })
  const selected = async (page: MapPage) => (await page.told()).findLast(({ type }) => type === 'select')
  /** What the host answers when something is selected. */
  const answer = async (page: MapPage, ground: Ground) => {
    const last = await selected(page)
    await tell(page, await ground.all(last?.type === 'select' ? last.selected : undefined))
  }

  it('draws who appends, the event sources, who reads, and where to look', async () => {
    const it = await show(await small.all())
    expect(await it.page.locator('.column.middle .box').count()).toBe(9)
    expect(await it.page.locator('.column.appends .box').count()).toBe(10)
    expect(await it.page.locator('.column.reads .box').count()).toBe(13)
    const uses = (await small.all()).applications.flatMap(({ appends, reads }) => [...appends, ...reads])
    expect(await it.page.locator('.wire').count()).toBe(uses.length)
    expect(await names(it, '.lone b')).toEqual(['LedgerEntries'])
    expect(await names(it, '.side h3')).toEqual(['Streams with findings', 'Nobody reads', 'Copied instead of reused'])
    expect(await it.page.textContent('.head .one')).toContain('9 streams, 14 applications')
    expect(await it.complaints()).toEqual([])
  })

  it('gives the lines of a selected stream the hues of its messages, and says who appends what', async () => {
    const it = await show(await small.all())
    await box(it, 'middle', 'EventSourceOrders').click()
    await answer(it, small)
    // Five messages are appended one by one; of the readers two read all, five read seven messages.
    expect(await it.page.locator('.wire.on[class*=" h"], .wire.on[class^="wire h"]').count()).toBe(5 + 7)
    expect(await it.page.locator('.wire.on').count()).toBe(5 + 7 + 2)
    expect(await names(it, '.side .ev')).toEqual([
      'OrderNewCheckout',
      'OrderPaymentReceivedPayments',
      'OrderPreparingShipping',
      'OrderShippedShipping',
      'OrderCancelledCheckout',
    ])
    expect(await it.page.locator('.side .finding').count()).toBe(3)
    expect(await names(it, '.side .finding .line')).toHaveLength(3)
    expect(await names(it, '.column.appends .box:not(.off) .el')).toEqual(expect.arrayContaining(['Checkout', 'Payments', 'Shipping']))
    expect(await it.page.locator('.column.appends .box:not(.off)').count()).toBe(3)
  })

  it('lights a selected application on both sides', async () => {
    const it = await show(await small.all())
    await box(it, 'appends', 'Payments').click()
    expect(await it.page.locator('.box[aria-pressed=true]').count()).toBe(2)
    expect((await names(it, '.column.middle .box:not(.off) b')).sort()).toEqual(['EventSourceOrders', 'PaymentEvents'])
    expect(await names(it, '.side h2')).toEqual(['Payments'])
  })

  it('goes to the source from everything, and opens the stream', async () => {
    const it = await show(await small.all())
    await box(it, 'middle', 'EventSourceOrders').click()
    await answer(it, small)
    await it.page.locator('.side .ev').first().click()
    await it.page.locator('.side .finding .line').first().click()
    await it.tell({ type: 'do', action: 'source' })
    await it.page.getByRole('button', { name: 'Open stream' }).click()
    await it.page.getByRole('button', { name: 'Replay…' }).click()
    const told = (await it.told()).map((one) => (one.type === 'reveal' ? `${one.type} ${one.place.pointer}` : one.type))
    expect(told).toEqual(
      expect.arrayContaining([
        'reveal /channels/EventSourceOrders/messages/OrderNew',
        'openStream',
        'replay',
        'reveal /channels/EventSourceOrders/bindings/kafka/topicConfiguration/cleanup.policy',
      ]),
    )
    await box(it, 'reads', 'Analytics').dblclick()
    expect((await it.told()).at(-1)).toMatchObject({ type: 'reveal', place: { pointer: '/info/title' } })
  })

  it('says that all is well where it is', async () => {
    const it = await show(await (await Ground.of(quiet)).all())
    expect(await it.page.textContent('.quiet')).toContain('all conventions hold')
    expect(await it.page.locator('.toggle').count()).toBe(0)
    expect(await it.page.textContent('.side .nothing')).toContain('every stream is appended to and read')
  })

  it('exports, and replays what is selected, by their keys', async () => {
    const it = await show(await small.all())
    await it.tell({ type: 'do', action: 'replay' })
    await it.tell({ type: 'do', action: 'export' })
    await box(it, 'middle', 'CartEvents').click()
    await it.tell({ type: 'do', action: 'replay' })
    const told = (await it.told()).map(({ type }) => type).filter((type) => type === 'replay' || type === 'export')
    expect(told).toEqual(['export', 'replay'])
  })

  it('shows what is read already while more is read', async () => {
    const it = await show(undefined)
    await tell(it, await small.all(), { done: 20, total: 300 })
    expect(await it.page.locator('.bar').count()).toBe(1)
    expect(await it.page.locator('.column.middle .box').count()).toBe(9)
    await it.tell({ type: 'reading', reading: undefined })
    expect(await it.page.locator('.bar').count()).toBe(0)
  })

  it('is worked with keys alone: one stop a part, arrows along the lines, Enter, F8, Escape', async () => {
    const it = await show(await small.all())
    const stops: string[] = []
    for (let tab = 0; tab < 4; tab++) {
      await it.page.keyboard.press('Tab')
      stops.push(await it.page.evaluate('document.activeElement.closest(".one, .two, .map, .side").className'))
    }
    expect(stops).toEqual(['one', 'two', 'map', 'side'])
    await box(it, 'appends', 'Ledger').focus()
    await it.page.keyboard.press('ArrowRight')
    expect(await it.page.evaluate('document.activeElement.textContent')).toContain('LedgerEntries')
    await it.page.keyboard.press('Enter')
    expect(await selected(it)).toMatchObject({ selected: expect.stringContaining('LedgerEntries') })
    await it.page.keyboard.press('Enter')
    expect((await it.told()).at(-1)).toMatchObject({ type: 'openStream' })
    await it.page.keyboard.press('Escape')
    expect(await names(it, '.side h2')).toEqual(['Where to look'])

    await it.tell({ type: 'do', action: 'nextFinding' })
    await answer(it, small)
    const first = await it.page.evaluate('document.activeElement.className')
    expect(first).toBe('finding')
    expect(await names(it, '.side h2')).toEqual(['CustomerEvents'])
    for (let step = 0; step < 3; step++) await it.tell({ type: 'do', action: 'nextFinding' })
    await answer(it, small)
    expect(await names(it, '.side h2')).toEqual(['LoyaltyPoints'])
    expect(await it.page.evaluate('document.activeElement.className')).toBe('finding')
  })

  it('filters by stream, address, application and event, and counts what is left', async () => {
    const it = await show(await small.all())
    await it.tell({ type: 'do', action: 'filter' })
    const left = async (text: string) => {
      await it.page.fill('input', text)
      return (await names(it, '.column.middle .box b')).sort()
    }
    expect(await left('loyaltyP')).toEqual(['LoyaltyPoints'])
    expect(await left('stock.mov')).toEqual(['StockLedger'])
    expect(await left('fraud')).toEqual(['EventSourceOrders', 'PaymentEvents'])
    expect(await left('ReturnArr')).toEqual(['ReturnEvents'])
    expect(await names(it, '.toggle')).toEqual(
      ['errors0', 'warnings0', 'information0'].map((text) => expect.stringContaining(text.slice(-1))),
    )
    expect(await left('fraud analytics')).toEqual(['EventSourceOrders'])
    expect(await left('')).toHaveLength(9)
    await it.page.locator('.toggle').first().click()
    expect((await names(it, '.column.middle .box b')).sort()).toEqual(['EventSourceOrders', 'LoyaltyPoints'])
    expect(await it.page.textContent('.head .one')).toContain('2 of 9 streams')
    await it.page.fill('input', 'nothing of the kind')
    await it.page.getByRole('button', { name: 'Clear the filter' }).click()
    expect(await it.page.locator('.column.middle .box').count()).toBe(9)
    expect(await it.page.locator('.toggle[aria-pressed=true]').count()).toBe(0)
  })

  it('draws anew what changed, and nothing else: focus, selection and filter stay', async () => {
    const ground = await Ground.of(shop())
    const it = await show(await ground.all())
    await box(it, 'middle', 'EventSourceOrders').click()
    await it.page.evaluate('window.boxes = [...document.querySelectorAll(".box")]')
    const update = await ground.type('orders/event-source.yaml', 'address: orders', 'address: order-log')
    expect([update.streams.length, update.applications.length]).toEqual([1, 0])
    await tell(it, update)
    expect(await box(it, 'middle', 'EventSourceOrders').locator('code').textContent()).toBe('order-log')
    expect(await it.page.evaluate('boxes.every((box) => box.isConnected)')).toBe(true)
    expect(await it.page.evaluate('document.activeElement.dataset.box')).toContain('EventSourceOrders')
    expect(await names(it, '.side h2')).toEqual(['EventSourceOrders'])
    await tell(it, await ground.type('storefront/asyncapi.yaml', 'action: receive', 'action: send'))
    expect(await box(it, 'appends', 'Storefront').locator('.sr').textContent()).toContain('CustomerEvents')
    expect(await it.page.evaluate('acquireVsCodeApi().getState().selected')).toContain('EventSourceOrders')
  })

  describe('of many streams', () => {
    it('is a list first, of which only what is seen is drawn', async () => {
      const it = await show(await many.all())
      expect(await it.page.getAttribute('[role=treegrid]', 'aria-rowcount')).toBe(String(100 + 10 + 1))
      expect(await it.page.locator('.row').count()).toBeLessThan(60)
      // All rows have their room, drawn or not.
      expect(await it.page.evaluate('document.querySelector(".list").scrollHeight')).toBe(28 + 110 * 24)
      await it.page.locator('.row').first().focus()
      await it.page.keyboard.press('End')
      expect(await it.page.evaluate('document.activeElement.getAttribute("aria-rowindex")')).toBe('111')
      expect(await it.page.evaluate('document.activeElement.getBoundingClientRect().bottom <= innerHeight')).toBe(true)
      await it.page.keyboard.press('Home')
      expect(await it.page.evaluate('document.activeElement.className')).toBe('folder')
      await it.page.keyboard.press('ArrowLeft')
      expect(await it.page.getAttribute('.folder', 'aria-expanded')).toBe('false')
      await it.page.keyboard.press('ArrowRight')
      await it.page.keyboard.press('ArrowDown')
      const row = await it.page.evaluate('document.activeElement.dataset.row')
      expect(await selected(it)).toEqual({ type: 'select', selected: row })
      await it.page.keyboard.press('Enter')
      expect((await it.told()).at(-1)).toMatchObject({ type: 'openStream' })
      expect(await it.complaints()).toEqual([])
    })

    it('keeps the focus of a row that is scrolled away, and the heads where they are seen', async () => {
      const it = await show(await many.all())
      await it.page.locator('.row').nth(2).click()
      const row = await it.page.evaluate('document.activeElement.dataset.row')
      await it.page.evaluate('document.querySelector(".list").scrollTop = 1700')
      await it.page.waitForTimeout(100)
      expect(await it.page.evaluate('document.activeElement.dataset.row')).toBe(row)
      const tops: number[] = await it.page.evaluate(
        '[...document.querySelectorAll(".folder")].map((head) => head.getBoundingClientRect().top - document.querySelector(".list").getBoundingClientRect().top)',
      )
      // Under the heads of the columns, or pushed up by the next one.
      expect(tops.some((top) => top > 28 - 24 && top <= 28)).toBe(true)
    })

    it('shows first what the filter has found', async () => {
      const it = await show(await many.all())
      await it.page.fill('input', 'closed')
      await it.tell({ type: 'do', action: 'list' })
      const cells = await names(it, '.row .messages mark')
      expect(new Set(cells)).toEqual(new Set(['Closed']))
      await it.page.fill('input', 'billing desk')
      await it.tell({ type: 'do', action: 'list' })
      expect((await names(it, '.row .appends, .row .reads')).join(' ')).toContain('billing desk')
    })

    it('is a map of folders, one level at a time', async () => {
      const it = await show(await many.all())
      await it.tell({ type: 'do', action: 'map' })
      expect(await it.page.locator('.column.middle .box').count()).toBe(10)
      const widths: number[] = await it.page.evaluate(
        '[...document.querySelectorAll(".run")].map((line) => Number(line.getAttribute("stroke-width")))',
      )
      expect(new Set(widths).size).toBeGreaterThan(2)
      await box(it, 'middle', 'catalog').click()
      await it.page.getByRole('button', { name: 'Show only these' }).click()
      expect(await names(it, '.level .el')).toEqual(['catalog'])
      expect((await it.page.locator('.column.middle .box').count()) > 10).toBe(true)
      expect(await it.page.textContent('.head .one')).toMatch(/\d+ of 100 streams/)
      await it.page.keyboard.press('Escape')
      expect(await it.page.locator('.level').count()).toBe(0)
      await box(it, 'middle', 'fraud').dblclick()
      expect(await names(it, '.level .el')).toEqual(['fraud'])
    })

    it('is a map again where the filter leaves a few', async () => {
      const it = await show(await many.all())
      expect(await it.page.locator('.list').count()).toBe(1)
      await it.page.fill('input', 'loyalty')
      expect(await it.page.locator('.map').count()).toBe(1)
      expect(await it.page.evaluate('document.activeElement.tagName')).toBe('INPUT')
    })
  })

  it('runs nothing of what documents say', async () => {
    const evil = '<script>ran()</script><img src=x onerror=ran()>'
    const poisoned = Object.fromEntries(
      Object.entries(shop()).map(([path, text]) => [
        path,
        text
          .replace(/title: (?!EventSource).*?, version/, `title: ${JSON.stringify(evil)}, version`)
          .replace('address: orders', `address: ${JSON.stringify(evil)}`)
          .replaceAll('EventSourceOrders:', `${JSON.stringify(evil)}:`),
      ]),
    )
    const it = await show(await (await Ground.of(poisoned)).all())
    for (const one of await it.page.locator('.box').all()) await one.click()
    await it.tell({ type: 'do', action: 'list' })
    expect(await it.page.locator('#app :is(script, img, iframe, a, [onerror], [style])').count()).toBe(0)
    expect((await it.page.textContent('#app'))?.includes('<script>ran()')).toBe(true)
    expect(await it.complaints()).toEqual([])
  })

  describe.each(Object.keys(themes))('in %s', (theme) => {
    const states: readonly (readonly [string, (it: MapPage) => Promise<void>])[] = [
      ['overview', async (it) => tell(it, await small.all())],
      [
        'stream',
        async (it) => {
          await tell(it, await small.all())
          await box(it, 'middle', 'EventSourceOrders').click()
          await answer(it, small)
        },
      ],
      [
        'application',
        async (it) => {
          await tell(it, await small.all())
          await it.page.locator('.side .ev').last().click()
          await answer(it, small)
        },
      ],
      [
        'list',
        async (it) => {
          await tell(it, await many.all())
          await it.page.locator('.row').nth(12).click()
          await answer(it, many)
        },
      ],
      [
        'filtered',
        async (it) => {
          await tell(it, await many.all())
          await it.page.fill('input', 'paid')
          await it.page.locator('.toggle').nth(1).click()
        },
      ],
      [
        'folders',
        async (it) => {
          await tell(it, await many.all())
          await it.tell({ type: 'do', action: 'map' })
          await box(it, 'middle', 'catalog').click()
        },
      ],
      [
        'no-match',
        async (it) => {
          await tell(it, await small.all())
          await it.page.fill('input', 'nothing of the kind')
        },
      ],
      ['quiet', async (it) => tell(it, await (await Ground.of(quiet)).all())],
      [
        'empty',
        async (it) =>
          tell(
            it,
            await (
              await Ground.of(
                Object.fromEntries(
                  Object.entries(shop()).map(([path, text]) => [
                    path,
                    text.replaceAll(/ *x-event-source: true\n/g, '').replaceAll(/Event(Source|s\b)/g, 'Things'),
                  ]),
                ),
              )
            ).all(),
          ),
      ],
      ['nothing', async (it) => tell(it, await (await Ground.of({})).all())],
      [
        'loading',
        async (it) => {
          await tell(it, { ...(await (await Ground.of({})).all()) }, { done: 120, total: 300 })
          await it.page.waitForSelector('.bar')
        },
      ],
    ]
    it.each(states)('has nothing serious for axe-core: %s', async (name, make) => {
      const it = await show(undefined, theme)
      await make(it)
      await picture(it.page, `map-${name}-${theme}`)
      expect(await seriousFaults(it.page)).toEqual([])
      expect(await it.complaints()).toEqual([])
    })
  })

  it.each([360, 500, 1600])('uses a width of %i pixels, and overflows in none', async (width) => {
    const it = await show(await small.all(), 'dark', width)
    await box(it, 'middle', 'EventSourceOrders').click()
    await answer(it, small)
    const fits = '[...document.querySelectorAll(".page, .scroll, .side")].every((part) => part.scrollWidth <= part.clientWidth)'
    await picture(it.page, `map-${width}`)
    expect(await it.page.evaluate(fits)).toBe(true)
    await it.tell({ type: 'do', action: 'list' })
    await picture(it.page, `map-list-${width}`)
    expect(await it.page.evaluate(fits)).toBe(true)
    expect(await seriousFaults(it.page)).toEqual([])
  })
})
