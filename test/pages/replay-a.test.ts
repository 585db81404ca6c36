import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Answers } from '../../shared/border.ts'
import type { EngineBorder, Overview, Row } from '../../shared/replay-protocol.ts'
import { launchBrowser } from '../vscode/harness/browser.ts'
import { bundlePage, picture, seriousFaults } from './page.ts'
import { RealEngine } from './replay-engine.ts'
import { type ReplayPageOptions, type ShownReplay, settle, showReplay } from './replay-page.ts'
import { themes } from './themes.ts'

describe('the replay panel', () => {
  let browser: Browser
  let files: Map<string, Buffer>
  let real: RealEngine
  let shown: ShownReplay | undefined

  beforeAll(async () => {
    files = await bundlePage('replay-page')
    browser = await launchBrowser()
    real = new RealEngine()
    await real.open()
  })
  afterAll(() => browser.close())
  afterEach(() => shown?.page.context().close())

  async function show(options: ReplayPageOptions = {}, instead: Partial<Answers<EngineBorder>> = {}): Promise<ShownReplay> {
    shown = await showReplay(browser, files, real.answers(instead), { kept: { position: '104' }, messages: real.messages, ...options })
    real.relay(shown.tell as never)
    await shown.page.waitForSelector('.what .position')
    await settle(shown.page)
    return shown
  }
  const text = (page: Page, selector: string) => page.locator(selector).first().textContent()
  const position = (page: Page) => text(page, '.what .position')
  const press = async (page: Page, ...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
    await settle(page)
  }

  it('shows one moment everywhere', async () => {
    const { page, complaints } = await show()
    expect(await position(page)).toBe('#104')
    expect(await text(page, '.ev.here .pos')).toBe('104')
    expect(await text(page, '.flag text')).toMatch(/^#104.18:54:35$/)
    expect(await page.locator('.plot').getAttribute('aria-valuetext')).toMatch(/^104, OrderPreparing, o-1046, 2026-03-02T18:54:35/)
    expect(await text(page, '.state')).toContain('after #104')
    expect(await text(page, '.status')).toContain('#104 of 245 events')
    expect(await page.locator('.ev.future').first().locator('.pos').textContent()).toBe('105')
    expect(await complaints()).toEqual([])
  })

  it('begins at the end, with the last row in sight', async () => {
    const { page } = await show({ kept: {} })
    expect(await position(page)).toBe('#245')
    expect(await page.locator('.ev.here').isVisible()).toBe(true)
  })

  it('steps with the keys that are its own', async () => {
    const { page } = await show()
    await page.locator('.grid').focus()
    await press(page, 'ArrowDown', 'ArrowRight')
    expect(await position(page)).toBe('#106')
    await press(page, 'PageUp')
    expect(await position(page)).toBe('#96')
    await press(page, 'Shift+ArrowRight')
    expect(await text(page, '.what .entity')).toContain('o-1061')
    expect(await text(page, '.what .nth')).toMatch(/^5 of/)
    await press(page, 'Home')
    expect(await position(page)).toBe('#1')
    await press(page, 'End')
    expect(await position(page)).toBe('#245')
    expect(await page.locator('.grid').getAttribute('aria-activedescendant')).toBe(await page.locator('.ev.here').getAttribute('id'))
  })

  it('does what VS Code hands on: problems, visited moments, tabs, audit, lanes, pace', async () => {
    const it = await show()
    await it.do('nextProblem')
    const problem = await position(it.page)
    expect(problem).not.toBe('#104')
    expect(await it.page.locator('.what .finding').count()).toBe(1)
    await it.do('back')
    expect(await position(it.page)).toBe('#104')
    await it.do('forward')
    expect(await position(it.page)).toBe(problem)
    await it.do('tab2')
    expect(await it.page.locator('.event [role=tab][aria-selected=true]').textContent()).toBe('Headers')
    await it.do('audit')
    expect(await it.page.locator('.events [role=tab][aria-selected=true]').textContent()).toMatch(/^Audit/)
    await it.do('filter')
    expect(await it.page.evaluate('document.activeElement.dataset.filter')).toBe('')
    await it.do('lanes')
    expect(await it.page.locator('.axis.strip').count()).toBe(1)
    await it.do('faster')
    expect(await text(it.page, '.pace')).toBe('1\u2009000×')
    await it.do('keys')
    expect(await it.page.locator('dialog.keys').isVisible()).toBe(true)
    await press(it.page, 'Escape')
    expect(await it.page.locator('dialog.keys').isVisible()).toBe(false)
  })

  it('goes to a position or a time', async () => {
    const it = await show()
    await it.do('goTo')
    await it.page.keyboard.type('2026-03-03T00:00:00Z')
    await press(it.page, 'Enter')
    expect(await text(it.page, '.flag text')).toContain('23:')
    await it.do('goTo')
    await it.page.keyboard.type('nowhere')
    await press(it.page, 'Enter')
    expect(await it.page.locator('[data-goto]').getAttribute('aria-invalid')).toBe('true')
    await press(it.page, 'Escape')
    expect(it.asked.filter(({ name }) => name === 'textFocus').map(({ params }) => params)).toContainEqual({ on: true })
  })

  it('filters, keeps the moment in its place, and says what cannot be read', async () => {
    const { page } = await show()
    await page.locator('[data-filter]').fill('type:OrderShipped')
    await settle(page)
    expect(await text(page, '.box .of')).toBe('64 of 245')
    expect(await text(page, '.ev.outside')).toContain('outside the filter')
    await page.locator('.grid').focus()
    await press(page, 'ArrowDown')
    expect(await text(page, '.ev.here .type')).toContain('OrderShipped')
    expect(await page.locator('.ev.outside').count()).toBe(0)
    await page.locator('[data-filter]').fill('payload.total >')
    await settle(page)
    expect(await page.locator('[data-filter]').getAttribute('aria-invalid')).toBe('true')
    expect(await text(page, '#filter-problem')).toMatch(/\w/)
    await page.locator('[data-filter]').fill('no such thing')
    await settle(page)
    await page.getByText('Show all').click()
    await settle(page)
    expect(await page.locator('.box .of').count()).toBe(0)
  })

  it('shows types alone, or not, by their lanes', async () => {
    const { page } = await show()
    await page.locator('.lane', { hasText: 'OrderShipped' }).click()
    await settle(page)
    expect(await text(page, '.box .of')).toBe('64 of 245')
    await page.locator('.lane', { hasText: 'OrderNew' }).click({ modifiers: ['Shift'] })
    await settle(page)
    expect(await text(page, '.box .of')).toBe('84 of 245')
    await page.locator('.lane', { hasText: 'Problems' }).click()
    await settle(page)
    expect(await page.locator('.lane', { hasText: 'Problems' }).getAttribute('aria-pressed')).toBe('true')
    await page.locator('.grid').focus()
    await press(page, 'Escape')
    expect(await page.locator('.box .of').count()).toBe(0)
  })

  it('keeps to an entity, and lets go of it', async () => {
    const { page } = await show()
    await page.locator('.what .entity .link').click()
    await settle(page)
    expect(await text(page, '.box .of')).toBe('12 of 245')
    expect(await page.locator('.bars.out').count()).toBeGreaterThan(0)
    await page.locator('.box .chip .x').click()
    await settle(page)
    expect(await page.locator('.box .chip').count()).toBe(0)
  })

  it('joins the events of the entity with a thread', async () => {
    const { page } = await show()
    expect(await page.locator('.ev .thread.through').count()).toBeGreaterThan(5)
    const dots = page.locator('.ev:has(.thread.dot) .ent')
    expect(new Set(await dots.allTextContents())).toEqual(new Set(['o-1046']))
  })

  it('stays at the edge when the moment is scrolled away', async () => {
    const { page } = await show()
    await page.locator('.grid').evaluate((grid) => grid.scrollTo(0, 0))
    await settle(page)
    expect(await page.locator('.stuck.bottom .pos').textContent()).toBe('104')
    await page.locator('.stuck').click()
    await settle(page)
    expect(await page.locator('.stuck').count()).toBe(0)
  })

  it('goes where the axis is clicked, drags its flag, zooms and shows all again', async () => {
    const it = await show()
    const box = await it.page.locator('.plot').boundingBox()
    if (!box) throw new Error('no axis')
    const at = (part: number, y: number) => [box.x + box.width * part, box.y + y] as const
    await it.page.mouse.click(...at(0.5, 50))
    await settle(it.page)
    const there = await position(it.page)
    expect(there).not.toBe('#104')
    const flag = await it.page.locator('.flag rect').boundingBox()
    await it.page.mouse.move((flag?.x ?? 0) + (flag?.width ?? 0) / 2, (flag?.y ?? 0) + 8)
    await it.page.mouse.down()
    await it.page.mouse.move(...at(0.2, 8), { steps: 4 })
    await it.page.mouse.up()
    await settle(it.page)
    expect(await position(it.page)).not.toBe(there)
    await it.page.mouse.move(...at(0.1, 60))
    await it.page.mouse.down()
    await it.page.mouse.move(...at(0.3, 60), { steps: 4 })
    expect(await it.page.locator('.brush').count()).toBe(1)
    await it.page.mouse.up()
    await settle(it.page)
    expect(await it.page.locator('.window').count()).toBe(1)
    await it.page.mouse.wheel(0, -200)
    await settle(it.page)
    await it.page.mouse.dblclick(...at(0.9, 60))
    await settle(it.page)
    expect(await it.page.locator('.window').count()).toBe(0)
    await it.page.mouse.move(...at(0.15, 50))
    await it.page.waitForSelector('.hover')
    expect(await text(it.page, '.hover')).toMatch(/^#\d+/)
  })

  it('moves a zoomed part along with the moment, and counts by position', async () => {
    const it = await show()
    await it.page.getByText('Time, UTC').click()
    await settle(it.page)
    expect(await it.page.getByText('Position', { exact: true }).count()).toBe(1)
    await it.do('zoomEntity')
    expect(await it.page.locator('.window').count()).toBe(1)
    await it.page.locator('.grid').focus()
    await press(it.page, 'End')
    const flag = await it.page.locator('.flag').count()
    expect(flag).toBe(1)
  })

  it('plays, and stops at a problem', async () => {
    const it = await show({ kept: { position: '120' } })
    for (let times = 0; times < 6; times++) await it.do('faster')
    expect(await text(it.page, '.pace')).toBe('25/s')
    await it.do('play')
    await it.page.waitForSelector('[aria-label=Play]')
    expect(await position(it.page)).toBe('#124')
    await expect.poll(() => text(it.page, '[role=status]')).toMatch(/^124, /)
  })

  it('opens a menu for the event, from the keyboard too', async () => {
    const { page, asked } = await show()
    await page.locator('.grid').focus()
    await page.keyboard.press('Shift+F10')
    await page.waitForSelector('[role=menu]')
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('menuitem')
    await press(page, 'Escape')
    expect(await page.locator('[role=menu]').count()).toBe(0)
    await page.locator('.ev', { hasText: '106' }).first().click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy the record' }).click()
    await settle(page)
    expect(asked.find(({ name }) => name === 'copy')?.params).toMatchObject({ text: expect.stringContaining('"orderId"') })
  })

  it('aligns log and branch in one list', async () => {
    const it = await show()
    await it.page.locator('.grid').focus()
    await it.do('drop')
    await settle(it.page)
    expect(await it.page.locator('.ghead').textContent()).toContain('The log, as recorded')
    expect(await it.page.locator('.ev.here .half.gone').count()).toBe(1)
    expect(await it.page.locator('.ev.here .half.hatch').count()).toBe(1)
    expect(await text(it.page, '.edit text')).toBe('D')
    expect(await text(it.page, '[role=status]')).toContain('branch')
    expect(await seriousFaults(it.page)).toEqual([])
  })

  it('hands over what is to survive a reload, and no payload', async () => {
    const { page } = await show()
    await page.locator('[data-filter]').fill('type:OrderShipped')
    await settle(page)
    await page.locator('.grid').focus()
    await press(page, 'ArrowDown')
    await expect.poll(async () => JSON.stringify(await page.evaluate('keptState'))).toContain('"151"')
    const kept = JSON.stringify(await page.evaluate('keptState'))
    expect(JSON.parse(kept)).toMatchObject({ identity: { of: 'a test' }, kept: { filter: 'type:OrderShipped', position: '151' } })
    expect(kept).not.toContain('carrier')
  })

  it('says the load, and stops it', async () => {
    const overview = async (): Promise<Overview> => ({
      ...(await real.engine.ask('overview', {})),
      load: 'loading',
      bytes: 93e6,
      totalBytes: 245e6,
    })
    const it = await show({}, { overview })
    expect(await text(it.page, '.status')).toContain('37 %')
    expect(await it.page.locator('[role=progressbar]').count()).toBe(1)
    expect(await text(it.page, '.plot svg')).toContain('not read yet')
    expect(await seriousFaults(it.page)).toEqual([])
    await it.page.getByText('Stop here').click()
    await settle(it.page)
    expect(it.askedEngine.map(({ name }) => name)).toContain('stop')
  })

  it('goes back to where it was once that is read again', async () => {
    const all = await real.engine.ask('overview', {})
    let events = 3
    const overview = (): Overview => ({ ...all, events, load: events < all.events ? 'loading' : 'done' })
    const goTo: Answers<EngineBorder>['goTo'] = async (params) => Math.min(events - 1, (await real.engine.ask('goTo', params)) ?? 0)
    const it = await show({}, { overview, goTo, step: () => events - 1 })
    expect(await position(it.page)).toBe('#3')
    events = all.events
    it.tell('overview', overview())
    await expect.poll(() => position(it.page)).toBe('#104')
  })

  it('asks of three million rows for those in sight only', async () => {
    const count = 3_000_000
    const one = await real.engine.ask('row', { at: 0 })
    const rowAt = (at: number): Row => ({ ...one, at, position: String(at + 1) })
    const asked: number[] = []
    const it = await show(
      { kept: {} },
      {
        overview: async () => ({ ...(await real.engine.ask('overview', {})), events: count }),
        filter: () => ({ rows: count, done: 1 }),
        rows: ({ from, count }) => {
          asked.push(count)
          return Array.from({ length: count }, (_, index) => rowAt(from + index))
        },
        rowOf: ({ at }) => ({ row: at, isIn: true }),
        row: ({ at }) => rowAt(at),
        step: ({ from, by, count: steps }) => (by === 'end' ? (steps < 0 ? 0 : count - 1) : from + steps),
        moment: async ({ at }) => ({ ...(await real.engine.ask('moment', { at: 0 })), row: rowAt(at) }),
        marks: ({ bins }) => new Uint8Array(bins),
      },
    )
    expect(await position(it.page)).toBe('#3\u2009000\u2009000')
    expect(await it.page.locator('.ev.here').isVisible()).toBe(true)
    expect(await it.page.locator('.ev').count()).toBeLessThan(60)
    expect(asked.reduce((sum, one) => sum + one, 0)).toBeLessThan(2_000)
    // A wheel goes row by row, also out of the block that is laid out; the bar goes anywhere.
    const first = () => it.page.locator('.rows .ev .pos').first().textContent()
    await it.page.locator('.grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight / 2))
    await settle(it.page)
    const middle = Number((await first())?.replaceAll('\u2009', ''))
    expect(Math.abs(middle - count / 2)).toBeLessThan(count / 20)
    await it.page.locator('.grid').evaluate((grid) => grid.scrollBy(0, 220))
    await settle(it.page)
    expect(Math.abs(Number((await first())?.replaceAll('\u2009', '')) - middle)).toBeLessThan(30)
    await it.page.locator('.grid').focus()
    await press(it.page, 'Home')
    expect(await position(it.page)).toBe('#1')
    expect(await text(it.page, '.ev.here .pos')).toBe('1')
    await it.page.locator('.grid').evaluate((grid) => grid.scrollTo(0, grid.scrollHeight))
    await settle(it.page)
    await settle(it.page)
    expect(Number((await it.page.locator('.rows .ev .pos').last().textContent())?.replaceAll('\u2009', ''))).toBe(count)
  })

  it('has one tab stop a part', async () => {
    const { page } = await show()
    const stops: string[] = []
    await page.locator('.toolbar [data-nav]').first().focus()
    for (let tab = 0; tab < 7; tab++) {
      stops.push(
        await page.evaluate(
          '(document.activeElement.closest("[role=toolbar], [role=slider], [role=grid], [role=tree], [role=tablist], [role=listbox], .box, .find")?.className ?? document.activeElement.className)',
        ),
      )
      await page.keyboard.press('Tab')
    }
    expect(stops).toEqual(['toolbar', 'labels', 'plot', 'transport', 'what', expect.any(String), expect.any(String)])
  })

  describe.each(Object.keys(themes))('in %s', (theme) => {
    it.each([
      ['as usual', { width: 1280, height: 800 }],
      ['narrow', { width: 500, height: 860 }],
      ['640 wide', { width: 640, height: 700 }],
      ['low', { width: 1280, height: 300 }],
      ['wide', { width: 1680, height: 900 }],
    ] as const)('has nothing serious for axe-core: %s', async (name, size) => {
      const it = await show({ theme, ...size, kept: { position: '104', watch: '/status' } })
      await picture(it.page, `replay-${theme}-${name.replaceAll(' ', '-')}`)
      expect(await seriousFaults(it.page)).toEqual([])
      expect(await it.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      expect(await it.complaints()).toEqual([])
    })
  })
})
