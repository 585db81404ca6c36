import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { previewState } from '../../server/features/stream-preview.ts'
import { deltaOf } from '../../shared/delta.ts'
import type { PreviewState, StreamPage } from '../../shared/preview-protocol.ts'
import { Checked, type CheckedOptions } from '../kit/checks.ts'
import { type Texts, uriOf } from '../kit/workspace.ts'
import { launchBrowser } from '../vscode/harness/browser.ts'
import { application, before, orders, shop } from './documents.ts'
import { bundlePage, picture, type ShownPage, seriousFaults, showPage } from './page.ts'
import { themes } from './themes.ts'

const stream = { uri: uriOf('orders.yaml'), pointer: '' }

/** What the server says of the first of these texts, all its messages open. */
async function stateOf(texts: Texts, closed = false, options: CheckedOptions = {}): Promise<PreviewState> {
  const checked = new Checked(texts, options)
  await checked.scan()
  await checked.open('orders.yaml')
  const first = await previewState({ stream, open: [] }, checked.checks)
  if (first.kind !== 'stream' || closed) return first
  return previewState({ stream, open: first.page.messages.map(({ key }) => key) }, checked.checks)
}

/** The same beside what it was. */
function comparedState(closed = false): Promise<PreviewState> {
  const declared = shop['orders.yaml'].replace('aggregate: Order }', 'aggregate: Order, baseline: v1.1.0 }')
  return stateOf({ ...shop, 'orders.yaml': declared }, closed, { revisions: { 'v1.1.0': { 'orders.yaml': before } } })
}

function pageOf(state: PreviewState): StreamPage {
  if (state.kind !== 'stream') throw new Error(state.kind)
  return state.page
}

function quiet(): Texts {
  const example = (name: string) => readFileSync(join(import.meta.dirname, '../../examples/orders', name), 'utf8')
  return {
    'orders.yaml': example('event-source.json'),
    'shipping.yaml': example('shipping.yaml').replace('event-source.json', 'orders.yaml'),
  }
}

function manyMessages(count: number): string {
  const keys = Array.from({ length: count }, (_, index) => `Order${index}Placed`)
  return orders.replace(
    / {4}messages:\n( {6}Order.*\n)+/,
    `    messages:\n${keys.map((key) => `      ${key}: { $ref: '#/components/messages/OrderNew' }\n`).join('')}`,
  )
}

describe('the stream preview', () => {
  let browser: Browser
  let files: Map<string, Buffer>
  let shown: ShownPage | undefined
  /** What the page has, as its host knows it. */
  let had: PreviewState | undefined

  beforeAll(async () => {
    files = await bundlePage('stream')
    browser = await launchBrowser()
  })
  afterAll(() => browser.close())
  afterEach(() => shown?.page.context().close())

  async function show(state: PreviewState | undefined, theme = 'dark', width = 760): Promise<ShownPage> {
    shown = await showPage(browser, files, theme, width)
    had = undefined
    if (state) await say(shown, state, '14:02:11')
    return shown
  }
  /** Tells a page what is new, as the server does. */
  async function say({ tell }: ShownPage, state: PreviewState, at = ''): Promise<void> {
    const delta = had ? deltaOf(had, state) : { is: state }
    const update = { number: 1, ...(had && { since: 1 }), ...(delta && { delta }) }
    had = state
    await tell({ type: 'state', update, keep: { stream }, at })
  }
  const names = ({ page }: ShownPage, selector: string) => page.locator(selector).allTextContents()

  it('shows who appends, the set, who reads, how it is kept and what does not hold', async () => {
    const it = await show(await stateOf(shop))
    expect(await names(it, '.apps.appenders .app')).toEqual(['Checkout', 'Payments'])
    expect(await names(it, '.apps.readers .app')).toEqual(['Order status', 'Payments', 'Notifications'])
    expect(await names(it, '.log .row .name')).toEqual(['OrderNew', 'OrderPaymentReceived', 'OrderPreparing', 'OrderShipped'])
    expect(await it.page.locator('.wire').count()).toBe(5)
    expect(await names(it, '.kept li > span:last-child')).toContain('Kept for 7 days, then deleted. line 11')
    expect(await it.page.locator('.finding').count()).toBeGreaterThan(2)
    expect(await it.complaints()).toEqual([])
  })

  it('goes to the source from everything, and runs a fix', async () => {
    const it = await show(await stateOf(shop))
    await it.page.locator('.kept .line').first().click()
    await it.page.locator('.app', { hasText: 'Checkout' }).click()
    await it.page.locator('.acts .link:not(.line)').first().click()
    const told = await it.told()
    expect(told.filter(({ type }) => type === 'reveal')).toHaveLength(2)
    expect(told.find(({ type }) => type === 'edit')).toMatchObject({ edit: { kind: 'fix' } })
  })

  it('opens a message with the keyboard, and asks for what it holds', async () => {
    const closed = await stateOf(shop, true)
    const it = await show(closed)
    const key = pageOf(closed).messages[1]?.key ?? ''
    await it.page.locator('.msg').first().focus()
    await it.page.keyboard.press('ArrowDown')
    await it.page.keyboard.press('ArrowRight')
    expect(await it.told()).toContainEqual({ type: 'open', messages: [key] })
    await say(it, await stateOf(shop))
    expect(await it.page.evaluate('document.activeElement.dataset.message')).toBe(key)
    expect(await it.page.locator('.detail').count()).toBe(1)
    await it.tell({ type: 'do', action: 'source' })
    expect((await it.told()).at(-1)).toMatchObject({ type: 'reveal', place: { pointer: key } })
    await it.page.keyboard.press('ArrowLeft')
    expect(await it.page.locator('.detail').count()).toBe(0)
  })

  it('has one tab stop a part, and F8 goes from finding to finding', async () => {
    const it = await show(await stateOf(shop, true))
    const stops: string[] = []
    for (let tab = 0; tab < 4; tab++) {
      await it.page.keyboard.press('Tab')
      stops.push(await it.page.evaluate('document.activeElement.closest("header, section").className'))
    }
    expect(stops).toEqual(['head', 'flow', 'set-part', 'conv-part'])
    await it.tell({ type: 'do', action: 'nextFinding' })
    await it.tell({ type: 'do', action: 'nextFinding' })
    expect(await it.page.evaluate('[...document.querySelectorAll("[data-finding]")].indexOf(document.activeElement)')).toBe(1)
  })

  it('draws anew what changed, and nothing else: scroll, open nodes and focus stay', async () => {
    const it = await show(await stateOf(shop))
    await it.page.locator('.msg').nth(1).click()
    await it.page.locator('[role=treeitem]', { hasText: 'paid' }).click()
    await it.page.evaluate('document.querySelector(".scroll").scrollTop = 120; window.rows = [...document.querySelectorAll(".msg, .prop")]')
    const rows = await it.page.locator('[role=treeitem]').count()
    const renamed = {
      ...shop,
      'orders.yaml': shop['orders.yaml'].replace('maxLength: 35', 'maxLength: 36').replace('servers:', '\nservers:'),
    }
    await say(it, await stateOf(renamed))
    expect(await it.page.locator('[role=treeitem]', { hasText: 'at most 36' }).count()).toBe(1)
    expect(await it.page.locator('[role=treeitem]').count()).toBe(rows)
    expect(await it.page.evaluate('document.querySelector(".scroll").scrollTop')).toBe(120)
    expect(await it.page.evaluate('rows.every((row) => row.isConnected)')).toBe(true)
    expect(await names(it, '.kept .line')).toContain('line 12')
  })

  it('begins where it was left, and keeps its picture while the server starts anew', async () => {
    const state = await stateOf(shop)
    const it = await show(undefined)
    const kept = { stream, open: [pageOf(state).messages[0]?.key ?? ''], scroll: 20 }
    await it.page.evaluate(`sessionStorage.setItem('kept', ${JSON.stringify(JSON.stringify(kept))})`)
    await it.page.addInitScript(`acquireVsCodeApi().setState(JSON.parse(sessionStorage.getItem('kept')))`)
    await it.page.reload()
    await say(it, state)
    expect(await it.page.locator('.detail').count()).toBe(1)
    const top = () => it.page.locator('.scroll').evaluate(({ scrollTop }) => scrollTop)
    expect(await top()).toBe(20)
    await it.tell({
      type: 'state',
      update: { number: 0, delta: { is: { kind: 'loading', file: 'orders.yaml' } } },
      keep: { stream },
      at: '',
    })
    await it.tell({ type: 'state', update: { number: 1, delta: { is: state } }, keep: { stream }, at: '' })
    expect(await top()).toBe(20)
  })

  it('marks the message of the cursor in the flow and in the list', async () => {
    const state = await stateOf(shop, true)
    const it = await show(state)
    await it.tell({ type: 'here', message: pageOf(state).messages[2]?.key ?? null })
    expect(await names(it, '.here .name')).toEqual(['OrderPreparing', 'OrderPreparing'])
    expect(await it.page.locator('.msg.here').count()).toBe(1)
  })

  it('keeps the last good picture of a text that does not parse', async () => {
    const it = await show(await stateOf(shop, true))
    const broken = await stateOf({
      ...shop,
      'orders.yaml': orders.replace('      OrderShipped: { $ref', '      OrderRet\n      OrderShipped: { $ref'),
    })
    await say(it, broken, '14:05:00')
    expect(await names(it, '.banner')).toEqual([expect.stringContaining('from 14:02:11')])
    expect(await it.page.locator('.msg').count()).toBe(4)
    await it.page.locator('.banner .link').click()
    expect((await it.told()).at(-1)).toMatchObject({ type: 'range' })
  })

  it('folds a large set, and filters it', async () => {
    const it = await show(await stateOf({ ...shop, 'orders.yaml': manyMessages(40) }, true))
    expect(await it.page.locator('.log .row').count()).toBe(11)
    expect(await names(it, '.log .more')).toEqual(['30 more'])
    await it.tell({ type: 'do', action: 'filter' })
    await it.page.keyboard.type('order3')
    expect(await it.page.locator('.msg').count()).toBe(11)
    expect(await it.told()).toContainEqual({ type: 'textFocus', on: true })
    await it.page.keyboard.type('nothing')
    await it.page.getByText('Clear the filter').click()
    expect(await it.page.locator('.msg').count()).toBe(40)
  })

  describe('of a thousand messages', () => {
    const many = () => stateOf({ ...shop, 'orders.yaml': manyMessages(1_000) }, true)
    const keyAt = (state: PreviewState, index: number) => pageOf(state).messages[index]?.key ?? ''

    it('draws those that are to be seen', async () => {
      const it = await show(await many())
      const drawn = await it.page.locator('.msg').count()
      expect(drawn).toBeGreaterThan(10)
      expect(drawn).toBeLessThan(80)
      await it.page.locator('.msg').first().focus()
      await it.page.keyboard.press('End')
      await it.page.locator('.msg:focus', { hasText: 'Order999Placed' }).waitFor()
      expect(await it.page.locator('.msg').count()).toBeLessThan(80)
      await it.page.keyboard.press('ArrowUp')
      expect(await it.page.evaluate('document.activeElement.textContent')).toContain('Order998Placed')
      await it.page.keyboard.press('Home')
      await it.page.locator('.msg:focus', { hasText: 'Order0Placed' }).waitFor()
      for (let press = 0; press < 60; press++) await it.page.keyboard.press('ArrowDown')
      expect(await it.page.evaluate('document.activeElement.textContent')).toContain('Order60Placed')
      expect(await seriousFaults(it.page)).toEqual([])
      await picture(it.page, 'stream-thousand')
    })

    it('keeps the focus on a row that is scrolled away, and goes to the message of the cursor', async () => {
      const state = await many()
      const it = await show(state)
      await it.page.locator('.msg').nth(3).focus()
      await it.page.evaluate('document.querySelector(".scroll").scrollTop = 15000')
      await it.page.locator('.msg', { hasText: 'Order570Placed' }).waitFor()
      expect(await it.page.evaluate('document.activeElement.textContent')).toContain('Order3Placed')
      await it.page.evaluate('document.hasFocus = () => false')
      await it.tell({ type: 'here', message: keyAt(state, 1) })
      await it.tell({ type: 'here', message: keyAt(state, 777) })
      await it.page.waitForSelector('.msg.here')
      expect(await names(it, '.msg.here .name')).toEqual(['Order777Placed'])
    })

    it('draws one row anew where one message changed', async () => {
      const state = await many()
      const it = await show(state)
      await it.page.evaluate(`window.changed = new Set(); new MutationObserver((records) => {
        for (const { target } of records) changed.add((target instanceof Element ? target : target.parentElement).closest('.item, .sec, .flow, .head, .conv')?.className + ' ' + (target.parentElement?.closest('.item')?.dataset.index ?? ''))
      }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })`)
      const { messages } = pageOf(state)
      const other = messages.map((row, index) => (index === 5 ? { ...row, mark: { text: 'another' } } : row))
      await say(it, { ...state, page: { ...pageOf(state), messages: other } } as PreviewState)
      expect(await it.page.locator('.msg').nth(5).textContent()).toContain('another')
      expect(await it.page.evaluate('[...changed]')).toEqual(['item 5'])
    })
  })

  it('has buttons for what the extension has, and keys for them', async () => {
    const it = await show(await stateOf(shop))
    expect(await names(it, '.tools .btn')).toEqual(['Compare with…'])
    await it.tell({ type: 'tools', tools: ['replay', 'export'] })
    expect(await it.page.locator('.tools .btn').count()).toBe(3)
    const place = pageOf(await stateOf(shop)).place
    await it.page.locator('.tools .primary').click()
    await it.tell({ type: 'do', action: 'export' })
    const told = (await it.told()).filter(({ type }) => type === 'tool')
    expect(told).toEqual([
      { type: 'tool', tool: 'replay', stream: place },
      { type: 'tool', tool: 'export', stream: place },
    ])
    expect(place.pointer).toBe('/channels/EventSourceOrders')
  })

  it('takes another theme while it is open', async () => {
    const it = await show(await stateOf(shop), 'dark')
    const colours = () =>
      it.page.evaluate('[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.querySelector(".wire .run")).stroke]')
    const before = await colours()
    await it.page.locator('.msg').nth(1).click()
    const { body, variables } = themes['light'] ?? { body: '', variables: {} }
    await it.page.evaluate(`document.body.className = ${JSON.stringify(body)};
      for (const [name, value] of Object.entries(${JSON.stringify(variables)})) document.documentElement.style.setProperty(name, value)`)
    expect(await colours()).not.toEqual(before)
    expect(await seriousFaults(it.page)).toEqual([])
  })

  it('stands a zoom of 200 %, and moves nothing for whoever wants no motion', async () => {
    // A zoomed window has half the pixels.
    const it = await show(await comparedState(), 'light', 640)
    await it.page.setViewportSize({ width: 380, height: 420 })
    await it.page.emulateMedia({ reducedMotion: 'reduce' })
    await it.page.locator('.msg').nth(1).click()
    expect(await it.page.evaluate('document.querySelector(".scroll").scrollWidth <= document.querySelector(".scroll").clientWidth')).toBe(
      true,
    )
    expect(await it.page.locator('.scroll').evaluate(({ clientHeight }) => clientHeight)).toBeGreaterThan(200)
    expect(await it.page.evaluate('getComputedStyle(document.querySelector(".wire")).transitionDuration')).toBe('0s')
    expect(await it.page.evaluate('document.getAnimations().length')).toBe(0)
  })

  it('shows what changed since the baseline beside what it was', async () => {
    const it = await show(await comparedState())
    expect(await names(it, '.msg .name')).toEqual(['OrderNew', 'OrderPaymentReceived', 'OrderPreparing', 'OrderHeld', 'OrderShipped'])
    expect(await names(it, '.msg .letter > :first-child')).toEqual(['M', 'D', 'A'])
    expect(await names(it, '.since')).toEqual([expect.stringContaining('compared with v1.1.0')])
    expect(await it.page.locator('.log .row').count()).toBe(4)
    await it.page.locator('.msg').nth(1).click()
    const changed = it.page.locator('.prop.changed')
    expect(await changed.locator('del').allTextContents()).toEqual(['64'])
    expect(await changed.locator('ins').allTextContents()).toEqual(['"wallet"', '35'])
    expect(await names(it, '.prop.gone del')).toEqual(['voucher'])
    expect(await it.page.locator('.said.changed .finding').count()).toBe(2)
    await it.page.locator('.since .link').click()
    expect((await it.told()).at(-1)).toEqual({ type: 'compare' })
    await say(it, await stateOf(shop))
    expect(await names(it, '.since, .set-part .right')).toEqual(['Compare with…'])
  })

  it('runs nothing of a document that is full of scripts', async () => {
    const evil = `<script>ran()</script><img src=x onerror=ran()><a href="javascript:ran()">x</a>\\" onmouseover=\\"ran()`
    const text = JSON.stringify(evil).replaceAll("'", "''")
    const poisoned = orders
      .replaceAll(/summary: .*/g, `summary: ${text}`)
      .replace('address: orders', `address: ${text}`)
      .replace('title: Event source orders', `title: ${text}`)
      .replaceAll('const: order-new', `const: ${text}`)
      .replaceAll('          note:', `          ${text}:`)
      .replaceAll('method: wallet', `method: ${text}`)
      .replace('aggregate: Order }', `aggregate: ${text}, baseline: ${text} }`)
      .replaceAll(
        '      payload:\n',
        `      headers: { type: object, properties: { ${text}: { type: string, pattern: ${text}, enum: [${text}] } } }\n      payload:\n`,
      )
      .replaceAll('maxLength: 35', `format: ${text}`)
    const it = await show(await stateOf({ ...shop, 'orders.yaml': poisoned, 'checkout.yaml': application(evil, ['OrderNew'], []) }))
    for (const row of await it.page.locator('.msg').all()) await row.click()
    await it.page.mouse.move(200, 200)
    for (const link of await it.page.locator('button').all()) await link.click({ timeout: 1_000 }).catch(() => undefined)
    expect(it.page.url()).toBe('http://page.invalid/')
    expect(await it.page.locator('#app :is(script, img, iframe, a, [onmouseover], [onerror], [style])').count()).toBe(0)
    expect((await it.page.textContent('#app'))?.split('<script>ran()').length).toBeGreaterThan(3)
    expect(await it.complaints()).toEqual([])
  })

  describe.each(Object.keys(themes))('in %s', (theme) => {
    const states: readonly (readonly [string, () => Promise<PreviewState | undefined>])[] = [
      ['live', () => stateOf(shop)],
      ['quiet', () => stateOf(quiet())],
      [
        'broken',
        () =>
          stateOf({ ...shop, 'orders.yaml': orders.replace('      OrderShipped: { $ref', '      OrderRet\n      OrderShipped: { $ref') }),
      ],
      [
        'empty',
        () =>
          stateOf({
            'orders.yaml': orders.replace('    x-event-source: { aggregate: Order }\n', '').replaceAll(/[Ee]vent ?[Ss]ource ?/g, ''),
          }),
      ],
      ['missing', async () => ({ kind: 'missing', file: 'orders.yaml' })],
      ['loading', async () => ({ kind: 'loading', file: 'orders.yaml' })],
      ['nobody', () => stateOf({ 'orders.yaml': manyMessages(30) }, true)],
      ['compared', () => comparedState()],
    ]
    it.each(states)('has nothing serious for axe-core: %s', async (name, make) => {
      const state = await make()
      expect(state?.kind).toBe(name in { empty: 1, missing: 1, loading: 1 } ? name : 'stream')
      const it = await show(state, theme)
      if (name === 'loading') await it.page.waitForSelector('.bar')
      if (name === 'live' || name === 'compared') await it.page.locator('.msg').nth(1).click()
      await picture(it.page, `stream-${name}-${theme}`)
      expect(await seriousFaults(it.page)).toEqual([])
      expect(await it.complaints()).toEqual([])
    })
  })

  it.each([360, 500, 1600])('uses a width of %i pixels, and overflows in none', async (width) => {
    const it = await show(await comparedState(), 'dark', width)
    await it.tell({ type: 'tools', tools: ['replay', 'export'] })
    await it.page.locator('.msg').nth(1).click()
    await picture(it.page, `stream-${width}`)
    expect(await it.page.evaluate('document.querySelector(".scroll").scrollWidth <= document.querySelector(".scroll").clientWidth')).toBe(
      true,
    )
    expect(await seriousFaults(it.page)).toEqual([])
  })
})
